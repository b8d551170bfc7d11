import { z } from 'zod/mini'
import { Fact, Facts, Revision } from '#domain/household/operation.ts'
import { DeviceId, HamletId, HouseholdId, OpId, RoundId } from '#domain/ids.ts'
import { Path } from '#domain/questionnaire/answers.ts'
import { Instant } from '#domain/units.ts'
import { LetterReason } from './deposit.ts'

/**
 * `POST /api/office/households/:id/settle`: of two values for one question the reviewer names the one that stands, one
 * of them or a third; null withdraws the answer. The value must pass the question's schema.
 */
export const SettleRequest = z.pipe(
  z.object({ revision: Revision, path: Path, value: Fact.shape.value }),
  z.transform(({ revision, path, value }, context) => {
    const facts = Facts.safeParse({ [path]: { value, seen: revision } })
    if (!facts.success)
      context.issues.push({ code: 'custom', input: value, path: ['value'], message: 'invalid_answer' })
    return { revision, path, value: facts.success ? (facts.data[path]?.value ?? null) : null }
  }),
)
export type SettleRequest = z.infer<typeof SettleRequest>

/** `POST /api/office/households/:id/move`: it lives in another hamlet of the commune now. */
export const MoveRequest = z.object({ hamlet: HamletId })
export type MoveRequest = z.infer<typeof MoveRequest>

/** `POST /api/office/devices/:id/hamlet`: its enumerator works in another hamlet now. */
export const DeviceHamletRequest = z.object({ hamlet: HamletId })
export type DeviceHamletRequest = z.infer<typeof DeviceHamletRequest>

/**
 * `POST /api/office/held/:op/take` and `/decline`. An operation's id is its device's own. `standing` is what the reviewer
 * saw; where it stands otherwise by now, the decision is refused as `letter_changed_meanwhile`.
 */
export const HeldRequest = z.object({ device: DeviceId, standing: z.string().check(z.maxLength(100)) })
export type HeldRequest = z.infer<typeof HeldRequest>

/** `GET /api/office/held/:device/:op`: what a held operation says, of every household it names. */
export const HeldReply = z.object({
  op: OpId,
  device: DeviceId,
  enumerator: z.string(),
  round: RoundId,
  reason: LetterReason,
  /** Why it is held and how its households stand, as a code: a decision gives it back. */
  standing: z.string(),
  receivedAt: Instant,
  households: z.array(
    z.object({
      id: HouseholdId,
      /** As the commune has it; absent where it knows none by this id. */
      known: z.optional(z.object({ hamlet: HamletId, number: z.int() })),
      facts: z.record(Path, Fact.shape.value),
    }),
  ),
})
export type HeldReply = z.infer<typeof HeldReply>
