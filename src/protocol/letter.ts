import { deflateSync, Inflate } from 'fflate'
import type { Operation } from '#domain/household/operation.ts'
import { dictionaries } from './dictionary.ts'
import { bufferOf, encapsulatedLength, openWith, sealTo, suite } from './hpke.ts'
import { packed } from './packed.ts'
import { unpacked } from './unpacked.ts'

/**
 * A letter: one operation, packed, deflated with a preset dictionary and sealed to the commune in HPKE's authenticated mode
 * (RFC 9180, DHKEM(P-256), HKDF-SHA256, AES-256-GCM), so that only the commune reads it and only its device wrote it.
 *
 *   1 byte   version; it names the dictionary too
 *   8 bytes  the commune's key id
 *  16 bytes  device
 *  16 bytes  operation
 *  65 bytes  encapsulated key
 *   n bytes  ciphertext
 *
 * The first 41 bytes are the associated data. A letter never changes once sealed.
 */
const headerLength = 41
const currentVersion = 1
/** The most bytes a packed operation may inflate to. */
export const longestOperation = 65_536

const info = new TextEncoder().encode('so-thon letter 1').buffer

export type LetterHeader = { version: number; key: string; device: string; op: string }

/** Seals `operation` from the device's private key to the commune's public key. The one place with chance in this folder. */
export async function sealLetter(
  operation: Operation,
  keys: { sender: CryptoKeyPair; recipient: { id: string; publicKey: CryptoKey } },
): Promise<Uint8Array<ArrayBuffer>> {
  const header = writeHeader({
    version: currentVersion,
    key: keys.recipient.id,
    device: operation.device,
    op: operation.op,
  })
  const plain = deflateSync(new TextEncoder().encode(packed(operation)), {
    level: 9,
    dictionary: dictionaries[currentVersion]!,
  })
  const sender = await suite.createSenderContext({
    recipientPublicKey: keys.recipient.publicKey,
    senderKey: keys.sender,
    info,
  })
  const sealed = new Uint8Array(await sender.seal(bufferOf(plain), header.buffer))
  const letter = new Uint8Array(headerLength + encapsulatedLength + sealed.length)
  letter.set(header)
  letter.set(new Uint8Array(sender.enc), headerLength)
  letter.set(sealed, headerLength + encapsulatedLength)
  return letter
}

/** The clear part of a letter; undefined if these bytes are no letter. Nothing in it is proved until the letter is opened. */
export function headerOf(letter: Uint8Array): LetterHeader | undefined {
  if (letter.length <= headerLength + encapsulatedLength) return undefined
  return {
    version: letter[0]!,
    key: hex(letter.subarray(1, 9)),
    device: uuid(letter.subarray(9, 25)),
    op: uuid(letter.subarray(25, 41)),
  }
}

export type Opened =
  | { outcome: 'opened'; operation: Operation }
  | { outcome: 'not_authentic' | 'letter_too_large' | 'not_understood' }

/** Opens, authenticates, inflates and validates. `not_authentic` covers any altered byte and any other sender. */
export async function openLetter(
  letter: Uint8Array,
  keys: { recipient: CryptoKeyPair; sender: CryptoKey },
): Promise<Opened> {
  const header = headerOf(letter)
  const dictionary = header && dictionaries[header.version]
  if (!header || !dictionary) return { outcome: 'not_understood' }
  const plain = await decrypt(letter, keys)
  if (!plain) return { outcome: 'not_authentic' }
  const inflated = inflate(plain, dictionary)
  if (inflated === 'too_large') return { outcome: 'letter_too_large' }
  const operation = inflated && operationIn(inflated, header)
  return operation ? { outcome: 'opened', operation } : { outcome: 'not_understood' }
}

/** The vault's data key, sealed to the commune without a sender (HPKE base mode): encapsulated key, then ciphertext. */
export function sealEscrow(
  dataKey: Uint8Array,
  device: string,
  recipient: CryptoKey,
): Promise<Uint8Array<ArrayBuffer>> {
  return sealTo(recipient, dataKey, { info: escrowInfo, data: device })
}

/** The reverse of `sealEscrow`. Throws `OpenError` if it was sealed for another device or key. */
export function openEscrow(
  escrow: Uint8Array,
  device: string,
  recipient: CryptoKeyPair,
): Promise<Uint8Array<ArrayBuffer>> {
  return openWith(recipient, escrow, { info: escrowInfo, data: device })
}

const escrowInfo = 'so-thon escrow 1'

async function decrypt(
  letter: Uint8Array,
  keys: { recipient: CryptoKeyPair; sender: CryptoKey },
): Promise<Uint8Array | undefined> {
  const enc = bufferOf(letter.subarray(headerLength, headerLength + encapsulatedLength))
  const sealed = bufferOf(letter.subarray(headerLength + encapsulatedLength))
  const header = bufferOf(letter.subarray(0, headerLength))
  try {
    const context = await suite.createRecipientContext({
      recipientKey: keys.recipient,
      senderPublicKey: keys.sender,
      enc,
      info,
    })
    return new Uint8Array(await context.open(sealed, header))
  } catch {
    return undefined // whatever was wrong with the bytes, the answer is one: these are not from this device
  }
}

/** Deflated bytes given to the inflater at a time: it returns only when it has inflated all of them, up to 1,032 times. */
const inflatedAtOnce = 256

function inflate(plain: Uint8Array, dictionary: Uint8Array): Uint8Array | 'too_large' | undefined {
  const chunks: Uint8Array[] = []
  let length = 0
  const inflater = new Inflate({ dictionary }, (chunk) => {
    length += chunk.length
    if (length > longestOperation) throw new RangeError('too_large')
    chunks.push(chunk)
  })
  try {
    for (let at = 0; at < plain.length; at += inflatedAtOnce)
      inflater.push(plain.subarray(at, at + inflatedAtOnce), at + inflatedAtOnce >= plain.length)
  } catch {
    return length > longestOperation ? 'too_large' : undefined
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

function operationIn(bytes: Uint8Array, header: LetterHeader): Operation | undefined {
  try {
    return unpacked(new TextDecoder('utf-8', { fatal: true }).decode(bytes), header)
  } catch {
    return undefined // not UTF-8
  }
}

function writeHeader(header: LetterHeader): Uint8Array<ArrayBuffer> {
  const digits = `${header.version.toString(16).padStart(2, '0')}${header.key}${header.device}${header.op}`.replaceAll(
    '-',
    '',
  )
  return Uint8Array.from({ length: headerLength }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16))
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function uuid(bytes: Uint8Array): string {
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
