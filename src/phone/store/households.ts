import { Dexie } from 'dexie'
import type { Household } from '#domain/household/household.ts'
import type { Operation } from '#domain/household/operation.ts'
import type { HouseholdId } from '#domain/ids.ts'
import type { DraftRow, HouseholdRow, LetterRow, OperationRow, VaultDatabase } from './database.ts'
import { pullStateOf } from './database.ts'
import { durably } from './storageFailure.ts'
import { openRow, type Vault } from './vault.ts'
import { cardOf, type DraftAnswer, type HouseholdCard, type HouseholdView, type Parts, viewOf } from './view.ts'

/** The rows about one household, as they stood in one moment. */
export type Rows = {
  id: HouseholdId
  isMade: boolean
  household?: HouseholdRow
  drafts: DraftRow[]
  operations: OperationRow[]
  letters: LetterRow[]
}

/** Everything about one household; undefined for one this phone does not know. */
export async function rowsOf(db: VaultDatabase, id: HouseholdId): Promise<Rows | undefined> {
  const state = await pullStateOf(db)
  const household = await db.households.get([state?.generation ?? 0, id])
  const isMade = (await db.made.get(id)) !== undefined
  if (!household && !isMade) return undefined
  return {
    id,
    isMade,
    ...(household && { household }),
    drafts: await db.drafts.where('household').equals(id).toArray(),
    operations: await db.operations.where('households').equals(id).sortBy('n'),
    letters: await db.outbox.where('households').equals(id).toArray(),
  }
}

/** Opens the boxes. No transaction may be open: it would commit by itself. */
export async function partsOf(vault: Vault, rows: Rows): Promise<Parts> {
  const { id, household } = rows
  const pulled = await openRow<Household>(vault, { table: 'households', id }, household)
  const letters = new Map(rows.letters.map((letter) => [letter.op, letter]))
  const own = rows.operations.map(async (row) => {
    const operation = (await openRow<Operation>(vault, { table: 'operations', id: row.op }, row))!
    return { operation, letter: letters.get(row.op)! }
  })
  const drafts = rows.drafts.map(
    async (row) => (await openRow<DraftAnswer>(vault, { table: 'drafts', id: row.id }, row))!,
  )
  return { id, ...(pulled && { pulled }), own: await Promise.all(own), drafts: await Promise.all(drafts) }
}

/** Reads `tables` at one moment, so that nothing is shown twice or not at all while it moves between them. */
export async function atOneMoment<Result>(db: VaultDatabase, read: () => Promise<Result>): Promise<Result> {
  return durably(db, () => db.transaction('r', db.tables, read))
}

export async function householdView(vault: Vault, id: HouseholdId): Promise<HouseholdView | undefined> {
  const rows = await atOneMoment(vault.db, () => rowsOf(vault.db, id))
  return rows && viewOf(await partsOf(vault, rows))
}

/** The hamlet's list: the round's list first, then by number; a household made here stands last until it has one. */
export async function householdCards(vault: Vault): Promise<HouseholdCard[]> {
  const all = await atOneMoment(vault.db, () => allRows(vault.db))
  const cards = await Promise.all(all.map(async (rows) => cardOf(await partsOf(vault, rows))))
  const order = (card: HouseholdCard) => card.number || Number.MAX_SAFE_INTEGER
  return cards.sort((a, b) => Number(!a.listed) - Number(!b.listed) || order(a) - order(b))
}

async function allRows(db: VaultDatabase): Promise<Rows[]> {
  const generation = (await pullStateOf(db))?.generation ?? 0
  const range = [
    [generation, Dexie.minKey],
    [generation, Dexie.maxKey],
  ] as const
  const pulled = await db.households.where('[generation+id]').between(range[0], range[1]).toArray()
  const all = new Map<HouseholdId, Rows>()
  const at = (id: HouseholdId) => {
    const rows = all.get(id) ?? { id, isMade: false, drafts: [], operations: [], letters: [] }
    all.set(id, rows)
    return rows
  }
  for (const household of pulled) at(household.id).household = household
  for (const { id } of await db.made.toArray()) at(id).isMade = true
  for (const draft of await db.drafts.toArray()) at(draft.household).drafts.push(draft)
  for (const operation of await db.operations.orderBy('n').toArray())
    for (const id of operation.households) at(id).operations.push(operation)
  for (const letter of await db.outbox.toArray()) for (const id of letter.households) at(id).letters.push(letter)
  return [...all.values()].filter(isWorthShowing)
}

/** A household made at the door is listed from its first answer on: one that was opened by mistake is not. */
function isWorthShowing(rows: Rows): boolean {
  return rows.household !== undefined || (rows.isMade && rows.drafts.length + rows.operations.length > 0)
}
