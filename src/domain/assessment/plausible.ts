import { type AgeRange, ageRange } from '#domain/questionnaire/age.ts'
import { isGiven } from '#domain/questionnaire/answer.ts'
import {
  type AnswerValue,
  type HouseholdAnswers,
  type HouseholdQuestion,
  type Path,
  pathOf,
  type Resident,
  type ResidentAnswers,
  type ResidentQuestion,
  type SurveyAnswers,
} from '#domain/questionnaire/answers.ts'
import { ColumnMaterial, RoofMaterial, WallMaterial } from '#domain/questionnaire/housing.ts'
import { Latrine, WaterSource } from '#domain/questionnaire/waterAndSanitation.ts'
import type { Indicators } from '#domain/standard/standard.ts'
import type { AssessmentTerms, IncomeFinding } from './assessment.ts'
import { levelAt } from './education.ts'
import { countedResidents } from './subject.ts'

/** One answer that may well turn out otherwise: corrected at the meeting, or changed by help or hardship. */
export type Fact = { path: Path; from?: AnswerValue; to: AnswerValue }

/** How far a number may be off and still count as «may well turn out otherwise». No text says: our reading. */
export type EdgeReading = {
  sureness: 'our_reading'
  /** Points of B1 from the score line, either side. */
  scoreMargin: number
  /** Share of the cut-off by which the floor area may have been measured too large. */
  areaMargin: number
}
/** Our reading, and no number of the law. */
export const edgeReading: EdgeReading = { sureness: 'our_reading', scoreMargin: 5, areaMargin: 0.1 }

/**
 * The plausible facts, in the decree's order of indicators, resident by resident; then B1, and last that somebody has
 * moved away. A birth, a sex or a finished school is never proposed to be otherwise than it was given.
 */
export function plausibleFacts(
  answers: SurveyAnswers,
  terms: AssessmentTerms,
  income: IncomeFinding,
  reading: EdgeReading,
): Fact[] {
  const { indicators } = terms.standard
  const residents = countedResidents(answers, terms.awayResidents)
  const needsAway = terms.awayResidents === 'not_counted'
  const ofResidents = residents.map((resident) => ({
    ...(needsAway && !isGiven(resident.away) && { away: residents.length > 1 ? [true, false] : [false] }),
    ...residentFacts(resident, indicators, terms),
  }))
  const questions = [...new Set(ofResidents.flatMap((facts) => Object.keys(facts)))] as ResidentQuestion[]
  return [
    ...inOrder(questions).flatMap((question) =>
      residents.flatMap((resident, i) =>
        factsAt(pathOf(question, resident.id), resident[question], ofResidents[i]?.[question] ?? []),
      ),
    ),
    ...householdFacts(answers.household, indicators, residents.length, reading),
    ...scoreFacts(answers.household, income, reading),
    ...(residents.length > 1 ? residents.map(({ id }) => ({ path: pathOf('gone', id), to: 'moved_away' })) : []),
  ]
}

/** B1 on the other side of its line, where it stands close to it or is not known. */
function scoreFacts(household: HouseholdAnswers, income: IncomeFinding, reading: EdgeReading): Fact[] {
  const { source, points, scoreLine } = income
  if (source !== 'paper_b1' || scoreLine === undefined) return []
  if (points !== undefined && !isNearLine(income, reading)) return []
  const sides = points === undefined ? [scoreLine, scoreLine + 1] : [points <= scoreLine ? scoreLine + 1 : scoreLine]
  return factsAt(pathOf('b1_points'), household.b1_points, sides)
}

/** Whether B1 stands within the margin of its line. */
export function isNearLine({ points, scoreLine }: IncomeFinding, { scoreMargin }: EdgeReading): boolean {
  return points !== undefined && scoreLine !== undefined && Math.abs(points - scoreLine) <= scoreMargin
}

type Proposals = { [Id in ResidentQuestion]?: AnswerValue[] }

/** Who lives at home bears on all; then in the decree's order of indicators. */
const order: readonly ResidentQuestion[] = [
  'away',
  'work',
  'work_contract',
  'disability',
  'monthly_allowance',
  'nutrition_finding',
  'health_insurance',
  'education_completed',
  'enterprise_certificate',
  'schooling_now',
]

function inOrder(questions: ResidentQuestion[]): ResidentQuestion[] {
  return questions.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
}

function residentFacts(resident: Resident, indicators: Indicators, { reviewDate }: AssessmentTerms): Proposals {
  const age = ageRange(resident.birth, reviewDate)
  return {
    ...workFacts(resident, age, indicators),
    ...healthFacts(resident, age, indicators),
    ...schoolFacts(resident, age, indicators),
  }
}

function workFacts(resident: Resident, age: AgeRange, { employment, dependants }: Indicators): Proposals {
  const { work, work_contract: contract, disability, monthly_allowance: allowance } = resident
  const isOld = age.most >= dependants.elderlyFrom
  return {
    ...(age.most >= employment.workingAge.from && { work: jobs(work) }),
    ...(work === 'wage' && { work_contract: otherwise(contract) }),
    ...(!isGiven(disability) && { disability: [true, false] }),
    ...((isOld || disability === true) && { monthly_allowance: otherwise(allowance) }),
  }
}

function jobs(work: ResidentAnswers['work']): AnswerValue[] {
  if (!isGiven(work)) return ['self_employed', 'looking_for_work']
  return work === 'looking_for_work' ? ['self_employed'] : []
}

function healthFacts(resident: Resident, age: AgeRange, { nutrition, healthInsurance }: Indicators): Proposals {
  return {
    ...(age.least < nutrition.below && { nutrition_finding: findings(resident.nutrition_finding) }),
    ...(age.most >= healthInsurance.from && { health_insurance: otherwise(resident.health_insurance) }),
  }
}

function findings(finding: ResidentAnswers['nutrition_finding']): AnswerValue[] {
  if (!isGiven(finding) || finding === 'not_examined') return ['normal', 'stunted']
  return [finding === 'normal' ? 'stunted' : 'normal']
}

function schoolFacts(resident: Resident, age: AgeRange, { adultEducation, childSchooling }: Indicators): Proposals {
  const isChild = age.most >= childSchooling.preschoolFrom && age.least < childSchooling.below
  const isYoung = age.most >= adultEducation.from && age.least <= adultEducation.through
  const level = isChild ? levelAt(Math.min(age.most, childSchooling.below - 1), childSchooling) : 'vocational'
  return {
    ...((isChild || isYoung) && { schooling_now: [level, 'none'] }),
    ...(isYoung && !isGiven(resident.education_completed) && { education_completed: ['upper_secondary', 'none'] }),
    ...(isYoung && resident.work === 'wage' && { enterprise_certificate: otherwise(resident.enterprise_certificate) }),
  }
}

/** Dwelling, water, latrine, internet and devices: one good and one bad answer, as far as they differ from the given. */
function householdFacts(
  household: HouseholdAnswers,
  indicators: Indicators,
  residents: number,
  { areaMargin }: EdgeReading,
): Fact[] {
  const { durable } = indicators.housingQuality
  const cutoff = indicators.housingArea.squareMetresPerResident * residents
  const proposals: [HouseholdQuestion, AnswerValue[]][] = [
    ['dwelling_columns', sides(household.dwelling_columns, ColumnMaterial.options, durable.columns)],
    ['dwelling_walls', sides(household.dwelling_walls, WallMaterial.options, durable.walls)],
    ['dwelling_roof', sides(household.dwelling_roof, RoofMaterial.options, durable.roof)],
    ['dwelling_area_m2', areas(household.dwelling_area_m2, cutoff, areaMargin)],
    ['water_source', sides(household.water_source, WaterSource.options, indicators.water.clean)],
    ['latrine', sides(household.latrine, Latrine.options, indicators.sanitation.hygienic)],
    ['internet_use', otherwise(household.internet_use)],
    ['devices', devicesOtherwise(household.devices)],
  ]
  return proposals.flatMap(([question, to]) => factsAt(pathOf(question), household[question], to))
}

/** The first option of the other side; of both where the answer is not known. */
function sides(given: string | undefined, options: readonly string[], good: readonly string[]): AnswerValue[] {
  const ends = [options.find((code) => good.includes(code)), options.find((code) => !good.includes(code))]
  const isGood = isGiven(given) ? good.includes(given) : undefined
  return ends.flatMap((code, i) => (code === undefined || isGood === (i === 0) ? [] : [code]))
}

/** To the cut-off, or to the next tenth of a square metre below it where a slip of measuring would do. */
function areas(area: HouseholdAnswers['dwelling_area_m2'], cutoff: number, margin: number): AnswerValue[] {
  const [enough, below] = [Math.ceil(cutoff * 10) / 10, (Math.ceil(cutoff * 10) - 1) / 10]
  if (!isGiven(area)) return [enough, below]
  if (area < cutoff) return [enough]
  return area <= cutoff * (1 + margin) ? [below] : []
}

/** Devices are lost together only where there is one. */
function devicesOtherwise(devices: HouseholdAnswers['devices']): AnswerValue[] {
  if (!isGiven(devices)) return [['smartphone'], []]
  if (devices.length === 0) return [['smartphone']]
  return devices.length === 1 ? [[]] : []
}

function otherwise(given: boolean | string | undefined): AnswerValue[] {
  return typeof given === 'boolean' ? [!given] : [true, false]
}

function factsAt(path: Path, from: AnswerValue | undefined, to: AnswerValue[]): Fact[] {
  return to.filter((value) => value !== from).map((value) => ({ path, ...(from !== undefined && { from }), to: value }))
}
