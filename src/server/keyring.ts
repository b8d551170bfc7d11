import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { DeviceId, HamletId } from '#domain/ids.ts'
import { PublicKey } from '#protocol/enrolment.ts'
import { makeKeyPair, publicKeyBytes } from '#protocol/keys.ts'

/** The key ring's file. Old letter keys stay for opening; the newest stands last and is given to phones. */
const KeyRingFile = z.object({
  letterKeys: z
    .array(z.object({ id: z.string().regex(/^[0-9a-f]{16}$/), privateKey: z.record(z.string(), z.unknown()) }))
    .min(1),
  /** 32 bytes, base64url; authenticates deposit certificates and derives reading tokens. */
  secret: z.string().min(43),
})
type KeyRingFile = z.infer<typeof KeyRingFile>

export type KeyRing = {
  /** By key id. */
  letterKeys: ReadonlyMap<string, CryptoKeyPair>
  /** What new letters are sealed to; `publicKey` in base64url. */
  current: { id: string; publicKey: string }
  secret: Buffer
}

/** Who a deposit token speaks for. Signed by the key ring, so that a restored server still knows it. */
export const Certificate = z.object({
  device: DeviceId,
  enumerator: z.string().min(1),
  hamlet: HamletId,
  publicKey: PublicKey,
})
export type Certificate = z.infer<typeof Certificate>

/** The key ring in `file`, made and written (readable by its owner alone) if there is none; without a file, a new one. */
export async function openKeyRing(file?: string): Promise<KeyRing> {
  if (file !== undefined && existsSync(file)) return ringOf(KeyRingFile.parse(JSON.parse(readFileSync(file, 'utf8'))))
  const made = await makeKeyRing()
  if (file !== undefined) writeOnce(file, JSON.stringify(made, null, 2))
  return ringOf(made)
}

export function depositTokenOf(ring: KeyRing, certificate: Certificate): string {
  const payload = Buffer.from(JSON.stringify(certificate)).toString('base64url')
  return `${payload}.${signed(ring, `deposit ${payload}`)}`
}

/** The certificate in a deposit token; undefined unless this key ring signed it. */
export function certificateIn(ring: KeyRing, token: string): Certificate | undefined {
  const [payload, signature, ...rest] = token.split('.')
  if (payload === undefined || signature === undefined || rest.length > 0) return undefined
  const [given, expected] = [Buffer.from(signature), Buffer.from(signed(ring, `deposit ${payload}`))]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  return Certificate.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
}

/** Always the same for one device and key: a claim repeated after a lost reply is answered alike, and only a hash is stored. */
export function readingTokenOf(ring: KeyRing, device: string, publicKey: string): string {
  return signed(ring, `reading ${device} ${publicKey}`)
}

function signed(ring: KeyRing, text: string): string {
  return createHmac('sha256', ring.secret).update(text).digest('base64url')
}

async function makeKeyRing(): Promise<KeyRingFile> {
  const { privateKey } = await makeKeyPair()
  const jwk = await crypto.subtle.exportKey('jwk', privateKey)
  return {
    letterKeys: [{ id: randomBytes(8).toString('hex'), privateKey: { ...jwk } }],
    secret: randomBytes(32).toString('base64url'),
  }
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

/** Written beside and renamed, so that a power cut leaves no half key ring. */
function writeOnce(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
}
