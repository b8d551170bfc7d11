/** `held`: this window may write. `elsewhere`: another one has the household open, or has taken it over. */
export type DraftLock = 'asking' | 'held' | 'elsewhere'

/** A person's wish to go on here: the window that has the household open becomes one that only shows it. */
type Wish = { steal?: boolean }

/**
 * Holds the lock of a household's draft for one window, and tells `report` how it stands; returns how to let it go. A
 * window that is told `elsewhere` gets its turn as soon as the other lets go. The lock saves confusion, it does not
 * carry safety: two windows that both write lose nothing either, answer by answer. Without locks every window writes.
 */
export function holdDraft(
  household: string,
  report: (lock: DraftLock) => void,
  { steal = false }: Wish = {},
): () => void {
  if (!navigator.locks) {
    report('held')
    return () => undefined
  }
  const over = new AbortController()
  keepAsking(`${lockPrefix}${household}`, steal ? { steal } : { ifAvailable: true }, report, over.signal)
  return () => over.abort()
}

/** Asks once as told, then waits in line for as long as the window shows the household. */
function keepAsking(name: string, how: LockOptions, report: (lock: DraftLock) => void, over: AbortSignal): void {
  const inLine = () => {
    if (over.aborted) return
    report('elsewhere')
    keepAsking(name, { signal: over }, report, over)
  }
  navigator.locks
    .request(name, how, async (held) => {
      if (!held) return inLine()
      if (!over.aborted) report('held')
      return ended(over)
    })
    .catch(inLine) // another window has taken it over, or nobody waits any more
}

function ended(over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (over.aborted) resolve()
    else over.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Whether a survey is open in any window of this phone. */
export async function isAnyDraftOpen(): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return held.some(({ name }) => name?.startsWith(lockPrefix))
}

const lockPrefix = 'draft:'
