import type { Db, Tables } from '#server/db/schema.ts'
import { hashOf } from './commune.ts'

/**
 * What a decision on a held operation rests on, as a code that the decision gives back: why it is held, and how each of
 * its households stood. Another one by now means that somebody decided, or something came, in between.
 */
export async function heldStanding(
  db: Db,
  { reason, households }: Pick<Tables['ledger'], 'reason' | 'households'>,
): Promise<string> {
  const ids = JSON.parse(households) as string[]
  const rows = await db.selectFrom('households').select(['id', 'revision']).where('id', 'in', ids).execute()
  const revisions = new Map(rows.map(({ id, revision }) => [id, revision]))
  return hashOf(JSON.stringify([reason, ...ids.map((id) => revisions.get(id) ?? 0)]))
}
