import type { Selectable } from 'kysely'
import type { DeviceId } from '#domain/ids.ts'
import { publicKeyFrom } from '#protocol/keys.ts'
import type { ApproveReply, RecoveriesReply } from '#protocol/officeSafety.ts'
import { Problem } from '#protocol/problem.ts'
import { fingerprintOf, type RecoveryAsk } from '#protocol/recovery.ts'
import { sealRecovery } from '#protocol/recoverySeal.ts'
import type { Tables } from '#server/db/schema.ts'
import type { Certificate } from './certificate.ts'
import { audit, type Writing, write } from './changeLog.ts'
import { type CommuneStore, hashOf, instantOf } from './commune.ts'
import { crockford } from './crockford.ts'
import { certifiedDevice, findDevice } from './devices.ts'
import { dataKeyIn } from './keyring.ts'

/** How long a code is good, and how often it may be tried. */
const codeMs = 600_000
const mostTries = 5

type Recovery = Selectable<Tables['recoveries']>

/**
 * A phone whose PIN is forgotten offers a fresh key. The same key again changes nothing, since a reply may be lost;
 * another one begins anew, without an approval. Throws `device_revoked`, or `invalid_request` for a key that is none or
 * an escrow that no key of the commune opens.
 */
export async function askRecovery(store: CommuneStore, sender: Certificate, ask: RecoveryAsk): Promise<void> {
  await refuseUseless(store, sender, ask)
  await write(store, async (writing) => {
    const device = await certifiedDevice(writing, sender, store)
    if (device.state === 'revoked') throw new Problem('device_revoked')
    const known = await findRecovery(writing, device.id)
    if (known?.public_key === ask.publicKey && !isOver(known, writing.at)) return
    await dropRecovery(writing, device.id)
    await writing.trx
      .insertInto('recoveries')
      .values({
        device: device.id,
        public_key: ask.publicKey,
        escrow: ask.escrow,
        asked_at: writing.at,
        code_hash: null,
        expires_at: null,
        sealed: null,
      })
      .execute()
    await audit(writing, { actor: device.id, action: 'asked_recovery', subject: device.id })
  })
}

/** Who asks and has not been answered yet, oldest first. */
export async function recoveriesReply(store: CommuneStore): Promise<RecoveriesReply> {
  const rows = await store.db
    .selectFrom('recoveries')
    .innerJoin('devices', 'devices.id', 'recoveries.device')
    .innerJoin('enumerators', 'enumerators.id', 'devices.enumerator')
    .innerJoin('hamlets', 'hamlets.id', 'devices.hamlet')
    .selectAll('recoveries')
    .select(['enumerators.name as enumerator', 'hamlets.name as hamlet'])
    .where('sealed', 'is', null)
    .where('devices.state', '!=', 'revoked')
    .orderBy('asked_at')
    .execute()
  const now = instantOf(store)
  return {
    recoveries: await Promise.all(
      rows.map(async (row) => ({
        device: row.device as DeviceId,
        enumerator: row.enumerator,
        hamlet: row.hamlet,
        fingerprint: await fingerprintIn(row),
        askedAt: row.asked_at,
        ...(row.expires_at !== null && !isOver(row, now) && { expiresAt: row.expires_at }),
      })),
    ),
  }
}

/** The officer has compared `fingerprint`: a new code, told once. Throws `recovery_not_asked` or `changed_meanwhile`. */
export async function approveRecovery(
  store: CommuneStore,
  device: string,
  { fingerprint, login }: { fingerprint: string; login: string },
): Promise<ApproveReply> {
  const code = crockford(store.random(8))
  const expiresAt = new Date(store.clock().getTime() + codeMs).toISOString()
  await write(store, async (writing) => {
    const asked = await findRecovery(writing, device)
    const isRevoked = (await findDevice(writing.trx, device))?.state === 'revoked'
    if (!asked || asked.sealed !== null || isRevoked) throw new Problem('recovery_not_asked')
    if ((await fingerprintIn(asked)) !== fingerprint) throw new Problem('changed_meanwhile')
    await writing.trx
      .updateTable('recoveries')
      .set({ code_hash: codeHash(device, code), expires_at: expiresAt, tries: 0 })
      .where('device', '=', device)
      .execute()
    await audit(writing, { actor: `office:${login}`, action: 'approved_recovery', subject: device })
  })
  return { code, expiresAt }
}

/** The officer does not know who asks. Throws `recovery_not_asked`. */
export async function declineRecovery(store: CommuneStore, device: string, login: string): Promise<void> {
  await write(store, async (writing) => {
    if (!(await findRecovery(writing, device))) throw new Problem('recovery_not_asked')
    await dropRecovery(writing, device)
    await audit(writing, { actor: `office:${login}`, action: 'declined_recovery', subject: device })
  })
}

/**
 * The data key, sealed to the fresh key, for the code that was read out. A try is counted and committed before it is
 * judged. The right code works once: asked again before it expires, as after a lost reply, it is answered alike.
 * Throws `device_revoked`, `recovery_not_asked`, `recovery_not_approved`, `recovery_expired` or `recovery_wrong_code`.
 */
export async function openRecoveryFor(store: CommuneStore, { device }: Certificate, code: string): Promise<string> {
  const outcome = await write(store, async (writing) => {
    if ((await findDevice(writing.trx, device))?.state === 'revoked') return 'device_revoked'
    const asked = await findRecovery(writing, device)
    if (!asked) return 'recovery_not_asked'
    if (asked.code_hash === null) return 'recovery_not_approved'
    if (isOver(asked, writing.at)) return 'recovery_expired'
    const isRight = asked.code_hash === codeHash(device, code)
    if (asked.sealed !== null && isRight) return { sealed: asked.sealed }
    await countTry(writing, device)
    return isRight ? { sealed: await sealFor(store, writing, asked, code) } : 'recovery_wrong_code'
  })
  if (typeof outcome === 'string') throw new Problem(outcome)
  return outcome.sealed
}

async function sealFor(store: CommuneStore, writing: Writing, asked: Recovery, code: string): Promise<string> {
  const { device, escrow, public_key } = asked
  const dataKey = await dataKeyIn(store.keyring, escrow, device)
  if (!dataKey) throw new Error(`the escrow of device ${device} opened when it asked, and does not now`)
  const recipient = await publicKeyFrom(Buffer.from(public_key, 'base64url'))
  const sealed = Buffer.from(await sealRecovery(dataKey, { device, code }, recipient)).toString('base64url')
  await writing.trx.updateTable('recoveries').set({ sealed }).where('device', '=', device).execute()
  await audit(writing, { actor: device, action: 'recovered', subject: device })
  return sealed
}

/** Said at once, not when the officer has already been asked. */
async function refuseUseless(store: CommuneStore, { device }: Certificate, ask: RecoveryAsk): Promise<void> {
  if (!(await dataKeyIn(store.keyring, ask.escrow, device))) throw new Problem('invalid_request')
  try {
    await publicKeyFrom(Buffer.from(ask.publicKey, 'base64url'))
  } catch (cause) {
    throw new Problem('invalid_request', { cause })
  }
}

function isOver({ expires_at, tries }: Pick<Recovery, 'expires_at' | 'tries'>, now: string): boolean {
  return tries >= mostTries || (expires_at !== null && expires_at <= now)
}

function codeHash(device: string, code: string): string {
  return hashOf(`${device} ${code}`)
}

function fingerprintIn({ public_key }: Pick<Recovery, 'public_key'>): Promise<string> {
  return fingerprintOf(new Uint8Array(Buffer.from(public_key, 'base64url')))
}

async function findRecovery({ trx }: Writing, device: string) {
  return trx.selectFrom('recoveries').selectAll().where('device', '=', device).executeTakeFirst()
}

async function dropRecovery({ trx }: Writing, device: string): Promise<void> {
  await trx.deleteFrom('recoveries').where('device', '=', device).execute()
}

async function countTry({ trx }: Writing, device: string): Promise<void> {
  await trx
    .updateTable('recoveries')
    .set((row) => ({ tries: row('tries', '+', 1) }))
    .where('device', '=', device)
    .execute()
}
