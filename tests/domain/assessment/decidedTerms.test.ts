import { describe, expect, test } from 'vitest'
import { assessUnder, decidedTerms } from '#domain/assessment/assessUnder.ts'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import { day } from '#domain/units.ts'
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
