import { sql } from 'kysely'
import type { Db } from '#server/db/schema.ts'
import type { Device } from './devices.ts'

/**
 * A phone that asks for what comes after `cursor` has stored all up to it: the surveys that were returned there have
 * reached the hamlet. Noted once for each return, by whichever phone came first.
 */
export async function noteDelivered(
  db: Db,
  { id, hamlet }: Device,
  { at, round, cursor }: { at: string; round: string; cursor: number },
): Promise<void> {
  const before = await db.selectFrom('devices').select('cursor').where('id', '=', id).executeTakeFirst()
  if (!before || cursor === before.cursor) return
  await db
    .insertInto('deliveries')
    .columns(['household', 'returned_at', 'at'])
    .expression((from) =>
      from
        .selectFrom('households')
        .innerJoin('surveys', 'surveys.household', 'households.id')
        .select(['households.id', returnedAt.as('returned_at'), sql.val(at).as('at')])
        .where('surveys.round', '=', round)
        .where('surveys.state', '=', 'returned')
        .where('households.hamlet', '=', hamlet)
        .where('households.revision', '>', before.cursor)
        .where('households.revision', '<=', cursor),
    )
    .onConflict((conflict) => conflict.columns(['household', 'returned_at']).doNothing())
    .execute()
  await db.updateTable('devices').set({ cursor }).where('id', '=', id).execute()
}

/** When a phone of the hamlet had the survey that was returned at `returned`; undefined while none has. */
export async function deliveredAt(db: Db, household: string, returned: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select('at')
    .where('household', '=', household)
    .where('returned_at', '=', returned)
    .executeTakeFirst()
  return row?.at
}

const returnedAt = sql<string>`json_extract(surveys.body, '$.returned.at')`
