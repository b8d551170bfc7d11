import { z } from 'zod/mini'
import { DeviceId, OpId, RoundId } from '#domain/ids.ts'
import { type AnswerValue, answersOf, Path, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { Scorecard } from '#domain/standard/scorecard.ts'
import { classifications } from '#domain/standard/standard.ts'
import { Instant, PlainDate } from '#domain/units.ts'
import { HouseholdEvent, ListId } from './events.ts'
import { Fact, Revision } from './operation.ts'

export const Classification = z.enum(classifications)

/** Where a household's survey stands in the review of its round. */
export const ReviewState = z.enum(['not_started', 'submitted', 'returned', 'accepted'])
export type ReviewState = z.infer<typeof ReviewState>

const Author = {
  /** The device, or `office` for the reviewer. */
  device: z.union([DeviceId, z.literal('office')]),
  n: z.int().check(z.nonnegative()),
  /** The name of the person, as the commune knows it. */
  by: z.string(),
  at: Instant,
}

/** A field's value, and the stamp of its last write. */
export const Field = z.looseObject({ value: Fact.shape.value, revision: Revision, ...Author })
export type Field = z.infer<typeof Field>

/** A value by somebody who had not seen the commune's: kept beside it until a person decides. */
export const Rival = z.looseObject({
  value: Fact.shape.value,
  seen: Revision,
  op: OpId,
  /** The change-log number at which the commune got it: who has seen that, has seen this value. */
  revision: Revision,
  ...Author,
})
export type Rival = z.infer<typeof Rival>

/** An operation that is in this record, with the short code both sides can read out. */
export const Receipt = z.looseObject({ op: OpId, receipt: z.string(), at: Instant })
export type Receipt = z.infer<typeof Receipt>

/** What a reviewer decided, a fact to keep: the class with the standard, the rules and the day behind it. */
export const Decision = z.looseObject({
  classification: Classification,
  /** How many of the twelve indicators were deprived. */
  deprivations: z.int().check(z.nonnegative(), z.maximum(12)),
  standard: z.string(),
  reviewDate: PlainDate,
  /** The table of form B1 that the class rests on, where it rests on one. */
  scorecard: z.optional(z.pick(Scorecard, { id: true, version: true })),
  awayResidents: z.optional(z.enum(['counted', 'not_counted'])),
  /** Stands only where the reviewer says that the event, and no change of living, is why a list changed. */
  event: z.optional(HouseholdEvent),
  /** The lists that the household was recognised as having left before, where it comes onto one again. */
  earlierExits: z.optional(z.array(ListId)),
  by: z.string(),
  at: Instant,
})
export type Decision = z.infer<typeof Decision>

/** The reviewer's finding that the household is no longer here, and why: it has left the hamlet's list. */
export const Departure = z.looseObject({ event: HouseholdEvent, by: z.string(), at: Instant })
export type Departure = z.infer<typeof Departure>

/** The reviewer sends the survey back to one question, with a reason. */
export const Return = z.looseObject({
  path: Path,
  reason: z.string().check(z.minLength(1), z.maxLength(500)),
  by: z.string(),
  at: Instant,
})
export type Return = z.infer<typeof Return>

/** One household in one round, as the commune holds it. Kept loose, so that a newer server's additions survive. */
export const Survey = z.looseObject({
  round: RoundId,
  state: ReviewState,
  /** The last operation that moved the state; absent where the office did. */
  movedBy: z.optional(z.looseObject({ device: DeviceId, n: z.int() })),
  fields: z.record(Path, Field),
  rivals: z.record(Path, z.array(Rival)),
  receipts: z.array(Receipt),
  returned: z.optional(Return),
  accepted: z.optional(Decision),
  /** In an accepted survey, instead of a decision. */
  departed: z.optional(Departure),
})
export type Survey = z.infer<typeof Survey>

export function emptySurvey(round: RoundId): Survey {
  return { round, state: 'not_started', fields: {}, rivals: {}, receipts: [] }
}

/** The commune's value at each path, withdrawn answers left out. */
export function answersIn(survey: Pick<Survey, 'fields'>): SurveyAnswers {
  const given = Object.entries(survey.fields).filter(([, field]) => field.value !== null)
  return answersOf(given.map(([path, field]) => [path as Path, field.value as AnswerValue] as const))
}
