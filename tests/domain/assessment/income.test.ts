import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess } from '#domain/assessment/assess.ts'
import type { Assessment, AssessmentTerms } from '#domain/assessment/assessment.ts'
import { assessUnder, underOtherStandard } from '#domain/assessment/assessUnder.ts'
import { perHeadOf } from '#domain/assessment/income.ts'
import { type HouseholdAnswers, Path, type Resident, schemaAt } from '#domain/questionnaire/answers.ts'
import { askedPaths } from '#domain/questionnaire/asked.ts'
import { offeredIncomeQuestions, type WorksheetQuestion, worksheetQuestions } from '#domain/questionnaire/income.ts'
import { standards } from '#domain/standard/inForce.ts'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import type { Area } from '#domain/standard/standard.ts'
import { standard2027 } from '#domain/standard/standard2027.ts'
import { day, PlainYear, vnd } from '#domain/units.ts'
import { en } from '#domain/wording/en.ts'
import { classNotes, classSentence } from '#domain/wording/findings.ts'
import { valueText } from '#domain/wording/value.ts'
import { vi } from '#domain/wording/vi.ts'
import { aChild, aHousehold, aResident, terms2024, without } from '../../builders.ts'

const household = without(aHousehold().household, 'b1_points')

/** The eight lines of the worksheet with this much a head and month in a household of three, plus `extra` đồng in all. */
function worksheet(perHead: number, extra = 0): Pick<HouseholdAnswers, WorksheetQuestion> {
  const none = Object.fromEntries(Object.keys(worksheetQuestions).map((question) => [question, vnd(0)]))
  return { ...none, income_crops: vnd(perHead * 12 * 3), income_wages: vnd(extra) }
}

const three = { water_source: 'river_or_pond', latrine: 'none', internet_use: false } as const
const two = { ...three, internet_use: true } as const

function assessed(answers: HouseholdAnswers, terms: Partial<AssessmentTerms> = {}, residents?: Resident[]): Assessment {
  const whole = aHousehold(residents && { residents })
  return assess({ ...whole, household: { ...household, ...answers } }, { ...terms2024, ...terms })
}

const { sample: _, ...loaded } = sampleScorecard
/** A table of one item, so that a test names the total. Invented. */
const scorecard: Scorecard = {
  ...loaded,
  id: 'b1_test',
  source: 'Phiếu B1',
  items: [{ kind: 'count', id: 'total', label: 'Tổng', pointsEach: 1, atMost: 500 }],
}
const byTable = (total: number) => ({ b1_answers: [`total:${total}`] })

describe('the line of each source', () => {
  const rural = 1_500_000
  const urban = 2_000_000
  test.each<{ source: string; at: string; answers: HouseholdAnswers; area: Area; within: boolean }>([
    { source: 'paper_b1', at: '139', answers: { b1_points: 139 }, area: 'rural', within: true },
    { source: 'paper_b1', at: '140, the line', answers: { b1_points: 140 }, area: 'rural', within: true },
    { source: 'paper_b1', at: '141', answers: { b1_points: 141 }, area: 'rural', within: false },
    { source: 'paper_b1', at: '174', answers: { b1_points: 174 }, area: 'urban', within: true },
    { source: 'paper_b1', at: '175, the line', answers: { b1_points: 175 }, area: 'urban', within: true },
    { source: 'paper_b1', at: '176', answers: { b1_points: 176 }, area: 'urban', within: false },
    { source: 'scorecard', at: '139', answers: byTable(139), area: 'rural', within: true },
    { source: 'scorecard', at: '140, the line', answers: byTable(140), area: 'rural', within: true },
    { source: 'scorecard', at: '141', answers: byTable(141), area: 'rural', within: false },
    { source: 'scorecard', at: '175, the line', answers: byTable(175), area: 'urban', within: true },
    { source: 'scorecard', at: '176', answers: byTable(176), area: 'urban', within: false },
    { source: 'worksheet', at: 'one đồng a month below', answers: worksheet(rural - 1), area: 'rural', within: true },
    { source: 'worksheet', at: 'the line', answers: worksheet(rural), area: 'rural', within: true },
    { source: 'worksheet', at: 'one đồng a year above', answers: worksheet(rural, 1), area: 'rural', within: false },
    { source: 'worksheet', at: 'one đồng a month above', answers: worksheet(rural + 1), area: 'rural', within: false },
    { source: 'worksheet', at: 'below', answers: worksheet(urban - 1), area: 'urban', within: true },
    { source: 'worksheet', at: 'the line', answers: worksheet(urban), area: 'urban', within: true },
    { source: 'worksheet', at: 'above', answers: worksheet(urban + 1), area: 'urban', within: false },
  ])('$source, $area, $at: within is $within', ({ source, answers, area, within }) => {
    const terms = { area, scorecard: area === 'urban' ? { ...scorecard, area, line: 175 } : scorecard }
    for (const [deprived, expected] of [
      [{}, 'near_poor'],
      [two, 'near_poor'],
      [three, 'poor'],
    ] as const) {
      const { income, classification } = assessed({ ...answers, ...deprived }, terms)
      expect(income).toMatchObject({ source, withinLine: within })
      expect(classification).toBe(within ? expected : 'not_poor')
    }
  })

  test('without any source is unknown', () => {
    expect(assessed({})).toMatchObject({
      income: { source: 'paper_b1', scoreLine: 140, povertyLine: 1_500_000, withinLine: 'unknown' },
      classification: 'undetermined',
      decidedBy: 'income_unknown',
    })
  })
})

describe('which source decides', () => {
  const all = { b1_points: 100, ...byTable(150), ...worksheet(1_800_000) }
  test.each<{
    what: string
    answers: HouseholdAnswers
    terms?: Partial<AssessmentTerms>
    source: string
    doubts: string[]
  }>([
    {
      what: 'the paper before all others',
      answers: all,
      source: 'paper_b1',
      doubts: ['worksheet_contradicts_b1', 'scorecard_differs_from_paper'],
    },
    {
      what: 'the scorecard before the worksheet',
      answers: { ...all, b1_points: 'dont_know' },
      source: 'scorecard',
      doubts: [],
    },
    {
      what: 'the scorecard, which the worksheet contradicts',
      answers: { ...byTable(100), ...worksheet(1_800_000) },
      source: 'scorecard',
      doubts: ['worksheet_contradicts_b1'],
    },
    {
      what: 'the worksheet where the table is not complete',
      answers: { b1_answers: ['other:1'], ...worksheet(1_800_000) },
      source: 'worksheet',
      doubts: [],
    },
    {
      what: 'the worksheet where the table is of an urban area',
      answers: { ...byTable(100), ...worksheet(1_800_000) },
      terms: { scorecard: { ...scorecard, area: 'urban' } },
      source: 'worksheet',
      doubts: [],
    },
    {
      what: 'the worksheet where no table was loaded',
      answers: { ...byTable(100), ...worksheet(1_800_000) },
      terms: {},
      source: 'worksheet',
      doubts: [],
    },
    {
      what: 'the paper, with a worksheet that agrees',
      answers: { b1_points: 100, ...byTable(100), ...worksheet(1_200_000) },
      source: 'paper_b1',
      doubts: [],
    },
  ])('is $what', ({ answers, terms = { scorecard }, source, doubts }) => {
    const assessment = assessed(answers, terms)
    expect(assessment.income.source).toBe(source)
    expect(assessment.doubts).toEqual(doubts)
    for (const words of [vi, en]) {
      expect(words.incomeSources[assessment.income.source].length).toBeGreaterThan(10)
      expect(classNotes(assessment, words)).toHaveLength(doubts.length)
    }
  })

  test.each([
    { paper: 100, table: 99, doubts: ['scorecard_differs_from_paper'] },
    { paper: 100, table: 100, doubts: [] },
    { paper: 100, table: 101, doubts: ['scorecard_differs_from_paper'] },
    { paper: 140, table: 141, doubts: ['scorecard_differs_from_paper'] },
    { paper: 141, table: 140, doubts: ['scorecard_differs_from_paper'] },
  ])('the paper says $paper and the table $table: $doubts, and the paper decides', ({ paper, table, doubts }) => {
    const assessment = assessed({ b1_points: paper, ...byTable(table) }, { scorecard })
    expect(assessment.doubts).toEqual(doubts)
    expect(assessment.income).toMatchObject({ source: 'paper_b1', points: paper, withinLine: paper <= 140 })
  })

  test('a worksheet that contradicts B1 changes no class', () => {
    const b1 = { ...three, b1_points: 140, farming_household: true }
    expect(assessed({ ...b1, ...worksheet(9_000_000) }).classification).toBe(assessed(b1).classification)
    const above = { b1_points: 141, farming_household: true }
    const assessment = assessed({ ...above, ...worksheet(1_500_000) })
    expect(assessment).toMatchObject({ classification: 'not_poor', decidedBy: 'above_line' })
    expect(assessment.doubts).toEqual(['worksheet_contradicts_b1'])
  })
})

describe('the income worksheet', () => {
  test('is not asked of a household that makes no claim', () => {
    const asked: string[] = askedPaths(aHousehold(), terms2024.reviewDate)
    expect(asked).toContain('b1_points')
    for (const question of Object.keys(offeredIncomeQuestions)) expect(asked).not.toContain(question)
  })

  test.each(Object.keys(worksheetQuestions) as WorksheetQuestion[])('says nothing without %s', (question) => {
    const { income } = assessed(without(worksheet(1_000_000), question))
    expect(income.withinLine).toBe('unknown')
    expect(assessed({ ...worksheet(1_000_000), [question]: 'refused' }).income.withinLine).toBe('unknown')
    expect(assessed({ ...worksheet(1_000_000), [question]: vnd(90_000_000) }).income.withinLine).toBe(false)
  })

  test('is shared by all who live there, children too, and not by who is gone', () => {
    const four = [aResident(), aResident(), aChild(), aChild({ gone: 'died' })]
    expect(assessed(worksheet(1_500_000), {}, four).income.perHead).toBe(1_500_000)
    expect(assessed(worksheet(1_500_000), {}, [...four, aChild()]).income.perHead).toBe(1_125_000)
  })

  test('is rounded up to the đồng, so that the figure stands on the side of the line that the sum stands on', () => {
    expect(assessed(worksheet(1_500_000, 1)).income.perHead).toBe(1_500_001)
  })

  test.each([
    { path: 'income_wages', good: [0, 54_000_000, 'refused'], bad: [-1, 0.5, '54'] },
    { path: 'farming_household', good: [true, false, 'dont_know'], bad: ['yes'] },
    {
      path: 'b1_answers',
      good: [[], ['house:earth', 'cow:3', 'work:wage=2'], 'refused'],
      bad: [['house'], ['House:earth'], ['house:earth:2'], ['work:wage='], ['cow:3=2'], ['cow:1000'], 'house:earth'],
    },
  ])('an answer to $path passes or not', ({ path, good, bad }) => {
    const schema = schemaAt(Path.parse(path))
    for (const value of good) expect(schema.safeParse(value).success, String(value)).toBe(true)
    for (const value of bad) expect(schema.safeParse(value).success, String(value)).toBe(false)
  })

  test('is written with its unit', () => {
    expect(valueText('income_crops', 54_000_000, vi)).toBe('54.000.000 đồng')
    expect(valueText('income_crops', 54_000_000, en)).toBe('54,000,000 VND')
  })
})

describe('the average living standard', () => {
  const farming = { farming_household: true } as const
  test.each<{ what: string; answers: HouseholdAnswers; area?: Area; expected: string }>([
    { what: 'at the poverty line', answers: { ...farming, ...worksheet(1_500_000) }, expected: 'near_poor' },
    { what: 'one đồng above it', answers: { ...farming, ...worksheet(1_500_000, 1) }, expected: 'average' },
    { what: 'at its own end', answers: { ...farming, ...worksheet(2_250_000) }, expected: 'average' },
    { what: 'one đồng a year above it', answers: { ...farming, ...worksheet(2_250_000, 1) }, expected: 'not_poor' },
    { what: 'urban line', answers: { ...farming, ...worksheet(2_000_000) }, area: 'urban', expected: 'near_poor' },
    { what: 'urban, above', answers: { ...farming, ...worksheet(2_000_001) }, area: 'urban', expected: 'average' },
    { what: 'urban end', answers: { ...farming, ...worksheet(3_000_000) }, area: 'urban', expected: 'average' },
    { what: 'urban, past it', answers: { ...farming, ...worksheet(3_000_001) }, area: 'urban', expected: 'not_poor' },
    { what: 'no farming', answers: { farming_household: false, ...worksheet(2_000_000) }, expected: 'not_poor' },
    { what: 'not asked for', answers: worksheet(2_000_000), expected: 'not_poor' },
    { what: 'B1 above', answers: { ...farming, b1_points: 141, ...worksheet(2_000_000) }, expected: 'average' },
    { what: 'B1 within', answers: { ...farming, b1_points: 140, ...worksheet(2_000_000) }, expected: 'near_poor' },
    { what: 'B1 above, no worksheet', answers: { ...farming, b1_points: 141 }, expected: 'not_poor' },
    { what: 'many deprivations', answers: { ...three, ...farming, ...worksheet(2_000_000) }, expected: 'average' },
  ])('$what: $expected', ({ answers, area = 'rural', expected }) => {
    expect(assessed(answers, { area }).classification).toBe(expected)
  })

  test('is said with both its ends', () => {
    const assessment = assessed({ ...farming, b1_points: 141, ...worksheet(2_000_000) })
    expect(classSentence(assessment, vi)).toBe(
      'Điểm B1 141 > 140; thu nhập theo bảng kê 2.000.000 đồng mỗi người mỗi tháng, trên 1.500.000 đồng và không quá 2.250.000 đồng',
    )
    expect(vi.classifications[assessment.classification]).toBe(
      'Hộ làm nông, lâm, ngư, diêm nghiệp có mức sống trung bình',
    )
    expect(classSentence(assessed({ ...farming, ...worksheet(2_300_000) }), en)).toBe(
      'Income by the worksheet 2,300,000 VND per person and month > 1,500,000 VND; income by the worksheet is 2,300,000 VND per person and month, above the average living standard (2,250,000 VND)',
    )
  })
})

describe('the low-income worker of Decree 30/2025', () => {
  const on = (date: string): Partial<AssessmentTerms> => ({ reviewDate: day(date) })
  const decree = on('2025-10-15')
  const idle = [aResident({ work: 'housework' }), aResident({ work: 'retired' }), aChild()]
  test.each<{
    what: string
    answers: HouseholdAnswers
    terms: Partial<AssessmentTerms>
    residents?: Resident[]
    flag: boolean | 'unknown'
  }>([
    { what: 'the day before', answers: worksheet(2_000_000), terms: on('2025-02-23'), flag: false },
    { what: 'its first day', answers: worksheet(2_000_000), terms: on('2025-02-24'), flag: true },
    { what: 'at the limit', answers: worksheet(2_250_000), terms: decree, flag: true },
    { what: 'above the limit', answers: worksheet(2_250_000, 1), terms: decree, flag: false },
    { what: 'urban limit', answers: worksheet(3_000_000), terms: { ...decree, area: 'urban' }, flag: true },
    { what: 'urban, above', answers: worksheet(3_000_001), terms: { ...decree, area: 'urban' }, flag: false },
    { what: 'poor', answers: { ...three, ...worksheet(1_000_000) }, terms: decree, flag: false },
    { what: 'near-poor', answers: worksheet(1_500_000), terms: decree, flag: false },
    { what: 'average', answers: { farming_household: true, ...worksheet(2_000_000) }, terms: decree, flag: true },
    { what: 'no worksheet', answers: { b1_points: 150 }, terms: decree, flag: 'unknown' },
    { what: 'no income at all', answers: {}, terms: decree, flag: 'unknown' },
    { what: 'nobody works', answers: worksheet(2_000_000), terms: decree, residents: idle, flag: false },
    {
      what: 'work not known',
      answers: worksheet(2_000_000),
      terms: decree,
      residents: [aResident({ work: 'dont_know' }), ...idle.slice(1)],
      flag: 'unknown',
    },
    {
      what: 'the work of one who may be 15 or 14 not known',
      answers: worksheet(2_000_000),
      terms: decree,
      residents: [...idle.slice(0, 2), aChild({ birth: PlainYear.parse('2010') })],
      flag: 'unknown',
    },
    {
      what: 'somebody works who may be 15 or 14',
      answers: worksheet(2_000_000),
      terms: decree,
      residents: [...idle.slice(0, 2), aChild({ birth: PlainYear.parse('2010'), work: 'wage' })],
      flag: 'unknown',
    },
    { what: 'the newer standard', answers: worksheet(2_500_000), terms: { standard: standard2027 }, flag: 'unknown' },
  ])('$what: $flag', ({ answers, terms, residents, flag }) => {
    expect(assessed(answers, terms, residents).lowIncomeWorker).toBe(flag)
  })

  test('is a flag beside the class', () => {
    const assessment = assessed(worksheet(2_000_000), decree)
    expect(assessment).toMatchObject({ classification: 'not_poor', lowIncomeWorker: true })
    expect(classNotes(assessment, vi)).toEqual([])
  })
})

describe('a sample scorecard', () => {
  const answers = ['size:three_or_four', 'work:farming=3', 'electricity:below_50', 'motorbikes:1', 'cattle:2']
  const terms = { scorecard: sampleScorecard }

  test('leads to a class that says what it rests on', () => {
    const assessment = assessed({ b1_answers: answers }, terms)
    expect(assessment.income).toMatchObject({ source: 'scorecard', points: 105, isSample: true })
    expect(assessment.restsOnSample).toBe(true)
    expect(classNotes(assessment, vi)).toEqual([vi.restsOnSample])
    expect(classSentence(assessment, vi)).toBe(
      'Điểm B1 tính theo bảng điểm 105 ≤ 140 và thiếu hụt 0 chỉ số (0 điểm), dưới ngưỡng 30 điểm',
    )
  })

  test('taints nothing that does not rest on it', () => {
    expect(assessed({ b1_answers: answers, b1_points: 105 }, terms)).not.toHaveProperty('restsOnSample')
    expect(assessed(worksheet(1_000_000), terms)).not.toHaveProperty('restsOnSample')
    expect(assessed(byTable(100), { scorecard })).not.toHaveProperty('restsOnSample')
  })

  test('taints a paper total that borrows its line', () => {
    const newer: Scorecard = { ...sampleScorecard, standard: '2027-2030' }
    const assessment = assessed({ b1_points: 140 }, { standard: standard2027, scorecard: newer })
    expect(assessment).toMatchObject({ income: { source: 'paper_b1', withinLine: true }, restsOnSample: true })
  })
})

describe('the same answers under the standard of 2027–2030', () => {
  const round = { standard: '2022-2025', area: 'rural', reviewDate: day('2026-10-15') } as const
  const under = (answers: HouseholdAnswers, area: Area = 'rural') =>
    underOtherStandard({ ...round, area }, { ...aHousehold(), household: { ...household, ...answers } }, '2027-2030')!

  test.each<{ perHead: number; extra?: number; area: Area; expected: string; before: string }>([
    { perHead: 1_500_000, area: 'rural', expected: 'poor', before: 'poor' },
    { perHead: 1_500_001, area: 'rural', expected: 'poor', before: 'not_poor' },
    { perHead: 2_200_000, area: 'rural', expected: 'poor', before: 'not_poor' },
    { perHead: 2_200_000, extra: 1, area: 'rural', expected: 'not_poor', before: 'not_poor' },
    { perHead: 2_800_000, area: 'urban', expected: 'poor', before: 'not_poor' },
    { perHead: 2_800_000, extra: 1, area: 'urban', expected: 'not_poor', before: 'not_poor' },
  ])('$perHead đồng $area: $before before, $expected then', ({ perHead, extra = 0, area, expected, before }) => {
    const answers = { ...three, ...worksheet(perHead, extra) }
    expect(under(answers, area)).toMatchObject({ standard: '2027-2030', classification: expected })
    expect(assessed(answers, { area }).classification).toBe(before)
  })

  test('has no points to hold a B1 total against, and says so', () => {
    const assessment = under({ ...three, b1_points: 100 })
    expect(assessment).toMatchObject({ classification: 'undetermined', decidedBy: 'score_line_not_established' })
    expect(assessment.income).not.toHaveProperty('scoreLine')
    expect(classSentence(assessment, vi)).toBe(
      'Chuẩn này chưa có mức điểm B1 thay cho mức thu nhập, và chưa có bảng kê thu nhập đầy đủ',
    )
  })

  test('reads a B1 total by the line of a table loaded for it', () => {
    const loaded: Scorecard = { ...scorecard, standard: '2027-2030', line: 150 }
    const terms = { standard: standard2027, scorecard: loaded }
    expect(assessed({ b1_points: 150 }, terms)).toMatchObject({ classification: 'near_poor' })
    expect(assessed({ b1_points: 151 }, terms)).toMatchObject({ classification: 'not_poor' })
    expect(assessed({}, terms).decidedBy).toBe('income_unknown')
  })

  test('never places a farming household by a band that is not established', () => {
    expect(under({ farming_household: true, ...worksheet(2_300_000) })).toMatchObject({
      classification: 'not_poor',
      decidedBy: 'above_line_average_not_established',
    })
  })

  test('leaves the round’s own result as it was', () => {
    const answers = aHousehold({ household: { ...three, b1_points: 100 } })
    const before = assessUnder(round, answers)
    underOtherStandard(round, answers, '2027-2030')
    expect(assessUnder(round, answers)).toEqual(before)
    expect(before).toMatchObject({ standard: '2022-2025', classification: 'poor' })
    expect(vi.underOtherStandard(vi.standards['2027-2030'])).toBe(
      'Cùng những câu trả lời này, theo chuẩn 2027–2030 (Nghị định 351/2025/NĐ-CP)',
    )
  })

  test('has nothing to say of a household where nobody lives', () => {
    expect(
      underOtherStandard(round, aHousehold({ residents: [aResident({ gone: 'died' })] }), '2027-2030'),
    ).toBeUndefined()
  })
})

describe('whatever the amounts', () => {
  const rank = { poor: 0, near_poor: 1, average: 2, not_poor: 3, undetermined: -1 } as const
  const amount = fc.integer({ min: 0, max: 120_000_000 })

  test('a higher income never makes a household poorer, farming or not, in any area and under any standard', () => {
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.boolean(),
        fc.constantFrom<Area>('rural', 'urban'),
        fc.constantFrom(...standards),
        (one, more, farming_household, area, standard) => {
          const at = (income: number) =>
            assessed({ ...worksheet(0, income), farming_household }, { area, standard }).classification
          expect(rank[at(one + more)]).toBeGreaterThanOrEqual(rank[at(one)])
        },
      ),
    )
  })

  test('the worksheet’s figure is within a line exactly when the sum of twelve months is', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 9 }), (total, people) => {
        const perHead = perHeadOf(worksheet(0, total), people)!
        for (const line of [1_500_000, 2_000_000, 2_250_000, 2_800_000])
          expect(perHead <= line).toBe(total <= line * 12 * people)
      }),
    )
  })
})
