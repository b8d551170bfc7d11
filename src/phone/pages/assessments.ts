import type { Assessment, Deprivation } from '#domain/assessment/assessment.ts'
import { assessUnder, decidedTerms, type NamedTerms } from '#domain/assessment/assessUnder.ts'
import { headOf, presentResidents, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { HouseholdView } from '#phone/store/hooks.ts'
import type { RoundTerms } from '#protocol/changes.ts'

/** What the law says of the answers shown, under the open round; undefined where there is nobody or no round to judge by. */
export function assessmentOf(answers: SurveyAnswers, round: NamedTerms | undefined): Assessment | undefined {
  return round && assessUnder(round, answers)
}

/** Last year's answers under last year's terms, as they were decided upon. */
export function previousAssessment(view: HouseholdView, round: RoundTerms | undefined): Assessment | undefined {
  const decided = view.previous?.accepted
  if (!view.previous || !decided || !round) return undefined
  return assessmentOf(view.previous.answers, decidedTerms(round, decided))
}

export function deprivationIn(assessment: Assessment | undefined, indicator: string): Deprivation | undefined {
  return assessment?.verdicts.find((verdict) => verdict.indicator === indicator)?.deprivation
}

/** Who the household is called after: its head, else whoever was entered first; last year's while nobody is. */
export function headNameOf(view: HouseholdView): string {
  const isNamed = presentResidents(view.answers).length > 0 || !view.previous
  return headOf(isNamed ? view.answers : (view.previous?.answers ?? view.answers))?.name ?? ''
}
