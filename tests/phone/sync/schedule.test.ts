// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { workIsWaiting } from '#phone/store/activity.ts'
import { type SyncReport, startSchedule } from '#phone/sync/schedule.ts'

let report: SyncReport
let runs: number
let stop: () => void

async function run(): Promise<SyncReport> {
  runs += 1
  return report
}

beforeEach(() => {
  vi.useFakeTimers()
  runs = 0
  report = { outcome: 'nothing_to_do' }
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

const delays = { first: 1_000, last: 8_000 }
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

describe('sending by itself', () => {
  test('begins at once', () => {
    stop = startSchedule(() => undefined, run, delays)
    expect(runs).toBe(1)
  })

  test('while it fails waits twice as long each time, up to the longest', async () => {
    report = { outcome: 'failed', failure: 'no_line' }
    stop = startSchedule(() => undefined, run, delays)
    const waits: number[] = []
    for (let i = 0; i < 6; i++) {
      const [before, begun] = [runs, Date.now()]
      while (runs === before) await pass(50)
      waits.push(Date.now() - begun)
    }
    const least = [750, 1_500, 3_000, 6_000, 6_000, 6_000]
    waits.forEach((wait, i) => {
      expect(wait).toBeGreaterThanOrEqual(least[i]!)
      expect(wait).toBeLessThanOrEqual((least[i]! / 0.75) * 1.25 + 100)
    })
  })

  test('after success rests for the longest wait', async () => {
    report = { outcome: 'done' }
    stop = startSchedule(() => undefined, run, delays)
    await pass(5_900)
    expect(runs).toBe(1)
    await pass(4_200)
    expect(runs).toBe(2)
  })

  test.each<[string, () => void]>([
    ['the line comes back', () => window.dispatchEvent(new Event('online'))],
    ['the app is looked at again', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['a household is finished', workIsWaiting],
  ])('lesson 2: tries at once when %s, and counts its waits anew', async (_, happens) => {
    report = { outcome: 'failed', failure: 'no_line' }
    stop = startSchedule(() => undefined, run, delays)
    await pass(20_000)
    const before = runs
    happens()
    expect(runs).toBe(before + 1)
    await pass(1_300)
    expect(runs).toBe(before + 2)
  })

  test('a household finished while an exchange is ending is sent soon after it', async () => {
    let end: ((report: SyncReport) => void) | undefined
    const oneAtATime = async (): Promise<SyncReport> => {
      if (end) return { outcome: 'already_running' }
      runs += 1
      if (runs > 1) return report
      const ended = await new Promise<SyncReport>((resolve) => {
        end = resolve
      })
      end = undefined
      return ended
    }
    stop = startSchedule(() => undefined, oneAtATime, delays)
    workIsWaiting()
    await pass(100)
    end?.({ outcome: 'done' })
    await pass(1_300)
    expect(runs).toBe(2)
    // The rest begins with the second try, which the jitter may place up to half a second before this line.
    await pass(5_400)
    expect(runs).toBe(2)
  })

  test('while the commune says «later» tries again soon', async () => {
    report = { outcome: 'still_waiting' }
    stop = startSchedule(() => undefined, run, delays)
    await pass(1_300)
    expect(runs).toBe(2)
  })

  test('goes on after a fault', async () => {
    const fault = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    stop = startSchedule(
      () => undefined,
      async () => {
        runs += 1
        throw new Error('a broken promise')
      },
      delays,
    )
    await pass(1_300)
    expect(runs).toBe(2)
    expect(fault).toHaveBeenCalled()
    fault.mockRestore()
  })

  test('asks the browser to wake the worker, anew at every trigger, and sends itself where the browser refuses', async () => {
    const refused = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    let asked = 0
    stop = startSchedule(
      () => undefined,
      run,
      delays,
      async () => {
        asked += 1
        throw new DOMException('no', 'NotAllowedError')
      },
    )
    window.dispatchEvent(new Event('online'))
    document.dispatchEvent(new Event('visibilitychange'))
    workIsWaiting()
    expect(asked).toBe(4)
    await pass(1_300)
    expect(runs).toBe(2)
    expect(refused).toHaveBeenCalledTimes(4)
    refused.mockRestore()
  })

  test('stops when told', async () => {
    report = { outcome: 'failed', failure: 'no_line' }
    stop = startSchedule(() => undefined, run, delays)
    stop()
    workIsWaiting()
    window.dispatchEvent(new Event('online'))
    await pass(60_000)
    expect(runs).toBe(1)
  })
})
