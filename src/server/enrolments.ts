import { randomUUID } from 'node:crypto'
import type { DeviceId, HamletId } from '#domain/ids.ts'
import type { ClaimReply, ClaimRequest, LookReply } from '#protocol/enrolment.ts'
import { publicKeyFrom } from '#protocol/keys.ts'
import { Problem } from '#protocol/problem.ts'
import type { Db, Tables } from '#server/db/schema.ts'
import { audit, type Writing, write } from './changeLog.ts'
import { type CommuneStore, hashOf, instantOf } from './commune.ts'
import { enumeratorOf, readingDevice, unheard } from './devices.ts'
import { epochOf } from './epoch.ts'
import { factsFor } from './households.ts'
import { depositTokenOf, readingTokenOf } from './keyring.ts'

/** A link for one phone of one enumerator. `code` and `link` are told once; only a hash is kept. Throws `unknown_hamlet`. */
export async function makeEnrolment(
  store: CommuneStore,
  { enumerator, hamlet, days, actor = 'server' }: { enumerator: string; hamlet: string; days: number; actor?: string },
): Promise<{ code: string; link: string; expiresAt: string }> {
  const code = store.random(16).toString('base64url')
  const expiresAt = new Date(store.clock().getTime() + days * 86_400_000).toISOString()
  await write(store, async (writing) => {
    const found = await writing.trx.selectFrom('hamlets').select('id').where('id', '=', hamlet).executeTakeFirst()
    if (!found) throw new Problem('unknown_hamlet')
    const name = enumerator.normalize('NFC')
    const person = await enumeratorOf(writing, { name, hamlet }, randomUUID())
    await writing.trx
      .insertInto('enrolments')
      .values({
        code_hash: hashOf(code),
        enumerator: person,
        hamlet,
        expires_at: expiresAt,
        device: null,
        confirmed_at: null,
      })
      .execute()
    await audit(writing, { actor, action: 'made_enrolment', subject: person })
  })
  return { code, link: `${store.publicUrl}/ghi-danh#${code}`, expiresAt }
}

/** Whose link this is. Changes nothing. Throws `enrolment_unknown`, `enrolment_used` or `enrolment_expired`. */
export async function lookAt(store: CommuneStore, code: string): Promise<LookReply> {
  const enrolment = await findEnrolment(store.db, code)
  if (enrolment.confirmed_at !== null) throw new Problem('enrolment_used')
  if (enrolment.expires_at <= instantOf(store)) throw new Problem('enrolment_expired')
  return { facts: await factsFor(store.db, enrolment.hamlet, enrolment.name), key: store.keyring.current }
}

/**
 * Makes the phone behind `publicKey` the link's device. The same key is answered alike however often it asks, since a
 * reply may be lost; another key takes the place of a device that never confirmed. Throws `enrolment_used` once it has.
 */
export async function claim(store: CommuneStore, request: ClaimRequest): Promise<ClaimReply> {
  await refuseFalseKey(request.publicKey)
  return write(store, async (writing) => {
    const enrolment = await findEnrolment(writing.trx, request.code)
    // The phone stored its tokens before it confirmed; whoever asks again is somebody else with the link.
    if (enrolment.confirmed_at !== null) throw new Problem('enrolment_used')
    const { publicKey } = request
    const known = await writing.trx
      .selectFrom('devices')
      .select(['id', 'state'])
      .where('id', '=', enrolment.device ?? '')
      .where('public_key', '=', publicKey)
      .executeTakeFirst()
    if (known?.state === 'revoked') throw new Problem('device_revoked')
    if (!known) await enter(writing, store, enrolment, request)
    const device = (known?.id ?? request.device) as DeviceId
    const hamlet = enrolment.hamlet as HamletId
    const certificate = { device, enumerator: enrolment.name, hamlet, publicKey }
    return {
      device,
      deposit: depositTokenOf(store.keyring, certificate),
      reading: readingTokenOf(store.keyring, certificate),
      epoch: await epochOf(writing.trx),
    }
  })
}

/** The phone has stored its tokens: from now on the link is used. Saying so again changes nothing. */
export async function confirm(
  store: CommuneStore,
  reading: string | undefined,
  { code, device }: { code: string; device: string },
): Promise<void> {
  const sender = await readingDevice(store, reading)
  if (sender.id !== device) throw new Problem('not_authorised')
  await write(store, async (writing) => {
    const enrolment = await findEnrolment(writing.trx, code)
    if (enrolment.device !== device) throw new Problem('enrolment_used')
    if (enrolment.confirmed_at !== null) return
    await writing.trx
      .updateTable('enrolments')
      .set({ confirmed_at: writing.at })
      .where('code_hash', '=', enrolment.code_hash)
      .execute()
    await writing.trx.updateTable('devices').set({ state: 'confirmed' }).where('id', '=', device).execute()
    await audit(writing, { actor: device, action: 'enrolled', subject: device })
  })
}

type Enrolment = Tables['enrolments'] & { name: string }

async function findEnrolment(db: Db, code: string): Promise<Enrolment> {
  const found = await db
    .selectFrom('enrolments')
    .innerJoin('enumerators', 'enumerators.id', 'enrolments.enumerator')
    .selectAll('enrolments')
    .select('enumerators.name')
    .where('code_hash', '=', hashOf(code))
    .executeTakeFirst()
  if (!found) throw new Problem('enrolment_unknown')
  return found
}

/** Enters the device under the link; one that claimed before and never confirmed is revoked, not forgotten. */
async function enter(
  writing: Writing,
  store: CommuneStore,
  enrolment: Enrolment,
  request: ClaimRequest,
): Promise<void> {
  const { trx, at } = writing
  if (enrolment.expires_at <= at) throw new Problem('enrolment_expired')
  const { device: id, publicKey, escrow } = request
  const taken = await trx.selectFrom('devices').select('id').where('id', '=', id).executeTakeFirst()
  if (taken) throw new Problem('invalid_request')
  if (enrolment.device !== null)
    await trx.updateTable('devices').set({ state: 'revoked' }).where('id', '=', enrolment.device).execute()
  const { enumerator, hamlet } = enrolment
  const certificate = { device: id, enumerator: enrolment.name, hamlet: hamlet as HamletId, publicKey }
  const reading_hash = hashOf(readingTokenOf(store.keyring, certificate))
  await trx
    .insertInto('devices')
    .values({
      ...unheard,
      id,
      enumerator,
      hamlet,
      public_key: publicKey,
      reading_hash,
      escrow,
      state: 'claimed',
      enrolled_at: at,
    })
    .execute()
  await trx.updateTable('enrolments').set({ device: id }).where('code_hash', '=', enrolment.code_hash).execute()
}

/** 65 bytes that are no point of the curve would only fail at the first letter. */
async function refuseFalseKey(publicKey: string): Promise<void> {
  try {
    await publicKeyFrom(Buffer.from(publicKey, 'base64url'))
  } catch (cause) {
    throw new Problem('invalid_request', { cause })
  }
}
