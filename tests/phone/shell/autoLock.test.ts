// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { lockAfter, watchHidden } from '#phone/shell/autoLock.ts'

let now: number
let locks: number
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  now = 0
  locks = 0
  stop = watchHidden(
    () => {
      locks += 1
    },
    lockAfter,
    () => now,
  )
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function become(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('hidden', () => {
  test('for ten minutes, the app locks', () => {
    become('hidden')
    vi.advanceTimersByTime(600_000)
    expect(locks).toBe(1)
  })

  test('for less, it stays open, and the next hiding counts from its own start', () => {
    become('hidden')
    now = 599_000
    vi.advanceTimersByTime(599_000)
    become('visible')
    become('hidden')
    vi.advanceTimersByTime(2_000)
    expect(locks).toBe(0)
  })

  test('for ten minutes while the timers slept, it locks when it is looked at', () => {
    become('hidden')
    now = 600_000
    become('visible')
    expect(locks).toBe(1)
    vi.advanceTimersByTime(600_000)
    expect(locks).toBe(1)
  })
})
