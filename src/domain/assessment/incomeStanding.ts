import { isGiven } from '#domain/questionnaire/answer.ts'
import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { IncomeStanding } from '#domain/questionnaire/asked.ts'
import { standardOf } from '#domain/standard/inForce.ts'
import { type Scorecard, scoreOf } from '#domain/standard/scorecard.ts'
import type { AssessmentTerms } from './assessment.ts'
import type { NamedTerms } from './assessUnder.ts'
import { byB1, scorecardIn } from './income.ts'
import { countsOf, type Subject, subjectOf } from './subject.ts'

/** Where the household's income stands under its round; undefined under a standard this build lacks. */
export function incomeStandingUnder(named: NamedTerms, answers: SurveyAnswers): IncomeStanding | undefined {
  const terms = known(named)
  if (!terms) return undefined
  const subject = subjectOf(answers, terms)
  const items = itemsOf(subject, scorecardIn(terms))
  return {
    b1: b1Of(subject, terms, items),
    hasAverage: terms.standard.averageLine !== 'not_established',
    ...(items && { items }),
    ...(terms.awayResidents === 'not_counted' && { needsAway: true }),
  }
}

/** The round's form B1 with how many residents it may count; undefined where none is loaded for its standard and area. */
export function b1FormUnder(
  named: NamedTerms,
  answers: SurveyAnswers,
): { scorecard: Scorecard; residents: number } | undefined {
  const terms = known(named)
  const scorecard = terms && scorecardIn(terms)
  return scorecard && { scorecard, residents: subjectOf(answers, terms).residents.length }
}

function b1Of(subject: Subject, terms: AssessmentTerms, items: IncomeStanding['items']): IncomeStanding['b1'] {
  const found = countsOf(subject).map((residents) => byB1(subject.household, residents, terms)?.withinLine)
  if (found.every((withinLine) => withinLine === true)) return 'within'
  if (found.every((withinLine) => withinLine === false)) return 'above'
  if (found.some((withinLine) => withinLine !== undefined)) return 'unknown'
  return subject.household.b1_points !== undefined || items === 'complete' ? 'unknown' : 'open'
}

/**
 * A non-response to form B1 leaves nothing to be asked of it; nor do answers that fit a number of residents there may be.
 */
function itemsOf(subject: Subject, scorecard: Scorecard | undefined): IncomeStanding['items'] {
  const codes = subject.household.b1_answers
  if (!scorecard) return undefined
  if (codes === undefined) return 'missing'
  if (!isGiven(codes)) return 'complete'
  const isScored = (residents: number) => scoreOf(scorecard, codes, residents).points !== 'unknown'
  return countsOf(subject).some(isScored) ? 'complete' : 'missing'
}

function known({ standard, ...rest }: NamedTerms): AssessmentTerms | undefined {
  const found = standardOf(standard)
  return found && { ...rest, standard: found }
}
