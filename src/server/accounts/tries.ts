import { Problem } from '#protocol/problem.ts'

/** Slows guessing: after this many wrong tries at one thing from one place, a pause. In memory: a restart forgives. */
const mostTries = 5
const pauseMs = 60_000
/** So that a flood of invented names cannot fill the memory. */
const mostKeys = 10_000

export type Tries = ReturnType<typeof countTries>

export function countTries(clock: () => Date) {
  const wrong = new Map<string, { count: number; at: number }>()
  return {
    /** Counts one try, before it is known to be right, so that tries at once count too. Throws `too_many_tries`. */
    begin(key: string): void {
      const now = clock().getTime()
      const before = wrong.get(key)
      const isFresh = before === undefined || now - before.at >= pauseMs
      if (!isFresh && before.count >= mostTries) throw new Problem('too_many_tries')
      if (wrong.size >= mostKeys) forgetOld(wrong, now)
      wrong.set(key, { count: isFresh ? 1 : before.count + 1, at: now })
    },
    succeed(key: string): void {
      wrong.delete(key)
    },
  }
}

function forgetOld(wrong: Map<string, { count: number; at: number }>, now: number): void {
  for (const [key, { at }] of wrong) if (now - at >= pauseMs) wrong.delete(key)
  if (wrong.size >= mostKeys) wrong.clear()
}
