import { brotliCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Household } from '#domain/household/household.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { condensed, expanded } from '#protocol/condensed.ts'
import { residentId } from '../builders.ts'

const [latrine, water, roof] = [pathOf('latrine'), pathOf('water_source'), pathOf('dwelling_roof')]
const stamps = [1, 2, 3].map((n) => ({
  revision: 100 + n,
  device: `0b9f3c52-7d0e-4a43-9d0f-00ff10e2c3d${n}`,
  n,
  by: n === 1 ? 'Lương Văn Thịnh' : 'Hà Thị Xuân',
  at: `2026-11-24T01:00:0${n}.000Z`,
}))

/** A household with these fields, of which it says what `previous` does. */
function household(fields: Record<string, object>, previous?: Record<string, unknown>): Household {
  const survey = { round: '2026', state: 'submitted', fields, rivals: {}, receipts: [], newer: { kept: true } }
  return {
    id: '0b9f3c52-7d0e-4a43-9d0f-00ff10e2c3d4',
    hamlet: 'lang-mai',
    number: 7,
    revision: 103,
    survey,
    ...(previous && { previous: { round: '2025', answers: previous } }),
  } as unknown as Household
}

const there = (state: Household) => expanded(JSON.parse(JSON.stringify(condensed(state)))) as Household
const residentsOf = ({ survey }: Household) => [
  ...new Set(Object.keys(survey.fields).flatMap((path) => (path.includes('/') ? [path.split('/')[0]] : []))),
]

const path = fc.constantFrom(
  latrine,
  water,
  roof,
  ...[1, 2, 3].flatMap((n) => [pathOf('name', residentId(n)), pathOf('sex', residentId(n))]),
)
const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()))
const field = fc
  .record({ value, stamp: fc.constantFrom(...stamps), more: fc.option(fc.string(), { nil: undefined }) })
  .map(({ value, stamp, more }) => ({ value, ...stamp, ...(more !== undefined && { more }) }))
const entries = <Value>(of: fc.Arbitrary<Value>) =>
  fc.uniqueArray(fc.tuple(path, of), { selector: ([at]) => at }).map((all) => Object.fromEntries(all))

describe('a condensed state', () => {
  test('comes back as it was, with its residents in their order', () => {
    fc.assert(
      fc.property(entries(field), fc.option(entries(value), { nil: undefined }), (fields, previous) => {
        const state = household(fields, previous)
        expect(there(state)).toEqual(state)
        expect(residentsOf(there(state))).toEqual(residentsOf(state))
      }),
    )
  })

  test('tells each stamp once, and who bears another than the first', () => {
    const fields = { [latrine]: { value: 'septic', ...stamps[0] }, [water]: { value: 'rain', ...stamps[1] } }
    expect(condensed(household(fields))).toMatchObject({
      survey: { fields: { [latrine]: 'septic', [water]: 'rain' }, stamps: stamps.slice(0, 2), stampOf: { [water]: 1 } },
    })
  })

  test('in the order of last round’s answers compresses what has not changed to next to nothing', () => {
    const answers = Object.fromEntries(
      [3, 1, 2].flatMap((n) => [
        [pathOf('name', residentId(n)), `Quách Thị Ngân ${n}`],
        [pathOf('citizen_number', residentId(n)), `03816667497${n}`],
        [pathOf('birth', residentId(n)), `196${n}-12-11`],
      ]),
    )
    const sorted = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1))
    const fields = Object.fromEntries(sorted.map(([at, value]) => [at, { value, ...stamps[0] }]))
    const told = condensed(household(fields, answers)) as Household
    expect(Object.keys(told.survey.fields)).toEqual(Object.keys(answers))
    const bytesOf = (state: Household) => brotliCompressSync(JSON.stringify(condensed(state))).length
    const [with_, without] = [bytesOf(household(fields, answers)), bytesOf(household({}, answers))]
    const stamp = brotliCompressSync(JSON.stringify(stamps[0])).length
    expect(with_ - without).toBeLessThan(stamp + 60)
  })

  test.each([
    undefined,
    null,
    'text',
    {},
    { survey: {} },
    { survey: { fields: {} } },
    { survey: { fields: [], stamps: [] } },
    { survey: { fields: { [latrine]: { value: 'septic', ...stamps[0] } }, rivals: {} } },
  ])('is not taken for one: %j comes back as it is', (state) => {
    expect(expanded(state)).toBe(state)
  })

  test('whose stamps are missing is no survey that anybody understands', () => {
    const broken = { survey: { fields: { [latrine]: 'septic' }, stamps: [], stampOf: { [latrine]: 7 } } }
    expect(expanded(broken)).toEqual({ survey: { fields: { [latrine]: { value: 'septic' } } } })
  })
})
