import type { Db } from '#server/db/schema.ts'

/** Marks the database, for ever, as one where the program is tried out: its people are invented. */
export async function markPractice(db: Db): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key: 'practice', value: 'true' })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

/** Whether invented points may be loaded here. */
export async function isPractice(db: Db): Promise<boolean> {
  return (await db.selectFrom('meta').select('key').where('key', '=', 'practice').executeTakeFirst()) !== undefined
}
