import { z } from 'zod/mini'
import { DeviceId } from '#domain/ids.ts'
import { CommuneFacts } from './changes.ts'
import { CommuneKey, PublicKey } from './communeKey.ts'
import { Escrow } from './recovery.ts'

/** The secret of an enrolment link, 128 random bits in base64url; it travels in the link's fragment. */
export const EnrolmentCode = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/))

/** `POST /api/enrolment/look`: whose link is this? Changes nothing. */
export const LookRequest = z.object({ code: EnrolmentCode })
export const LookReply = z.object({ facts: CommuneFacts, key: CommuneKey })
export type LookReply = z.infer<typeof LookReply>

/**
 * `POST /api/enrolment/claim`: the phone offers its key. The same key with the same code gets the same device again,
 * however often; the link counts as used only once the phone confirms.
 */
export const ClaimRequest = z.object({
  code: EnrolmentCode,
  device: DeviceId,
  publicKey: PublicKey,
  /** For a forgotten PIN. */
  escrow: Escrow,
})
export type ClaimRequest = z.infer<typeof ClaimRequest>

/** `deposit` may only deposit letters, `reading` may only pull. */
export const ClaimReply = z.object({ device: DeviceId, deposit: z.string(), reading: z.string(), epoch: z.string() })
export type ClaimReply = z.infer<typeof ClaimReply>

/** `POST /api/enrolment/confirm`, with the reading token: the tokens are stored. */
export const ConfirmRequest = z.object({ code: EnrolmentCode, device: DeviceId })
export const ConfirmReply = z.object({ confirmed: z.literal(true) })

/** A refusal as it travels. */
export const ProblemReply = z.object({ problem: z.string() })
