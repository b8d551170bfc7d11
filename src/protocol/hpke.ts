import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'

/** HPKE (RFC 9180): DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. The one suite of all that is sealed. */
export const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

/** The bytes of an encapsulated key, which stand before a ciphertext. */
export const encapsulatedLength = 65

/** What something is sealed for: the purpose, and the associated data without which it does not open. */
type Purpose = { info: string; data: string }

/** Seals in base mode, without a sender: encapsulated key, then ciphertext. */
export async function sealTo(
  recipient: CryptoKey,
  plain: Uint8Array,
  { info, data }: Purpose,
): Promise<Uint8Array<ArrayBuffer>> {
  const sender = await suite.createSenderContext({ recipientPublicKey: recipient, info: textBuffer(info) })
  const ciphertext = new Uint8Array(await sender.seal(bufferOf(plain), textBuffer(data)))
  const sealed = new Uint8Array(encapsulatedLength + ciphertext.length)
  sealed.set(new Uint8Array(sender.enc))
  sealed.set(ciphertext, encapsulatedLength)
  return sealed
}

/** The reverse. Throws for any other key, purpose, associated data or byte. */
export async function openWith(
  recipient: CryptoKeyPair,
  sealed: Uint8Array,
  { info, data }: Purpose,
): Promise<Uint8Array<ArrayBuffer>> {
  const enc = bufferOf(sealed.subarray(0, encapsulatedLength))
  const context = await suite.createRecipientContext({ recipientKey: recipient, enc, info: textBuffer(info) })
  return new Uint8Array(await context.open(bufferOf(sealed.subarray(encapsulatedLength)), textBuffer(data)))
}

/** A buffer of exactly these bytes, which is what the library's signatures ask for. (`slice` of a Node `Buffer` is a view.) */
export function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

function textBuffer(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer
}
