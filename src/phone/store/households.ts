import { Dexie } from 'dexie'
import type { Household } from '#domain/household/household.ts'
import type { Operation } from '#domain/household/operation.ts'
import type { HamletId, HouseholdId } from '#domain/ids.ts'
import type { CommuneFacts } from '#protocol/changes.ts'
import {
  type DraftRow,
  type HouseholdRow,
  type LetterRow,
  type MetaRow,
  type OperationRow,
  pullStateOf,
  type VaultDatabase,
} from './database.ts'
import { isTaken, readNewer } from './newer.ts'
import { durably } from './storageFailure.ts'
import { openRow, type Vault } from './vault.ts'
import { cardOf, type DraftAnswer, type HouseholdCard, type HouseholdView, type Parts, viewOf } from './view.ts'

/** The rows about one household, as they stood in one moment. */
export type Rows = {
  id: HouseholdId
  isMade: boolean
  /** Where a household made here was made. */
  madeIn?: HamletId
  household?: HouseholdRow
  /** Boxed `CommuneFacts`, which name the open round where no pulled row does. */
  facts?: MetaRow
  drafts: DraftRow[]
  operations: OperationRow[]
  letters: LetterRow[]
}

/** Everything about one household; undefined for one this phone does not know and has no unfinished business with. */
export async function rowsOf(db: VaultDatabase, id: HouseholdId): Promise<Rows | undefined> {
  const state = await pullStateOf(db)
  const household = await db.households.get([state?.generation ?? 0, id])
  const facts = await db.meta.get('facts')
  const made = await db.made.get(id)
  const rows: Rows = {
    id,
    isMade: made !== undefined,
    ...(made?.hamlet && { madeIn: made.hamlet }),
    ...(household && { household }),
    ...(facts && { facts }),
    drafts: await db.drafts.where('household').equals(id).toArray(),
    operations: await db.operations.where('households').equals(id).sortBy('n'),
    letters: await db.outbox.where('households').equals(id).toArray(),
  }
  return rows.isMade || isWorthShowing(rows) ? rows : undefined
}

/** Opens the boxes; what does not open is left out and told. No transaction may be open: it would commit by itself. */
export async function partsOf(vault: Vault, rows: Rows): Promise<Parts> {
  const { id, household, isMade } = rows
  const damage: unknown[] = []
  const whole = async <Value>(opening: Promise<Value>) => {
    try {
      return await opening
    } catch (error) {
      console.error(error)
      damage.push(error)
      return undefined
    }
  }
  const pulled = household && (await whole(readRow(vault, household)))
  const facts = await whole(openFacts(vault, rows.facts))
  const letters = new Map(rows.letters.map((letter) => [letter.op, letter]))
  const own = rows.operations.map(async (row) => {
    const operation = await whole(openRow<Operation>(vault, { table: 'operations', id: row.op }, row))
    return operation ? [{ operation, letter: letters.get(row.op)! }] : []
  })
  const drafts = rows.drafts.map(async (row) => {
    const draft = await whole(openRow<DraftAnswer>(vault, { table: 'drafts', id: row.id }, row))
    return draft
      ? [{ ...draft, row: row.id, ...(!isTaken(draft.path, draft.value) && { isOfOtherForm: true as const }) }]
      : []
  })
  return {
    id,
    ...(pulled ?? (!household && !isMade && { isGone: true })),
    ...(facts?.round && { round: facts.round.id }),
    ...(facts?.round?.awayResidents && { awayResidents: facts.round.awayResidents }),
    own: (await Promise.all(own)).flat(),
    drafts: (await Promise.all(drafts)).flat(),
    ...(damage.length > 0 && { isDamaged: true }),
  }
}

/** What the commune told of itself with the last pull; undefined before the first. */
export async function factsOf(vault: Vault): Promise<CommuneFacts | undefined> {
  return openFacts(vault, await durably(vault.db, () => vault.db.meta.get('facts')))
}

function openFacts(vault: Vault, row: MetaRow | undefined): Promise<CommuneFacts | undefined> {
  return openRow<CommuneFacts>(vault, { table: 'meta', id: 'facts' }, row)
}

async function readRow(vault: Vault, row: HouseholdRow): Promise<Pick<Parts, 'pulled' | 'isNewer'>> {
  const household = (await openRow<Household>(vault, { table: 'households', id: row.id }, row))!
  return row.isNewer ? readNewer(household, row) : { pulled: household }
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
  const pulled = await shownRows(db)
  const facts = await db.meta.get('facts')
  const all = new Map<HouseholdId, Rows>()
  const at = (id: HouseholdId) => {
    const rows = all.get(id) ?? { id, isMade: false, ...(facts && { facts }), drafts: [], operations: [], letters: [] }
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

/** The pulled rows that are shown. */
export async function shownRows(db: VaultDatabase): Promise<HouseholdRow[]> {
  const generation = (await pullStateOf(db))?.generation ?? 0
  return db.households
    .where('[generation+id]')
    .between([generation, Dexie.minKey], [generation, Dexie.maxKey])
    .toArray()
}

/**
 * A household made at the door is listed from its first answer on: one that was opened by mistake is not. One that the
 * list has no more is shown while something about it is unfinished or unsettled.
 */
function isWorthShowing({ household, isMade, drafts, operations, letters }: Rows): boolean {
  if (household !== undefined || drafts.length > 0) return true
  return isMade ? operations.length > 0 : letters.some(({ state }) => state !== 'in')
}
