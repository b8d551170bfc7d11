import { z } from 'zod/mini'

/** A P-256 public key, uncompressed (65 bytes), base64url. */
export const PublicKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{87}$/))

/** The commune's key that letters are sealed to; `id` is 8 bytes in hexadecimal. */
export const CommuneKey = z.object({ id: z.string().check(z.regex(/^[0-9a-f]{16}$/)), publicKey: PublicKey })
export type CommuneKey = z.infer<typeof CommuneKey>
