import { askForBackground } from '#phone/shell/backgroundSync.ts'
import { noteActivity, onWork } from '#phone/store/activity.ts'
import { vaultDatabase } from '#phone/store/database.ts'
import { waitingLetters } from '#phone/store/outbox.ts'
import { type VaultCard, vaultCards } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { failureOf } from './failure.ts'
import { communeOverHttp } from './http.ts'
import { type SyncOptions, type SyncOutcome, sync } from './sync.ts'

export type SyncReport = SyncOutcome | { outcome: 'already_running' }

/** Milliseconds between tries: doubling from the first to the last. */
type Backoff = { first: number; last: number }
const backoff: Backoff = { first: 5_000, last: 600_000 }

/** After these there is nothing to try again soon. */
const atRest: SyncReport['outcome'][] = ['done', 'nothing_to_do', 'not_taken']

/**
 * One exchange for every vault of this phone: the unlocked one sends and fetches, the locked ones send. What the button
 * calls: if an exchange is under way, in whatever window, it waits for its end and then does its own.
 */
export async function syncNow(
  vault: Vault | undefined,
  options: SyncOptions = { line: communeOverHttp() },
): Promise<SyncReport> {
  return alone(() => shownWhileRunning(vault, options), 'wait')
}

/** The same, unless one is under way: what the schedule calls. */
export async function syncIfFree(
  vault: Vault | undefined,
  options: SyncOptions = { line: communeOverHttp() },
): Promise<SyncReport> {
  return alone(() => shownWhileRunning(vault, options), 'only_if_free')
}

async function shownWhileRunning(vault: Vault | undefined, options: SyncOptions): Promise<SyncOutcome> {
  noteActivity({ running: true })
  try {
    return await syncAll(vault, options)
  } finally {
    noteActivity({ running: false })
  }
}

async function syncAll(vault: Vault | undefined, options: SyncOptions): Promise<SyncOutcome> {
  const outcomes: SyncOutcome[] = []
  for (const card of await readyCards()) {
    const own = vault?.device === card.device ? vault : undefined
    try {
      if (own || (await waitingLetters(vaultDatabase(card.device))).length > 0)
        outcomes.push(await sync(card, own, options))
    } catch (error) {
      // A vault that cannot be read does not keep the next one from sending.
      console.error(error)
      outcomes.push({ outcome: 'failed', failure: failureOf(error) })
    }
  }
  const worst = worstFirst.map((worst) => outcomes.find(({ outcome }) => outcome === worst)).find(Boolean)
  return worst ?? { outcome: 'nothing_to_do' }
}

/** What several vaults came to together is what the worst of them came to. */
const worstFirst: SyncOutcome['outcome'][] = ['failed', 'still_waiting', 'not_taken', 'done']

async function readyCards(): Promise<VaultCard[]> {
  return (await vaultCards()).filter(({ state }) => state === 'ready')
}

type Patience = 'wait' | 'only_if_free'

/** Holds the lock `sync` for one exchange. Locks save work; safety rests on operation ids and row versions. */
async function alone(exchange: () => Promise<SyncOutcome>, patience: Patience): Promise<SyncReport> {
  if (!navigator.locks) return aloneHere(exchange, patience)
  return navigator.locks.request('sync', { ifAvailable: patience === 'only_if_free' }, async (held) =>
    held ? exchange() : { outcome: 'already_running' as const },
  )
}

let runningHere: Promise<unknown> | undefined

/** Where the browser has no locks: alone in this window. */
async function aloneHere(exchange: () => Promise<SyncOutcome>, patience: Patience): Promise<SyncReport> {
  if (runningHere && patience === 'only_if_free') return { outcome: 'already_running' }
  while (runningHere) await runningHere
  const running = exchange()
  runningHere = Promise.allSettled([running])
  try {
    return await running
  } finally {
    runningHere = undefined
  }
}

/**
 * Sends by itself: now, when a household is finished, when the line comes back, when the app is looked at again, and
 * on a timer that doubles from 5 seconds to 10 minutes while something still waits. Returns how to stop.
 */
export function startSchedule(
  vault: () => Vault | undefined,
  run: (vault: Vault | undefined) => Promise<SyncReport> = syncIfFree,
  delays = backoff,
  askBackground: () => Promise<void> = askForBackground,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let delay = delays.first
  let [isStopped, isRunning, hasMissed] = [false, false, false]

  const plan = (wait: number) => {
    clearTimeout(timer)
    if (isStopped) return
    const jittered = wait * (0.75 + Math.random() / 2)
    noteActivity({ nextTryAt: new Date(Date.now() + jittered).toISOString() })
    timer = setTimeout(attempt, jittered)
  }
  const attempt = () => {
    clearTimeout(timer)
    isRunning = true
    const failedBefore = delay
    delay = Math.min(delay * 2, delays.last)
    run(vault()).then(
      ({ outcome }) => {
        if (atRest.includes(outcome)) delay = delays.first
        ended(atRest.includes(outcome) ? delays.last : failedBefore)
      },
      (fault) => {
        console.error(fault)
        ended(failedBefore)
      },
    )
  }
  const ended = (wait: number) => {
    isRunning = false
    plan(hasMissed ? delays.first : wait)
    hasMissed = false
  }
  const trigger = () => {
    delay = delays.first
    quietly(askBackground)
    // An exchange under way may have looked at the outbox before this: it is tried again soon after.
    if (isRunning) hasMissed = true
    else attempt()
  }
  const stopListening = listen(trigger)
  trigger()
  return () => {
    isStopped = true
    clearTimeout(timer)
    stopListening()
  }
}

/** The browser may refuse, and the storage may not answer: then it is the schedule alone that sends. */
function quietly(ask: () => Promise<void>): void {
  ask().catch((error: unknown) => console.warn('no background sync', error))
}

/** `navigator.onLine` is a hint: the event makes us try, its absence does not keep us from it. */
function listen(trigger: () => void): () => void {
  const onVisible = () => {
    if (document.visibilityState === 'visible') trigger()
  }
  window.addEventListener('online', trigger)
  document.addEventListener('visibilitychange', onVisible)
  const stopWork = onWork(trigger)
  return () => {
    window.removeEventListener('online', trigger)
    document.removeEventListener('visibilitychange', onVisible)
    stopWork()
  }
}
