import type { Db } from '#server/db/schema.ts'
import { type CommuneStore, instantOf } from './commune.ts'
import { progressOf } from './epoch.ts'

/** A writing transaction and its one moment. */
export type Writing = { trx: Db; at: string }

/**
 * Runs `work` in a transaction that first locks the counter row, so that writers stand in line and change-log numbers
 * are committed in their own order. Every commit is counted and, where the database is a file, noted beside it.
 */
export async function write<Result>(store: CommuneStore, work: (writing: Writing) => Promise<Result>): Promise<Result> {
  const { result, progress } = await store.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('counter')
      .set((counter) => ({ commits: counter('commits', '+', 1) }))
      .execute()
    return { result: await work({ trx, at: instantOf(store) }), progress: await progressOf(trx) }
  })
  store.noteProgress?.(progress)
  return result
}

/** Takes the next `count` change-log numbers and returns the last of them. */
export async function takeNumbers(trx: Db, count: number): Promise<number> {
  const { head } = await trx
    .updateTable('counter')
    .set((counter) => ({ head: counter('head', '+', count) }))
    .where('id', '=', 1)
    .returning('head')
    .executeTakeFirstOrThrow()
  if (count > 0) await trx.insertInto('marks').values({ seq: head }).execute()
  return head
}

/** The random mark of the numbers that were taken together with this one; undefined for 0 and above the head. */
export async function markOf(db: Db, seq: number): Promise<string | undefined> {
  if (seq === 0) return undefined
  const marks = db.selectFrom('marks').select('mark').where('seq', '>=', seq)
  return (await marks.orderBy('seq').limit(1).executeTakeFirst())?.mark
}

/** The number of the last change. */
export async function headOf(db: Db): Promise<number> {
  const { head } = await db.selectFrom('counter').select('head').where('id', '=', 1).executeTakeFirstOrThrow()
  return head
}

/** What a person read or changed, for the commune to look up later. */
export async function audit(
  { trx, at }: Writing,
  entry: { actor: string; action: string; subject?: string; detail?: string },
): Promise<void> {
  await trx
    .insertInto('audit')
    .values({ at, subject: '', detail: '', ...entry })
    .execute()
}

/** Notes a read once an hour for each reader and subject: an open page asks again every few seconds. */
export async function auditRead(
  writing: Writing,
  entry: { actor: string; action: string; subject: string },
): Promise<void> {
  const noted = await writing.trx
    .selectFrom('audit')
    .select('id')
    .where('subject', '=', entry.subject)
    .where('at', '>', new Date(Date.parse(writing.at) - hour).toISOString())
    .where('actor', '=', entry.actor)
    .where('action', '=', entry.action)
    .limit(1)
    .executeTakeFirst()
  if (!noted) await audit(writing, entry)
}

const hour = 3_600_000
