import { describe, expect, test } from 'vitest'
import { beginnings, runSeeds } from './simulator/seeds.ts'
import { simulate } from './simulator/simulate.ts'

/** The second hundred has a file, and so a processor, of its own. More of them: `npm run simulate -- --seeds 10000`. */
describe.each(beginnings(0, 100))('from seed %i on', (from) => {
  test('lesson 28: nothing is lost, doubled or called received before it is', () => runSeeds(from))
})

test.each([1, 53, 124])('seed %i happens again exactly as it did', async (seed) => {
  const first = await simulate(seed)
  const second = await simulate(seed)
  expect(second.log).toEqual(first.log)
  expect(first.log.length).toBeGreaterThan(10)
})
