import { z } from 'zod/mini'
import { Household } from '#domain/household/household.ts'
import { Revision } from '#domain/household/operation.ts'
import { HamletId, HouseholdId, RoundId } from '#domain/ids.ts'
import { Instant, PlainDate } from '#domain/units.ts'

/** Body of `POST /api/changes`: what the phone has, of which database. Cursor 0 asks for everything. */
export const ChangesRequest = z.object({
  cursor: Revision,
  epoch: z.optional(z.string()),
  schema: z.int(),
  /** What the phone says of itself, for the office: how many operations wait, and which build runs. */
  waiting: z.optional(z.int().check(z.nonnegative())),
  build: z.optional(z.string().check(z.maxLength(40))),
})
export type ChangesRequest = z.infer<typeof ChangesRequest>

/** The round that is open, with the terms its households are judged by. */
export const RoundTerms = z.object({
  id: RoundId,
  standard: z.string(),
  area: z.enum(['rural', 'urban']),
  reviewDate: PlainDate,
})
export type RoundTerms = z.infer<typeof RoundTerms>

/** What a phone knows of its commune. */
export const CommuneFacts = z.object({
  commune: z.string(),
  hamlet: z.object({ id: HamletId, name: z.string(), households: z.optional(z.int()), people: z.optional(z.int()) }),
  enumerator: z.string(),
  round: z.optional(RoundTerms),
})
export type CommuneFacts = z.infer<typeof CommuneFacts>

/** A household as it stands now, at the change-log number of its last change. */
export const Change = z.object({ seq: Revision, household: HouseholdId, state: Household })
export type Change = z.infer<typeof Change>

/**
 * Reply to `POST /api/changes`: one page of the one change log, in its order, and the cursor that counts it.
 * `reset` says the phone's cursor is of another database: it starts again from 0.
 */
export const ChangesReply = z.object({
  protocol: z.int(),
  epoch: z.string().check(z.minLength(1)),
  serverTime: Instant,
  facts: CommuneFacts,
  changes: z.array(Change),
  cursor: Revision,
  more: z.boolean(),
  reset: z.optional(z.boolean()),
})
export type ChangesReply = z.infer<typeof ChangesReply>
