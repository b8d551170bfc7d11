import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess, isAssessable } from '#domain/assessment/assess.ts'
import type { AssessmentTerms, Deprivation } from '#domain/assessment/assessment.ts'
import { whatWouldChange } from '#domain/assessment/whatIf.ts'
import type { HouseholdAnswers, Resident, SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { worksheetQuestions } from '#domain/questionnaire/income.ts'
import type { Classification, IndicatorId } from '#domain/standard/standard.ts'
import { day, vnd } from '#domain/units.ts'
import { en } from '#domain/wording/en.ts'
import { classSentence } from '#domain/wording/findings.ts'
import { vi } from '#domain/wording/vi.ts'
import { aChild, aHousehold, aResident, terms2024, verdictOn } from '../../builders.ts'
import { compare, countOf, pathsOf, put, remove, wholeHousehold } from './completing.ts'
import { runs } from './runs.ts'

// A round that does not count those who study or work elsewhere, and a resident of whom nobody knows whether they do.

const notCounted: AssessmentTerms = { ...terms2024, awayResidents: 'not_counted' }
/** What the form does not ask of the plain resident, so that nothing but what a test says is open. */
const rest = {
  work_contract: true,
  monthly_allowance: false,
  nutrition_finding: 'normal',
  schooling_now: 'none',
  enterprise_certificate: false,
} as const
const atHome = (overrides: Partial<Resident> = {}) => aResident({ ...rest, away: false, ...overrides })
const child = (overrides: Partial<Resident> = {}) =>
  aChild({
    ...rest,
    schooling_now: 'primary',
    work: 'studying',
    education_completed: 'none',
    away: false,
    ...overrides,
  })
const hoa = (overrides: Partial<Resident> = {}) => atHome({ name: 'Lò Thị Hoa', away: 'dont_know', ...overrides })
const oneIsOpen = 'Chưa biết Lò Thị Hoa có đang sống ở nhà hay không'
const tipping = 'Chưa biết những ai đang sống ở nhà, mà điều đó có thể làm đổi kết quả'
const eitherWay = `${oneIsOpen}; dù có hay không, kết quả này vẫn vậy`

/** A worksheet of which one line holds it all. Unit: đồng in 12 months. */
function worksheet(total: number): Partial<HouseholdAnswers> {
  const lines = Object.keys(worksheetQuestions).map((question) => [question, vnd(0)])
  return { ...Object.fromEntries(lines), income_wages: vnd(total), farming_household: true }
}
const perHead = (amount: number, residents: number) => amount * 12 * residents

describe('an indicator is not known only if who lives at home could change it', () => {
  test.each<{
    what: string
    indicator: IndicatorId
    residents: Resident[]
    household?: Partial<HouseholdAnswers>
    expected: Deprivation
    sentences: string[]
  }>([
    {
      what: 'she alone is uninsured',
      indicator: 'healthInsurance',
      residents: [atHome(), hoa({ health_insurance: false })],
      expected: 'unknown',
      sentences: [oneIsOpen],
    },
    {
      what: 'somebody at home is uninsured too',
      indicator: 'healthInsurance',
      residents: [atHome({ health_insurance: false }), hoa({ health_insurance: false })],
      expected: 'deprived',
      sentences: ['1 trong 1 người từ đủ 6 tuổi chưa có thẻ BHYT: Lò Thị Mai'],
    },
    {
      what: 'she is insured, as the others are',
      indicator: 'healthInsurance',
      residents: [atHome(), hoa()],
      expected: 'not_deprived',
      sentences: ['Mọi người từ đủ 6 tuổi đều có thẻ BHYT'],
    },
    {
      what: 'her insurance is not known either',
      indicator: 'healthInsurance',
      residents: [atHome(), hoa({ health_insurance: 'refused' })],
      expected: 'unknown',
      sentences: ['Chưa biết “Hiện có bảo hiểm y tế” của Lò Thị Hoa', oneIsOpen],
    },
    {
      what: 'two of four are children without her, two of five with her',
      indicator: 'dependants',
      residents: [atHome(), atHome(), child(), child(), hoa()],
      expected: 'not_deprived',
      sentences: ['2 trong 4 người là người phụ thuộc, không quá một nửa', eitherWay],
    },
    {
      what: 'two of three are children without her, two of four with her',
      indicator: 'dependants',
      residents: [atHome(), child(), child(), hoa()],
      expected: 'unknown',
      sentences: [oneIsOpen],
    },
    {
      what: 'three of four are children without her, three of five with her',
      indicator: 'dependants',
      residents: [atHome(), child(), child(), child(), hoa()],
      expected: 'deprived',
      sentences: ['3 trong 5 người là người phụ thuộc, quá một nửa: Lò Văn Nam, Lò Văn Nam, Lò Văn Nam', eitherWay],
    },
    {
      what: 'half are children, and the one who may be away is a third child',
      indicator: 'dependants',
      residents: [atHome(), child(), aChild({ name: 'Lò Thị Hoa', away: 'refused' })],
      expected: 'unknown',
      sentences: [oneIsOpen],
    },
    {
      what: '16 m² for two without her, for three with her',
      indicator: 'housingArea',
      household: { dwelling_area_m2: 16 },
      residents: [atHome(), atHome(), hoa()],
      expected: 'unknown',
      sentences: [oneIsOpen],
    },
    {
      what: '24 m² are enough for all three',
      indicator: 'housingArea',
      household: { dwelling_area_m2: 24 },
      residents: [atHome(), atHome(), hoa()],
      expected: 'not_deprived',
      sentences: ['24 m² cho nhiều nhất 3 người: 8 m² mỗi người, không dưới 8 m²', eitherWay],
    },
    {
      what: '15 m² are too little even for two',
      indicator: 'housingArea',
      household: { dwelling_area_m2: 15 },
      residents: [atHome(), atHome(), hoa()],
      expected: 'deprived',
      sentences: ['15 m² cho ít nhất 2 người: 7,5 m² mỗi người, dưới 8 m²', eitherWay],
    },
    {
      what: 'nobody at all is certain to live there: nobody may be without insurance',
      indicator: 'healthInsurance',
      residents: [hoa({ health_insurance: false })],
      expected: 'unknown',
      sentences: [oneIsOpen],
    },
  ])('$indicator, $what: $expected', ({ indicator, household, residents, expected, sentences }) => {
    const verdict = verdictOn(indicator, aHousehold({ ...(household && { household }), residents }), notCounted)
    expect(verdict.deprivation).toBe(expected)
    expect(verdict.reasons.map((reason) => vi.reasons[reason.rule](reason))).toEqual(sentences)
  })

  test('says so in English too', () => {
    const sentences = (indicator: IndicatorId, household: Partial<HouseholdAnswers>) =>
      verdictOn(indicator, aHousehold({ household, residents: [atHome(), hoa()] }), notCounted).reasons.map((reason) =>
        en.reasons[reason.rule](reason),
      )
    expect(sentences('housingArea', { dwelling_area_m2: 8 })).toEqual([
      'Not known whether at home or living elsewhere: Lò Thị Hoa',
    ])
    expect(sentences('housingArea', { dwelling_area_m2: 20 })).toEqual([
      '20 m², residents: at most 2; 10 m² each, not below 8 m²',
      'Not known whether at home or living elsewhere: Lò Thị Hoa; this result is the same either way',
    ])
    expect(sentences('housingArea', { dwelling_area_m2: 7 })[0]).toBe(
      '7 m², residents: at least 1; 7 m² each, below 8 m²',
    )
  })
})

describe('the class is undetermined exactly where who lives at home could tip it', () => {
  const two = { b1_points: 120, latrine: 'none', internet_use: false } as const
  test.each<{
    what: string
    household: Partial<HouseholdAnswers>
    residents: Resident[]
    points: [number, number]
    expected: Classification
    because: string
  }>([
    {
      what: 'she may be the third deprivation',
      household: two,
      residents: [atHome(), hoa({ health_insurance: false })],
      points: [20, 30],
      expected: 'undetermined',
      because: tipping,
    },
    {
      what: 'she may be the second deprivation',
      household: { b1_points: 120, latrine: 'none' },
      residents: [atHome(), hoa({ health_insurance: false })],
      points: [10, 20],
      expected: 'near_poor',
      because: 'Điểm B1 120 ≤ 140 và thiếu hụt nhiều nhất 2 chỉ số (20 điểm), dưới ngưỡng 30 điểm',
    },
    {
      what: 'with her the floor is too small, without her the children are more than half: three either way',
      household: { ...two, dwelling_area_m2: 24 },
      residents: [atHome(), child(), child(), hoa()],
      points: [30, 30],
      expected: 'poor',
      because: 'Điểm B1 120 ≤ 140 và thiếu hụt 3 chỉ số (30 điểm), đạt ngưỡng 30 điểm',
    },
    {
      what: 'she takes her job and her card along: two more deprivations or none',
      household: { b1_points: 120, latrine: 'none' },
      residents: [atHome(), hoa({ health_insurance: false, work: 'looking_for_work' })],
      points: [10, 30],
      expected: 'undetermined',
      because: tipping,
    },
    {
      what: 'above the line by B1, whoever lives there',
      household: { ...two, b1_points: 141 },
      residents: [atHome(), hoa({ health_insurance: false })],
      points: [20, 30],
      expected: 'not_poor',
      because: 'Điểm B1 141 > 140, trên mức chuẩn, dù thiếu hụt bao nhiêu chỉ số',
    },
    {
      what: 'above the line by B1, but perhaps nobody lives there',
      household: { ...two, b1_points: 141 },
      residents: [hoa()],
      points: [20, 20],
      expected: 'undetermined',
      because: tipping,
    },
  ])('$what: $expected', ({ household, residents, points, expected, because }) => {
    const answers = aHousehold({ household, residents })
    const { said, tried } = compare(answers, notCounted)
    expect(said).toEqual(tried)
    expect(said.points).toEqual({ least: points[0], most: points[1] })
    expect(said.classification).toBe(expected)
    expect(classSentence(assess(answers, notCounted), vi)).toBe(because)
  })

  test('where perhaps nobody lives there, that is what is said, though her own answers would leave it open too', () => {
    const answers = aHousehold({ household: two, residents: [hoa({ health_insurance: 'dont_know' })] })
    expect(assess(answers, notCounted)).toMatchObject({ classification: 'undetermined', decidedBy: 'presence_unknown' })
    const { decidedBy } = assess({ ...answers, residents: [{ ...answers.residents[0]!, away: false }] }, notCounted)
    expect(decidedBy).toBe('deprivations_unknown')
  })

  test('nobody is away for certain, and nobody at home: it may be assessed, and stays undetermined', () => {
    const answers = aHousehold({ residents: [hoa(), hoa({ away: true })] })
    expect(isAssessable(answers, 'not_counted')).toBe(true)
    expect(assess(answers, notCounted).classification).toBe('undetermined')
  })

  test('a round that counts everybody asks nothing of the kind', () => {
    const answers = aHousehold({ household: two, residents: [atHome(), hoa({ health_insurance: false })] })
    expect(assess(answers, terms2024).classification).toBe('poor')
    expect(verdictOn('healthInsurance', answers).deprivation).toBe('deprived')
  })
})

describe('income per resident by the worksheet, where she may be away', () => {
  const open = { ...worksheet(0), b1_points: 'dont_know' } as const
  const of = (total: number, residents = [atHome(), atHome(), atHome(), hoa()]) =>
    aHousehold({ household: { ...open, income_wages: vnd(total) }, residents })
  test.each<{ total: number; what: string; expected: Classification; because: string }>([
    {
      total: perHead(1_500_000, 3),
      what: 'at the line for three, below it for four',
      expected: 'near_poor',
      because:
        'Thu nhập theo bảng kê nhiều nhất 1.500.000 đồng mỗi người mỗi tháng ≤ 1.500.000 đồng và thiếu hụt 0 chỉ số (0 điểm), dưới ngưỡng 30 điểm',
    },
    {
      total: perHead(1_500_000, 3) + 1,
      what: 'above the line for three, below it for four',
      expected: 'undetermined',
      because: tipping,
    },
    {
      total: perHead(1_500_000, 4) + 1,
      what: 'above the line for four, within the average for three',
      expected: 'average',
      because:
        'Thu nhập theo bảng kê ít nhất 1.500.001 đồng mỗi người mỗi tháng > 1.500.000 đồng; thu nhập theo bảng kê ít nhất 1.500.001 đồng mỗi người mỗi tháng, trên 1.500.000 đồng và không quá 2.250.000 đồng',
    },
    {
      total: perHead(2_250_000, 3) + 1,
      what: 'above the average for three, within it for four',
      expected: 'undetermined',
      because: tipping,
    },
    {
      total: perHead(2_250_000, 4) + 1,
      what: 'above the average for all four',
      expected: 'not_poor',
      because:
        'Thu nhập theo bảng kê ít nhất 2.250.001 đồng mỗi người mỗi tháng > 1.500.000 đồng; thu nhập theo bảng kê ít nhất 2.250.001 đồng mỗi người mỗi tháng, trên mức sống trung bình (2.250.000 đồng)',
    },
  ])('$what: $expected', ({ total, expected, because }) => {
    const assessment = assess(of(total), notCounted)
    expect(assessment.classification).toBe(expected)
    expect(classSentence(assessment, vi)).toBe(because)
  })

  test('is one figure once it is known who lives there', () => {
    expect(assess(of(54_000_000), notCounted).income).toMatchObject({ perHead: 1_500_000, perHeadIs: 'most' })
    const known = assess(of(54_000_000, [atHome(), atHome(), atHome(), hoa({ away: true })]), notCounted).income
    expect(known).toMatchObject({ perHead: 1_500_000 })
    expect(known).not.toHaveProperty('perHeadIs')
    expect(assess(of(54_000_001), notCounted).income).not.toHaveProperty('perHead')
  })

  test('is that of the one who may live there, where perhaps nobody does', () => {
    const { income } = assess(of(perHead(1_500_000, 1), [hoa()]), notCounted)
    expect(income).toMatchObject({ source: 'worksheet', perHead: 1_500_000, withinLine: true })
    expect(income).not.toHaveProperty('perHeadIs')
  })

  test('is told with its line where it stands on either side of it, and without a figure', () => {
    expect(assess(of(54_000_001), notCounted).income).toEqual({
      source: 'worksheet',
      povertyLine: 1_500_000,
      averageLine: 2_250_000,
      withinLine: 'unknown',
    })
  })

  test('is not spoken of where there is no worksheet', () => {
    const { income } = assess(aHousehold({ residents: [atHome(), hoa()] }), notCounted)
    expect(income).toMatchObject({ source: 'paper_b1', points: 160, withinLine: false })
    expect(income).not.toHaveProperty('perHeadIs')
  })

  test('leaves a household above the line by B1 not poor, whether or not the average living standard comes in', () => {
    const household = { ...worksheet(perHead(2_900_000, 1)), b1_points: 160 }
    const assessment = assess(aHousehold({ household, residents: [atHome(), hoa()] }), notCounted)
    expect(assessment).toMatchObject({ classification: 'not_poor', decidedBy: 'above_line' })
    const alone = assess(aHousehold({ household, residents: [atHome()] }), notCounted)
    expect(alone).toMatchObject({ classification: 'not_poor', decidedBy: 'above_average' })
  })

  test('contradicts B1 only where it does so whoever lives there', () => {
    const doubts = (total: number) =>
      assess(
        aHousehold({ household: { ...worksheet(total), b1_points: 120 }, residents: [atHome(), hoa()] }),
        notCounted,
      ).doubts
    expect(doubts(perHead(1_500_000, 2) + 1)).toEqual(['worksheet_contradicts_b1'])
    expect(doubts(perHead(1_500_000, 2))).toEqual([])
  })

  test('makes a low-income worker only of somebody who lives at home, by what holds for every number', () => {
    const terms = { ...notCounted, reviewDate: day('2025-10-15') }
    const flag = (total: number, residents: Resident[]) => assess(of(total, residents), terms).lowIncomeWorker
    const [worker, idle] = [atHome(), atHome({ work: 'unable_to_work' })]
    expect(flag(perHead(2_250_000, 3), [worker, idle, idle])).toBe(true)
    expect(flag(perHead(2_250_000, 3), [worker, idle, idle, hoa()])).toBe(true)
    expect(flag(perHead(2_250_000, 3), [idle, idle, idle, hoa()])).toBe('unknown')
    expect(flag(perHead(2_250_000, 3), [idle, idle, idle, hoa({ away: true })])).toBe(false)
    expect(flag(perHead(2_250_000, 3) + 1, [worker, idle, idle, hoa()])).toBe('unknown')
    expect(flag(perHead(2_250_000, 4) + 1, [worker, idle, idle, hoa()])).toBe(false)
  })
})

describe('what would change the result', () => {
  const answers = aHousehold({
    household: { b1_points: 120, latrine: 'none', internet_use: false },
    residents: [atHome(), hoa({ health_insurance: false })],
  })
  test('names whether she lives at home, each way with the class it leads to', () => {
    const { sets } = whatWouldChange(answers, notCounted)
    const [mai, other] = answers.residents
    expect(sets.slice(0, 2)).toEqual([
      [{ path: `${other!.id}/away`, from: 'dont_know', to: true, flips: ['healthInsurance'], leadsTo: 'near_poor' }],
      [{ path: `${other!.id}/away`, from: 'dont_know', to: false, flips: ['healthInsurance'], leadsTo: 'poor' }],
    ])
    expect(sets.some(([fact]) => fact?.path === `${mai!.id}/away`)).toBe(false)
  })

  test('never proposes that nobody lives there', () => {
    const alone = aHousehold({ household: { b1_points: 120 }, residents: [hoa()] })
    const { sets } = whatWouldChange(alone, notCounted)
    expect(sets.map(([fact]) => fact?.to)).toEqual([false])
  })

  test('is not asked of a round that counts everybody', () => {
    const { sets } = whatWouldChange(answers, terms2024)
    expect(sets.flat().some(({ path }) => path.endsWith('/away'))).toBe(false)
  })
})

/** Three at most, of whom some may be away, with one or two other answers not known; income by B1, or by a worksheet. */
const someAway: fc.Arbitrary<SurveyAnswers> = fc
  .record({
    answers: wholeHousehold(3),
    away: fc.array(fc.constantFrom(true, false, 'dont_know' as const, 'refused' as const, undefined), {
      minLength: 3,
      maxLength: 3,
    }),
    area: fc.constantFrom(7.9, 8, 15.9, 16, 23.9, 24),
    total: fc.constantFrom(
      undefined,
      ...[1, 2, 3].flatMap((people) => [1_500_000, 2_250_000].map((line) => perHead(line, people))),
      ...[1, 2, 3].flatMap((people) => [1_500_000, 2_250_000].map((line) => perHead(line, people) + 1)),
    ),
    hasB1: fc.boolean(),
    unknown: fc.array(fc.nat(), { maxLength: 2 }),
  })
  .map(({ answers, away, area, total, hasB1, unknown }) => {
    const copy = structuredClone(answers)
    copy.residents.forEach((resident, i) => {
      if (away[i] !== undefined) resident.away = away[i]
    })
    copy.household.dwelling_area_m2 = area
    if (total !== undefined) Object.assign(copy.household, worksheet(total))
    if (total !== undefined && !hasB1) remove(copy, pathsOf(copy).find(([path]) => path === 'b1_points')![0])
    const paths = pathsOf(copy)
    for (const place of unknown) {
      const [path] = paths[place % paths.length]!
      if (path.endsWith('/sex') || path === 'b1_points') continue
      put(copy, path, 'dont_know')
    }
    return copy
  })

test('unknown and undetermined stand exactly where somebody’s being away, or an answer, comes out differently', () => {
  fc.assert(
    fc.property(someAway, (answers) => {
      fc.pre(isAssessable(answers, 'not_counted') && countOf(answers, notCounted) <= 1_000)
      const { said, tried } = compare(answers, notCounted)
      expect(said).toEqual(tried)
    }),
    { numRuns: runs(300) },
  )
}, 60_000)
