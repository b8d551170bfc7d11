import type { DeviceId } from '#domain/ids.ts'

/** The data key under a key made from the PIN (PBKDF2-SHA-256 → AES-256-GCM), with what is needed to make it again. */
export type WrappedKey = {
  iterations: number
  salt: Uint8Array<ArrayBuffer>
  iv: Uint8Array<ArrayBuffer>
  sealed: Uint8Array<ArrayBuffer>
}

/** OWASP's floor for PBKDF2-SHA-256 (2023). Stored with each wrapped key, so that it may rise. */
export const pinIterations = 600_000

export async function wrapKey(
  dataKey: Uint8Array<ArrayBuffer>,
  pin: string,
  device: DeviceId,
  iterations = pinIterations,
): Promise<WrappedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const key = await keyOf(pin, salt, iterations)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: dataOf(device) }, key, dataKey)
  return { iterations, salt, iv, sealed: new Uint8Array(sealed) }
}

/** The raw data key; undefined for any other PIN. */
export async function unwrapKey(
  wrapped: WrappedKey,
  pin: string,
  device: DeviceId,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const key = await keyOf(pin, wrapped.salt, wrapped.iterations)
  const algorithm = { name: 'AES-GCM', iv: wrapped.iv, additionalData: dataOf(device) }
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, wrapped.sealed))
  } catch (error) {
    if (error instanceof Error && error.name === 'OperationError') return undefined
    throw error
  }
}

/**
 * Seconds to wait after so many wrong PINs in a row: none for the first two, then 5, doubling up to 15 minutes.
 * Wrong PINs slow down; they never wipe.
 */
export function waitAfter(wrongPins: number): number {
  return wrongPins < 3 ? 0 : Math.min(5 * 2 ** (wrongPins - 3), 900)
}

async function keyOf(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    typed,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

function dataOf(device: DeviceId): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`so-thon/${device}`)
}
