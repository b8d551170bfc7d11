import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, Operation } from '#domain/household/operation.ts'
import { answersIn } from '#domain/household/survey.ts'
import { Path } from '#domain/questionnaire/answers.ts'
import { anOperation, aSurvey, deviceId } from '../../builders.ts'

describe('the canonical text of an operation', () => {
  test('is the same whatever the order of its keys', () => {
    expect(canonical({ b: 1, a: { d: [2, { f: 3, e: null }], c: 'x' } })).toBe(
      '{"a":{"c":"x","d":[2,{"e":null,"f":3}]},"b":1}',
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonical(turned)).toBe(canonical(value))
      }),
    )
  })

  test('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('tells lists in another order apart', () => {
    expect(canonical(['radio', 'laptop'])).not.toBe(canonical(['laptop', 'radio']))
  })

  test('says nothing of what is absent', () => {
    expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}')
  })
})

describe('an operation', () => {
  const { operation } = anOperation({ op: 1, facts: { latrine: { value: 'septic', seen: 0 } } })

  test('brings text to its composed form, so that both ends hash the same', () => {
    const name = 'Lò Thị Mai'
    const { change } = anOperation({
      op: 1,
      facts: { 'r00000001/name': { value: ` ${name.normalize('NFD')} `, seen: 0 } },
    })
    expect(change.facts[Path.parse('r00000001/name')]?.value).toBe(name.normalize('NFC'))
  })

  test.each([
    ['an answer that its question does not take', { latrine: { value: 'golden', seen: 0 } }],
    ['a question that no form asks', { colour: { value: 'red', seen: 0 } }],
    ['a fact without what its author had seen', { latrine: { value: 'septic' } }],
    ['an absent value', { latrine: { seen: 0 } }],
  ])('with %s is refused', (_, facts) => {
    const household = Object.keys(operation.households)[0]!
    expect(Operation.safeParse({ ...operation, households: { [household]: { facts } } }).success).toBe(false)
  })

  test('withdraws an answer with null', () => {
    const { change } = anOperation({ op: 1, facts: { latrine: { value: null, seen: 4 } } })
    expect(change.facts[Path.parse('latrine')]).toEqual({ value: null, seen: 4 })
  })

  test('with anything that no operation has is refused', () => {
    expect(Operation.safeParse({ ...operation, extra: 1 }).success).toBe(false)
    expect(Operation.safeParse({ ...operation, n: 0 }).success).toBe(false)
  })
})

test('a withdrawn answer is no answer of the survey', () => {
  const stamp = { revision: 1, device: deviceId(1), n: 1, by: 'Hà Văn Quý', at: '2024-10-15T07:32:00Z' }
  const fields = {
    [Path.parse('latrine')]: { value: null, ...stamp },
    [Path.parse('internet_use')]: { value: false, ...stamp },
  }
  expect(answersIn(aSurvey({ fields })).household).toEqual({ internet_use: false })
})
