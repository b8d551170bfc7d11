import { z } from 'zod/mini'
import { HamletId, HouseholdId, RoundId } from '#domain/ids.ts'
import { type AnswerValue, answersOf, headOf, Path, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { Fact, Revision } from './operation.ts'
import { answersIn, Decision, Survey } from './survey.ts'

/** Why the household stands on the round's list to review (Decision 24/2021, art. 4); absent when it does not. */
export const Listed = z.enum(['poor', 'near_poor', 'request'])
export type Listed = z.infer<typeof Listed>

/** The survey of an earlier round, closed: its answers without stamps, and the decision. */
export const PreviousSurvey = z.looseObject({
  round: RoundId,
  answers: z.record(Path, Fact.shape.value),
  accepted: z.optional(Decision),
})
export type PreviousSurvey = z.infer<typeof PreviousSurvey>

/** A household as the commune holds it and as phones pull it. */
export const Household = z.looseObject({
  id: HouseholdId,
  hamlet: HamletId,
  /** Its number in the hamlet's book; 0 until the office gives one. */
  number: z.int().check(z.nonnegative()),
  /** The change-log number of its last change. */
  revision: Revision,
  listed: z.optional(Listed),
  survey: Survey,
  previous: z.optional(PreviousSurvey),
})
export type Household = z.infer<typeof Household>

/** An earlier round's answers, in the shape the law is applied to. */
export function previousAnswers({ answers }: PreviousSurvey): SurveyAnswers {
  const given = Object.entries(answers).filter(([, value]) => value !== null)
  return answersOf(given as [Path, AnswerValue][])
}

/** Who the household is called after, by this round's answers or, while they name nobody, last round's. */
export function headNameOf({ survey, previous }: Pick<Household, 'survey' | 'previous'>): string {
  return headOf(answersIn(survey))?.name ?? (previous && headOf(previousAnswers(previous))?.name) ?? ''
}
