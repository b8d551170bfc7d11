import type { AwayResidents } from '#domain/assessment/assessment.ts'
import type { Household } from '#domain/household/household.ts'
import type { Facts, FactValue, Operation, Revision } from '#domain/household/operation.ts'
import type { HouseholdId, OpId, RoundId } from '#domain/ids.ts'
import { type AnswerValue, answersOf, type Path, placeOf, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { Instant } from '#domain/units.ts'
import type { LetterReason } from '#protocol/deposit.ts'
import type { LetterState } from './database.ts'

/** What this phone holds of one household, its boxes opened. */
export type Parts = {
  id: HouseholdId
  pulled?: Household
  /** The commune's row is of a shape that this build does not know: `pulled` is what can be read of it. */
  isNewer?: boolean
  /** The household is no longer this phone's to read; what was done here about it is kept. */
  isGone?: boolean
  /** A box of it does not open: shown without that, and not to be changed until it is whole. */
  isDamaged?: boolean
  /** The open round, where there is no pulled row to say it. */
  round?: RoundId
  /** Whether the open round counts who is away. */
  awayResidents?: AwayResidents
  /** This device's operations on the household, by `n`, of whatever round. */
  own: OwnOperation[]
  drafts: DraftAnswer[]
}

export type OwnOperation = { operation: Operation; letter: OwnLetter }
export type OwnLetter = {
  state: LetterState
  receipt?: string
  at?: Instant
  reason?: LetterReason
  madeGoodBy?: OpId
  readIn?: HouseholdId[]
}
/**
 * `round` is what the answer was given for. Not in the box: `row`, the id of the row that holds it, and `isOfOtherForm`,
 * that another build wrote it, whose form had the question or took the value, as this build's does not.
 */
export type DraftAnswer = {
  path: Path
  value: FactValue
  seen: Revision
  at: Instant
  round?: RoundId
  row?: string
  isOfOtherForm?: true
}

/**
 * Why an answer is kept and not shown among the others: it came after acceptance, of an earlier round, of a household
 * that is gone, or of a form that asked or took what this build's does not.
 */
export type LateReason = 'late_draft' | 'earlier_round' | 'gone' | 'other_form'
/** A drafted answer that is not to become one of this survey by itself: a person lets it go. */
export type LateAnswer = DraftAnswer & { why: LateReason }
/** What a person has to know of a household, or do about it. */
export type Need = LetterReason | LateReason | 'two_answers' | 'newer_app' | 'unreadable' | 'unknown_reason'

/** Drafted answers that are kept beside the survey instead of in it. */
export function lateDrafts(parts: Parts): LateAnswer[] {
  return parts.drafts.flatMap((draft) => {
    const why = whyLate(parts, draft)
    return why ? [{ ...draft, why }] : []
  })
}

/** Drafted answers that finishing sends. */
export function currentDrafts(parts: Parts): DraftAnswer[] {
  return parts.drafts.filter((draft) => whyLate(parts, draft) === undefined)
}

export function rowIdsOf(drafts: readonly DraftAnswer[]): string[] {
  return drafts.flatMap(({ row }) => row ?? [])
}

/** The round that an answer given now is for; undefined while the commune has none. */
export function roundOf({ pulled, round }: Parts): RoundId | undefined {
  return pulled?.survey.round ?? round
}

function whyLate(parts: Parts, { round, isOfOtherForm }: DraftAnswer): LateReason | undefined {
  if (parts.isGone) return 'gone'
  if (round !== undefined && round !== (roundOf(parts) ?? round)) return 'earlier_round'
  if (isAccepted(parts)) return 'late_draft'
  return isOfOtherForm ? 'other_form' : undefined
}

export function isAccepted({ pulled }: Parts): boolean {
  return pulled?.survey.state === 'accepted'
}

export function isDeclined({ reason }: OwnLetter): boolean {
  return reason === 'declined'
}

/** Nothing comes of it by itself any more: the commune declined it, or refused it in a round that is over. */
export function isOver(parts: Parts, { operation, letter }: OwnOperation): boolean {
  return isDeclined(letter) || (letter.state === 'refused' && operation.round !== (roundOf(parts) ?? operation.round))
}

/** A person has read of it on this household's page: it needs nobody for that any more. */
export function isRead(parts: Parts, own: OwnOperation): boolean {
  return isOver(parts, own) && own.letter.readIn?.includes(parts.id) === true
}

/** What an operation says of a household. */
export function factsIn({ households }: Operation, household: HouseholdId): [Path, Facts[Path]][] {
  return Object.entries(households[household]?.facts ?? {}) as [Path, Facts[Path]][]
}

/** Values by path, nested; without those of a question that an earlier build had and this one's form has no more. */
export function nested(values: ReadonlyMap<Path, FactValue>): SurveyAnswers {
  return answersOf([...values].filter(([path]) => placeOf(path)) as [Path, AnswerValue][])
}
