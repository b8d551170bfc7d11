import { z } from 'zod/mini'
import { HouseholdEvent, ListId } from '#domain/household/events.ts'
import { Household, Listed } from '#domain/household/household.ts'
import { Fact, Revision } from '#domain/household/operation.ts'
import { Classification, ReviewState } from '#domain/household/survey.ts'
import { DeviceId, HamletId, HouseholdId, RoundId } from '#domain/ids.ts'
import { Path } from '#domain/questionnaire/answers.ts'
import { indicatorIds } from '#domain/standard/standard.ts'
import { Instant } from '#domain/units.ts'
import { RoundTerms } from './changes.ts'

const count = z.int().check(z.nonnegative())
const shortText = z.string().check(z.trim(), z.minLength(1), z.maxLength(80))

/** `POST /api/office/session`: log in; the session is an HttpOnly cookie. `DELETE` ends it. */
export const LoginRequest = z.object({ login: shortText, password: z.string().check(z.minLength(1), z.maxLength(200)) })
export type LoginRequest = z.infer<typeof LoginRequest>

/** `GET /api/office/session`. `setup`: nobody has set this commune up yet. */
export const SessionReply = z.object({
  state: z.enum(['setup', 'signed_out', 'signed_in']),
  commune: z.optional(z.string()),
  reviewer: z.optional(z.string()),
  round: z.optional(RoundTerms),
  /** Those before it that had a scorecard: what was answered in them is read by theirs. */
  closedRounds: z.optional(z.array(RoundTerms)),
})
export type SessionReply = z.infer<typeof SessionReply>

/** `POST /api/office/setup`: the first visit, with the code that the server printed. */
export const SetupRequest = z.object({
  code: z.string().check(z.trim(), z.minLength(1)),
  commune: shortText,
  area: z.enum(['rural', 'urban']),
  /** A scorecard is loaded later, on its own page. */
  round: z.omit(RoundTerms, { scorecard: true }),
  hamlets: z
    .array(z.object({ name: shortText, people: count, households: count, toLift: count }))
    .check(z.minLength(1), z.maxLength(100)),
  reviewer: shortText,
  login: shortText,
  password: z.string().check(z.minLength(10), z.maxLength(200)),
})
export type SetupRequest = z.infer<typeof SetupRequest>

/** `POST /api/office/round`: the round `ends`, which the reviewer saw open, ends, and the next is open. The area stays. */
export const NextRoundRequest = z.object({ ends: RoundId, round: z.omit(RoundTerms, { scorecard: true, area: true }) })
export type NextRoundRequest = z.infer<typeof NextRoundRequest>

/** `GET /api/office/appendix`: the plan's table as counts; every rate is computed from them where it is shown. */
export const AppendixReply = z.object({
  round: z.optional(RoundId),
  hamlets: z.array(
    z.object({
      id: HamletId,
      name: z.string(),
      /** As entered by the commune, not counted from surveys. */
      people: count,
      households: count,
      /** By last round's accepted class. */
      start: z.object({ poor: count, nearPoor: count }),
      /** The plan's target for the year. */
      toLift: count,
      /** By this round's accepted class where there is one, else the start's; without those that departed. */
      now: z.object({ poor: count, nearPoor: count }),
      /** Surveys of this round by state; `listed` counts the households to review. */
      progress: z.object({ listed: count, submitted: count, returned: count, accepted: count }),
    }),
  ),
})
export type AppendixReply = z.infer<typeof AppendixReply>

/** `GET /api/office/hamlets/:id/households`. */
export const HouseholdsReply = z.object({
  hamlet: z.object({ id: HamletId, name: z.string() }),
  households: z.array(
    z.object({
      id: HouseholdId,
      number: count,
      head: z.string(),
      residents: count,
      listed: z.optional(Listed),
      state: ReviewState,
      start: z.optional(Classification),
      /** This round's accepted class, else the class its answers give now; absent while there are none. */
      now: z.optional(Classification),
      /** It is no longer here: why, as the reviewer found. */
      departed: z.optional(HouseholdEvent),
      hasRivals: z.boolean(),
      /** When the commune last received something of it, server time. */
      receivedAt: z.optional(Instant),
    }),
  ),
})
export type HouseholdsReply = z.infer<typeof HouseholdsReply>

/** A letter the commune keeps but has not taken into a record. */
export const HeldLetter = z.object({
  op: z.optional(z.string()),
  device: z.optional(z.string()),
  enumerator: z.string(),
  reason: z.string(),
  receivedAt: Instant,
  /** Which households it is about; unknown of a letter that did not open. */
  households: z.optional(z.array(HouseholdId)),
  /** On a household's page: which round it is for, and what it says of this household. */
  round: z.optional(RoundId),
  facts: z.optional(z.record(Path, Fact.shape.value)),
  /** With the facts: why it is held and how its households stand, as a code that a decision gives back. */
  standing: z.optional(z.string()),
})

/** A citizen number of this household, by its path, that stands in other households of the commune too; it names nobody. */
export const Twins = z.object({
  path: Path,
  /** `hamlet` is the hamlet's name; `number` is the household's in the hamlet's book. */
  households: z.array(z.object({ id: HouseholdId, hamlet: z.string(), number: count })),
})
export type Twins = z.infer<typeof Twins>

/** `GET /api/office/households/:id`. */
export const HouseholdReply = z.object({
  household: Household,
  hamlet: z.string(),
  round: RoundTerms,
  held: z.array(HeldLetter),
  twins: z.array(Twins),
  /** When the return had reached a phone of the hamlet; absent while it has not, or nothing is returned. */
  deliveredAt: z.optional(Instant),
})
export type HouseholdReply = z.infer<typeof HouseholdReply>

/**
 * `POST /api/office/households/:id/accept`. `revision` is what the reviewer saw; anything newer is refused, not
 * overwritten. The rest is what the reviewer knows of why a list changed.
 */
export const AcceptRequest = z.object({
  revision: Revision,
  /** The class that the reviewer saw; another one by now, as after a scorecard was loaded, is refused. */
  classification: z.optional(Classification),
  event: z.optional(HouseholdEvent),
  earlierExits: z.optional(z.array(ListId).check(z.maxLength(2))),
})
export type AcceptRequest = z.infer<typeof AcceptRequest>

/** `POST /api/office/households/:id/depart`: the household is no longer here and leaves the hamlet's list. */
export const DepartRequest = z.object({ revision: Revision, event: HouseholdEvent })
export type DepartRequest = z.infer<typeof DepartRequest>

/** `POST /api/office/households/:id/return`: back to one question, with a reason. */
export const ReturnRequest = z.object({
  revision: Revision,
  path: Path,
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
})
export type ReturnRequest = z.infer<typeof ReturnRequest>

/** `POST /api/office/enrolments`: a link for one enumerator's phone, shown once. `qr` is an SVG. */
export const EnrolmentRequest = z.object({ enumerator: shortText, hamlet: HamletId })
export const EnrolmentReply = z.object({ link: z.string(), qr: z.string(), expiresAt: Instant })
export type EnrolmentReply = z.infer<typeof EnrolmentReply>

/** `GET /api/office/devices`: phones and what each last said of itself; and what is held, by reason. */
export const DevicesReply = z.object({
  devices: z.array(
    z.object({
      id: DeviceId,
      enumerator: z.string(),
      hamlet: z.string(),
      enrolledAt: Instant,
      lastSeenAt: z.optional(Instant),
      waiting: z.optional(count),
      build: z.optional(z.string()),
      /** Whether the browser promised to keep the phone's storage, and how much of it is used, in bytes. */
      storage: z.optional(z.object({ persisted: z.boolean(), usage: z.optional(count) })),
      /** The last exchange that failed, by its code; `at` is when the phone told. */
      failure: z.optional(z.object({ code: z.string(), at: Instant })),
      revoked: z.boolean(),
    }),
  ),
  held: z.array(HeldLetter),
})
export type DevicesReply = z.infer<typeof DevicesReply>

const Counted = z.object({ households: count, people: count })
const MovementRow = z.object({
  1: Counted,
  2: Counted,
  3: Counted,
  4: Counted,
  5: Counted,
  6: Counted,
  7: Counted,
  8: Counted,
  9: Counted,
})

/** `GET /api/office/movement`: reports 2 and 3, from last round's accepted class to this round's, else last round's. */
export const MovementReply = z.object({
  round: RoundId,
  hamlets: z.array(
    z.object({
      id: HamletId,
      name: z.string(),
      reports: z.object({ poor: MovementRow, near_poor: MovementRow }),
      /** Households to review without an accepted class of this round: last round's stands in for it. */
      open: count,
    }),
  ),
})
export type MovementReply = z.infer<typeof MovementReply>

const Ratio = z.object({ part: count, whole: count })
const Measures = z.object({
  headcountRatio: Ratio,
  intensity: Ratio,
  adjustedHeadcount: Ratio,
  indicators: z.record(z.enum(indicatorIds), z.object({ censoredHeadcount: Ratio, contribution: Ratio })),
})
const Profile = z.object({ counting: Measures, official: Measures, measured: count, leftOut: count })

/** `GET /api/office/measures`: the unofficial profile, as exact fractions, beside the official counts it goes with. */
export const MeasuresReply = z.object({
  round: RoundId,
  household: Profile,
  resident: Profile,
  /** By accepted class; `all` are the households that have one. */
  official: z.object({ poor: Counted, near_poor: Counted, all: Counted }),
  /** Households whose class is of this round, of last round, or of neither. */
  basis: z.object({ thisRound: count, lastRound: count, neither: count }),
})
export type MeasuresReply = z.infer<typeof MeasuresReply>
