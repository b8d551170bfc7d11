import { expect, test } from 'vitest'
import { makeLane } from '../../scripts/bench/lane.ts'

test('a lane carries its bits per second, one thing after the other, each late by its delay', () => {
  const lane = makeLane({ bitsPerSecond: 20_000, delay: 250 })
  expect(lane.carry(2_500, 0)).toEqual({ sentAt: 1_000, arrivesAt: 1_250 })
  expect(lane.carry(2_500, 400)).toEqual({ sentAt: 2_000, arrivesAt: 2_250 })
  expect(lane.carry(250, 5_000)).toEqual({ sentAt: 5_100, arrivesAt: 5_350 })
})
