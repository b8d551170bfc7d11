import { useEffect } from 'react'

/** Hidden for this long, the app asks for the PIN again. */
export const lockAfter = 600_000

/**
 * Locks after ten minutes out of sight. A phone's timers sleep with it, so the time is compared again when the app is
 * looked at.
 */
export function useAutoLock(lockNow: () => void): void {
  useEffect(() => watchHidden(lockNow), [lockNow])
}

/** Calls `lockNow` once the page has been hidden for `after` milliseconds; returns how to stop. */
export function watchHidden(lockNow: () => void, after = lockAfter, now: () => number = Date.now): () => void {
  let hiddenAt: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const lockOnce = () => {
    clearTimeout(timer)
    hiddenAt = undefined
    lockNow()
  }
  const onChange = () => {
    if (document.visibilityState === 'hidden') {
      hiddenAt = now()
      timer = setTimeout(lockOnce, after)
      return
    }
    clearTimeout(timer)
    if (hiddenAt !== undefined && now() - hiddenAt >= after) lockOnce()
    hiddenAt = undefined
  }
  document.addEventListener('visibilitychange', onChange)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', onChange)
  }
}
