import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HouseholdEvent, type ListId } from '#domain/household/events.ts'
import { doubtsOf, type Movement, movementOf, type Passage, type Standing } from '#domain/profile/movement.ts'
import { type Column, columns, endByIdentity, movementReports, totalOf } from '#domain/profile/movementReport.ts'

/** `poor 4` is a poor household of four: a, b, c, d. */
function standing(classification: Standing['classification'], people: number): Standing {
  return { classification, residents: [...'abcdefgh'].slice(0, people) }
}

type Ends = { from?: Standing['classification']; to?: Standing['classification'] }

function passage({ from, to, ...facts }: Ends & Pick<Passage, 'event' | 'earlierExits'>): Passage {
  return { ...(from && { start: standing(from, 4) }), ...(to && { end: standing(to, 4) }), ...facts }
}

describe('one household between two rounds', () => {
  test.each<Ends & { event?: HouseholdEvent; earlierExits?: ListId[]; expected: Movement }>([
    { from: 'poor', to: 'poor', expected: 'stayed_poor' },
    { from: 'poor', to: 'poor', event: 'members_changed', expected: 'stayed_poor' },
    { from: 'poor', to: 'near_poor', expected: 'left_to_near_poor' },
    { from: 'poor', to: 'near_poor', event: 'members_changed', expected: 'left_to_near_poor' },
    { from: 'poor', to: 'not_poor', expected: 'left_beyond_near_poor' },
    { from: 'poor', to: 'not_poor', event: 'members_changed', expected: 'other_out_of_poor' },
    { from: 'poor', to: 'not_poor', event: 'merged', expected: 'other_out_of_poor' },
    { from: 'poor', event: 'died_out', expected: 'other_out_of_poor' },
    { from: 'poor', event: 'moved_away', expected: 'other_out_of_poor' },
    { from: 'poor', expected: 'other_out_of_poor' },
    { from: 'near_poor', to: 'poor', expected: 'fell_to_poor' },
    { from: 'near_poor', to: 'poor', earlierExits: ['poor'], expected: 'fell_to_poor' },
    { from: 'near_poor', to: 'near_poor', expected: 'stayed_near_poor' },
    { from: 'near_poor', to: 'not_poor', expected: 'left_near_poor' },
    { from: 'near_poor', to: 'not_poor', event: 'split', expected: 'other_out_of_near_poor' },
    { from: 'near_poor', event: 'moved_away', expected: 'other_out_of_near_poor' },
    { from: 'not_poor', to: 'poor', expected: 'newly_poor' },
    { from: 'not_poor', to: 'poor', earlierExits: ['poor'], expected: 'returned_to_poor' },
    { from: 'not_poor', to: 'poor', earlierExits: ['near_poor'], expected: 'newly_poor' },
    { from: 'not_poor', to: 'poor', event: 'split', expected: 'other_into_poor' },
    { from: 'not_poor', to: 'poor', event: 'split', earlierExits: ['poor'], expected: 'returned_to_poor' },
    { to: 'poor', expected: 'newly_poor' },
    { to: 'poor', event: 'moved_in', expected: 'other_into_poor' },
    { to: 'poor', event: 'moved_in', earlierExits: ['poor'], expected: 'other_into_poor' },
    { to: 'poor', earlierExits: ['poor'], expected: 'returned_to_poor' },
    { from: 'not_poor', to: 'near_poor', expected: 'newly_near_poor' },
    { from: 'not_poor', to: 'near_poor', earlierExits: ['near_poor'], expected: 'returned_to_near_poor' },
    { from: 'not_poor', to: 'near_poor', earlierExits: ['poor'], expected: 'newly_near_poor' },
    { from: 'not_poor', to: 'near_poor', event: 'members_changed', expected: 'other_into_near_poor' },
    { to: 'near_poor', event: 'split', expected: 'other_into_near_poor' },
    { to: 'near_poor', expected: 'newly_near_poor' },
    { from: 'not_poor', to: 'not_poor', expected: 'on_neither_list' },
    { from: 'not_poor', expected: 'on_neither_list' },
    { to: 'not_poor', event: 'moved_in', expected: 'on_neither_list' },
  ])('$from → $to, $event, earlier exits $earlierExits: $expected', ({ expected, ...facts }) => {
    expect(movementOf(passage(facts))).toBe(expected)
  })

  test.each<Ends & { event?: HouseholdEvent; doubts: string[] }>([
    { from: 'poor', doubts: ['vanished_without_event'] },
    { from: 'poor', event: 'moved_away', doubts: [] },
    { from: 'poor', to: 'poor', event: 'died_out', doubts: ['event_contradicts_ends'] },
    { from: 'poor', to: 'poor', event: 'moved_away', doubts: ['event_contradicts_ends'] },
    { from: 'not_poor', to: 'poor', event: 'moved_in', doubts: ['event_contradicts_ends'] },
    { to: 'poor', event: 'moved_in', doubts: [] },
    { from: 'poor', to: 'not_poor', doubts: [] },
  ])('$from → $to, $event leaves the doubts $doubts', ({ doubts, ...facts }) => {
    expect(doubtsOf(passage(facts))).toEqual(doubts)
  })

  test('a household in which nobody lives is doubted', () => {
    expect(doubtsOf({ end: standing('poor', 0) })).toEqual(['nobody_in_household'])
    expect(doubtsOf({ start: standing('poor', 0), end: standing('poor', 1) })).toEqual(['nobody_in_household'])
  })
})

describe('the columns of reports 2 and 3', () => {
  /** The columns that are not 0, as `households/people`. */
  const filled = (passages: Passage[], list: ListId) =>
    Object.fromEntries(
      columns
        .map((column) => [column, movementReports(passages)[list][column]] as const)
        .filter(([, { households, people }]) => households !== 0 || people !== 0)
        .map(([column, { households, people }]) => [column, `${households}/${people}`]),
    )

  test.each<{ name: string; passage: Passage; poor: Partial<Record<Column, string>>; nearPoor: object }>([
    {
      name: 'stays poor, one child born and one grandmother dead',
      passage: {
        start: { classification: 'poor', residents: ['father', 'mother', 'grandmother'] },
        end: { classification: 'poor', residents: ['father', 'mother', 'child'] },
      },
      poor: { 1: '1/3', 4: '0/1', 8: '0/1', 9: '1/3' },
      nearPoor: {},
    },
    {
      name: 'poor of four becomes near-poor, a son having moved away',
      passage: { start: standing('poor', 4), end: standing('near_poor', 3) },
      poor: { 1: '1/4', 2: '1/4' },
      nearPoor: { 4: '0/1', 5: '1/4', 9: '1/3' },
    },
    {
      name: 'near-poor of two becomes poor with a child born',
      passage: { start: standing('near_poor', 2), end: standing('poor', 3) },
      poor: { 5: '1/2', 8: '0/1', 9: '1/3' },
      nearPoor: { 1: '1/2', 3: '1/2' },
    },
    {
      name: 'leaves poverty beyond near-poor, with the people it had on the list',
      passage: { start: standing('poor', 4), end: standing('not_poor', 6) },
      poor: { 1: '1/4', 3: '1/4' },
      nearPoor: {},
    },
    {
      name: 'a poor widow dies',
      passage: { start: standing('poor', 1), event: 'died_out' },
      poor: { 1: '1/1', 4: '1/1' },
      nearPoor: {},
    },
    {
      name: 'falls back into poverty, with the people it has now',
      passage: { start: standing('not_poor', 4), end: standing('poor', 5), earlierExits: ['poor'] },
      poor: { 6: '1/5', 9: '1/5' },
      nearPoor: {},
    },
    {
      name: 'a near-poor household moves in',
      passage: { end: standing('near_poor', 3), event: 'moved_in' },
      poor: {},
      nearPoor: { 8: '1/3', 9: '1/3' },
    },
    {
      name: 'a resident entered twice is one person',
      passage: { start: { classification: 'poor', residents: ['a', 'a'] }, end: standing('poor', 1) },
      poor: { 1: '1/1', 9: '1/1' },
      nearPoor: {},
    },
  ])('$name', ({ passage: one, poor, nearPoor }) => {
    expect(filled([one], 'poor')).toEqual(poor)
    expect(filled([one], 'near_poor')).toEqual(nearPoor)
  })

  test('the commune’s 2023: 40 poor become 32, 14 near-poor become 21, and the flows show what the net hides', () => {
    const times = (count: number, one: Passage) => Array.from({ length: count }, () => one)
    const reports = movementReports([
      ...times(31, passage({ from: 'poor', to: 'poor' })),
      ...times(7, passage({ from: 'poor', to: 'near_poor' })),
      ...times(2, passage({ from: 'poor', to: 'not_poor' })),
      ...times(14, passage({ from: 'near_poor', to: 'near_poor' })),
      passage({ from: 'not_poor', to: 'poor' }),
    ])
    const households = (list: ListId) => columns.map((column) => reports[list][column].households)
    expect(households('poor')).toEqual([40, 7, 2, 0, 0, 0, 1, 0, 32])
    expect(households('near_poor')).toEqual([14, 0, 0, 0, 7, 0, 0, 0, 21])
  })
})

const aStanding = fc.record({
  classification: fc.constantFrom<Standing['classification']>('poor', 'near_poor', 'not_poor'),
  residents: fc.array(fc.constantFrom(...'abcdefghij'), { maxLength: 8 }),
})
const aPassage: fc.Arbitrary<Passage> = fc.record(
  {
    start: aStanding,
    end: aStanding,
    event: fc.constantFrom(...HouseholdEvent.options),
    earlierExits: fc.subarray<ListId>(['poor', 'near_poor']),
  },
  { requiredKeys: [] },
)

describe('for any set of households', () => {
  test('(9) = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8, of households and of people', () => {
    fc.assert(
      fc.property(fc.array(aPassage, { maxLength: 30 }), (passages) => {
        const reports = movementReports(passages)
        expect(reports.poor[9]).toEqual(endByIdentity(reports.poor))
        expect(reports.near_poor[9]).toEqual(endByIdentity(reports.near_poor))
      }),
      { numRuns: 500 },
    )
  })

  test('report 2 (2) = report 3 (5) and report 2 (5) = report 3 (3), of households and of people', () => {
    fc.assert(
      fc.property(fc.array(aPassage, { maxLength: 30 }), (passages) => {
        const { poor, near_poor: nearPoor } = movementReports(passages)
        expect(poor[2]).toEqual(nearPoor[5])
        expect(poor[5]).toEqual(nearPoor[3])
      }),
      { numRuns: 500 },
    )
  })

  test('the hamlets together make the commune, in any order, and nothing is below 0', () => {
    fc.assert(
      fc.property(fc.array(aPassage), fc.array(aPassage), (one, other) => {
        const commune = totalOf([movementReports(one), movementReports(other)])
        expect(commune).toEqual(movementReports([...other, ...one]))
        for (const list of ['poor', 'near_poor'] as const)
          for (const column of columns)
            expect(Math.min(commune[list][column].households, commune[list][column].people)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
