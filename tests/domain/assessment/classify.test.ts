import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess, isAssessable } from '#domain/assessment/assess.ts'
import { classify } from '#domain/assessment/classify.ts'
import {
  type HouseholdAnswers,
  type HouseholdQuestion,
  householdQuestions,
  type SurveyAnswers,
} from '#domain/questionnaire/answers.ts'
import { unansweredPaths } from '#domain/questionnaire/asked.ts'
import { standardOf } from '#domain/standard/inForce.ts'
import { type Area, dimensions, indicatorIds } from '#domain/standard/standard.ts'
import { standard2022 } from '#domain/standard/standard2022.ts'
import { day } from '#domain/units.ts'
import { en } from '#domain/wording/en.ts'
import { classSentence } from '#domain/wording/findings.ts'
import { vi } from '#domain/wording/vi.ts'
import { aChild, aHousehold, aResident, terms2024, without } from '../../builders.ts'
import { runs } from './runs.ts'
import { someHousehold } from './someHousehold.ts'

describe('the class of the decree', () => {
  test.each([
    { least: 30, most: 30, within: true, expected: 'poor', by: 'within_line_and_cutoff_reached' },
    { least: 30, most: 120, within: true, expected: 'poor', by: 'within_line_and_cutoff_reached' },
    { least: 20, most: 20, within: true, expected: 'near_poor', by: 'within_line_and_cutoff_not_reached' },
    { least: 0, most: 0, within: true, expected: 'near_poor', by: 'within_line_and_cutoff_not_reached' },
    { least: 0, most: 20, within: true, expected: 'near_poor', by: 'within_line_and_cutoff_not_reached' },
    { least: 20, most: 30, within: true, expected: 'undetermined', by: 'deprivations_unknown' },
    { least: 120, most: 120, within: false, expected: 'not_poor', by: 'above_line' },
    { least: 0, most: 120, within: false, expected: 'not_poor', by: 'above_line' },
    { least: 0, most: 0, within: 'unknown', expected: 'undetermined', by: 'income_unknown' },
    { least: 120, most: 120, within: 'unknown', expected: 'undetermined', by: 'income_unknown' },
  ] as const)('$least to $most points, within the line $within: $expected', ({ least, most, within, expected, by }) => {
    expect(classify({ least, most }, within, standard2022)).toEqual({ classification: expected, decidedBy: by })
  })

  test.each([
    { within: false, living: 'within', expected: 'average', by: 'above_line_within_average' },
    { within: false, living: 'above', expected: 'not_poor', by: 'above_average' },
    { within: false, living: 'not_established', expected: 'not_poor', by: 'above_line_average_not_established' },
    { within: false, living: 'not_claimed', expected: 'not_poor', by: 'above_line' },
    { within: true, living: 'within', expected: 'near_poor', by: 'within_line_and_cutoff_not_reached' },
    { within: 'unknown', living: 'within', expected: 'undetermined', by: 'income_unknown' },
  ] as const)('within the line $within, average living $living: $expected', ({ within, living, expected, by }) => {
    const points = { least: 0, most: 0 }
    expect(classify(points, within, standard2022, living)).toEqual({ classification: expected, decidedBy: by })
  })

  const three = { water_source: 'river_or_pond', latrine: 'none', internet_use: false } as const
  const two = { ...three, internet_use: true } as const
  test.each<{ household: Partial<HouseholdAnswers>; area?: Area; expected: string; sentence: string }>([
    {
      household: { ...three, b1_points: 140 },
      expected: 'poor',
      sentence: 'Điểm B1 140 ≤ 140 và thiếu hụt 3 chỉ số (30 điểm), đạt ngưỡng 30 điểm',
    },
    {
      household: { ...three, b1_points: 141 },
      expected: 'not_poor',
      sentence: 'Điểm B1 141 > 140, trên mức chuẩn, dù thiếu hụt bao nhiêu chỉ số',
    },
    {
      household: { ...two, b1_points: 140 },
      expected: 'near_poor',
      sentence: 'Điểm B1 140 ≤ 140 và thiếu hụt 2 chỉ số (20 điểm), dưới ngưỡng 30 điểm',
    },
    {
      household: { ...two, b1_points: 140, internet_use: 'dont_know' },
      expected: 'undetermined',
      sentence:
        'Điểm B1 140 ≤ 140; chắc chắn thiếu hụt 2 chỉ số (20 điểm), có thể thêm tới 1 chỉ số vì có câu chưa rõ, nên có thể đạt ngưỡng 30 điểm',
    },
    {
      household: { ...three, b1_points: 125, devices: 'refused' },
      expected: 'poor',
      sentence: 'Điểm B1 125 ≤ 140 và thiếu hụt ít nhất 3 chỉ số (30 điểm), đạt ngưỡng 30 điểm',
    },
    {
      household: { b1_points: 125, devices: 'refused' },
      expected: 'near_poor',
      sentence: 'Điểm B1 125 ≤ 140 và thiếu hụt nhiều nhất 1 chỉ số (10 điểm), dưới ngưỡng 30 điểm',
    },
    {
      household: { ...three, b1_points: 'dont_know' },
      expected: 'undetermined',
      sentence: 'Chưa có tổng điểm phiếu B1',
    },
    {
      household: { ...three, b1_points: 175 },
      area: 'urban',
      expected: 'poor',
      sentence: 'Điểm B1 175 ≤ 175 và thiếu hụt 3 chỉ số (30 điểm), đạt ngưỡng 30 điểm',
    },
    {
      household: { ...three, b1_points: 176 },
      area: 'urban',
      expected: 'not_poor',
      sentence: 'Điểm B1 176 > 175, trên mức chuẩn, dù thiếu hụt bao nhiêu chỉ số',
    },
  ])('from answers with B1 $household.b1_points: $expected', ({ household, area = 'rural', expected, sentence }) => {
    const assessment = assess(aHousehold({ household }), { ...terms2024, area })
    expect(assessment.classification).toBe(expected)
    expect(classSentence(assessment, vi)).toBe(sentence)
  })

  test('what is not known is counted as points, so two indicators of which one alone can be deprived add one', () => {
    const [stranger] = aHousehold({ residents: [aResident()] }).residents
    const answers = {
      household: { ...aHousehold().household, ...two, b1_points: 140 },
      residents: [{ id: stranger!.id }],
    }
    const assessment = assess(answers, terms2024)
    const unknown = assessment.verdicts.filter(({ deprivation }) => deprivation === 'unknown')
    expect(unknown).toHaveLength(6)
    expect(assessment.points).toEqual({ least: 20, most: 70 })
    expect(classSentence(assessment, vi)).toContain('có thể thêm tới 5 chỉ số')
    expect(classSentence(assessment, en)).toBe(
      'B1 points 140 ≤ 140; certainly 2 indicators deprived (20 points) and possibly up to 5 more, by what is not known; the cut-off of 30 points may be reached',
    )
  })
})

describe('an assessment', () => {
  test('of the plain household finds nothing missing and no deprivation', () => {
    expect(unansweredPaths(aHousehold(), terms2024.reviewDate)).toEqual([])
    const { verdicts, points, classification } = assess(aHousehold(), terms2024)
    expect(verdicts.map(({ indicator }) => indicator)).toEqual(indicatorIds)
    expect(verdicts.map(({ deprivation }) => deprivation)).toEqual(indicatorIds.map(() => 'not_deprived'))
    expect(points).toEqual({ least: 0, most: 0 })
    expect(classification).toBe('not_poor')
  })

  test.each([
    { residents: 1, most: 110, because: 'nobody is both a child to school and an adult to educate' },
    { residents: 2, most: 120, because: 'one may be the child, the other the adult' },
  ])('of $residents of whom nothing is known may come to $most points: $because', ({ residents, most }) => {
    const strangers = aHousehold({ residents: Array.from({ length: residents }, () => aResident()) }).residents
    const { points, classification } = assess(
      { household: {}, residents: strangers.map(({ id }) => ({ id })) },
      terms2024,
    )
    expect(points).toEqual({ least: 0, most })
    expect(classification).toBe('undetermined')
  })

  test('of a household without a present resident is refused', () => {
    const empty = aHousehold({ residents: [aResident({ gone: 'died' })] })
    expect(isAssessable(empty)).toBe(false)
    expect(isAssessable(aHousehold())).toBe(true)
    expect(() => assess(empty, terms2024)).toThrow(RangeError)
  })

  test('gives every verdict its place in the annex and a reason', () => {
    const { verdicts } = assess(aHousehold(), terms2024)
    expect(verdicts.map(({ article }) => article.annexIndicator)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    for (const { reasons } of verdicts) expect(reasons.length).toBeGreaterThan(0)
  })
})

describe('the standard of 2022–2025', () => {
  test('stands under its id, with the lines of both areas, until the end of 2026', () => {
    expect(standardOf('2022-2025')).toBe(standard2022)
    expect(standardOf('2016-2020')).toBeUndefined()
    expect(standard2022.povertyLine).toEqual({ rural: 1_500_000, urban: 2_000_000 })
    expect(standard2022.inForce).toEqual({ from: '2022-01-01', until: '2026-12-31' })
  })

  test('has its twelve indicators in six dimensions', () => {
    expect(Object.values(dimensions).flat()).toEqual(indicatorIds)
    expect(Object.keys(standard2022.indicators)).toEqual(indicatorIds)
  })
})

// Properties, over households whose every question may hold any of a few telling answers, or none.

const rank = { poor: 0, near_poor: 1, average: 2, not_poor: 3 } as const

describe('whatever the answers', () => {
  test('the order of residents never matters', () => {
    fc.assert(
      fc.property(someHousehold, ({ household, residents }) => {
        const there = assess({ household, residents }, terms2024)
        const back = assess({ household, residents: residents.toReversed() }, terms2024)
        expect(back.verdicts.map(({ deprivation }) => deprivation)).toEqual(
          there.verdicts.map(({ deprivation }) => deprivation),
        )
        expect([back.points, back.classification]).toEqual([there.points, there.classification])
      }),
    )
  })

  test('one more deprivation never makes a household less poor', () => {
    const worse: Partial<HouseholdAnswers>[] = [
      { water_source: 'river_or_pond' },
      { latrine: 'over_water' },
      { internet_use: false },
      { devices: [] },
      { dwelling_area_m2: 1 },
      { dwelling_walls: 'earth', dwelling_roof: 'leaf_or_thatch' },
    ]
    fc.assert(
      fc.property(someHousehold, fc.constantFrom(...worse), (answers, change) => {
        const before = assess(answers, terms2024)
        const after = assess({ ...answers, household: { ...answers.household, ...change } }, terms2024)
        expect(after.points.least).toBeGreaterThanOrEqual(before.points.least)
        if (before.classification === 'undetermined' || after.classification === 'undetermined') return
        expect(rank[after.classification]).toBeLessThanOrEqual(rank[before.classification])
      }),
    )
  })

  test('answering what was unknown never contradicts what was decided', () => {
    fc.assert(
      fc.property(someHousehold, someHousehold, (answers, other) => {
        const before = assess(answers, terms2024)
        const after = assess(answered(answers, other), terms2024)
        before.verdicts.forEach(({ deprivation }, i) => {
          if (deprivation !== 'unknown') expect(after.verdicts[i]?.deprivation).toBe(deprivation)
        })
        expect(after.points.least).toBeGreaterThanOrEqual(before.points.least)
        expect(after.points.most).toBeLessThanOrEqual(before.points.most)
        if (before.classification !== 'undetermined') expect(after.classification).toBe(before.classification)
      }),
      { numRuns: runs(500) },
    )
  })

  test('a household question that no indicator asks changes nothing', () => {
    const idle: HouseholdQuestion[] = [
      'dwelling_floor',
      'livestock_shed',
      'poverty_causes',
      'support_needs',
      'visit_note',
    ]
    expect(idle.every((question) => Object.hasOwn(householdQuestions, question))).toBe(true)
    const changed = aHousehold({
      household: { dwelling_floor: 'earth', livestock_shed: 'unhygienic_shed', poverty_causes: ['no_land'] },
    })
    expect(assess(changed, terms2024)).toEqual(assess(aHousehold(), terms2024))
  })
})

/** Fills what is absent or not known from `other`, where it knows; a year becomes a day of that year. */
function answered(answers: SurveyAnswers, other: SurveyAnswers): SurveyAnswers {
  const fill = <Answers extends object>(into: Answers, from: object): Answers => {
    const known = Object.entries(from).filter(([, value]) => value !== 'dont_know')
    const missing = known.filter(
      ([key]) =>
        (into as Record<string, unknown>)[key] === undefined || (into as Record<string, unknown>)[key] === 'dont_know',
    )
    return { ...into, ...Object.fromEntries(missing) }
  }
  return {
    household: fill(answers.household, other.household),
    residents: answers.residents.map((resident, i) => {
      const filled = fill(resident, without(other.residents[i] ?? aChild(), 'id'))
      const { birth } = filled
      return birth !== undefined && birth.length === 4
        ? { ...filled, birth: day(`${birth}-${i % 2 === 0 ? '11-30' : '01-02'}`) }
        : filled
    }),
  }
}
