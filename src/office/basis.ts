import { decidedTerms } from '#domain/assessment/assessUnder.ts'
import { previousAnswers } from '#domain/household/household.ts'
import { answersIn } from '#domain/household/survey.ts'
import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { hasStarted } from './review.ts'

/** The answers a household's page speaks of, with the terms of their round and the answers of the round before. */
export type Basis = { answers: SurveyAnswers; terms: RoundTerms; previous?: SurveyAnswers }

/** This round's answers, or last round's while there are none; undefined where neither round has any. */
export function basisOf({ household: { survey, previous }, round }: HouseholdReply): Basis | undefined {
  if (hasStarted(survey))
    return { answers: answersIn(survey), terms: round, ...(previous && { previous: previousAnswers(previous) }) }
  if (previous?.accepted === undefined) return undefined
  const terms = { ...decidedTerms(round, previous.accepted), id: previous.round }
  return { answers: previousAnswers(previous), terms }
}
