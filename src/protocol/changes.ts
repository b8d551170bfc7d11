import { z } from 'zod/mini'
import { Household } from '#domain/household/household.ts'
import { Revision } from '#domain/household/operation.ts'
import { HamletId, HouseholdId, RoundId } from '#domain/ids.ts'
import { Scorecard } from '#domain/standard/scorecard.ts'
import { Instant, PlainDate } from '#domain/units.ts'
import { CommuneKey } from './communeKey.ts'
import { LetterResult } from './deposit.ts'

/** What this build reads: `condensed.ts`. */
export const stateSchema = 2

/** Body of `POST /api/changes`: what the phone has, of which database. Cursor 0 asks for everything. */
export const ChangesRequest = z.object({
  cursor: Revision,
  /** That came with the cursor. */
  mark: z.optional(z.string()),
  epoch: z.optional(z.string()),
  /** How a household's state may be told: 1 as it is stored, from 2 on condensed. */
  schema: z.int(),
  /** At most so many changes in the page; the server's own limit holds beside it. */
  most: z.optional(z.int().check(z.positive())),
  /** What the phone says of itself, for the office: how many operations wait, and which build runs. */
  waiting: z.optional(z.int().check(z.nonnegative())),
  build: z.optional(z.string().check(z.maxLength(40))),
  /** Whether the browser promised to keep the storage, and how much of it is used, in bytes. */
  storage: z.optional(z.object({ persisted: z.boolean(), usage: z.optional(z.int().check(z.nonnegative())) })),
  /** The code of the last failure, if the exchange before this one failed. */
  failure: z.optional(z.string().check(z.maxLength(40))),
  /** The id of the commune's key that the phone seals to; another one in use is answered with `key`. */
  key: z.optional(z.string()),
  /** The tag of the facts that the phone has; where they are still the same, they are left out of the reply. */
  factsTag: z.optional(z.string()),
})
export type ChangesRequest = z.infer<typeof ChangesRequest>

/** The round that is open, with the terms its households are judged by. */
export const RoundTerms = z.object({
  id: RoundId,
  standard: z.string(),
  area: z.enum(['rural', 'urban']),
  reviewDate: PlainDate,
  /** Form B1 as the commune loaded it; without it the total of the paper form is asked. */
  scorecard: z.exactOptional(Scorecard),
  awayResidents: z.exactOptional(z.enum(['counted', 'not_counted'])),
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
export const HouseholdState = z.object({ seq: Revision, household: HouseholdId, state: Household })

/** A household that is no longer this phone's to read: it is of another hamlet now. Unsent work about it stays. */
export const HouseholdGone = z.object({ seq: Revision, household: HouseholdId, gone: z.literal('other_hamlet') })

/** What became of one of this phone's own operations after its letter was answered: a held one taken in or declined … */
export const OperationSettled = z.object({ seq: Revision, ...LetterResult.shape })

/** One row of the change log, as a phone may see it. A kind that this build does not know is a newer server's. */
export const Change = z.union([HouseholdState, HouseholdGone, OperationSettled])
export type Change = z.infer<typeof Change>

/**
 * Reply to `POST /api/changes`: one page of the one change log, in its order, and the cursor that counts it.
 * `reset` says the phone's cursor is of another database: it starts again from 0.
 */
export const ChangesReply = z.object({
  protocol: z.int(),
  epoch: z.string().check(z.minLength(1)),
  serverTime: Instant,
  /** With their tag, unless the phone has them. */
  facts: z.optional(CommuneFacts),
  factsTag: z.optional(z.string()),
  changes: z.array(Change),
  cursor: Revision,
  /** What tells the cursor from the same number in another life of a copied database. */
  mark: z.optional(z.string()),
  more: z.boolean(),
  reset: z.optional(z.boolean()),
  /** Letters are sealed to this key from now on; those answered `reseal` are sealed again. */
  key: z.optional(CommuneKey),
  /** Operations received before this instant are in a backup. */
  backedUpTo: z.optional(Instant),
})
export type ChangesReply = z.infer<typeof ChangesReply>

/**
 * The same as it travels: states are condensed where the phone reads that, and each change is read by itself, so that one
 * that a newer server added rejects no page.
 */
export const ReceivedChanges = z.object({ ...ChangesReply.shape, changes: z.array(z.unknown()) })
export type ReceivedChanges = z.infer<typeof ReceivedChanges>
