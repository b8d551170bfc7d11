import type { LetterReason } from '#protocol/deposit.ts'
import type { DevicesReply } from '#protocol/office.ts'
import { Problem } from '#protocol/problem.ts'
import type { Db } from '#server/db/schema.ts'
import { audit, type Writing, write } from './changeLog.ts'
import { type CommuneStore, hashOf } from './commune.ts'
import type { Certificate } from './keyring.ts'

/** A phone, with the name of whoever holds it. */
export type Device = { id: string; name: string; hamlet: string; state: 'claimed' | 'confirmed' | 'revoked' }

async function findDevice(db: Db, id: string): Promise<Device | undefined> {
  return selectDevices(db).where('devices.id', '=', id).executeTakeFirst()
}

/** Whose reading token this is. Throws `not_authorised` or `device_revoked`. */
export async function readingDevice(store: CommuneStore, token: string | undefined): Promise<Device> {
  if (token === undefined) throw new Problem('not_authorised')
  const device = await selectDevices(store.db).where('reading_hash', '=', hashOf(token)).executeTakeFirst()
  if (!device) throw new Problem('not_authorised')
  if (device.state === 'revoked') throw new Problem('device_revoked')
  return device
}

/** The device a certificate speaks for; entered anew where only the certificate remembers it, as after a restore. */
export async function certifiedDevice(writing: Writing, certificate: Certificate): Promise<Device> {
  const known = await findDevice(writing.trx, certificate.device)
  if (known) return known
  const { device: id, enumerator: name, hamlet, publicKey } = certificate
  const enumerator = await enumeratorOf(writing, { name, hamlet }, id)
  await writing.trx
    .insertInto('devices')
    .values({ id, enumerator, hamlet, public_key: publicKey, ...unheard, state: 'confirmed', enrolled_at: writing.at })
    .execute()
  await audit(writing, { actor: id, action: 'device_known_again', subject: id })
  return { id, name, hamlet, state: 'confirmed' }
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

/** From now on it reads nothing, and what it sends is held for the office. Throws `not_found`. */
export async function revokeDevice(store: CommuneStore, id: string, login: string): Promise<void> {
  await write(store, async (writing) => {
    const revoked = await writing.trx
      .updateTable('devices')
      .set({ state: 'revoked' })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!revoked) throw new Problem('not_found')
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
    revoked: row.state === 'revoked',
  }))
  return { devices, held: [...(await heldOperations(db)), ...(await heldBytes(db))] }
}

type HeldLetter = DevicesReply['held'][number]

/** Operations that opened and wait in the ledger; of one household, or all. */
export async function heldOperations(db: Db, household?: string): Promise<HeldLetter[]> {
  const rows = await db
    .selectFrom('ledger')
    .innerJoin('devices', 'devices.id', 'ledger.device')
    .innerJoin('enumerators', 'enumerators.id', 'devices.enumerator')
    .select(['ledger.op', 'ledger.device', 'ledger.reason', 'ledger.received_at', 'enumerators.name'])
    .where('outcome', '=', 'held')
    .$if(household !== undefined, (some) => some.where('ledger.households', 'like', `%"${household}"%`))
    .orderBy('ledger.received_at')
    .execute()
  return rows.map((row) => ({
    op: row.op,
    device: row.device,
    enumerator: row.name,
    reason: row.reason as LetterReason,
    receivedAt: row.received_at,
  }))
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
    .select(['devices.id', 'devices.hamlet', 'devices.state', 'enumerators.name'])
}
