import { z } from 'zod/mini'
import type { Revision } from '#domain/household/operation.ts'
import type { HouseholdId } from '#domain/ids.ts'
import { Change, HouseholdState, type ReceivedChanges } from '#protocol/changes.ts'
import { expanded } from '#protocol/condensed.ts'
import type { LetterResult } from '#protocol/deposit.ts'
import { sealBox } from './box.ts'
import { type HouseholdRow, newVersion, type PullState, pullStateOf, type VaultDatabase } from './database.ts'
import { isUnderstood } from './newer.ts'
import { settled } from './outbox.ts'
import { durably } from './storageFailure.ts'
import { sealMeta, type Vault } from './vault.ts'

/** Where the next page starts. */
export function cursorOf(state: PullState): number {
  return state.filling?.cursor ?? state.cursor
}

/**
 * Stores one page of changes, and the cursor that counts it, in one transaction: households as they came, those gone
 * taken from the list, our own letters settled. What this build does not know is kept as it came, and rejects nothing.
 * The last page of a generation that was being filled makes it the one that is shown, and the others go. Drafts and
 * operations are not touched.
 *
 * False, and nothing written, if another window has pulled meanwhile.
 */
export async function storePage(
  vault: Vault,
  before: PullState,
  page: ReceivedChanges,
  build: string,
): Promise<boolean> {
  const { db, dataKey } = vault
  const generation = before.filling?.generation ?? before.generation
  const news = newsIn(page.changes)
  const rows = await Promise.all([...news.states.values()].map((state) => sealedRow(dataKey, generation, state)))
  const unknown = await Promise.all(
    news.unknown.map((raw, i) => sealMeta(dataKey, `${unknownKey}${page.cursor}-${i}`, raw)),
  )
  const facts = page.facts && (await sealMeta(dataKey, 'facts', page.facts))
  const after = { ...afterPage(before, page), ...(unknown.length > 0 && { unknownTo: build }) }
  return durably(db, () =>
    db.transaction('rw', db.households, db.made, db.outbox, db.meta, async () => {
      if (!isSame(await pullStateOf(db), before)) return false
      await db.households.bulkPut(rows)
      await db.households.bulkDelete(news.gone.map((id) => [generation, id]))
      await db.made.bulkDelete(news.gone)
      for (const result of news.settled) await settleOne(db, result, page.epoch)
      await db.meta.bulkPut([...(facts ? [facts] : []), ...unknown, { key: 'pull', value: after }])
      if (before.filling && !page.more) await dropOthers(db, generation)
      return true
    }),
  )
}

/**
 * Changes of a kind that an earlier build did not know may be known to this one: loads everything anew beside what is
 * shown, as after a restore, but without offering any letter again.
 */
export async function refillAfterUpdate(db: VaultDatabase, build: string): Promise<void> {
  await durably(db, () =>
    db.transaction('rw', db.meta, async () => {
      const known = await pullStateOf(db)
      if (known?.unknownTo === undefined || known.unknownTo === build) return
      const { unknownTo: _, filling, ...shown } = known
      const generation = Math.max(shown.generation, filling?.generation ?? 0) + 1
      await db.meta.where('key').startsWith(unknownKey).delete()
      await db.meta.put({ key: 'pull', value: { ...shown, filling: { generation, cursor: 0 } } })
    }),
  )
}

/** Boxed changes of an unknown kind, in `meta`. */
const unknownKey = 'unknown-'

type State = { id: HouseholdId; revision: Revision; raw: unknown; isNewer: boolean }
type News = { states: Map<HouseholdId, State>; gone: HouseholdId[]; settled: LetterResult[]; unknown: unknown[] }

/** A row whose household and number are told, whatever else it says. */
const AnyState = z.object({ ...HouseholdState.shape, state: z.looseObject({}) })

/** What a page says, in its order: of a household that came and went, or went and came, the last counts. */
function newsIn(changes: readonly unknown[]): News {
  const news: News = { states: new Map(), gone: [], settled: [], unknown: [] }
  for (const told of changes) {
    const raw = withState(told)
    const known = Change.safeParse(raw).data
    const change = known ?? AnyState.safeParse(raw).data
    if (!change) news.unknown.push(raw)
    else if ('op' in change) news.settled.push(change)
    else {
      const id = change.household
      news.gone = news.gone.filter((other) => other !== id)
      news.states.delete(id)
      if ('gone' in change) news.gone.push(id)
      else {
        const isNewer = change !== known || !isUnderstood(known.state)
        news.states.set(id, { id, revision: change.seq, raw: (raw as { state: unknown }).state, isNewer })
      }
    }
  }
  return news
}

function withState(change: unknown): unknown {
  const told = AnyState.safeParse(change).data
  return told ? { ...told, state: expanded(told.state) } : change
}

/**
 * The commune's answer to one of our letters, if it is still kept. What a pull tells of them stands in the ledger: it was
 * opened by our own key, so that it needs no hash to be about our letter, whoever brought it.
 */
async function settleOne(db: VaultDatabase, result: LetterResult, epoch: string): Promise<void> {
  const letter = await db.outbox.get(result.op)
  if (letter) await db.outbox.put(settled(letter, result, epoch))
}

function afterPage(before: PullState, page: ReceivedChanges): PullState {
  const { factsTag = before.factsTag, cursor, mark } = page
  const { filling, mark: _, ...shown } = { ...before, ...(factsTag && { factsTag }) }
  const at = { cursor, ...(mark && { mark }) }
  const generation = filling?.generation ?? shown.generation
  if (filling && page.more) return { ...before, ...(factsTag && { factsTag }), filling: { generation, ...at } }
  return { ...shown, ...at, generation }
}

async function sealedRow(dataKey: CryptoKey, generation: number, state: State): Promise<HouseholdRow> {
  const { id, revision, raw, isNewer } = state
  const box = await sealBox(dataKey, { table: 'households', id }, raw)
  return { id, generation, revision, version: newVersion(), ...(isNewer && { isNewer }), box }
}

async function dropOthers(db: VaultDatabase, generation: number): Promise<void> {
  await db.households.filter((row) => row.generation !== generation).delete()
}

function isSame(now: PullState | undefined, before: PullState): boolean {
  return JSON.stringify(now) === JSON.stringify(before)
}
