import type { Listed, PreviousSurvey } from '#domain/household/household.ts'
import type { HamletId } from '#domain/ids.ts'
import { standardOf } from '#domain/standard/inForce.ts'
import type { SetupRequest } from '#protocol/office.ts'
import { Problem } from '#protocol/problem.ts'
import { hashPassword } from '#server/accounts/passwords.ts'
import type { Db } from '#server/db/schema.ts'
import { audit, takeNumbers, type Writing, write } from './changeLog.ts'
import type { CommuneStore } from './commune.ts'
import { countedClass } from './households.ts'
import { roundRowOf } from './rounds.ts'

export type CommuneSetup = Omit<SetupRequest, 'code'>

export async function isSetUp(db: Db): Promise<boolean> {
  return (await db.selectFrom('commune').select('id').executeTakeFirst()) !== undefined
}

/** Enters the commune, its hamlets, its open round and its first reviewer. Throws `already_set_up` the second time. */
export async function setUpCommune(
  store: CommuneStore,
  setup: CommuneSetup,
): Promise<{ hamlets: { id: HamletId; name: string }[] }> {
  if (standardOf(setup.round.standard) === undefined) throw new Problem('invalid_request')
  const password = await hashPassword(setup.password, store.random)
  const ids = hamletIds(setup.hamlets.map(({ name }) => name))
  await write(store, async (writing) => {
    if (await isSetUp(writing.trx)) throw new Problem('already_set_up')
    await enterCommune(writing, setup, ids)
    await writing.trx.insertInto('reviewers').values({ login: setup.login, name: setup.reviewer, password }).execute()
    await writing.trx.deleteFrom('meta').where('key', '=', 'setup_code_hash').execute()
    await audit(writing, { actor: `office:${setup.login}`, action: 'set_up' })
  })
  return { hamlets: setup.hamlets.map(({ name }, i) => ({ id: ids[i]!, name })) }
}

export type NewHousehold = {
  id: string
  hamlet: string
  /** Its number in the hamlet's book. */
  number: number
  listed?: Listed
  previous?: PreviousSurvey
}

/** Puts all `rows` in the book in one transaction, each with its own change-log number; all or none. */
export async function addHouseholds(store: CommuneStore, rows: readonly NewHousehold[]): Promise<void> {
  await write(store, async ({ trx, at }) => {
    const first = (await takeNumbers(trx, rows.length)) - rows.length + 1
    for (let start = 0; start < rows.length; start += rowsPerStatement) {
      const some = rows.slice(start, start + rowsPerStatement)
      const numbered = some.map((row, i) => ({ row, seq: first + start + i }))
      await trx
        .insertInto('households')
        .values(numbered.map(({ row, seq }) => householdRow(row, seq)))
        .execute()
      await trx
        .insertInto('change_log')
        .values(numbered.map(({ row, seq }) => ({ seq, household: row.id, at, actor: 'roster', op: null })))
        .execute()
    }
  })
}
const rowsPerStatement = 100

function householdRow({ id, hamlet, number, listed, previous }: NewHousehold, revision: number) {
  return {
    id,
    hamlet,
    number,
    listed: listed ?? null,
    revision,
    previous: previous === undefined ? null : JSON.stringify(previous),
    start_class: countedClass(previous?.accepted),
  }
}

async function enterCommune({ trx }: Writing, setup: CommuneSetup, ids: HamletId[]): Promise<void> {
  await trx.insertInto('commune').values({ id: 1, name: setup.commune, area: setup.area }).execute()
  await trx
    .insertInto('hamlets')
    .values(
      setup.hamlets.map(({ name, people, households, toLift }, position) => ({
        id: ids[position]!,
        name,
        people,
        households,
        to_lift: toLift,
        position,
      })),
    )
    .execute()
  await trx
    .insertInto('rounds')
    .values({ ...roundRowOf(setup.round), state: 'open' })
    .execute()
}

/** `Làng Mài` → `lang-mai`; a second one of the same name gets `-2`. */
function hamletIds(names: string[]): HamletId[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const stem = asciiOf(name).slice(0, 36).replace(/-$/, '') || 'thon'
    let id = stem
    for (let next = 2; taken.has(id); next++) id = `${stem}-${next}`
    taken.add(id)
    return id as HamletId
  })
}

function asciiOf(name: string): string {
  const bare = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')
  return bare.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
}
