import { loadDamagedAnew } from '#phone/store/damaged.ts'
import type { VaultDatabase } from '#phone/store/database.ts'
import { vaultDatabase } from '#phone/store/database.ts'
import type { SyncFailure } from '#phone/store/notes.ts'
import { forgetFailure, noteSync } from '#phone/store/notes.ts'
import { lettersToReseal, refusedLetters, waitingLetters } from '#phone/store/outbox.ts'
import type { VaultCard } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { batchBytes, type Sizes } from './batchSize.ts'
import { failureOf, Refusal } from './failure.ts'
import type { Commune } from './http.ts'
import { pull } from './pull.ts'
import { push } from './push.ts'

export type SyncOptions = { line: Commune; sizes?: Sizes; now?: () => Date }

/** `still_waiting`: all went well, and the commune asked to be sent something again, later. `not_taken`: it refused something. */
export type SyncOutcome =
  | { outcome: 'done' | 'nothing_to_do' | 'still_waiting' | 'not_taken' }
  | { outcome: 'failed'; failure: SyncFailure }

/**
 * One exchange for one vault: sends all that waits and, where the vault is unlocked, fetches all that is new. Locked,
 * it sends only. Safe to stop and to repeat at any point. A failure of the line is an outcome, and noted.
 */
export async function sync(
  card: Pick<VaultCard, 'device' | 'deposit'>,
  vault: Vault | undefined,
  { line, sizes = batchBytes, now = () => new Date() }: SyncOptions,
): Promise<SyncOutcome> {
  const db = vaultDatabase(card.device)
  const send = () => (card.deposit === undefined ? 0 : push({ db, token: card.deposit, line, sizes, now }))
  try {
    const [answered, fetched] = await exchanged(send, async () => {
      if (vault) await loadDamagedAnew(vault)
      return vault ? pull(vault, line, now) : 0
    })
    if (vault) await sealAnew(vault)
    // A pull that found another epoch has queued everything again; one that brought another key, what it did not open.
    const again = vault ? await send() : 0
    if (vault || answered > 0) await forgetFailure(db)
    const left = await leftBehind(db)
    if (left) return { outcome: left }
    if (vault) await noteSync(db, { lastDoneAt: now().toISOString() })
    return { outcome: answered + fetched + again > 0 ? 'done' : 'nothing_to_do' }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === 'fault') console.error(error)
    // Where the phone can keep nothing, it cannot keep this either; the outcome is told all the same.
    await noteSync(db, { lastFailure: { code: failure, at: now().toISOString() } }).catch(console.error)
    return { outcome: 'failed', failure }
  }
}

/** Where the commune said no to what was sent, it is asked for what is new all the same, and the no told after that. */
async function exchanged(
  send: () => Promise<number> | number,
  fetch: () => Promise<number>,
): Promise<[number, number]> {
  let answered = 0
  let refusal: Refusal | undefined
  try {
    answered = await send()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    refusal = error
  }
  const fetched = await fetch()
  if (refusal) throw refusal
  return [answered, fetched]
}

/** The sealing is loaded only where the commune has answered `reseal`. */
async function sealAnew(vault: Vault): Promise<void> {
  const letters = await lettersToReseal(vault.db)
  if (letters.length > 0) await (await import('./reseal.ts')).reseal(vault, letters)
}

/** What keeps us from saying that the commune has everything. */
async function leftBehind(db: VaultDatabase): Promise<'still_waiting' | 'not_taken' | undefined> {
  if ((await waitingLetters(db)).length > 0) return 'still_waiting'
  return (await refusedLetters(db)).length > 0 ? 'not_taken' : undefined
}
