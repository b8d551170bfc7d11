import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { Indicators } from '#domain/standard/standard.ts'
import type { Assessment, AssessmentTerms, AwayResidents, Verdict } from './assessment.ts'
import { caseOf, overCases } from './cases.ts'
import { pointsByCount } from './completions.ts'
import { adultEducation, childSchooling } from './education.ts'
import { dependants, employment } from './employment.ts'
import { healthInsurance, nutrition } from './health.ts'
import { housingArea, housingQuality } from './housing.ts'
import { devices, internet } from './information.ts'
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
  const points = pointsByCount(subject, verdicts, standard)
  const { income, ...rest } = overCases(points.map((pointsAt) => caseOf(pointsAt, subject, terms)))
  return { standard: standard.id, verdicts, income, ...rest, ...(income.isSample && { restsOnSample: true }) }
}

/** Whether there may be anybody to assess: a household with no present resident is invalid, never classified. */
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
