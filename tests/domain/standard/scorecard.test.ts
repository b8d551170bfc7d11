import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pathOf, schemaAt } from '#domain/questionnaire/answers.ts'
import { checkScorecard, type ScorecardProblem, totalsOf } from '#domain/standard/checkScorecard.ts'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import { appliesTo, itemsOfRound, type Scorecard, scoreOf } from '#domain/standard/scorecard.ts'
import { standard2022 } from '#domain/standard/standard2022.ts'
import { standard2027 } from '#domain/standard/standard2027.ts'
import { scorecardProblems as en } from '#domain/wording/scorecardProblems.en.ts'
import { scorecardProblems as vi } from '#domain/wording/scorecardProblems.vi.ts'
import { aScorecard } from '../../builders.ts'

/** Two items, so that totals can be read off: 20 or 50 for the house, 30 for each cow up to four. Invented. */
const earth = { id: 'earth', label: 'Đất', points: 20 }
const brick = { id: 'brick', label: 'Gạch', points: 50 }
const plain = aScorecard({
  id: 'b1_plain',
  items: [
    { kind: 'one_option', id: 'house', label: 'Nhà', options: [earth, brick] },
    { kind: 'count', id: 'cow', label: 'Số bò', pointsEach: 30, atMost: 4 },
  ],
})
const member: Scorecard['items'][number] = {
  kind: 'per_member',
  id: 'work',
  label: 'Việc làm',
  options: [
    { id: 'wage', label: 'Làm công', points: 25 },
    { id: 'none', label: 'Không', points: -5 },
  ],
}

describe('the least and the most that an item for each resident may come to, however many there are', () => {
  test.each([
    { points: [25, -5], least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY },
    { points: [25, 0], least: 0, most: Number.POSITIVE_INFINITY },
    { points: [0, -5], least: Number.NEGATIVE_INFINITY, most: 0 },
  ])('$points: $least to $most', ({ points, least, most }) => {
    const options = points.map((each, i) => ({ id: `option${i}`, label: 'Việc làm', points: each }))
    expect(totalsOf({ ...plain, items: [{ ...member, options }] })).toEqual({ least, most })
  })
})

test('the items of a round are those of its own table, and of no other round', () => {
  const rounds = [{ id: '2023' }, { id: '2024', scorecard: plain }]
  expect(itemsOfRound('2024', rounds)).toBe(plain.items)
  for (const other of ['2023', '2025', undefined]) expect(itemsOfRound(other, rounds)).toBeUndefined()
})

describe('the points of the plain table', () => {
  test.each([
    { codes: ['house:earth', 'cow:0'], points: 20, because: 'no cow is an answer' },
    { codes: ['house:brick', 'cow:3'], points: 140, because: '50 and three times 30' },
    { codes: ['house:brick', 'cow:4'], points: 170, because: '50 and four times 30' },
    { codes: ['house:brick', 'cow:9'], points: 170, because: 'only four are counted' },
    { codes: ['cow:1', 'house:earth', 'gone:old'], points: 50, because: 'an item of another table counts for nothing' },
  ])('$codes: $points, because $because', ({ codes, points }) => {
    expect(scoreOf(plain, codes, 3)).toEqual({ points, missing: [] })
  })

  test.each([
    { codes: [], missing: ['house', 'cow'], because: 'nothing was answered' },
    { codes: ['house:earth'], missing: ['cow'], because: 'an unanswered count is not none' },
    { codes: ['house:leaf', 'cow:1'], missing: ['house'], because: 'the table has no such option' },
    { codes: ['house:earth', 'house:brick', 'cow:1'], missing: ['house'], because: 'one option only' },
    { codes: ['house:earth', 'cow:many'], missing: ['cow'], because: 'a count is a number' },
    { codes: ['house:earth', 'cow:1', 'cow:2'], missing: ['cow'], because: 'two counts contradict' },
  ])('$codes: unknown, because $because', ({ codes, missing }) => {
    expect(scoreOf(plain, codes, 3)).toEqual({ points: 'unknown', missing })
  })

  test.each([
    { codes: ['work:wage=1', 'work:none=2'], residents: 3, points: 15 },
    { codes: ['work:wage=3'], residents: 3, points: 75 },
    { codes: ['work:wage=1', 'work:none=1'], residents: 3, points: 'unknown' },
    { codes: ['work:wage=2', 'work:none=2'], residents: 3, points: 'unknown' },
    { codes: ['work:wage=1', 'work:wage=2'], residents: 3, points: 'unknown' },
    { codes: ['work:wage'], residents: 1, points: 'unknown' },
    { codes: ['work:boss=1'], residents: 1, points: 'unknown' },
    { codes: [], residents: 1, points: 'unknown' },
  ])('$codes among $residents residents: $points', ({ codes, residents, points }) => {
    expect(scoreOf({ ...plain, items: [member] }, codes, residents).points).toBe(points)
  })
})

const numbered = <Made>(length: number, make: (n: number) => Made) => Array.from({ length }, (_, n) => make(n))
const optionsOf = (length: number) => numbered(length, (n) => ({ id: `o${n}`, label: 'Việc', points: 1 }))
const membersOf = (...lengths: number[]) =>
  lengths.map((length, n) => ({ kind: 'per_member', id: `m${n}`, label: 'Việc', options: optionsOf(length) }))

describe('a table that a commune loads', () => {
  const house = plain.items[0] as Extract<Scorecard['items'][number], { kind: 'one_option' }>
  const { line: _, ...lineless } = plain
  test.each<{ what: string; json: unknown; problems: ScorecardProblem[] }>([
    { what: 'no table at all', json: 'B1', problems: [{ code: 'not_understood', at: '' }] },
    { what: 'no line', json: lineless, problems: [{ code: 'line_missing', at: 'line' }] },
    {
      what: '139 instead of 140',
      json: { ...plain, line: 139 },
      problems: [{ code: 'line_differs', at: 'b1_plain', numbers: { line: 139, expected: 140 } }],
    },
    {
      what: 'the rural line in a ward',
      json: { ...plain, area: 'urban' },
      problems: [{ code: 'line_differs', at: 'b1_plain', numbers: { line: 140, expected: 175 } }],
    },
    {
      what: 'a line that nobody passes',
      json: { ...plain, items: [house] },
      problems: [{ code: 'line_unreachable', at: 'b1_plain', numbers: { line: 140, least: 20, most: 50 } }],
    },
    {
      what: 'a line that everybody passes',
      json: { ...plain, items: [{ ...house, options: [{ id: 'brick', label: 'Gạch', points: 141 }] }] },
      problems: [{ code: 'line_unreachable', at: 'b1_plain', numbers: { line: 140, least: 141, most: 141 } }],
    },
    { what: 'no items', json: { ...plain, items: [] }, problems: [{ code: 'no_items', at: 'items' }] },
    { what: 'items left out', json: { ...plain, items: undefined }, problems: [{ code: 'no_items', at: 'items' }] },
    {
      what: 'an item without options',
      json: { ...plain, items: [{ ...house, options: [] }] },
      problems: [{ code: 'no_options', at: 'house' }],
    },
    {
      what: 'half a point',
      json: { ...plain, items: [{ ...house, options: [{ id: 'earth', label: 'Đất', points: 7.5 }] }] },
      problems: [{ code: 'points_not_whole', at: 'house:earth' }],
    },
    {
      what: 'points as text',
      json: { ...plain, items: [house, { ...plain.items[1], pointsEach: '30' }] },
      problems: [{ code: 'points_not_whole', at: 'cow' }],
    },
    {
      what: 'an item twice',
      json: { ...plain, items: [...plain.items, plain.items[1]] },
      problems: [{ code: 'duplicate_item', at: 'cow' }],
    },
    {
      what: 'an option twice',
      json: { ...plain, items: [{ ...house, options: [...house.options, house.options[0]] }, plain.items[1]] },
      problems: [{ code: 'duplicate_option', at: 'house:earth' }],
    },
    {
      what: 'more points than any form gives',
      json: { ...plain, items: [{ ...house, options: [{ id: 'earth', label: 'Đất', points: 1001 }] }, plain.items[1]] },
      problems: [{ code: 'points_too_far', at: 'house:earth' }],
    },
    {
      what: 'fewer points than any form takes away',
      json: { ...plain, items: [house, { ...plain.items[1], pointsEach: -1001 }] },
      problems: [{ code: 'points_too_far', at: 'cow' }],
    },
    {
      what: '101 items',
      json: { ...plain, items: numbered(101, (n) => ({ ...plain.items[1], id: `cow${n}` })) },
      problems: [{ code: 'too_many', at: 'items', numbers: { most: 100 } }],
    },
    {
      what: '61 options',
      json: { ...plain, items: [{ ...house, options: optionsOf(61) }, plain.items[1]] },
      problems: [{ code: 'too_many', at: 'house', numbers: { most: 60 } }],
    },
    {
      what: 'an answer of 201 codes',
      json: { ...plain, items: [...membersOf(50, 50, 50, 50), plain.items[1]] },
      problems: [{ code: 'answer_too_long', at: 'b1_plain', numbers: { count: 201, most: 200 } }],
    },
    {
      what: 'a standard of no decree',
      json: { ...plain, standard: '2016-2020' },
      problems: [{ code: 'not_understood', at: 'standard' }],
    },
    { what: 'an unknown part', json: { ...plain, note: '' }, problems: [{ code: 'not_understood', at: '' }] },
    {
      what: 'the sample',
      json: sampleScorecard,
      problems: [{ code: 'sample_not_allowed', at: 'sample_rural' }],
    },
  ])('with $what is refused, and says where', ({ json, problems }) => {
    expect(checkScorecard(json)).toEqual({ problems })
    for (const problem of problems)
      for (const words of [vi, en]) expect(words[problem.code](problem)).not.toMatch(/undefined|NaN/)
  })

  test('is taken as it is when nothing is wrong', () => {
    expect(checkScorecard(JSON.parse(JSON.stringify(plain)))).toEqual({ scorecard: plain, problems: [] })
  })

  test('may need an answer of 200 codes, which an answer can hold', () => {
    const { scorecard } = checkScorecard({ ...plain, items: membersOf(50, 50, 50, 50) })
    const codes = scorecard!.items.flatMap((item) => numbered(50, (n) => `${item.id}:o${n}=1`))
    expect(schemaAt(pathOf('b1_answers')).safeParse(codes).success).toBe(true)
    expect(scoreOf(scorecard!, codes, 50)).toEqual({ points: 200, missing: [] })
  })

  test('may be the sample in practice only', () => {
    expect(checkScorecard(sampleScorecard, { practice: true }).scorecard).toEqual(sampleScorecard)
  })

  test('of a standard without an established score line brings its own', () => {
    const newer = { ...plain, standard: '2027-2030', line: 150 }
    expect(checkScorecard(newer).problems).toEqual([])
  })

  test('names every fault at once', () => {
    const codes = checkScorecard({ ...plain, line: 300, items: [...plain.items, plain.items[0]] }).problems
    expect(codes.map(({ code }) => code)).toEqual(['duplicate_item', 'line_differs', 'line_unreachable'])
  })
})

test('where each resident adds points the totals have no end', () => {
  const both = { ...plain, items: [member] }
  expect(totalsOf(both)).toEqual({ least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY })
  expect(totalsOf(plain)).toEqual({ least: 20, most: 170 })
  expect(totalsOf({ ...plain, items: [{ ...plain.items[1]!, pointsEach: -5 } as never] })).toEqual({
    least: -20,
    most: 0,
  })
})

test('a table speaks for its own standard and area only', () => {
  expect(appliesTo(plain, standard2022, 'rural')).toBe(true)
  expect(appliesTo(plain, standard2022, 'urban')).toBe(false)
  expect(appliesTo(plain, standard2027, 'rural')).toBe(false)
})

test('the sample says in every label that it is one', () => {
  expect(sampleScorecard.sample).toBe(true)
  for (const text of [sampleScorecard.source, ...sampleScorecard.items.map(({ label }) => label)])
    expect(text).toMatch(/^MẪU/)
})

test('the example of the documentation is a table that can be loaded', () => {
  const text = readFileSync(new URL('../../../docs/scorecard.md', import.meta.url), 'utf8')
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(text) ?? []
  expect(checkScorecard(JSON.parse(example)).problems).toEqual([])
})
