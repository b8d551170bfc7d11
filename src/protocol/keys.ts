/**
 * The P-256 keys of devices and of the commune, as WebCrypto makes, reads and writes them. Apart from `letter.ts`, so
 * that a phone can open its book without loading the seal.
 */
const algorithm = { name: 'ECDH', namedCurve: 'P-256' } as const

/** A new key pair. Its private half can be exported, to be kept sealed. */
export async function makeKeyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ['deriveBits'])
}

/** An uncompressed point (65 bytes) → public key. Rejects with a `DataError` for any other bytes. */
export async function publicKeyFrom(bytes: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes.slice(), algorithm, true, [])
}

/** The reverse: 65 bytes. */
export async function publicKeyBytes(key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key))
}
