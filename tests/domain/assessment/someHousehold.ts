import fc from 'fast-check'
import type { HouseholdAnswers, Resident, SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { day, type PlainDate, PlainYear } from '#domain/units.ts'
import { aHousehold, aResident } from '../../builders.ts'

/** One of a few telling answers, or a non-response, or none. */
const given = <Value>(...values: Value[]) =>
  fc.option(fc.constantFrom(...values, 'dont_know' as const), { nil: undefined })

/** Days of birth at and beside the ages that rules look at, on the review date 15/10/2024, and years. */
export const births: (PlainDate | PlainYear)[] = [
  ...[
    '1950-01-01',
    '1962-12-01',
    '1966-06-16',
    '1964-10-15',
    '1984-03-02',
    '1994-01-01',
    '2006-10-15',
    '2008-10-16',
    '2014-05-05',
    '2021-01-01',
  ].map(day),
  ...['1963', '1964', '1968', '1993', '2006', '2008', '2009', '2012', '2018', '2021'].map((text) =>
    PlainYear.parse(text),
  ),
]

export const someResident: fc.Arbitrary<Resident> = fc
  .record({
    birth: given<PlainDate | PlainYear>(...births),
    sex: fc.option(fc.constantFrom('male' as const, 'female' as const), { nil: undefined }),
    work: given('wage', 'self_employed', 'looking_for_work', 'studying'),
    work_contract: given(true, false),
    disability: given(true, false),
    monthly_allowance: given(true, false),
    health_insurance: given(true, false),
    nutrition_finding: given('normal', 'stunted', 'not_examined'),
    schooling_now: given('none', 'primary', 'lower_secondary', 'vocational'),
    education_completed: given('none', 'lower_secondary', 'upper_secondary'),
    enterprise_certificate: given(true, false),
  })
  .map((answers) => ({ id: aResident().id, ...(present(answers) as Partial<Resident>) }))

/** One to four residents; every question may hold any of a few telling answers, or none. */
export const someHousehold: fc.Arbitrary<SurveyAnswers> = fc
  .record({
    household: fc.record({
      dwelling_columns: given('concrete', 'bamboo_or_softwood'),
      dwelling_walls: given('brick_or_stone', 'earth'),
      dwelling_roof: given('tiles', 'metal_sheet'),
      dwelling_area_m2: given(7, 16, 40),
      water_source: given('piped', 'river_or_pond'),
      latrine: given('septic', 'none'),
      internet_use: given(true, false),
      devices: given(['radio'], []),
      b1_points: given(100, 140, 141),
    }),
    residents: fc.array(someResident, { minLength: 1, maxLength: 4 }),
  })
  .map(({ household, residents }) => {
    const { residents: numbered } = aHousehold({ residents })
    return { household: present(household) as HouseholdAnswers, residents: numbered }
  })

/** The answers that are there: an absent one is no key at all. */
export function present(answers: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined))
}
