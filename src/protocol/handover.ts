import { z } from 'zod/mini'
import { DeviceId } from '#domain/ids.ts'
import { Instant } from '#domain/units.ts'
import { LetterResult } from './deposit.ts'
import { handoverVersion, handoverMagic as magic } from './handoverFile.ts'
import { Escrow } from './recovery.ts'

/** The most bytes of a file that the commune reads. */
export const longestHandover = 33_554_432

/**
 * A row of the phone's storage that only its data key opens: table and id are the associated data of its box, whose
 * first 12 bytes are `iv`; both in base64url. A draft's box does not say whose answer it is: `household` does.
 */
export const RescuedRow = z.object({
  table: z.string(),
  id: z.string(),
  household: z.optional(z.string()),
  iv: z.string(),
  sealed: z.string(),
})
export type RescuedRow = z.infer<typeof RescuedRow>

export const HandoverHead = z.object({
  /** The certificate in the deposit token, and SHA-256 (base64url) of the whole token: known, not given away. */
  certificate: z.string().check(z.maxLength(2_000)),
  proof: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  savedAt: Instant,
  /** How many letters follow: a file cut between two of them is known as cut. */
  count: z.optional(z.int().check(z.nonnegative())),
  /** The commune's database the phone knows. */
  epoch: z.optional(z.string()),
  /** What the rescue page adds: boxed rows of drafts and operations, and the escrow of the key that opens them. */
  rescued: z.optional(z.object({ escrow: z.optional(Escrow), rows: z.array(RescuedRow) })),
})
export type HandoverHead = z.infer<typeof HandoverHead>

export type HandoverRead =
  | { outcome: 'read'; head: HandoverHead; letters: Uint8Array[]; isCut: boolean }
  | { outcome: 'not_a_handover' | 'newer_handover' | 'damaged_head' }

/** The reverse. A file that ends in the middle gives the whole letters before its end, and says that it is cut. */
export function readHandover(file: Uint8Array): HandoverRead {
  if (!magic.every((byte, i) => file[i] === byte)) return { outcome: 'not_a_handover' }
  if (file[magic.length] !== handoverVersion) return { outcome: 'newer_handover' }
  const { parts, isCut } = partsOf(file, magic.length + 1)
  const [json, ...letters] = parts
  const head = json && headOf(json)
  return head
    ? { outcome: 'read', head, letters, isCut: isCut || letters.length < (head.count ?? 0) }
    : { outcome: 'damaged_head' }
}

/**
 * What the commune answers a file with: results for its operations, signed for the device (HMAC-SHA-256 of `body` under
 * the reading token, base64url), as a file and, where short enough, as a QR code. Counts only for the phone's own
 * device and current epoch.
 */
export const HandoverAnswer = z.object({ body: z.string(), signature: z.string() })
export type HandoverAnswer = z.infer<typeof HandoverAnswer>

/** `HandoverAnswer.body`, parsed. */
export const AnsweredOperations = z.object({
  device: DeviceId,
  epoch: z.string(),
  at: Instant,
  backedUpTo: z.optional(Instant),
  results: z.array(LetterResult),
})
export type AnsweredOperations = z.infer<typeof AnsweredOperations>

function partsOf(file: Uint8Array, from: number): { parts: Uint8Array[]; isCut: boolean } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const parts: Uint8Array[] = []
  let at = from
  while (at + 4 <= file.length && at + 4 + view.getUint32(at) <= file.length) {
    const end = at + 4 + view.getUint32(at)
    parts.push(file.slice(at + 4, end))
    at = end
  }
  return { parts, isCut: at !== file.length }
}

function headOf(json: Uint8Array): HandoverHead | undefined {
  try {
    const parsed = HandoverHead.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json)))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined // not UTF-8, or not JSON
  }
}
