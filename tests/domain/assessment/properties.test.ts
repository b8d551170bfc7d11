import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess } from '#domain/assessment/assess.ts'
import type { Assessment } from '#domain/assessment/assessment.ts'
import type { HouseholdAnswers, Resident, SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { terms2024 } from '../../builders.ts'
import { runs } from './runs.ts'
import { someHousehold } from './someHousehold.ts'

/** What makes one indicator worse and touches no other, whatever else is true. */
const worseForOne: Partial<Resident>[] = [
  { health_insurance: false },
  { nutrition_finding: 'stunted' },
  { monthly_allowance: true, disability: true },
  { schooling_now: 'none' },
  { education_completed: 'none' },
  { enterprise_certificate: false },
  { work_contract: false },
]
const worseForAll: Partial<HouseholdAnswers>[] = [
  { water_source: 'river_or_pond' },
  { latrine: 'over_water' },
  { internet_use: false },
  { devices: [] },
  { dwelling_area_m2: 1 },
  { dwelling_walls: 'earth', dwelling_roof: 'leaf_or_thatch' },
]

const ranks = { poor: 0, near_poor: 1, average: 2, not_poor: 2 } as const

/** The poorest and the best class that may still come out. */
function range({ classification, income, points }: Assessment): [number, number] {
  if (classification !== 'undetermined') return [ranks[classification], ranks[classification]]
  if (income.withinLine === 'unknown') return [points.most >= 30 ? 0 : 1, 2]
  return [0, 1]
}

function expectNotBetter(before: Assessment, after: Assessment) {
  const state = { not_deprived: 0, unknown: 1, deprived: 2 }
  expect(after.points.least).toBeGreaterThanOrEqual(before.points.least)
  expect(range(after)[1]).toBeLessThanOrEqual(range(before)[1])
  before.verdicts.forEach(({ deprivation, indicator }, i) => {
    const now = after.verdicts[i]?.deprivation ?? 'unknown'
    if (deprivation === 'deprived') expect([indicator, state[now]]).toEqual([indicator, 2])
  })
}

test('one more deprivation of a resident never makes the household less poor', () => {
  fc.assert(
    fc.property(someHousehold, fc.nat(), fc.constantFrom(...worseForOne), (answers, who, change) => {
      const place = who % answers.residents.length
      const residents = answers.residents.map((resident, i) => (i === place ? { ...resident, ...change } : resident))
      expectNotBetter(assess(answers, terms2024), assess({ ...answers, residents }, terms2024))
    }),
    { numRuns: runs(500) },
  )
})

test('nor does one more of the household, all classes considered that may still come out', () => {
  fc.assert(
    fc.property(someHousehold, fc.constantFrom(...worseForAll), (answers, change) => {
      const household = { ...answers.household, ...change }
      expectNotBetter(assess(answers, terms2024), assess({ ...answers, household }, terms2024))
    }),
    { numRuns: runs(500) },
  )
})

test('the same answers give the same assessment, and stay as they were', () => {
  fc.assert(
    fc.property(someHousehold, (answers) => {
      const frozen = deepFrozen(structuredClone(answers))
      expect(assess(frozen, terms2024)).toEqual(assess(answers, terms2024))
    }),
  )
})

test('in whatever order residents and answers were entered, each verdict, the points and the class are the same', () => {
  fc.assert(
    fc.property(someHousehold, fc.nat(), ({ household, residents }, turn) => {
      const turned = [...residents.slice(turn % residents.length), ...residents.slice(0, turn % residents.length)]
      const other = { household: reversed(household), residents: turned.map(reversed) }
      const [there, back] = [assess({ household, residents }, terms2024), assess(other, terms2024)]
      expect(back.verdicts.map(({ deprivation }) => deprivation)).toEqual(
        there.verdicts.map(({ deprivation }) => deprivation),
      )
      expect([back.points, back.classification, back.income]).toEqual([
        there.points,
        there.classification,
        there.income,
      ])
    }),
  )
})

function reversed<Answers extends object>(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).reverse()) as Answers
}

function deepFrozen(answers: SurveyAnswers): SurveyAnswers {
  for (const resident of answers.residents) Object.freeze(resident)
  Object.freeze(answers.residents)
  Object.freeze(answers.household)
  return Object.freeze(answers)
}
