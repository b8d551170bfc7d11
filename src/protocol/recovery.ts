import { z } from 'zod/mini'
import { PublicKey } from './communeKey.ts'

/** The vault's data key, sealed to the commune (HPKE base mode), base64url. */
export const Escrow = z.string().check(z.regex(/^[A-Za-z0-9_-]{100,400}$/))

/**
 * A forgotten PIN, step one. `POST /api/recovery/ask` under the deposit token: the phone offers a fresh public key, and
 * the escrow it keeps (a restored server may have lost its own). The phone and the office show the key's fingerprint.
 */
export const RecoveryAsk = z.object({ publicKey: PublicKey, escrow: Escrow })
export type RecoveryAsk = z.infer<typeof RecoveryAsk>

/** The commune has noted it. */
export const RecoveryAsked = z.object({ asked: z.literal(true) })

/**
 * Step three, after the officer has compared fingerprints, approved, and read out a one-time code. `POST
 * /api/recovery/open` under the deposit token. Refused as `recovery_not_asked`, `recovery_not_approved`,
 * `recovery_wrong_code`, `recovery_expired` (10 minutes, or 5 wrong codes).
 */
export const RecoveryOpen = z.object({ code: z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{8}$/)) })
export type RecoveryOpen = z.infer<typeof RecoveryOpen>

/** The data key sealed to the fresh public key (HPKE base mode), with device and code as associated data; base64url. */
export const RecoveryReply = z.object({ sealed: z.string().check(z.regex(/^[A-Za-z0-9_-]{100,400}$/)) })
export type RecoveryReply = z.infer<typeof RecoveryReply>

/** What two people compare by eye and voice: 40 bits of SHA-256 of the public key in Crockford's base 32, `7K4M-2QXA`. */
export async function fingerprintOf(publicKey: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey))
  const bits = [...digest.subarray(0, 5)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const digits = bits.match(/.{5}/g)!.map((five) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number.parseInt(five, 2)])
  return `${digits.slice(0, 4).join('')}-${digits.slice(4).join('')}`
}
