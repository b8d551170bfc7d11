import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { standardOf } from '#domain/standard/inForce.ts'
import type { Area } from '#domain/standard/standard.ts'
import type { PlainDate } from '#domain/units.ts'
import { assess, isAssessable } from './assess.ts'
import type { Assessment } from './assessment.ts'

/** What a round fixes, with its standard by name as it is stored and sent. */
export type NamedTerms = { standard: string; area: Area; reviewDate: PlainDate }

/** What the law says of these answers under a round's terms; undefined while nobody lives in the household, or under a standard this build lacks. */
export function assessUnder(terms: NamedTerms, answers: SurveyAnswers): Assessment | undefined {
  const standard = standardOf(terms.standard)
  if (!standard || !isAssessable(answers)) return undefined
  return assess(answers, { standard, area: terms.area, reviewDate: terms.reviewDate })
}
