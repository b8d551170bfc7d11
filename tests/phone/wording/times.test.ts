import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayText } from '#phone/wording/times.ts'

const before = process.env.TZ
beforeAll(() => {
  process.env.TZ = 'Asia/Ho_Chi_Minh'
})
afterAll(() => {
  if (before === undefined) delete process.env.TZ
  else process.env.TZ = before
})

test.each([
  ['2024-10-15T16:59:59Z', '2024-10-15'],
  ['2024-10-15T17:00:00Z', '2024-10-16'],
  ['2024-12-31T23:30:00Z', '2025-01-01'],
])('at %s it is %s in the hamlet, whatever day it is in Greenwich', (instant, day) => {
  expect(dayText(new Date(instant))).toBe(day)
})
