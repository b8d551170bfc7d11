import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { Indicators } from '#domain/standard/standard.ts'
import type { Assessment, AssessmentTerms, AwayResidents, IncomeFinding, Verdict } from './assessment.ts'
import { classify } from './classify.ts'
import { pointsOver } from './completions.ts'
import { adultEducation, childSchooling } from './education.ts'
import { dependants, employment } from './employment.ts'
import { healthInsurance, nutrition } from './health.ts'
import { housingArea, housingQuality } from './housing.ts'
import { averageLivingOf, doubtsOn, incomeOf } from './income.ts'
import { devices, internet } from './information.ts'
import { lowIncomeWorkerOf } from './lowIncomeWorker.ts'
import { countedResidents, type Subject, subjectOf } from './subject.ts'
import { sanitation, water } from './waterAndSanitation.ts'

/**
 * What the law says of one household's answers under its round's terms, with the reasons.
 * Throws `RangeError` for a household with no present resident: ask `isAssessable` first.
 */
export function assess(answers: SurveyAnswers, terms: AssessmentTerms): Assessment {
  if (!isAssessable(answers, terms.awayResidents))
    throw new RangeError('a household with no present resident cannot be assessed')
  const { standard } = terms
  const subject = subjectOf(answers, terms)
  const verdicts = verdictsOn(subject, standard.indicators)
  const points = pointsOver(subject, verdicts, standard)
  const income = incomeOf(subject, terms)
  const decided = decide(points, income, subject, terms)
  return {
    standard: standard.id,
    verdicts,
    points,
    income,
    ...decided,
    doubts: doubtsOn(income, subject, terms),
    lowIncomeWorker: lowIncomeWorkerOf(subject, decided.classification, terms),
    ...(income.isSample && { restsOnSample: true }),
  }
}

function decide(
  points: Assessment['points'],
  income: IncomeFinding,
  subject: Subject,
  terms: AssessmentTerms,
): Pick<Assessment, 'classification' | 'decidedBy'> {
  const decided = classify(points, income.withinLine, terms.standard, averageLivingOf(subject, terms))
  const lacksScoreLine = decided.decidedBy === 'income_unknown' && income.scoreLine === undefined
  return lacksScoreLine ? { ...decided, decidedBy: 'score_line_not_established' } : decided
}

/** Whether there is anybody to assess: a household with no present resident is invalid, never classified. */
export function isAssessable(answers: SurveyAnswers, awayResidents?: AwayResidents): boolean {
  return countedResidents(answers, awayResidents).length > 0
}

function verdictsOn(subject: Subject, cutoffs: Indicators): Verdict[] {
  return [
    employment(subject, cutoffs.employment),
    dependants(subject, cutoffs.dependants),
    nutrition(subject, cutoffs.nutrition),
    healthInsurance(subject, cutoffs.healthInsurance),
    adultEducation(subject, cutoffs.adultEducation),
    childSchooling(subject, cutoffs.childSchooling),
    housingQuality(subject, cutoffs.housingQuality),
    housingArea(subject, cutoffs.housingArea),
    water(subject, cutoffs.water),
    sanitation(subject, cutoffs.sanitation),
    internet(subject, cutoffs.internet),
    devices(subject, cutoffs.devices),
  ]
}
