import { describe, expect, test } from 'vitest'
import { assessUnder, decidedTerms, scorecardBehind } from '#domain/assessment/assessUnder.ts'
import type { HouseholdAnswers } from '#domain/questionnaire/answers.ts'
import { worksheetQuestions } from '#domain/questionnaire/income.ts'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import { day, vnd } from '#domain/units.ts'
import { aHousehold, aResident, without } from '../../builders.ts'

const round = {
  standard: '2027-2030',
  area: 'rural',
  reviewDate: day('2027-10-15'),
  scorecard: sampleScorecard,
} as const
const decided = { standard: '2022-2025', reviewDate: day('2026-10-15') }

describe('the terms of an earlier decision', () => {
  test('are its own standard and day, in the commune’s area', () => {
    expect(decidedTerms(round, decided)).toEqual({ ...decided, area: 'rural' })
  })

  test.each([
    ['the same table', { id: 'sample_rural', version: 1 }, true],
    ['another version of it', { id: 'sample_rural', version: 2 }, false],
    ['another table', { id: 'b1_khac', version: 1 }, false],
    ['none', undefined, false],
  ])('where the decision rested on %s', (_, scorecard, isUsed) => {
    expect('scorecard' in decidedTerms(round, { ...decided, scorecard })).toBe(isUsed)
  })

  test('count the residents that it counted, not those that the round counts now', () => {
    const terms = decidedTerms({ ...round, awayResidents: 'counted' }, { ...decided, awayResidents: 'not_counted' })
    expect(terms.awayResidents).toBe('not_counted')
    expect(decidedTerms({ ...round, awayResidents: 'not_counted' }, decided)).not.toHaveProperty('awayResidents')
  })

  test('so that last round’s items are never given the points of this round’s table', () => {
    const { household } = aHousehold({
      household: {
        b1_answers: ['size:one_or_two', 'work:farming=1', 'electricity:below_50', 'motorbikes:0', 'cattle:0'],
      },
    })
    const answers = { household: without(household, 'b1_points'), residents: [aResident()] }
    const own = decidedTerms(round, { ...decided, scorecard: { id: 'sample_rural', version: 1 } })
    expect(assessUnder(own, answers)?.income.source).toBe('scorecard')
    const other = decidedTerms(round, { ...decided, scorecard: { id: 'sample_rural', version: 2 } })
    expect(assessUnder(other, answers)?.income.withinLine).toBe('unknown')
  })
})

describe('the table behind a class', () => {
  const answersWith = (income: HouseholdAnswers) => {
    const { household, residents } = aHousehold()
    return { household: { ...without(household, 'b1_points'), ...income }, residents }
  }
  const total = { b1_points: 120 }
  const items = {
    b1_answers: ['size:three_or_four', 'work:farming=3', 'electricity:below_50', 'motorbikes:0', 'cattle:0'],
  }
  const none = Object.fromEntries(Object.keys(worksheetQuestions).map((question) => [question, vnd(0)]))
  const of2022 = {
    standard: '2022-2025',
    area: 'rural',
    reviewDate: day('2026-10-15'),
    scorecard: sampleScorecard,
  } as const
  const of2027 = { ...round, scorecard: { ...sampleScorecard, standard: '2027-2030' } } as const

  test.each([
    ['its items', of2022, items, true],
    ['the paper’s total against the standard’s own line', of2022, total, false],
    ['the worksheet', of2022, none, false],
    ['the worksheet, under a standard without a line', of2027, none, false],
    ['its items, under a standard without a line', of2027, items, true],
    ['the paper’s total against the table’s line', of2027, total, true],
  ] as const)('is kept or not where the class rests on %s', (_, terms, income, isKept) => {
    const answers = answersWith(income as HouseholdAnswers)
    const assessment = assessUnder(terms, answers)
    expect(assessment?.income.withinLine).not.toBe('unknown')
    const scorecard = scorecardBehind(terms, assessment?.income)
    expect(scorecard).toEqual(isKept ? { id: sampleScorecard.id, version: sampleScorecard.version } : undefined)
    const later = decidedTerms(terms, { standard: terms.standard, reviewDate: terms.reviewDate, scorecard })
    expect(assessUnder(later, answers)?.classification).toBe(assessment?.classification)
  })

  test('is none where the round has none, or nothing was found on income', () => {
    const { scorecard: _, ...bare } = of2027
    expect(scorecardBehind(bare, assessUnder(bare, answersWith(none as HouseholdAnswers))?.income)).toBeUndefined()
    expect(scorecardBehind(of2027, assessUnder(of2027, answersWith({}))?.income)).toBeUndefined()
    expect(scorecardBehind(of2027, undefined)).toBeUndefined()
  })
})
