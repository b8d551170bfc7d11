import { z } from 'zod/mini'
import { DeviceId, HamletId, HouseholdId } from '#domain/ids.ts'
import { Instant } from '#domain/units.ts'
import { LetterResult } from './deposit.ts'
import { HandoverAnswer } from './handover.ts'

const count = z.int().check(z.nonnegative())
const Phone = z.object({ enumerator: z.string(), hamlet: HamletId })

/** `GET /api/office/restored`: what the last restore left to look after; empty where there was none. */
export const RestoredReply = z.object({
  restored: z.optional(
    z.object({
      at: Instant,
      /** A backup was restored; an older file was put in its place; or a phone knew what the database does not. */
      how: z.enum(['backup', 'older_file', 'phone_ahead']),
      /** Households that a phone had seen in a newer state; `changedSince`: something came in after the restore. */
      households: z.array(
        z.object({
          id: HouseholdId,
          hamlet: z.optional(z.string()),
          number: z.optional(count),
          changedSince: z.boolean(),
        }),
      ),
      /** Phones whose list went further than the restored database. */
      phones: z.array(Phone),
      /** Phones that only their certificate vouches for: they may have been revoked since the backup. */
      knownAgain: z.array(Phone),
    }),
  ),
})
export type RestoredReply = z.infer<typeof RestoredReply>

/** `GET /api/office/recoveries`: phones whose PIN is forgotten, oldest first. The officer compares `fingerprint`. */
export const RecoveriesReply = z.object({
  recoveries: z.array(
    z.object({
      device: DeviceId,
      enumerator: z.string(),
      hamlet: z.string(),
      fingerprint: z.string(),
      askedAt: Instant,
      /** A code was made and is good until then. */
      expiresAt: z.optional(Instant),
    }),
  ),
})
export type RecoveriesReply = z.infer<typeof RecoveriesReply>

/**
 * `POST /api/office/recoveries/:device/approve`: `fingerprint` is what the officer compared; a request that has changed
 * since is refused as `changed_meanwhile`. The code is shown once. `…/decline` takes nothing and answers nothing.
 */
export const ApproveRequest = z.object({ fingerprint: z.string() })
export const ApproveReply = z.object({ code: z.string(), expiresAt: Instant })
export type ApproveReply = z.infer<typeof ApproveReply>

/** A row that a rescued phone kept, with the household where it tells; `body` is absent where no key opens it. */
export const RescuedAnswer = z.object({
  kind: z.string(),
  household: z.optional(HouseholdId),
  hamlet: z.optional(z.string()),
  number: z.optional(count),
  body: z.optional(z.json()),
})

/** `POST /api/office/import`: the bytes of a hand-over file; what became of it. The same for the same file, ever again. */
export const ImportReply = z.object({
  device: DeviceId,
  enumerator: z.string(),
  hamlet: z.string(),
  savedAt: Instant,
  /** The file ends in the middle: what stood behind is missing. */
  isCut: z.boolean(),
  results: z.array(LetterResult),
  rescued: z.array(RescuedAnswer),
  answer: HandoverAnswer,
  /** The answer's link as an SVG, where it is short enough for one code. */
  qr: z.optional(z.string()),
})
export type ImportReply = z.infer<typeof ImportReply>
