import { z } from 'zod/mini'
import { Fact, Revision } from '#domain/household/operation.ts'
import { HouseholdId, OpId, RoundId } from '#domain/ids.ts'
import { Path } from '#domain/questionnaire/answers.ts'
import { Instant } from '#domain/units.ts'

/**
 * What may happen to a household's survey. Answers: `written`, `superseded` (came after a later one of the same phone),
 * `held` (kept outside the record), `rival_kept`, `rival_settled`. What was held: `taken`, `declined`. The rest are steps.
 */
export const Happening = z.enum([
  'written',
  'superseded',
  'rival_kept',
  'rival_settled',
  'held',
  'taken',
  'declined',
  'submitted',
  'returned',
  'accepted',
  'reopened',
  'departed',
  'moved',
])

export type Happening = z.infer<typeof Happening>

/** One thing that happened to a household's survey. `by` is a person's name, as the commune knows it. */
export const HistoryEntry = z.object({
  /** The change-log number it happened at; of what changed no record, the number before it. */
  seq: Revision,
  round: RoundId,
  at: Instant,
  /** The operation that brought it. */
  op: z.optional(OpId),
  by: z.string(),
  what: Happening,
  /** For an answer: which. */
  path: z.optional(Path),
  /**
   * What it was, what it is: an answer; for a rival the commune's value and the rival's, for a settled one the rival's
   * and the commune's; a decision's class, a departure's event; the hamlets (ids) of a move.
   */
  before: z.optional(Fact.shape.value),
  after: z.optional(Fact.shape.value),
  /** A reason given in words; of what is held, the reason's code. */
  note: z.optional(z.string()),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

/** `POST /api/history` under the reading token; the office asks `GET /api/office/households/:id/history`. Newest first. */
export const HistoryRequest = z.object({ household: HouseholdId })
export type HistoryRequest = z.infer<typeof HistoryRequest>
export const HistoryReply = z.object({ entries: z.array(HistoryEntry) })
export type HistoryReply = z.infer<typeof HistoryReply>
