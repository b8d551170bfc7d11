import type { DeviceId } from '#domain/ids.ts'
import { vaultDatabase } from '#phone/store/database.ts'
import { noteSync } from '#phone/store/notes.ts'
import { waitingLetters } from '#phone/store/outbox.ts'
import { type VaultCard, vaultCards } from '#phone/store/registry.ts'
import { batchBytes, type Sizes } from './batchSize.ts'
import { failureOf } from './failure.ts'
import { type DepositLine, depositOverHttp } from './line.ts'
import { push } from './push.ts'

/** The tag of the browser's Background Sync by which the worker is woken. */
export const backgroundTag = 'letters'

/** Milliseconds that the worker leaves to a window's exchange before it sends anyway. */
const patience = 20_000

type Options = { line?: DepositLine; sizes?: Sizes; now?: () => Date; patience?: number }

/**
 * What the worker does while the app is closed or locked: sends what waits in every vault of this phone, each under its
 * own deposit token. What a window has on its way is left to it, as long as a reply may still come.
 *
 * Throws unless every outbox is empty at the end, so that the browser wakes the worker again.
 */
export async function depositInBackground(options: Options = {}): Promise<void> {
  await soonAlone(options.patience ?? patience, async (isShared) => {
    for (const card of await vaultCards()) await depositOf(card, isShared, options)
  })
  if ((await waitingOnPhone()) > 0) throw new Error('letters still wait')
}

/** How many letters wait on this phone, in all its vaults; a vault that cannot be read counts as one that waits. */
export async function waitingOnPhone(): Promise<number> {
  let count = 0
  for (const { device } of await vaultCards()) count += await waitingIn(device)
  return count
}

async function waitingIn(device: DeviceId): Promise<number> {
  try {
    return (await waitingLetters(vaultDatabase(device))).length
  } catch (error) {
    console.error(error)
    return 1
  }
}

/** One vault's failure is noted with it, and does not keep the next one from sending. */
async function depositOf({ device, deposit }: VaultCard, isShared: boolean, options: Options): Promise<void> {
  const { line = depositOverHttp(), sizes = batchBytes, now = () => new Date() } = options
  const db = vaultDatabase(device)
  if (deposit === undefined) return
  try {
    await push({ db, token: deposit, line, sizes, now, isShared })
  } catch (error) {
    const code = failureOf(error)
    if (code === 'fault') console.error(error)
    await noteSync(db, { lastFailure: { code, at: now().toISOString() } }).catch(console.error)
  }
}

/**
 * Holds the lock `sync` while `work` runs; after so many milliseconds of waiting, works without it, beside whoever holds
 * it.
 */
async function soonAlone(limit: number, work: (isShared: boolean) => Promise<void>): Promise<void> {
  if (!navigator.locks) return work(true)
  const tooLate = AbortSignal.timeout(limit)
  let isHeld = false
  const held = navigator.locks.request('sync', { signal: tooLate }, () => {
    isHeld = true
    return work(false)
  })
  try {
    await held
  } catch (error) {
    if (isHeld || !tooLate.aborted) throw error
    await work(true)
  }
}
