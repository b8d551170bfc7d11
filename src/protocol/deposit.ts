import { z } from 'zod/mini'
import { OpId } from '#domain/ids.ts'
import { Instant } from '#domain/units.ts'

/** The version both ends speak; a server answers with its own. */
export const protocolVersion = 1

/** What became of a letter. Only the first three are in the household's record. */
export const LetterStatus = z.enum(['applied', 'merged', 'conflict', 'held', 'refused', 'reseal', 'later'])
export type LetterStatus = z.infer<typeof LetterStatus>

/** Why a letter is held or refused: a code without personal data; the phone has a sentence for each. */
export const LetterReason = z.enum([
  'late',
  'declined',
  'waiting_for_predecessor',
  'unknown_household',
  'other_hamlet',
  'unknown_round',
  'device_revoked',
  'not_understood',
  'number_reused',
  'id_reused',
  'malformed_letter',
  'not_authentic',
  'letter_too_large',
  'unknown_key',
  'wrong_device',
])
export type LetterReason = z.infer<typeof LetterReason>

export const LetterResult = z.object({
  op: OpId,
  status: LetterStatus,
  /** Only where the operation is in the record. */
  receipt: z.optional(z.string()),
  /** When the commune took it in, server time. */
  at: z.optional(Instant),
  /** One that this build does not know is a newer server's: left out, and the rest of the answer counts. */
  reason: z.optional(z.catch(z.optional(LetterReason), undefined)),
  /** SHA-256 in hexadecimal digits of the bytes received, where they did not open: whose they are is for the phone to say. */
  hash: z.optional(z.string()),
})
export type LetterResult = z.infer<typeof LetterResult>

/** A batch id: 16 random bytes as 32 hexadecimal digits, echoed in the reply. */
export const BatchId = z.string().check(z.regex(/^[0-9a-f]{32}$/))

/** Reply to `POST /api/letters`. Counts only if `batch` is the one sent: a captive portal answers 200 with anything. */
export const DepositReply = z.object({
  protocol: z.int(),
  batch: BatchId,
  epoch: z.string().check(z.minLength(1)),
  serverTime: Instant,
  /** Operations received before this instant are in a backup; absent while there is none. */
  backedUpTo: z.optional(Instant),
  results: z.array(LetterResult),
  limits: z.object({ batchBytes: z.int(), letterBytes: z.int() }),
})
export type DepositReply = z.infer<typeof DepositReply>

/** The most bytes of a deposit's body, of one letter in it, and of a device in a day: what is above waits for tomorrow. */
export const depositLimits = { batchBytes: 262_144, letterBytes: 65_536, dayBytes: 16_777_216 } as const

/** A deposit's body: the batch id's 16 bytes, then each letter behind its length (32 bits, big-endian). */
export function writeBatch(batch: string, letters: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(16 + letters.reduce((sum, letter) => sum + 4 + letter.length, 0))
  const view = new DataView(body.buffer)
  for (let i = 0; i < 16; i++) body[i] = Number.parseInt(batch.slice(2 * i, 2 * i + 2), 16)
  let at = 16
  for (const letter of letters) {
    view.setUint32(at, letter.length)
    body.set(letter, at + 4)
    at += 4 + letter.length
  }
  return body
}

/** The reverse; undefined if the bytes do not add up to whole letters. */
export function readBatch(body: Uint8Array): { batch: string; letters: Uint8Array[] } | undefined {
  if (body.length < 16) return undefined
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const batch = [...body.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const letters: Uint8Array[] = []
  for (let at = 16; at < body.length; ) {
    if (at + 4 > body.length) return undefined
    const end = at + 4 + view.getUint32(at)
    if (end > body.length) return undefined
    letters.push(body.slice(at + 4, end))
    at = end
  }
  return { batch, letters }
}
