import { openWith, sealTo } from './hpke.ts'

/** Which phone, and the code that its officer read out. */
export type RecoveryBinding = { device: string; code: string }

/** The vault's data key for a phone whose PIN is forgotten: only the fresh key opens it, and only with the code. */
export function sealRecovery(
  dataKey: Uint8Array,
  binding: RecoveryBinding,
  recipient: CryptoKey,
): Promise<Uint8Array<ArrayBuffer>> {
  return sealTo(recipient, dataKey, purposeOf(binding))
}

/** The reverse; the private half need not be extractable. Throws for any other key, phone, code or byte. */
export function openRecovery(
  sealed: Uint8Array,
  binding: RecoveryBinding,
  recipient: CryptoKeyPair,
): Promise<Uint8Array<ArrayBuffer>> {
  return openWith(recipient, sealed, purposeOf(binding))
}

function purposeOf({ device, code }: RecoveryBinding) {
  return { info: 'so-thon recovery 1', data: `${device} ${code}` }
}
