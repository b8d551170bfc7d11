import { describe, test } from 'vitest'
import { beginnings, runSeeds } from './simulator/seeds.ts'

describe.each(beginnings(100, 100))('from seed %i on', (from) => {
  test('nothing is lost, doubled or called received before it is', () => runSeeds(from))
})
