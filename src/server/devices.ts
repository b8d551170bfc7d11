import type { Operation } from '#domain/household/operation.ts'
import type { HouseholdId } from '#domain/ids.ts'
import type { ChangesRequest } from '#protocol/changes.ts'
import type { LetterReason } from '#protocol/deposit.ts'
import type { DevicesReply } from '#protocol/office.ts'
import { Problem } from '#protocol/problem.ts'
import type { Db } from '#server/db/schema.ts'
import type { Certificate } from './certificate.ts'
import { audit, type Writing, write } from './changeLog.ts'
import { type CommuneStore, hashOf } from './commune.ts'
import { heldStanding } from './heldStanding.ts'
import { readerIn, readingTokenOf } from './keyring.ts'

/**
 * A phone, with the name of whoever holds it. `resetDue`: its hamlet was changed, and no pull from nothing has come since;
 * counts only for a build whose cursor does not say whose changes it counts.
 */
export type Device = {
  id: string
  name: string
  hamlet: string
  state: 'claimed' | 'confirmed' | 'revoked'
  resetDue: boolean
}

/** The phone by this id; undefined if the commune has not met it. */
export async function findDevice(db: Db, id: string): Promise<Device | undefined> {
  return deviceOf(await selectDevices(db).where('devices.id', '=', id).executeTakeFirst())
}

/** Whose reading token this is. Throws `not_authorised` or `device_revoked`. */
export async function readingDevice(store: CommuneStore, token: string | undefined): Promise<Device> {
  if (token === undefined) throw new Problem('not_authorised')
  const known = deviceOf(await selectDevices(store.db).where('reading_hash', '=', hashOf(token)).executeTakeFirst())
  const certificate = known ? undefined : readerIn(store.keyring, token)
  const device = certificate ? await write(store, (writing) => certifiedDevice(writing, certificate, store)) : known
  if (!device) throw new Problem('not_authorised')
  if (device.state === 'revoked') throw new Problem('device_revoked')
  return device
}

/** Whether this database knows the certificate's device, or has the hamlet to enter it in. */
export async function isPlaced(db: Db, { device, hamlet }: Pick<Certificate, 'device' | 'hamlet'>): Promise<boolean> {
  if (await findDevice(db, device)) return true
  return (await db.selectFrom('hamlets').select('id').where('id', '=', hamlet).executeTakeFirst()) !== undefined
}

/**
 * The device a certificate speaks for; entered anew where only the certificate remembers it, as after a restore. Throws
 * `not_authorised` where the database lacks its hamlet too.
 */
export async function certifiedDevice(
  writing: Writing,
  certificate: Certificate,
  { keyring }: Pick<CommuneStore, 'keyring'>,
): Promise<Device> {
  const known = await findDevice(writing.trx, certificate.device)
  if (known) return known
  if (!(await isPlaced(writing.trx, certificate))) throw new Problem('not_authorised')
  const { device: id, enumerator: name, hamlet, publicKey } = certificate
  const enumerator = await enumeratorOf(writing, { name, hamlet }, id)
  const reading_hash = hashOf(readingTokenOf(keyring, certificate))
  await writing.trx
    .insertInto('devices')
    .values({
      ...unheard,
      id,
      enumerator,
      hamlet,
      public_key: publicKey,
      reading_hash,
      state: 'confirmed',
      enrolled_at: writing.at,
    })
    .execute()
  await audit(writing, { actor: id, action: 'device_known_again', subject: id })
  return { id, name, hamlet, state: 'confirmed', resetDue: false }
}

/** What a device has not said yet. */
export const unheard = { reading_hash: null, escrow: null, last_seen_at: null, waiting: null, build: null } as const

/** The id of this person in this hamlet; `id` becomes theirs if they are new. */
export async function enumeratorOf(
  { trx }: Writing,
  { name, hamlet }: { name: string; hamlet: string },
  id: string,
): Promise<string> {
  await trx
    .insertInto('enumerators')
    .values({ id, name, hamlet })
    .onConflict((conflict) => conflict.columns(['name', 'hamlet']).doNothing())
    .execute()
  const found = await trx
    .selectFrom('enumerators')
    .select('id')
    .where('name', '=', name)
    .where('hamlet', '=', hamlet)
    .executeTakeFirstOrThrow()
  return found.id
}

/** Notes what a phone says of itself when it pulls; one that starts from nothing has done what was due. */
export async function notePull(
  db: Db,
  { id }: Device,
  at: string,
  { waiting, build, storage, failure, cursor }: ChangesRequest,
): Promise<void> {
  await db
    .updateTable('devices')
    .set({
      last_seen_at: at,
      ...(waiting !== undefined && { waiting }),
      ...(build !== undefined && { build }),
      ...(storage && { persisted: storage.persisted ? 1 : 0, usage: storage.usage ?? null }),
      ...(failure !== undefined && { failure, failure_at: at }),
      ...(cursor === 0 && { reset_due: 0 }),
    })
    .where('id', '=', id)
    .execute()
}

/** From now on it reads nothing, recovers nothing, and what it sends is held for the office. Throws `not_found`. */
export async function revokeDevice(store: CommuneStore, id: string, login: string): Promise<void> {
  await write(store, async (writing) => {
    const revoked = await writing.trx
      .updateTable('devices')
      .set({ state: 'revoked' })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!revoked) throw new Problem('not_found')
    await writing.trx.deleteFrom('recoveries').where('device', '=', id).execute()
    await audit(writing, { actor: `office:${login}`, action: 'revoked_device', subject: id })
  })
}

/** Every phone with what it last said of itself, and every letter that is held. */
export async function devicesOf(db: Db): Promise<DevicesReply> {
  const rows = await db
    .selectFrom('devices')
    .innerJoin('enumerators', 'enumerators.id', 'devices.enumerator')
    .innerJoin('hamlets', 'hamlets.id', 'devices.hamlet')
    .selectAll('devices')
    .select(['enumerators.name as person', 'hamlets.name as place'])
    .orderBy('hamlets.position')
    .orderBy('devices.enrolled_at')
    .execute()
  const devices = rows.map((row) => ({
    id: row.id as DevicesReply['devices'][number]['id'],
    enumerator: row.person,
    hamlet: row.place,
    enrolledAt: row.enrolled_at,
    ...(row.last_seen_at !== null && { lastSeenAt: row.last_seen_at }),
    ...(row.waiting !== null && { waiting: row.waiting }),
    ...(row.build !== null && { build: row.build }),
    ...(row.persisted !== null && {
      storage: { persisted: row.persisted === 1, ...(row.usage !== null && { usage: row.usage }) },
    }),
    ...(row.failure !== null && row.failure_at !== null && { failure: { code: row.failure, at: row.failure_at } }),
    revoked: row.state === 'revoked',
  }))
  return { devices, held: [...(await heldOperations(db)), ...(await heldBytes(db))] }
}

type HeldLetter = DevicesReply['held'][number]

/** Operations that opened and are in no record, declined ones too; of one household, with what they say of it, or all. */
export async function heldOperations(db: Db, household?: HouseholdId): Promise<HeldLetter[]> {
  const rows = await db
    .selectFrom('ledger')
    .innerJoin('devices', 'devices.id', 'ledger.device')
    .innerJoin('enumerators', 'enumerators.id', 'devices.enumerator')
    .selectAll('ledger')
    .select('enumerators.name')
    .where('outcome', '=', 'held')
    .$if(household !== undefined, (some) => some.where('ledger.households', 'like', `%"${household}"%`))
    .orderBy('ledger.received_at')
    .execute()
  const letters: HeldLetter[] = []
  for (const row of rows)
    letters.push({
      op: row.op,
      device: row.device,
      enumerator: row.name,
      reason: row.reason as LetterReason,
      receivedAt: row.received_at,
      households: JSON.parse(row.households) as HouseholdId[],
      ...(household !== undefined && {
        ...saidOf(JSON.parse(row.body) as Operation, household),
        standing: await heldStanding(db, row),
      }),
    })
  return letters
}

function saidOf({ round, households }: Operation, household: HouseholdId): Pick<HeldLetter, 'round' | 'facts'> {
  const facts = Object.entries(households[household]?.facts ?? {})
  return { round, facts: Object.fromEntries(facts.map(([path, { value }]) => [path, value])) }
}

/** Letters that did not open: nobody knows whose household they are about. */
async function heldBytes(db: Db): Promise<HeldLetter[]> {
  const rows = await db
    .selectFrom('unopened')
    .innerJoin('devices', 'devices.id', 'unopened.device')
    .innerJoin('enumerators', 'enumerators.id', 'devices.enumerator')
    .select(['unopened.device', 'unopened.reason', 'unopened.received_at', 'enumerators.name'])
    .orderBy('unopened.received_at')
    .execute()
  return rows.map((row) => ({
    device: row.device,
    enumerator: row.name,
    reason: row.reason,
    receivedAt: row.received_at,
  }))
}

function selectDevices(db: Db) {
  return db
    .selectFrom('devices')
    .innerJoin('enumerators', 'enumerators.id', 'devices.enumerator')
    .select(['devices.id', 'devices.hamlet', 'devices.state', 'devices.reset_due', 'enumerators.name'])
}

function deviceOf(row: ({ reset_due: number } & Omit<Device, 'resetDue'>) | undefined): Device | undefined {
  if (!row) return undefined
  const { reset_due, ...device } = row
  return { ...device, resetDue: reset_due === 1 }
}
