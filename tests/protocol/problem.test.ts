import { expect, test } from 'vitest'
import { Problem, type ProblemCode, problems } from '#protocol/problem.ts'

test.each(Object.entries(problems))('%s travels with status %i', (code, status) => {
  const problem = new Problem(code as ProblemCode)
  expect(problem.status).toBe(status)
  expect(problem.message).toBe(code)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThanOrEqual(500)
})
