import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { z } from 'zod'
import { Instant } from '#domain/units.ts'
import type { BackupKey } from '#server/keyring.ts'
import { refusal } from './refusals.ts'

/**
 * A backup in one file, sealed under the recovery secret.
 *
 *   7 bytes  "SOTHONB"
 *   1 byte   version of the file
 *   4 bytes  length of the head (big-endian), then the head: JSON, `Head`
 *  12 bytes  initialisation vector
 *   n bytes  AES-256-GCM (all before is its associated data) of: 4 bytes length and the key ring's file, then the
 *            database, gzipped
 *  16 bytes  its tag
 *  32 bytes  SHA-256 of all before, by which a damaged file is told from a wrong secret
 */
const magic = Buffer.alloc(7, 'SOTHONB')
const currentVersion = 1
const headAt = magic.length + 1
const lengths = { iv: 12, tag: 16, hash: 32 } as const

const Head = z.object({
  /** Everything committed before this instant is in here. */
  at: Instant,
  salt: z.string().length(22),
  /** A code of the key: whether a secret is the right one, without a try at the rest. */
  check: z.string().length(43),
})
type Head = z.infer<typeof Head>

export type BackupContents = { at: Instant; keyring: Buffer; database: Buffer }

export function sealBackup(
  { at, keyring, database }: BackupContents,
  key: BackupKey,
  random: (bytes: number) => Buffer,
) {
  const head = Buffer.from(JSON.stringify({ at, salt: key.salt, check: checkOf(key) } satisfies Head))
  const before = Buffer.concat([magic, Buffer.from([currentVersion]), lengthOf(head), head])
  const iv = random(lengths.iv)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.key, 'base64url'), iv).setAAD(before)
  const plain = Buffer.concat([lengthOf(keyring), keyring, gzipSync(database)])
  const whole = Buffer.concat([before, iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return Buffer.concat([whole, hashOf(whole)])
}

/** The reverse; `keyFor` makes the key from the secret and the file's salt. Throws `Refused` for all that is wrong. */
export async function openBackup(
  file: Buffer,
  keyFor: (salt: string) => BackupKey | Promise<BackupKey>,
): Promise<BackupContents> {
  const { head, before, sealed } = partsOf(file)
  const key = await keyFor(head.salt)
  if (checkOf(key) !== head.check) throw refusal('wrong_secret')
  const iv = sealed.subarray(0, lengths.iv)
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key.key, 'base64url'), iv)
    .setAAD(before)
    .setAuthTag(sealed.subarray(-lengths.tag))
  try {
    const plain = Buffer.concat([decipher.update(sealed.subarray(lengths.iv, -lengths.tag)), decipher.final()])
    const end = 4 + plain.readUInt32BE(0)
    return { at: head.at, keyring: plain.subarray(4, end), database: gunzipSync(plain.subarray(end)) }
  } catch (cause) {
    throw refusal('damaged_backup', { cause })
  }
}

function partsOf(file: Buffer): { head: Head; before: Buffer; sealed: Buffer } {
  if (!file.subarray(0, magic.length).equals(magic)) throw refusal('not_a_backup')
  const whole = file.subarray(0, -lengths.hash)
  if (!hashOf(whole).equals(file.subarray(-lengths.hash))) throw refusal('damaged_backup')
  if (whole[magic.length] !== currentVersion) throw refusal('newer_backup')
  const end = headAt + 4 + whole.readUInt32BE(headAt)
  const head = Head.parse(JSON.parse(whole.subarray(headAt + 4, end).toString()))
  return { head, before: whole.subarray(0, end), sealed: whole.subarray(end) }
}

function checkOf({ key }: BackupKey): string {
  return createHmac('sha256', Buffer.from(key, 'base64url')).update('so-thon backup').digest('base64url')
}

function lengthOf(part: Buffer): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(part.length)
  return bytes
}

function hashOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
