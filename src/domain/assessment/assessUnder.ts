import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { standardOf } from '#domain/standard/inForce.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import type { Area, StandardId } from '#domain/standard/standard.ts'
import type { PlainDate } from '#domain/units.ts'
import { assess, isAssessable } from './assess.ts'
import type { Assessment, AwayResidents, IncomeFinding } from './assessment.ts'

/** What a round fixes, with its standard by name as it is stored and sent. */
export type NamedTerms = {
  standard: string
  area: Area
  reviewDate: PlainDate
  scorecard?: Scorecard
  awayResidents?: AwayResidents
}

/** What the law says of these answers under a round's terms; undefined while nobody lives in the household, or under a standard this build lacks. */
export function assessUnder(terms: NamedTerms, answers: SurveyAnswers): Assessment | undefined {
  const standard = standardOf(terms.standard)
  if (!standard || !isAssessable(answers, terms.awayResidents)) return undefined
  return assess(answers, { ...terms, standard })
}

/** The round's table where the class rested on it: on its points, or on its line where the standard has none of its own. */
export function scorecardBehind(
  { standard, scorecard }: NamedTerms,
  income: IncomeFinding | undefined,
): Pick<Scorecard, 'id' | 'version'> | undefined {
  if (!scorecard || !income || income.source === 'worksheet' || income.withinLine === 'unknown') return undefined
  const isItsLine = standardOf(standard)?.scoreLine === 'not_established'
  const { id, version } = scorecard
  return income.source === 'scorecard' || isItsLine ? { id, version } : undefined
}

/** What a reviewer's decision says of its own terms. */
type DecidedTerms = Pick<NamedTerms, 'standard' | 'reviewDate'> & {
  scorecard?: Pick<Scorecard, 'id' | 'version'> | undefined
  awayResidents?: AwayResidents | undefined
}

/** The terms a decision was made under; the round's own table among them only where the class rested on that very one. */
export function decidedTerms(
  { area, scorecard }: NamedTerms,
  { standard, reviewDate, scorecard: used, awayResidents }: DecidedTerms,
): NamedTerms {
  const isSame = scorecard?.id === used?.id && scorecard?.version === used?.version
  return {
    standard,
    area,
    reviewDate,
    ...(isSame && scorecard && { scorecard }),
    ...(awayResidents && { awayResidents }),
  }
}

/** The same answers on the same day, under another standard; a round keeps its own whatever this says. */
export function underOtherStandard(
  terms: NamedTerms,
  answers: SurveyAnswers,
  standard: StandardId,
): Assessment | undefined {
  return assessUnder({ ...terms, standard }, answers)
}
