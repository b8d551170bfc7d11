import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessUnder, type NamedTerms } from '#domain/assessment/assessUnder.ts'
import { b1FormUnder, incomeStandingUnder } from '#domain/assessment/incomeStanding.ts'
import type { HouseholdAnswers, HouseholdQuestion, Resident, SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { askedPaths, isAsked, isOffered, unansweredPaths } from '#domain/questionnaire/asked.ts'
import { incomeQuestions, type WorksheetQuestion, worksheetQuestions } from '#domain/questionnaire/income.ts'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import { vnd } from '#domain/units.ts'
import { aChild, aHousehold, aResident, terms2024, without } from '../../builders.ts'
import { runs } from './runs.ts'
import { present, someHousehold } from './someHousehold.ts'

const rural: NamedTerms = { standard: '2022-2025', area: 'rural', reviewDate: terms2024.reviewDate }
const next: NamedTerms = { ...rural, standard: '2027-2030' }

const { sample: _, ...loaded } = sampleScorecard
/** How each resident works, and how many cows there are. Invented. */
const scorecard: Scorecard = {
  ...loaded,
  id: 'b1_test',
  source: 'Phiếu B1',
  items: [
    {
      kind: 'per_member',
      id: 'work',
      label: 'Việc làm',
      options: [
        { id: 'wage', label: 'Làm công', points: 40 },
        { id: 'none', label: 'Không', points: 0 },
      ],
    },
    { kind: 'count', id: 'cow', label: 'Số bò', pointsEach: 30, atMost: 4 },
  ],
}
const byItems: NamedTerms = { ...rural, scorecard }
/** A commune that has the points of the next standard, whose average living standard nobody has set. */
const nextByItems: NamedTerms = { ...next, scorecard: { ...scorecard, standard: '2027-2030' } }

const lines = Object.keys(worksheetQuestions) as WorksheetQuestion[]
const noB1 = without(aHousehold().household, 'b1_points')

/** Mother, father and son, with these answers on income and no others. */
function family(income: HouseholdAnswers): SurveyAnswers {
  return { ...aHousehold(), household: { ...noB1, ...income } }
}

/** What the form makes of the questions on income; the eight lines of the worksheet as one. */
function form(income: HouseholdAnswers, terms: NamedTerms) {
  const answers = family(income)
  const standing = incomeStandingUnder(terms, answers)!
  const chosen = (is: typeof isOffered) => {
    const questions = Object.keys(incomeQuestions) as HouseholdQuestion[]
    const names = questions.filter((question) => is(question, answers.household, standing))
    return [...new Set(names.map((name) => (name in worksheetQuestions ? 'worksheet' : name)))]
  }
  return { asked: chosen(isAsked), offered: chosen(isOffered) }
}

const all = ['work:none=3', 'cow:4']

describe('what the form asks about income', () => {
  test.each<{ what: string; terms?: NamedTerms; income: HouseholdAnswers; asked: string[]; offered?: string[] }>([
    { what: 'nothing answered: the paper’s total alone', income: {}, asked: ['b1_points'] },
    { what: 'B1 at the line: poor or near poor, so no worksheet', income: { b1_points: 140 }, asked: ['b1_points'] },
    {
      what: 'B1 above: a farming household may ask for more',
      income: { b1_points: 141 },
      asked: ['b1_points'],
      offered: ['farming_household'],
    },
    {
      what: 'it asks: the worksheet',
      income: { b1_points: 141, farming_household: true },
      asked: ['b1_points', 'worksheet'],
      offered: ['farming_household'],
    },
    {
      what: 'it does not farm: no worksheet',
      income: { b1_points: 141, farming_household: false },
      asked: ['b1_points'],
      offered: ['farming_household'],
    },
    {
      what: 'it farms, and B1 is within the line: no worksheet',
      income: { b1_points: 140, farming_household: true },
      asked: ['b1_points'],
    },
    {
      what: 'B1 not known: the worksheet is what is left, for whoever has it',
      income: { b1_points: 'dont_know' },
      asked: ['b1_points'],
      offered: ['farming_household', 'worksheet'],
    },
    {
      what: 'no average living standard is established: nothing to ask for, but no line of B1 either',
      terms: next,
      income: { b1_points: 200 },
      asked: ['b1_points'],
      offered: ['worksheet'],
    },
    { what: 'with a scorecard: its items in place of the total', terms: byItems, income: {}, asked: ['b1_answers'] },
    {
      what: 'the paper’s total is given: nothing more of the items',
      terms: byItems,
      income: { b1_points: 100 },
      asked: ['b1_points'],
      offered: ['b1_answers'],
    },
    {
      what: 'all items, above the line by 10 points',
      terms: byItems,
      income: { b1_answers: ['work:wage=3', 'cow:1'] },
      asked: ['b1_answers'],
      offered: ['farming_household'],
    },
    {
      what: 'above the line of a standard without an average living standard: nothing to ask for',
      terms: nextByItems,
      income: { b1_points: 141, farming_household: true },
      asked: ['b1_points'],
      offered: ['b1_answers'],
    },
    { what: 'all items, within the line', terms: byItems, income: { b1_answers: all }, asked: ['b1_answers'] },
    {
      what: 'the scorecard is of another standard: the paper’s total',
      terms: { ...next, scorecard },
      income: {},
      asked: ['b1_points'],
    },
  ])('$what', ({ terms = rural, income, asked, offered = [] }) => {
    expect(form(income, terms)).toEqual({ asked, offered })
  })

  test('a standard that this build lacks has the plain form', () => {
    const unknown = { ...rural, standard: '2040', scorecard }
    expect(incomeStandingUnder(unknown, family({}))).toBeUndefined()
    expect(b1FormUnder(unknown, family({}))).toBeUndefined()
    expect(askedPaths(family({}), rural.reviewDate, undefined)).toContain('b1_points')
  })
})

describe('form B1 item by item', () => {
  const open = (income: HouseholdAnswers, residents = aHousehold().residents, terms = byItems) => {
    const answers = { ...family(income), residents }
    const paths: string[] = unansweredPaths(answers, terms.reviewDate, incomeStandingUnder(terms, answers))
    return paths.filter((path) => path in incomeQuestions)
  }

  test('is open until its last item is answered', () => {
    expect(open({})).toEqual(['b1_answers'])
    expect(open({ b1_answers: ['work:none=3'] })).toEqual(['b1_answers'])
    expect(open({ b1_answers: ['work:none=2', 'cow:4'] })).toEqual(['b1_answers'])
    expect(open({ b1_answers: all })).toEqual([])
  })

  test('is closed by a non-response, and by the paper’s total', () => {
    expect(open({ b1_answers: 'refused' })).toEqual([])
    expect(open({ b1_points: 100 })).toEqual([])
    expect(open({ b1_points: 100, b1_answers: ['cow:4'] })).toEqual([])
  })

  test('is open again once somebody else lives there', () => {
    const four = [...aHousehold().residents, aChild()]
    expect(open({ b1_answers: all }, four)).toEqual(['b1_answers'])
    expect(open({ b1_answers: ['work:none=4', 'cow:4'] }, four)).toEqual([])
  })

  test('counts who is away as the round says', () => {
    const residents = [aResident(), aResident({ away: true })]
    const codes = { b1_answers: ['work:none=1', 'cow:4'] }
    const notCounted: NamedTerms = { ...byItems, awayResidents: 'not_counted' }
    expect(open(codes, residents)).toEqual(['b1_answers'])
    expect(open(codes, residents, notCounted)).toEqual([])
    expect(b1FormUnder(byItems, { household: {}, residents })?.residents).toBe(2)
    expect(b1FormUnder(notCounted, { household: {}, residents })?.residents).toBe(1)
  })

  test('is closed by items that fit a number of residents there may be, and says nothing until it is that number', () => {
    const notCounted: NamedTerms = { ...byItems, awayResidents: 'not_counted' }
    const home = aResident({ away: false })
    const standing = (code: string, ...residents: Resident[]) =>
      incomeStandingUnder(notCounted, { household: { ...noB1, b1_answers: [code, 'cow:4'] }, residents })
    expect(standing('work:none=1', home, aResident())).toEqual({
      b1: 'unknown',
      items: 'complete',
      hasAverage: true,
      needsAway: true,
    })
    expect(standing('work:none=2', home, aResident())).toMatchObject({ b1: 'unknown', items: 'complete' })
    expect(standing('work:none=3', home, aResident())).toMatchObject({ b1: 'open', items: 'missing' })
    expect(standing('work:none=1', home, aResident({ away: true }))).toMatchObject({ b1: 'within', items: 'complete' })
    expect(standing('cow:4', aResident())).toMatchObject({ items: 'missing' })
  })

  test('keeps the class open while its items fit one number of residents, and there may be another', () => {
    const notCounted: NamedTerms = { ...byItems, awayResidents: 'not_counted' }
    const residents = [aResident({ away: false }), aResident({ away: 'refused' })]
    const household = { ...aHousehold({ household: { b1_answers: ['work:none=2', 'cow:4'] } }).household }
    const assessment = assessUnder(notCounted, { household: without(household, 'b1_points'), residents })
    expect(assessment).toMatchObject({ classification: 'undetermined', decidedBy: 'presence_unknown' })
    expect(assessUnder(byItems, { household: without(household, 'b1_points'), residents })).toMatchObject({
      classification: 'near_poor',
    })
    const withWorksheet = {
      ...without(household, 'b1_points'),
      ...Object.fromEntries(lines.map((line) => [line, vnd(0)])),
    }
    expect(assessUnder(notCounted, { household: withWorksheet, residents })).toMatchObject({
      classification: 'undetermined',
      decidedBy: 'presence_unknown',
      income: { withinLine: 'unknown' },
    })
  })
})

describe('the worksheet, whatever else is answered', () => {
  const someTerms = fc.constantFrom<NamedTerms>(rural, { ...rural, area: 'urban' }, next, byItems, nextByItems)
  const someIncome = fc
    .record({
      b1_points: fc.constantFrom(100, 140, 141, 176, 'dont_know' as const, undefined),
      b1_answers: fc.constantFrom(all, ['work:wage=1'], 'refused' as const, undefined),
      farming_household: fc.constantFrom(true, false, 'dont_know' as const, undefined),
    })
    .map((income) => present(income) as HouseholdAnswers)
  /** Answers with this much a head and month in the worksheet; without, one line of it is not known. */
  const withLines = (answers: SurveyAnswers, perHead: number): SurveyAnswers => {
    const none = Object.fromEntries(lines.map((line) => [line, vnd(0)]))
    const income_crops = vnd(perHead * 12 * answers.residents.length)
    return { ...answers, household: { ...answers.household, ...none, income_crops } }
  }
  const classUnder = (terms: NamedTerms, answers: SurveyAnswers) => assessUnder(terms, answers)?.classification

  test('is shown exactly where some amounts lead to another class than others', () => {
    fc.assert(
      fc.property(someHousehold, someIncome, someTerms, (base, income, terms) => {
        const answers = { ...base, household: { ...without(base.household, 'b1_points'), ...income } }
        const standing = incomeStandingUnder(terms, answers)!
        fc.pre(standing.b1 !== 'open')
        const amounts = [0, 1_800_000, 2_500_000, 9_000_000]
        const classes = new Set(amounts.map((amount) => classUnder(terms, withLines(answers, amount))))
        for (const line of lines) {
          const isShown = isAsked(line, answers.household, standing) || isOffered(line, answers.household, standing)
          expect(isShown).toBe(classes.size > 1)
        }
      }),
      { numRuns: runs(500) },
    )
  })

  test('changes no class until its last line is known', () => {
    fc.assert(
      fc.property(
        someHousehold,
        someIncome,
        someTerms,
        fc.constantFrom(...lines),
        fc.boolean(),
        fc.integer({ min: 0, max: 5_000_000 }),
        (base, income, terms, line, isAbsent, perHead) => {
          const answers = { ...base, household: { ...base.household, ...income } }
          const { household, residents } = withLines(answers, perHead)
          const partly = isAbsent ? without(household, line) : { ...household, [line]: 'dont_know' as const }
          expect(classUnder(terms, { household: partly, residents })).toBe(classUnder(terms, answers))
        },
      ),
      { numRuns: runs(500) },
    )
  })
})
