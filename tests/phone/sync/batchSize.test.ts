import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LinkNote } from '#phone/store/notes.ts'
import { afterAnswer, afterCut, batchBytes, sizeOn } from '#phone/sync/batchSize.ts'

const at = new Date('2024-10-20T01:00:00.000Z')
const dayLater = new Date('2024-10-21T01:00:00.001Z')
const cutAt8 = afterCut(undefined, { size: 6_000, ms: 8_000, at }, { ...batchBytes, least: 1_000 })

describe('the size of the next batch', () => {
  test('is the first guess on a link nobody knows', () => {
    expect(sizeOn(undefined, batchBytes, at)).toBe(batchBytes.start)
  })

  test('is what the link carries in five seconds, at most twice the last, within its bounds', () => {
    const link: LinkNote = { size: 10_000 }
    expect(afterAnswer(link, { size: 10_000, ms: 4_000, at }, batchBytes).size).toBe(12_500)
    expect(afterAnswer(link, { size: 10_000, ms: 100, at }, batchBytes).size).toBe(20_000)
    expect(afterAnswer(link, { size: 10_000, ms: 50_000, at }, batchBytes).size).toBe(batchBytes.least)
    expect(afterAnswer({ size: 40_000 }, { size: 40_000, ms: 100, at }, batchBytes).size).toBe(batchBytes.most)
  })

  test('is not learned from a batch far smaller than it might have been', () => {
    expect(afterAnswer({ size: 10_000 }, { size: 400, ms: 600, at }, batchBytes)).toEqual({ size: 10_000 })
  })

  test('is half of what was cut', () => {
    expect(cutAt8).toEqual({ size: 3_000, cut: { size: 3_000, rate: 750, at: at.toISOString() } })
  })

  test('does not suffer from a cut before anything could travel', () => {
    expect(afterCut({ size: 10_000 }, { size: 10_000, ms: 999, at }, batchBytes)).toEqual({ size: 10_000 })
  })

  test('forgets a cut after a day, and on a link four times as fast', () => {
    const answered = (ms: number, when: Date) =>
      afterAnswer(cutAt8, { size: 3_000, ms, at: when }, { ...batchBytes, least: 1_000 })
    expect(answered(2_000, at).cut).toBeDefined()
    expect(answered(1_000, at).cut).toBeUndefined()
    expect(answered(2_000, dayLater).cut).toBeUndefined()
  })

  test('on one link is never again larger than what was left of a cut', () => {
    const trip = fc.record({ cut: fc.boolean(), ms: fc.integer({ min: 1_000, max: 60_000 }) })
    fc.assert(
      fc.property(fc.array(trip, { maxLength: 30 }), (trips) => {
        let link: LinkNote | undefined
        let most = Number.POSITIVE_INFINITY
        for (const { cut, ms } of trips) {
          const bytes = sizeOn(link, batchBytes, at)
          expect(bytes).toBeLessThanOrEqual(most)
          // A link of one speed: what takes longer carries no more.
          link = cut
            ? afterCut(link, { size: bytes, ms, at }, batchBytes)
            : afterAnswer(link, { size: bytes, ms: Math.max(ms, 3 * bytes), at }, batchBytes)
          most = link.cut ? link.cut.size : Number.POSITIVE_INFINITY
        }
      }),
    )
  })
})
