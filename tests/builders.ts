import { assess } from '#domain/assessment/assess.ts'
import type { AssessmentTerms, Deprivation, Verdict } from '#domain/assessment/assessment.ts'
import { type HouseholdChange, type Operation, Operation as OperationSchema } from '#domain/household/operation.ts'
import { emptySurvey, type Survey } from '#domain/household/survey.ts'
import { DeviceId, HouseholdId, OpId, ResidentId, RoundId } from '#domain/ids.ts'
import type { HouseholdAnswers, Resident, SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import type { IndicatorId } from '#domain/standard/standard.ts'
import { standard2022 } from '#domain/standard/standard2022.ts'
import { day } from '#domain/units.ts'

/** The terms of the 2024 round in a rural commune. */
export const terms2024: AssessmentTerms = { standard: standard2022, area: 'rural', reviewDate: day('2024-10-15') }

/** Form B1 of a rural commune, two lines of it. Invented: whose wall has the more points is one above the line. */
export function aScorecard(parts: Partial<Scorecard> = {}): Scorecard {
  const earth = { id: 'earth', label: 'Đất', points: 100 }
  const brick = { id: 'brick', label: 'Gạch', points: 141 }
  return {
    id: 'b1_thu',
    version: 1,
    standard: '2022-2025',
    area: 'rural',
    region: 'bac_trung_bo',
    source: 'Phiếu B1 in của xã',
    line: 140,
    items: [
      { kind: 'one_option', id: 'house', label: 'Tường nhà', options: [earth, brick] },
      { kind: 'count', id: 'cow', label: 'Số bò', pointsEach: 10, atMost: 4 },
    ],
    ...parts,
  }
}

export const round2024 = RoundId.parse('2024')

export function residentId(number: number): ResidentId {
  return ResidentId.parse(`r${String(number).padStart(8, '0')}`)
}

export function householdId(number: number): HouseholdId {
  return HouseholdId.parse(uuidOf(number, 'a'))
}

export function deviceId(number: number): DeviceId {
  return DeviceId.parse(uuidOf(number, 'd'))
}

export function opId(number: number): OpId {
  return OpId.parse(uuidOf(number, 'e'))
}

/** A woman of 40 on the 2024 review date who farms, insured, with lower secondary education: no deprivation. */
export function aResident(overrides: Partial<Resident> = {}): Resident {
  return {
    id: residentId(0),
    name: 'Lò Thị Mai',
    relation: 'head',
    sex: 'female',
    birth: day('1984-03-02'),
    citizen_number: '038184000001',
    ethnic_group: '03',
    merit: false,
    work: 'self_employed',
    disability: false,
    health_insurance: true,
    education_completed: 'lower_secondary',
    ...overrides,
  }
}

/** A boy of 9 on the 2024 review date, well nourished, at primary school: no deprivation. */
export function aChild(overrides: Partial<Resident> = {}): Resident {
  return {
    id: residentId(0),
    name: 'Lò Văn Nam',
    relation: 'child',
    sex: 'male',
    birth: day('2015-05-20'),
    citizen_number: '038215000002',
    ethnic_group: '03',
    merit: false,
    disability: false,
    health_insurance: true,
    nutrition_finding: 'normal',
    nutrition_source: 'health_station_list',
    nutrition_date: day('2024-09-10'),
    schooling_now: 'primary',
    ...overrides,
  }
}

const plainHousehold: HouseholdAnswers = {
  dwelling_floor: 'tiles_or_concrete',
  dwelling_columns: 'concrete',
  dwelling_walls: 'brick_or_stone',
  dwelling_roof: 'tiles',
  dwelling_area_m2: 60,
  water_source: 'drilled_well',
  latrine: 'septic',
  livestock_shed: 'no_livestock',
  internet_use: true,
  devices: ['television', 'smartphone'],
  b1_points: 160,
  poverty_causes: [],
  support_needs: [],
  visit_outcome: 'completed',
}

/**
 * Mother, father and son with every question answered, no deprivation and B1 above the line: not poor.
 * Residents without an id of their own are numbered by their place, from 1.
 */
export function aHousehold(
  parts: { household?: Partial<HouseholdAnswers>; residents?: Resident[] } = {},
): SurveyAnswers {
  const father = aResident({ name: 'Lò Văn Tư', relation: 'spouse', sex: 'male', citizen_number: '038084000003' })
  const residents = parts.residents ?? [aResident(), father, aChild()]
  return {
    household: { ...plainHousehold, ...parts.household },
    residents: residents.map((resident, i) =>
      resident.id === residentId(0) ? { ...resident, id: residentId(i + 1) } : resident,
    ),
  }
}

/** The same answers without one question: as if it had not been asked yet. */
export function without<Answers extends object, Question extends keyof Answers>(
  answers: Answers,
  question: Question,
): Omit<Answers, Question> {
  const { [question]: _, ...rest } = answers
  return rest
}

/** One indicator's verdict on these answers, under the terms of 2024. */
export function verdictOn(indicator: IndicatorId, answers: SurveyAnswers, terms: AssessmentTerms = terms2024): Verdict {
  const verdict = assess(answers, terms).verdicts.find((each) => each.indicator === indicator)
  if (!verdict) throw new RangeError(`no verdict on ${indicator}`)
  return verdict
}

export function deprivationIn(indicator: IndicatorId, answers: SurveyAnswers): Deprivation {
  return verdictOn(indicator, answers).deprivation
}

/** One device's operation on one household; every answer passes its schema. */
export function anOperation(parts: {
  op: number
  device?: number
  n?: number
  household?: number
  facts?: Record<string, { value: unknown; seen: number }>
  move?: HouseholdChange['move']
}): { operation: Operation; change: HouseholdChange } {
  const household = householdId(parts.household ?? 1)
  const operation = OperationSchema.parse({
    op: opId(parts.op),
    device: deviceId(parts.device ?? 1),
    n: parts.n ?? 1,
    round: round2024,
    households: { [household]: { facts: parts.facts ?? {}, ...(parts.move && { move: parts.move }) } },
    at: '2024-10-15T07:32:00Z',
  })
  return { operation, change: operation.households[household]! }
}

export function aSurvey(overrides: Partial<Survey> = {}): Survey {
  return { ...emptySurvey(round2024), ...overrides }
}

function uuidOf(number: number, kind: string): string {
  return `${kind}0000000-0000-7000-8000-${String(number).padStart(12, '0')}`
}
