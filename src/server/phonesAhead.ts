import type { HamletId, HouseholdId } from '#domain/ids.ts'
import type { ChangesRequest } from '#protocol/changes.ts'
import type { RestoredReply } from '#protocol/officeSafety.ts'
import type { Db } from '#server/db/schema.ts'
import { headOf, markOf, type Writing, write } from './changeLog.ts'
import type { CommuneStore } from './commune.ts'
import { readMark } from './cursorMark.ts'
import type { Device } from './devices.ts'
import { beginEpoch, epochOf, type Restore } from './epoch.ts'

/** A number that a phone was given, for a household or, as its cursor, for its whole list. */
type Known = { household?: string; seq: number }

/** How far above the head a number is believed, decades of restores: whoever names a higher one made it up. */
const believedAhead = 1e12

/**
 * The cursor of a pull. It tells of a restore where it is of this epoch and above the head, or bears another mark than
 * that number has here, as when the whole folder was copied back and went on; or where it is of an epoch before.
 */
export async function noteCursor(
  store: CommuneStore,
  device: Device,
  { cursor, mark, epoch }: Pick<ChangesRequest, 'cursor' | 'mark' | 'epoch'>,
): Promise<void> {
  if (epoch === undefined) return
  const isOfThis = epoch === (await epochOf(store.db))
  if (isOfThis && cursor <= (await headOf(store.db))) return noteMark(store, device, cursor, mark)
  if (!isOfThis && !(await gapAround(store.db, cursor))) return
  await write(store, (writing) => noteKnown(writing, store, device, [{ seq: cursor }]))
}

async function noteMark(
  store: CommuneStore,
  { id, state }: Device,
  cursor: number,
  mark: string | undefined,
): Promise<void> {
  const { ofNumber } = readMark(mark)
  if (!ofNumber || state === 'revoked' || (await markOf(store.db, cursor)) === ofNumber) return
  await write(store, (writing) => beginEpoch(writing, { how: 'phone_ahead', known: cursor }))
  store.log(`device ${id} knows another change ${cursor} than this database: a new epoch begins`)
}

/**
 * What a phone has seen, under its own key. A number above the head was given by a database that went further than
 * this one: a restore that nobody told us of, and a new epoch. A number in the gap of a restore is noted for the office.
 */
export async function noteKnown(
  writing: Writing,
  store: Pick<CommuneStore, 'log'>,
  device: Device,
  known: readonly Known[],
): Promise<void> {
  const most = (await headOf(writing.trx)) + believedAhead
  const believed = known.filter(({ seq }) => seq > 0 && seq <= most)
  if (device.state === 'revoked' || believed.length === 0) return
  const newest = Math.max(...believed.map(({ seq }) => seq))
  if (newest > (await headOf(writing.trx))) {
    await beginEpoch(writing, { how: 'phone_ahead', known: newest })
    store.log(`device ${device.id} knows change ${newest}, which this database lacks: a new epoch begins`)
  }
  for (const { household = '', seq } of believed) {
    const gap = await gapAround(writing.trx, seq)
    if (gap) await note(writing, { epoch: gap.epoch, device: device.id, household, seq })
  }
}

/** What the last restore left to look after; nothing where there was none. */
export async function restoredReply(db: Db): Promise<RestoredReply> {
  const restore = await db.selectFrom('restores').selectAll().orderBy('first', 'desc').limit(1).executeTakeFirst()
  if (!restore) return {}
  return {
    restored: {
      at: restore.at,
      how: restore.how,
      households: await householdsKnownNewer(db, restore),
      phones: await phonesAhead(db, restore),
      knownAgain: await phonesKnownAgain(db, restore),
    },
  }
}

/** The restore between whose old head and first new number this one lies. */
async function gapAround(db: Db, seq: number): Promise<Restore | undefined> {
  return db
    .selectFrom('restores')
    .selectAll()
    .where('head', '<', seq)
    .where('first', '>=', seq)
    .orderBy('first', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function note(
  { trx, at }: Writing,
  row: { epoch: string; device: string; household: string; seq: number },
): Promise<void> {
  await trx
    .insertInto('known_newer')
    .values({ ...row, at })
    .onConflict((conflict) =>
      conflict
        .columns(['epoch', 'device', 'household'])
        .doUpdateSet({ seq: row.seq, at })
        .where('known_newer.seq', '<', row.seq),
    )
    .execute()
}

/** Each household once, in the book's order; one that the database does not know at all has no place yet. */
async function householdsKnownNewer(db: Db, { epoch, first }: Restore) {
  const rows = await db
    .selectFrom('known_newer')
    .leftJoin('households', 'households.id', 'known_newer.household')
    .leftJoin('hamlets', 'hamlets.id', 'households.hamlet')
    .select(['known_newer.household', 'households.number', 'households.revision', 'hamlets.name as hamlet'])
    .where('epoch', '=', epoch)
    .where('household', '!=', '')
    .groupBy('known_newer.household')
    .orderBy('hamlets.position')
    .orderBy('households.number')
    .execute()
  return rows.map(({ household, number, hamlet, revision }) => ({
    id: household as HouseholdId,
    ...(hamlet !== null && number !== null && { hamlet, number }),
    changedSince: (revision ?? 0) > first,
  }))
}

async function phonesAhead(db: Db, { epoch }: Restore) {
  return db
    .selectFrom('known_newer')
    .innerJoin('devices', 'devices.id', 'known_newer.device')
    .innerJoin('enumerators', 'enumerators.id', 'devices.enumerator')
    .select(['enumerators.name as enumerator', 'devices.hamlet'])
    .where('epoch', '=', epoch)
    .where('household', '=', '')
    .orderBy('enumerators.name')
    .execute()
    .then((rows) => rows.map(({ enumerator, hamlet }) => ({ enumerator, hamlet: hamlet as HamletId })))
}

/** Phones that the older database did not know, or knew before they were revoked: the reviewer looks at each. */
async function phonesKnownAgain(db: Db, { at }: Restore) {
  const rows = await db
    .selectFrom('audit')
    .innerJoin('devices', 'devices.id', 'audit.subject')
    .innerJoin('enumerators', 'enumerators.id', 'devices.enumerator')
    .select(['enumerators.name as enumerator', 'devices.hamlet'])
    .where('action', '=', 'device_known_again')
    .where('audit.at', '>=', at)
    .orderBy('enumerators.name')
    .execute()
  return rows.map(({ enumerator, hamlet }) => ({ enumerator, hamlet: hamlet as HamletId }))
}
