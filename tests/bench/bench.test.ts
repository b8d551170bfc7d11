import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const bench = (...options: string[]) => {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/bench.ts', ...options], { encoding: 'utf8' })
  return { status, lines: stdout.trim().split('\n') }
}

test.each(['assess', 'assessPresence'])(
  '%s: a household takes less than a millisecond, and is told in one line of JSON',
  (name) => {
    const { status, lines } = bench(name, '--json')
    expect([status, lines.length]).toEqual([0, 1])
    const measured = JSON.parse(lines[0] ?? '')
    expect(Object.keys(measured)).toEqual(['name', 'households', 'perHouseholdMs', 'floorMs', 'ratio'])
    expect(measured).toMatchObject({ name, households: 729 })
    expect(measured.perHouseholdMs).toBeLessThan(1)
    expect(measured.ratio).toBeCloseTo(measured.perHouseholdMs / measured.floorMs)
  },
  60_000,
)

test('a bench that does not exist is refused', () => {
  expect(bench('everything').status).toBe(1)
  expect(bench('assess', '--fast').status).toBe(1)
  expect(bench('wire', 'landline').status).toBe(1)
  expect(bench('assess', 'chromium').status).toBe(1)
})
