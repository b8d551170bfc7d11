import { describe, expect, test } from 'vitest'
import { simulate, textOfReport } from './simulator/simulate.ts'

/** More of them: `npm run simulate -- --seeds 10000`. */
const seeds = 200
const atOnce = 20

describe.each(Array.from({ length: seeds / atOnce }, (_, i) => i * atOnce))('from seed %i on', (from) => {
  test('nothing is lost, doubled or called received before it is', async () => {
    for (let seed = from; seed < from + atOnce; seed++) {
      const report = await simulate(seed)
      if (report.wrong.length > 0) throw new Error(textOfReport(report))
    }
  })
})

test.each([1, 53, 124])('seed %i happens again exactly as it did', async (seed) => {
  const first = await simulate(seed)
  const second = await simulate(seed)
  expect(second.log).toEqual(first.log)
  expect(first.log.length).toBeGreaterThan(10)
})
