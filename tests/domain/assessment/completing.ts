import fc from 'fast-check'
import { expect } from 'vitest'
import { assess, isAssessable } from '#domain/assessment/assess.ts'
import type { Assessment, AssessmentTerms } from '#domain/assessment/assessment.ts'
import {
  type AnswerValue,
  type HouseholdQuestion,
  type Path,
  pathOf,
  placeOf,
  type Resident,
  type ResidentQuestion,
  type SurveyAnswers,
} from '#domain/questionnaire/answers.ts'
import { EducationCompleted, SchoolingNow } from '#domain/questionnaire/education.ts'
import { Work } from '#domain/questionnaire/employment.ts'
import { ColumnMaterial, RoofMaterial, WallMaterial } from '#domain/questionnaire/housing.ts'
import { Device } from '#domain/questionnaire/information.ts'
import { Latrine, WaterSource } from '#domain/questionnaire/waterAndSanitation.ts'
import { day } from '#domain/units.ts'
import { aHousehold, aResident, residentId, terms2024, without } from '../../builders.ts'

// An answer that is not known is tried with every option of its question, all of them together: what the assessment
// calls unknown or undetermined must be exactly what comes out differently in some of them.

const yesNo = [true, false]

/** Every option of every question that an indicator or the income looks at; numbers at and beside their cut-offs. */
const optionsOf: { [Id in HouseholdQuestion | ResidentQuestion]?: readonly AnswerValue[] } = {
  dwelling_columns: ColumnMaterial.options,
  dwelling_walls: WallMaterial.options,
  dwelling_roof: RoofMaterial.options,
  dwelling_area_m2: [0.1, 7.9, 8, 15.9, 16, 2000],
  water_source: WaterSource.options,
  latrine: Latrine.options,
  internet_use: yesNo,
  devices: [[], ...Device.options.map((device) => [device]), Device.options],
  b1_points: [0, 140, 141, 500],
  sex: ['male', 'female'],
  work: Work.options,
  work_contract: yesNo,
  disability: yesNo,
  monthly_allowance: yesNo,
  health_insurance: yesNo,
  nutrition_finding: ['normal', 'stunted', 'underweight', 'stunted_and_underweight'],
  schooling_now: SchoolingNow.options,
  education_completed: EducationCompleted.options,
  enterprise_certificate: yesNo,
  away: yesNo,
}

/** Births at every age at which a rule begins to judge otherwise, the day before each, and one at either end. */
const telling = [
  '1930-01-01',
  ...[3, 6, 12, 15, 16, 18, 31, 60].flatMap((age) => [`${2024 - age}-10-15`, `${2024 - age}-10-16`]),
  ...['1968-06-15', '1968-06-16', '1963-10-15', '1963-10-16', '2024-01-01'],
]
/** Days that stand on either side of every age's beginning within a year. */
const daysOfYear = ['01-01', '06-15', '06-16', '10-15', '10-16', '12-31']

function isKnown(path: Path, value: AnswerValue | undefined): boolean {
  if (value === undefined || value === 'dont_know' || value === 'refused' || value === 'not_examined') return false
  return !(path.endsWith('/birth') && String(value).length === 4)
}

function completionsOf(path: Path, value: AnswerValue | undefined): readonly AnswerValue[] {
  if (isKnown(path, value)) return [value!]
  const { question } = placeOf(path)!
  if (question !== 'birth') return optionsOf[question] ?? []
  return value !== undefined && String(value).length === 4 ? daysOfYear.map((rest) => `${value}-${rest}`) : telling
}

/** Every household that the answers may turn out to be. */
function* completed(answers: SurveyAnswers, terms: AssessmentTerms): Generator<SurveyAnswers> {
  const open = pathsOf(answers, terms).flatMap(([path, value]) =>
    isKnown(path, value) ? [] : [{ path, options: completionsOf(path, value) }],
  )
  const whole = structuredClone(answers)
  yield* fill(0)
  function* fill(place: number): Generator<SurveyAnswers> {
    const next = open[place]
    if (!next) return yield whole
    for (const option of next.options) {
      put(whole, next.path, option)
      yield* fill(place + 1)
    }
  }
}

export function put(answers: SurveyAnswers, path: Path, value: AnswerValue): void {
  const { question, resident } = placeOf(path)!
  const target = resident ? answers.residents.find(({ id }) => id === resident)! : answers.household
  Object.assign(target, { [question]: value })
}

const householdPaths = (Object.keys(optionsOf) as HouseholdQuestion[]).slice(0, 9)
const residentQuestions: readonly ResidentQuestion[] = [
  'birth',
  ...(Object.keys(optionsOf) as ResidentQuestion[]).slice(9),
]

/** What the class may rest on. Who is away matters where the round does not count them; a worksheet stands in for B1. */
export function pathsOf(
  { household, residents }: SurveyAnswers,
  { awayResidents }: AssessmentTerms = terms2024,
): [Path, AnswerValue | undefined][] {
  const isOfHousehold = (question: HouseholdQuestion) =>
    question !== 'b1_points' || household.b1_points !== undefined || household.income_other === undefined
  const isOfResident = (question: ResidentQuestion) => question !== 'away' || awayResidents === 'not_counted'
  return [
    ...householdPaths
      .filter(isOfHousehold)
      .map((question): [Path, AnswerValue | undefined] => [pathOf(question), household[question]]),
    ...residents.flatMap((resident) =>
      residentQuestions
        .filter(isOfResident)
        .map((question): [Path, AnswerValue | undefined] => [pathOf(question, resident.id), resident[question]]),
    ),
  ]
}

export function countOf(answers: SurveyAnswers, terms: AssessmentTerms = terms2024): number {
  return pathsOf(answers, terms).reduce((product, [path, value]) => product * completionsOf(path, value).length, 1)
}

/** What is said of one household whose every answer is known; one in which nobody lives has no class, and nobody in it lacks anything. */
function outcomeOf(whole: SurveyAnswers, terms: AssessmentTerms): Pick<Assessment, 'verdicts' | 'points'> & Outcome {
  if (isAssessable(whole, terms.awayResidents)) return assess(whole, terms)
  const household = { ...whole.household, dwelling_area_m2: 2000 }
  return { ...assess(aHousehold({ household, residents: [aResident()] }), terms2024), classification: 'nobody' }
}
type Outcome = { classification: Assessment['classification'] | 'nobody' }

/** What the assessment says, and what comes of trying everything. */
export function compare(answers: SurveyAnswers, terms: AssessmentTerms = terms2024) {
  const said = assess(answers, terms)
  const seen = said.verdicts.map(() => new Set<string>())
  const classes = new Set<string>()
  const points = new Set<number>()
  for (const whole of completed(answers, terms)) {
    const { verdicts, classification, points: exact } = outcomeOf(whole, terms)
    verdicts.forEach(({ deprivation }, i) => {
      seen[i]?.add(deprivation)
    })
    expect(exact.least).toBe(exact.most)
    classes.add(classification)
    points.add(exact.least)
  }
  return {
    said: {
      verdicts: said.verdicts.map(({ deprivation }) => deprivation),
      classification: said.classification,
      points: said.points,
    },
    tried: {
      verdicts: seen.map((outcomes) => (outcomes.size === 1 ? [...outcomes][0] : 'unknown')),
      classification: classes.size === 1 ? [...classes][0] : 'undetermined',
      points: { least: Math.min(...points), most: Math.max(...points) },
    },
  }
}

/** All answered, some with what an earlier answer left behind. */
export const wholeResident: fc.Arbitrary<Resident> = fc
  .record({
    birth: fc.constantFrom(...telling.map(day)),
    sex: fc.constantFrom('male' as const, 'female' as const),
    work: fc.constantFrom(...Work.options.slice(0, 4)),
    work_contract: fc.boolean(),
    disability: fc.boolean(),
    monthly_allowance: fc.boolean(),
    health_insurance: fc.boolean(),
    nutrition_finding: fc.constantFrom('normal' as const, 'stunted' as const),
    schooling_now: fc.constantFrom(...SchoolingNow.options.slice(0, 4)),
    education_completed: fc.constantFrom('none' as const, 'lower_secondary' as const, 'upper_secondary' as const),
    enterprise_certificate: fc.boolean(),
  })
  .map((answers) => ({ ...answers, id: residentId(0) }))

/** A household of so many residents at most, with every question answered. */
export const wholeHousehold = (most: number): fc.Arbitrary<SurveyAnswers> =>
  fc
    .record({
      household: fc.record({
        dwelling_columns: fc.constantFrom('concrete' as const, 'bamboo_or_softwood' as const),
        dwelling_walls: fc.constantFrom('brick_or_stone' as const, 'earth' as const),
        dwelling_roof: fc.constantFrom('tiles' as const, 'leaf_or_thatch' as const),
        dwelling_area_m2: fc.constantFrom(7.9, 8, 16, 40),
        water_source: fc.constantFrom('piped' as const, 'other' as const),
        latrine: fc.constantFrom('septic' as const, 'none' as const),
        internet_use: fc.boolean(),
        devices: fc.constantFrom<Device[]>([], ['radio']),
        b1_points: fc.constantFrom(100, 140, 141),
      }),
      residents: fc.array(wholeResident, { minLength: 1, maxLength: most }),
    })
    .map(({ household, residents }) => ({ household, residents: aHousehold({ residents }).residents }))

export function remove(answers: SurveyAnswers, path: Path): void {
  const { question, resident } = placeOf(path)!
  if (resident === undefined) answers.household = without(answers.household, question as HouseholdQuestion)
  else
    answers.residents = answers.residents.map((each) =>
      each.id === resident ? (without(each, question as ResidentQuestion) as Resident) : each,
    )
}
