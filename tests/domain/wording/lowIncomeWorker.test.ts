import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NamedTerms } from '#domain/assessment/assessUnder.ts'
import { assessUnder } from '#domain/assessment/assessUnder.ts'
import { hasLowIncomeWorker, lowIncomeWorkerGaps } from '#domain/assessment/lowIncomeWorkerGaps.ts'
import type { HouseholdAnswers, Resident, SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { type WorksheetQuestion, worksheetQuestions } from '#domain/questionnaire/income.ts'
import { day, PlainYear, vnd } from '#domain/units.ts'
import { en } from '#domain/wording/en.ts'
import { lowIncomeWorkerText } from '#domain/wording/lowIncomeWorker.ts'
import { vi } from '#domain/wording/vi.ts'
import { aChild, aHousehold, aResident, without } from '../../builders.ts'
import { runs } from '../assessment/runs.ts'
import { someHousehold } from '../assessment/someHousehold.ts'

const terms: NamedTerms = { standard: '2022-2025', area: 'rural', reviewDate: day('2025-10-15') }

/** The worksheet of a household with this much in 12 months. Unit: đồng. */
function worksheet(total: number): Pick<HouseholdAnswers, WorksheetQuestion> {
  const none = Object.fromEntries(Object.keys(worksheetQuestions).map((question) => [question, vnd(0)]))
  return { ...none, income_crops: vnd(total) }
}
const monthly = (perHead: number, residents = 3) => worksheet(perHead * 12 * residents)

function answered(household: Partial<HouseholdAnswers>, residents?: Resident[]): SurveyAnswers {
  const whole = aHousehold(residents && { residents })
  return { ...whole, household: { ...without(whole.household, 'b1_points'), ...household } }
}

function said(answers: SurveyAnswers, under: NamedTerms = terms) {
  const assessment = assessUnder(under, answers)!
  return [vi, en].map((words) => lowIncomeWorkerText(assessment, answers, under, words))
}

const decree = ['(Nghị định 30/2025/NĐ-CP)', '(Decree 30/2025/ND-CP)'] as const
const one = [
  `Người làm việc trong hộ thuộc diện lao động có thu nhập thấp ${decree[0]}`,
  `Who works in this household is a low-income worker ${decree[1]}`,
]
const nobody = [
  `Trong hộ không có ai thuộc diện lao động có thu nhập thấp ${decree[0]}`,
  `Nobody in this household is a low-income worker ${decree[1]}`,
]
const lacking = (vietnamese: string, english: string) => [
  `Chưa rõ trong hộ có ai thuộc diện lao động có thu nhập thấp hay không ${decree[0]}, vì còn thiếu: ${vietnamese}`,
  `Not known whether anybody in this household is a low-income worker ${decree[1]}, for want of: ${english}`,
]
const ofMai = (question: 'work' | 'birth' | 'away') =>
  lacking(`“${vi.questions[question].label}” của Lò Thị Mai`, `“${en.questions[question].label}” of Lò Thị Mai`)
const idle = [aResident({ name: 'Lò Văn Tư', work: 'housework' }), aChild()]
const notCounted: NamedTerms = { ...terms, awayResidents: 'not_counted' }
const atHome = (resident: Resident): Resident => ({ ...resident, away: false })

describe('the low-income worker in one sentence', () => {
  test.each<{ what: string; answers: SurveyAnswers; terms?: NamedTerms; expected: (string | undefined)[] }>([
    { what: 'there is one', answers: answered(monthly(2_000_000)), expected: one },
    { what: 'the income is above the limit', answers: answered(monthly(2_300_000)), expected: nobody },
    { what: 'the household is near-poor', answers: answered(monthly(1_000_000)), expected: nobody },
    { what: 'nobody works', answers: answered(monthly(2_000_000), [...idle, aChild()]), expected: nobody },
    {
      what: 'no worksheet',
      answers: answered({ b1_points: 150 }),
      expected: lacking('bảng kê thu nhập 12 tháng', 'the income worksheet of 12 months'),
    },
    {
      what: 'nothing about income, and so no class',
      answers: answered({}),
      expected: lacking('bảng kê thu nhập 12 tháng; xếp loại của hộ', 'the income worksheet of 12 months; the class'),
    },
    {
      what: 'whether the only one of age works',
      answers: answered(monthly(2_000_000), [aResident({ work: 'dont_know' }), ...idle]),
      expected: ofMai('work'),
    },
    {
      what: 'whether the only worker is 15',
      answers: answered(monthly(2_000_000), [aResident({ birth: PlainYear.parse('2010') }), ...idle]),
      expected: ofMai('birth'),
    },
    {
      what: 'somebody works for certain, whatever is not known of another',
      answers: answered(monthly(2_000_000), [aResident({ work: 'dont_know' }), aResident(), aChild()]),
      expected: one,
    },
    {
      what: 'whether the only worker lives here',
      answers: answered(monthly(1_600_000, 2), [aResident({ away: 'dont_know' }), ...idle.map(atHome)]),
      terms: notCounted,
      expected: [
        expect.stringContaining(`“${vi.questions.away.label}” của Lò Thị Mai`),
        expect.stringContaining(`“${en.questions.away.label}” of Lò Thị Mai`),
      ],
    },
    {
      what: 'how many live here, where that tips the income per head',
      answers: answered(worksheet(2_250_000 * 12 * 2 + 12), [
        aResident({ name: 'Lò Văn Tư', away: false }),
        atHome(aChild()),
        aResident({ work: 'studying', away: 'dont_know' }),
      ]),
      terms: notCounted,
      expected: ofMai('away'),
    },
    {
      what: 'the decree is not there yet',
      answers: answered(monthly(2_000_000)),
      terms: { ...terms, reviewDate: day('2025-02-23') },
      expected: [undefined, undefined],
    },
    {
      what: 'the standard has no such flag',
      answers: answered(monthly(2_500_000)),
      terms: { ...terms, standard: '2027-2030' },
      expected: [undefined, undefined],
    },
  ])('$what', ({ answers, terms: under = terms, expected }) => {
    expect(said(answers, under)).toEqual(expected)
  })

  test('is said of no standard that this build lacks, nor before its decree', () => {
    const answers = answered(worksheet(0), [aResident({ work: 'dont_know' })])
    const unknown = { ...assessUnder(terms, answers)!, lowIncomeWorker: 'unknown' as const }
    expect(lowIncomeWorkerGaps(unknown, answers, { ...terms, standard: '2016-2020' })).toEqual([])
    expect(
      [{ standard: '2016-2020' }, { reviewDate: day('2025-02-23') }, {}].map((other) =>
        hasLowIncomeWorker({ ...terms, ...other }),
      ),
    ).toEqual([false, false, true])
  })

  test('names somebody who has no name yet', () => {
    const nameless = without(aResident({ work: 'dont_know' }), 'name')
    expect(said(answered(monthly(2_000_000), [nameless, ...idle]))[0]).toContain(`của ${vi.unnamed}`)
  })

  test('says what is lacking exactly where it is not known', () => {
    const someTerms = fc.constantFrom(terms, notCounted)
    const someIncome = fc.constantFrom({}, worksheet(2_250_000 * 12 * 2), worksheet(0))
    fc.assert(
      fc.property(someHousehold, someIncome, someTerms, ({ household, residents }, income, under) => {
        const answers = { household: { ...household, ...income }, residents }
        const assessment = assessUnder(under, answers)!
        expect(lowIncomeWorkerGaps(assessment, answers, under).length > 0).toBe(
          assessment.lowIncomeWorker === 'unknown',
        )
      }),
      { numRuns: runs(500) },
    )
  })
})
