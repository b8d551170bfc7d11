import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess } from '#domain/assessment/assess.ts'
import type { HouseholdAnswers, Resident, SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { day, PlainYear } from '#domain/units.ts'
import { aChild, aHousehold, aResident, terms2024 } from '../../builders.ts'
import { compare, countOf, pathsOf, put, remove, wholeHousehold } from './completing.ts'
import { runs } from './runs.ts'

/** A whole household with one to four answers not known: absent, a non-response, a child not examined, a year for a birth. */
const someUnknown: fc.Arbitrary<SurveyAnswers> = fc
  .tuple(wholeHousehold(2), fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), fc.boolean(), fc.boolean())
  .map(([answers, places, isYear, isAbsent]) => {
    const copy = structuredClone(answers)
    const paths = pathsOf(copy)
    const births = paths.filter(([path]) => path.endsWith('/birth'))
    const chosen = places.map((place) => paths[place % paths.length]!)
    for (const [path, value] of isYear ? [...births, ...chosen] : chosen) {
      if (path.endsWith('/birth') && isYear) put(copy, path, String(value).slice(0, 4))
      else if (isAbsent) remove(copy, path)
      else if (path.endsWith('/nutrition_finding')) put(copy, path, 'not_examined')
      else if (path.endsWith('/sex')) remove(copy, path)
      else put(copy, path, 'dont_know')
    }
    return copy
  })

describe('unknown and undetermined', () => {
  test('stand exactly where some way of answering what is unknown comes out differently', () => {
    fc.assert(
      fc.property(someUnknown, (answers) => {
        fc.pre(countOf(answers) <= 2_000)
        const { said, tried } = compare(answers)
        expect(said).toEqual(tried)
      }),
      { numRuns: runs(200) },
    )
  }, 60_000)

  const young = (overrides: Partial<Resident>) =>
    aResident({ birth: PlainYear.parse('2008'), schooling_now: 'none', education_completed: 'none', ...overrides })
  /** Whoever else lives there, with nothing open that the form does not ask of her. */
  const her = aResident({
    work_contract: true,
    monthly_allowance: false,
    nutrition_finding: 'normal',
    schooling_now: 'none',
    enterprise_certificate: false,
  })
  const rest = { b1_points: 100 } as const
  const one: Partial<HouseholdAnswers> = { ...rest, latrine: 'none' }
  const two: Partial<HouseholdAnswers> = { ...one, internet_use: false }
  test.each<{
    what: string
    household: Partial<HouseholdAnswers>
    residents: Resident[]
    points: [number, number]
    expected: string
  }>([
    {
      what: 'a stunted child of 15 or an unschooled adult of 16: one deprivation at 16, three at 15',
      household: one,
      residents: [young({ nutrition_finding: 'stunted' }), her],
      points: [20, 30],
      expected: 'undetermined',
    },
    {
      what: 'the same at school: never more than one of her own',
      household: one,
      residents: [young({ nutrition_finding: 'stunted', schooling_now: 'lower_secondary' }), her],
      points: [10, 20],
      expected: 'near_poor',
    },
    {
      what: 'a healthy child of 15 out of school or an adult of 16 without: one either way, so two others decide',
      household: two,
      residents: [young({ nutrition_finding: 'normal' }), her],
      points: [30, 30],
      expected: 'poor',
    },
    {
      what: 'the same with one other: near-poor either way, though two indicators are unknown',
      household: one,
      residents: [young({ nutrition_finding: 'normal' }), her],
      points: [20, 20],
      expected: 'near_poor',
    },
    {
      what: 'hired with a certificate and no contract, or not hired and without schooling: work not known',
      household: two,
      residents: [
        aResident({
          birth: day('2004-01-01'),
          work: 'dont_know',
          work_contract: false,
          enterprise_certificate: true,
          schooling_now: 'none',
          education_completed: 'none',
        }),
      ],
      points: [30, 40],
      expected: 'poor',
    },
  ])('$what', ({ household, residents, points, expected }) => {
    const answers = aHousehold({ household, residents })
    const { said, tried } = compare(answers)
    expect(said).toEqual(tried)
    expect(said.points).toEqual({ least: points[0], most: points[1] })
    expect(said.classification).toBe(expected)
  })

  test('a birthday that falls on the review date itself is one of the days of its year', () => {
    const answers = aHousehold({ household: one, residents: [young({ nutrition_finding: 'stunted' }), aResident()] })
    expect(assess(answers, { ...terms2024, reviewDate: day('2024-01-01') }).points).toEqual({ least: 20, most: 30 })
  })

  test('the year of birth says as much as all its days together', () => {
    for (const year of ['2021', '2018', '2012', '2009', '2008', '2006', '1993', '1968', '1963']) {
      const birth = PlainYear.parse(year)
      for (const resident of [
        aChild({ birth, nutrition_finding: 'stunted' }),
        young({ birth, work: 'looking_for_work' }),
      ]) {
        const said = assess(aHousehold({ residents: [resident, aResident()] }), terms2024)
        const seen = said.verdicts.map(() => new Set<string>())
        for (let at = Date.UTC(Number(year), 0, 1); at < Date.UTC(Number(year) + 1, 0, 1); at += 86_400_000) {
          const dated = { ...resident, birth: day(new Date(at).toISOString().slice(0, 10)) }
          assess(aHousehold({ residents: [dated, aResident()] }), terms2024).verdicts.forEach(({ deprivation }, i) => {
            seen[i]?.add(deprivation)
          })
        }
        const tried = seen.map((outcomes) => (outcomes.size === 1 ? [...outcomes][0] : 'unknown'))
        expect([year, said.verdicts.map(({ deprivation }) => deprivation)]).toEqual([year, tried])
      }
    }
  })
})
