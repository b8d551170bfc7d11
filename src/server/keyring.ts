import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { makeKeyPair, publicKeyBytes } from '#protocol/keys.ts'
import { openEscrow } from '#protocol/letter.ts'
import { type Certificate, isShort, readCertificate, writeCertificate } from './certificate.ts'

/** A key made of the recovery secret, and the salt that makes it again: backups are sealed with it. Both base64url. */
export const BackupKey = z.object({ salt: z.string().length(22), key: z.string().length(43) })
export type BackupKey = z.infer<typeof BackupKey>

/** The key ring's file. Old letter keys stay for opening; the newest stands last and is given to phones. */
export const KeyRingFile = z.object({
  letterKeys: z
    .array(z.object({ id: z.string().regex(/^[0-9a-f]{16}$/), privateKey: z.record(z.string(), z.unknown()) }))
    .min(1),
  /** 32 bytes, base64url; authenticates deposit certificates and derives reading tokens. */
  secret: z.string().min(43),
  /** Absent until the commune has a recovery secret; the secret itself is never stored. */
  backup: BackupKey.optional(),
})
export type KeyRingFile = z.infer<typeof KeyRingFile>

export type KeyRing = {
  /** By key id. */
  letterKeys: ReadonlyMap<string, CryptoKeyPair>
  /** What new letters are sealed to; `publicKey` in base64url. */
  current: { id: string; publicKey: string }
  secret: Buffer
}

/** The key ring in `file`, made and written (readable by its owner alone) if there is none; without a file, a new one. */
export async function openKeyRing(file?: string): Promise<KeyRing> {
  if (file !== undefined && existsSync(file)) return ringOf(readKeyRing(file))
  const made = await makeKeyRing()
  if (file !== undefined) writeKeyRing(file, made)
  return ringOf(made)
}

/** Throws where the file is no key ring. */
export function readKeyRing(file: string): KeyRingFile {
  return KeyRingFile.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Written beside and renamed, so that a power cut leaves no half key ring; readable by its owner alone. */
export function writeKeyRing(file: string, ring: KeyRingFile): void {
  writeFileSync(`${file}.new`, JSON.stringify(ring, null, 2), { mode: 0o600, flush: true })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}

/** The same ring with a new key for letters; the old ones stay, since letters sealed to them are still under way. */
export async function withNewLetterKey(ring: KeyRingFile): Promise<KeyRingFile> {
  return { ...ring, letterKeys: [...ring.letterKeys, await makeLetterKey()] }
}

/** The device's data key out of its escrow, whichever of the ring's keys it was sealed to; undefined if none opens it. */
export async function dataKeyIn(
  ring: KeyRing,
  escrow: string,
  device: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  for (const keys of [...ring.letterKeys.values()].reverse()) {
    try {
      return await openEscrow(Buffer.from(escrow, 'base64url'), device, keys)
    } catch {
      // sealed to another key of the ring, or to none: an escrow does not name its key
    }
  }
  return undefined
}

/** The payload is the certificate, to be read by whoever holds the token; the signature is what nobody else can make. */
export function depositTokenOf(ring: KeyRing, certificate: Certificate): string {
  return tokenOf('deposit', ring, writeCertificate(certificate))
}

/** The certificate in a deposit token; undefined unless this key ring signed it. */
export function certificateIn(ring: KeyRing, token: string): Certificate | undefined {
  return certificateFor('deposit', ring, token)
}

/**
 * Always the same for one certificate: a claim repeated after a lost reply is answered alike, and only a hash is stored.
 * It bears the certificate, so that a restored server knows whose it is.
 */
export function readingTokenOf(ring: KeyRing, certificate: Certificate): string {
  return tokenOf('reading', ring, writeCertificate(certificate))
}

/** The reading token of the phone whose deposit token has this payload. */
export function readingTokenBeside(ring: KeyRing, payload: string): string {
  return tokenOf('reading', ring, payload)
}

/** The certificate in a reading token; undefined unless this key ring signed it. */
export function readerIn(ring: KeyRing, token: string): Certificate | undefined {
  return certificateFor('reading', ring, token)
}

/**
 * The certificate of a hand-over file: `payload` is a deposit token's before its dot, `proof` the hash of the whole
 * token, which only its phone and this key ring can make. Undefined for any other.
 */
export function certificateProved(ring: KeyRing, payload: string, proof: string): Certificate | undefined {
  const token = tokenOf('deposit', ring, payload)
  const hash = createHash('sha256').update(token).digest('base64url')
  return isSame(proof, hash) ? readCertificate(payload) : undefined
}

type Purpose = 'deposit' | 'reading'

/** Of a signature's 32 bytes a token bears so many: guessing them takes 2¹²⁸ requests. */
const signatureBytes = 16

function tokenOf(purpose: Purpose, ring: KeyRing, payload: string): string {
  const signature = createHmac('sha256', ring.secret).update(`${purpose} ${payload}`).digest()
  return `${payload}.${(isShort(payload) ? signature.subarray(0, signatureBytes) : signature).toString('base64url')}`
}

function certificateFor(purpose: Purpose, ring: KeyRing, token: string): Certificate | undefined {
  const [payload = ''] = token.split('.')
  return isSame(token, tokenOf(purpose, ring, payload)) ? readCertificate(payload) : undefined
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

async function makeKeyRing(): Promise<KeyRingFile> {
  return { letterKeys: [await makeLetterKey()], secret: randomBytes(32).toString('base64url') }
}

async function makeLetterKey(): Promise<KeyRingFile['letterKeys'][number]> {
  const { privateKey } = await makeKeyPair()
  const jwk = await crypto.subtle.exportKey('jwk', privateKey)
  return { id: randomBytes(8).toString('hex'), privateKey: { ...jwk } }
}

async function ringOf(file: KeyRingFile): Promise<KeyRing> {
  const letterKeys = new Map<string, CryptoKeyPair>()
  for (const { id, privateKey } of file.letterKeys) letterKeys.set(id, await keyPairOf(privateKey))
  const { id } = file.letterKeys.at(-1)!
  const publicKey = Buffer.from(await publicKeyBytes(letterKeys.get(id)!.publicKey)).toString('base64url')
  return { letterKeys, current: { id, publicKey }, secret: Buffer.from(file.secret, 'base64url') }
}

async function keyPairOf(jwk: JsonWebKey): Promise<CryptoKeyPair> {
  const algorithm = { name: 'ECDH', namedCurve: 'P-256' }
  const { d: _, ...point } = jwk
  return {
    privateKey: await crypto.subtle.importKey('jwk', jwk, algorithm, true, ['deriveBits']),
    publicKey: await crypto.subtle.importKey('jwk', { ...point, key_ops: [] }, algorithm, true, []),
  }
}
