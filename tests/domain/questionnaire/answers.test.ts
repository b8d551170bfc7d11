import { describe, expect, test } from 'vitest'
import { ResidentId } from '#domain/ids.ts'
import { isGiven, text } from '#domain/questionnaire/answer.ts'
import {
  answersOf,
  householdQuestions,
  Path,
  pathOf,
  placeOf,
  presentResidents,
  residentQuestions,
  schemaAt,
} from '#domain/questionnaire/answers.ts'
import { sectionIds, sectionOf, sections } from '#domain/questionnaire/sections.ts'
import { aHousehold, aResident, residentId } from '../../builders.ts'

describe('a path', () => {
  test.each(['water_source', 'r1a2b3c4d/birth', 'visit_note'])('%s is on the form', (path) =>
    expect(Path.safeParse(path).success).toBe(true),
  )
  test.each([
    'birth',
    'r1a2b3c4d/water_source',
    'water_source/birth',
    'r1a2b3c4d/birth/more',
    'r1a2b3c4/birth',
    'R1A2B3C4D/birth',
    'toString',
    'r1a2b3c4d/constructor',
    '__proto__',
    '',
    '/',
  ])('%s is on no form', (path) => expect(Path.safeParse(path).success).toBe(false))

  test('says its question and its resident', () => {
    const lo = residentId(7)
    expect(placeOf(pathOf('birth', lo))).toEqual({ question: 'birth', resident: lo })
    expect(placeOf(pathOf('latrine'))).toEqual({ question: 'latrine' })
  })

  test('that no form has is refused where a schema is asked for', () => {
    expect(() => schemaAt('birth' as Path)).toThrow(RangeError)
  })

  test('holds resident ids without the letters i, l, o and u', () => {
    for (const letter of 'ilou') expect(ResidentId.safeParse(`r000${letter}0000`).success).toBe(false)
  })
})

describe('an answer', () => {
  test.each([
    {
      path: 'dwelling_area_m2',
      good: [0.5, 2_000, 'dont_know', 'refused'],
      bad: [0, -1, 2_001, '40', null, Number.NaN],
    },
    { path: 'b1_points', good: [0, 140, 'refused'], bad: [-1, 140.5, 501] },
    { path: 'devices', good: [[], ['radio', 'laptop'], 'refused'], bad: [['car'], 'radio'] },
    { path: 'visit_outcome', good: ['completed', 'refused'], bad: ['dont_know', 'done'] },
    { path: 'r00000001/birth', good: ['1984-03-02', '1984', 'dont_know'], bad: ['1984-02-30', '84', '02/03/1984'] },
    { path: 'r00000001/citizen_number', good: ['038184000001', 'refused'], bad: ['38184000001', '03818400000a'] },
    { path: 'r00000001/ethnic_group', good: ['01', '54', '55', '56'], bad: ['00', '57', '3', 'Kinh'] },
    { path: 'r00000001/relation', good: ['head'], bad: ['dont_know', 'boss'] },
    { path: 'r00000001/gone', good: ['died'], bad: ['refused'] },
  ])('to $path passes or not', ({ path, good, bad }) => {
    const schema = schemaAt(Path.parse(path))
    for (const value of good) expect(schema.safeParse(value).success, String(value)).toBe(true)
    for (const value of bad) expect(schema.safeParse(value).success, String(value)).toBe(false)
  })

  test('in words is trimmed, single-spaced and composed', () => {
    const decomposed = '  Lò   Thị\tMai '.normalize('NFD')
    expect(text(80).parse(decomposed)).toBe('Lò Thị Mai')
    expect(text(80).parse(decomposed)).toBe('Lò Thị Mai'.normalize('NFC'))
  })

  test('in words is never empty nor too long, counted after composing', () => {
    expect(text(3).safeParse('   ').success).toBe(false)
    expect(text(3).safeParse('ệệệ'.normalize('NFD')).success).toBe(true)
    expect(text(3).safeParse('ệệệệ').success).toBe(false)
  })

  test.each([
    { given: 0, is: true },
    { given: false, is: true },
    { given: 'none', is: true },
    { given: 'dont_know', is: false },
    { given: 'refused', is: false },
    { given: undefined, is: false },
  ])('$given is of its own kind: $is', ({ given, is }) => expect(isGiven(given)).toBe(is))
})

describe('answers by path', () => {
  test('nest by resident, in the order in which each first appears', () => {
    const [first, second] = [residentId(1), residentId(2)]
    const nested = answersOf([
      [pathOf('name', second), 'Lò Văn Nam'],
      [pathOf('latrine'), 'septic'],
      [pathOf('name', first), 'Lò Thị Mai'],
      [pathOf('sex', second), 'male'],
    ])
    expect(nested).toEqual({
      household: { latrine: 'septic' },
      residents: [
        { id: second, name: 'Lò Văn Nam', sex: 'male' },
        { id: first, name: 'Lò Thị Mai' },
      ],
    })
  })

  test('at a path that no form has are refused', () => {
    expect(() => answersOf([['birth' as Path, '1984']])).toThrow(RangeError)
  })

  test('of those who are gone are kept, but they are not present', () => {
    const answers = aHousehold({ residents: [aResident(), aResident({ gone: 'died' })] })
    expect(answers.residents).toHaveLength(2)
    expect(presentResidents(answers).map(({ id }) => id)).toEqual([residentId(1)])
  })
})

test('every question stands in exactly one section', () => {
  const all = [...Object.keys(householdQuestions), ...Object.keys(residentQuestions)].sort()
  expect(sectionIds.flatMap((id) => [...sections[id]]).sort()).toEqual(all)
  expect(sectionOf('work')).toBe('employment')
  expect(sectionOf('b1_points')).toBe('income')
})
