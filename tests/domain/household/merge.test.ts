import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MergeOutcome, merge } from '#domain/household/merge.ts'
import type { Survey } from '#domain/household/survey.ts'
import { Path } from '#domain/questionnaire/answers.ts'
import { anOperation, aSurvey, deviceId, opId } from '../../builders.ts'

const latrine = Path.parse('latrine')
const water = Path.parse('water_source')

type Sent = Parameters<typeof anOperation>[0]

/** The commune takes one operation in, at the given change-log number. */
function take(survey: Survey, sent: Sent, revision: number): { survey: Survey; outcome: MergeOutcome } {
  const { operation, change } = anOperation(sent)
  return merge(survey, change, operation, { revision, by: `Người ${sent.device ?? 1}`, at: '2024-10-15T08:00:00Z' })
}

/** The same, one after the other, from the change-log number 1 on. */
function takeAll(survey: Survey, all: Sent[]): { survey: Survey; outcomes: MergeOutcome[] } {
  const outcomes: MergeOutcome[] = []
  let current = survey
  all.forEach((sent, i) => {
    const taken = take(current, sent, i + 1)
    current = taken.survey
    outcomes.push(taken.outcome)
  })
  return { survey: current, outcomes }
}

const says = (value: string | null, seen: number) => ({ latrine: { value, seen } })

describe('an answer', () => {
  const first = { op: 1, device: 1, n: 1, facts: says('septic', 0) }

  test('to a question nobody answered is written', () => {
    const { survey, outcome } = take(aSurvey(), first, 5)
    expect(outcome).toBe('applied')
    expect(survey.fields[latrine]).toMatchObject({ value: 'septic', revision: 5, device: deviceId(1), n: 1 })
  })

  test.each([
    { seen: 5, value: 'none', outcome: 'applied', kept: 'none', rivals: [], because: 'its author had seen it' },
    {
      seen: 9,
      value: 'none',
      outcome: 'conflict',
      kept: 'septic',
      rivals: ['none'],
      because: 'a number this database has not reached is of another copy of it',
    },
    {
      seen: 7,
      value: 'none',
      outcome: 'applied',
      kept: 'none',
      rivals: [],
      because: 'its author had seen later still',
    },
    {
      seen: 4,
      value: 'none',
      outcome: 'conflict',
      kept: 'septic',
      rivals: ['none'],
      because: 'its author had not seen it',
    },
    { seen: 0, value: 'septic', outcome: 'applied', kept: 'septic', rivals: [], because: 'both say the same' },
    {
      seen: 0,
      value: null,
      outcome: 'conflict',
      kept: 'septic',
      rivals: [null],
      because: 'withdrawing unseen is a rival too',
    },
    { seen: 5, value: null, outcome: 'applied', kept: null, rivals: [], because: 'what was seen may be withdrawn' },
  ])('of another device that had seen $seen and says $value: $because', ({ seen, value, outcome, kept, rivals }) => {
    const { survey } = take(aSurvey(), first, 5)
    const taken = take(survey, { op: 2, device: 2, n: 1, facts: says(value, seen) }, 8)
    expect(taken.outcome).toBe(outcome)
    expect(taken.survey.fields[latrine]?.value).toBe(kept)
    expect((taken.survey.rivals[latrine] ?? []).map((rival) => rival.value)).toEqual(rivals)
  })

  test('of the same device later replaces its own, though nothing was pulled between', () => {
    const { survey, outcomes } = takeAll(aSurvey(), [first, { op: 2, device: 1, n: 2, facts: says('none', 0) }])
    expect(outcomes).toEqual(['applied', 'applied'])
    expect(survey.fields[latrine]).toMatchObject({ value: 'none', n: 2 })
  })

  test('of the same device that arrives late is superseded', () => {
    const { survey, outcomes } = takeAll(aSurvey(), [{ op: 2, device: 1, n: 2, facts: says('none', 0) }, first])
    expect(outcomes).toEqual(['applied', 'applied'])
    expect(survey.fields[latrine]).toMatchObject({ value: 'none', n: 2 })
    expect(survey.rivals).toEqual({})
  })

  test('of a device that has a rival replaces that rival, and only that', () => {
    const { survey } = takeAll(aSurvey(), [
      first,
      { op: 2, device: 2, n: 1, facts: says('none', 0) },
      { op: 3, device: 3, n: 1, facts: says('over_water', 0) },
      { op: 4, device: 2, n: 2, facts: says('pour_flush', 0) },
    ])
    expect(survey.fields[latrine]?.value).toBe('septic')
    expect(survey.rivals[latrine]?.map(({ device, value }) => [device, value])).toEqual([
      [deviceId(3), 'over_water'],
      [deviceId(2), 'pour_flush'],
    ])
  })

  test.each([
    { value: 'septic', kept: 'septic', because: 'for the commune’s own' },
    { value: 'none', kept: 'none', because: 'for the rival' },
    { value: 'double_vault', kept: 'double_vault', because: 'for a third' },
  ])('of somebody who had seen both values settles it $because', ({ value, kept }) => {
    const { survey } = takeAll(aSurvey(), [first, { op: 2, device: 2, n: 1, facts: says('none', 0) }])
    expect(survey.rivals[latrine]).toHaveLength(1)
    const settled = take(survey, { op: 3, device: 1, n: 2, facts: says(value, 2) }, 3)
    expect(settled.outcome).toBe('applied')
    expect(settled.survey.fields[latrine]?.value).toBe(kept)
    expect(settled.survey.rivals).toEqual({})
  })

  test('of somebody who had not seen the rival leaves it', () => {
    const { survey } = takeAll(aSurvey(), [first, { op: 2, device: 2, n: 1, facts: says('none', 0) }])
    const { survey: later } = take(survey, { op: 3, device: 1, n: 2, facts: says('double_vault', 1) }, 3)
    expect(later.fields[latrine]?.value).toBe('double_vault')
    expect(later.rivals[latrine]?.map(({ value }) => value)).toEqual(['none'])
  })

  test('older than the rival of the same device leaves the rival', () => {
    const { survey } = takeAll(aSurvey(), [
      first,
      { op: 3, device: 2, n: 2, facts: says('pour_flush', 0) },
      { op: 2, device: 2, n: 1, facts: says('none', 0) },
    ])
    expect(survey.rivals[latrine]?.map(({ value }) => value)).toEqual(['pour_flush'])
  })

  test('that comes round to the commune’s value takes its rival back', () => {
    const { survey, outcomes } = takeAll(aSurvey(), [
      first,
      { op: 2, device: 2, n: 1, facts: says('none', 0) },
      { op: 3, device: 2, n: 2, facts: says('septic', 0) },
    ])
    expect(outcomes).toEqual(['applied', 'conflict', 'applied'])
    expect(survey.rivals).toEqual({})
  })

  test('after acceptance is late, and nothing changes', () => {
    const accepted = aSurvey({ state: 'accepted' })
    const { survey, outcome } = take(accepted, first, 5)
    expect(outcome).toBe('late')
    expect(survey).toBe(accepted)
  })
})

describe('submitting', () => {
  const submit = (expected: 'not_started' | 'submitted' | 'returned') => ({ to: 'submitted', expected }) as const

  test.each([
    { state: 'not_started', expected: 'not_started', outcome: 'applied' },
    { state: 'returned', expected: 'returned', outcome: 'applied' },
    { state: 'submitted', expected: 'not_started', outcome: 'applied' },
    { state: 'not_started', expected: 'submitted', outcome: 'applied' },
    { state: 'returned', expected: 'not_started', outcome: 'conflict' },
    { state: 'returned', expected: 'submitted', outcome: 'conflict' },
    { state: 'not_started', expected: 'returned', outcome: 'conflict' },
  ] as const)('what is $state, expected to be $expected: $outcome', ({ state, expected, outcome }) => {
    const taken = take(aSurvey({ state }), { op: 1, move: submit(expected), facts: says('septic', 0) }, 1)
    expect(taken.outcome).toBe(outcome)
    expect(taken.survey.state).toBe(outcome === 'applied' ? 'submitted' : state)
    expect(taken.survey.fields[latrine]?.value).toBe('septic')
  })

  test('clears the return it answers', () => {
    const returned = { path: latrine, reason: 'Xem lại', by: 'Lê Thị Thu', at: '2024-11-01T03:00:00Z' }
    const { survey } = take(aSurvey({ state: 'returned', returned }), { op: 1, move: submit('returned') }, 1)
    expect(survey).not.toHaveProperty('returned')
  })
})

// Properties.

const values = ['septic', 'none', 'over_water', 'double_vault'] as const
const someValue = fc.constantFrom(...values)

describe('whatever arrives', () => {
  test('nobody overwrites what they had not seen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ device: fc.integer({ min: 1, max: 3 }), value: someValue, seen: fc.nat(8) }), {
          maxLength: 8,
        }),
        (sent) => {
          let survey = aSurvey()
          sent.forEach(({ device, value, seen }, i) => {
            const before = survey.fields[latrine]
            survey = take(survey, { op: i + 1, device, n: i + 1, facts: says(value, seen) }, i + 1).survey
            const after = survey.fields[latrine]
            if (before === undefined || after?.value === before.value) return
            expect(before.revision <= seen || before.device === deviceId(device)).toBe(true)
          })
        },
      ),
    )
  })

  test('no answer is lost: it is a rival, or current, or replaced by one who had said it too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ device: fc.integer({ min: 1, max: 3 }), value: someValue }), {
          minLength: 1,
          maxLength: 8,
        }),
        (sent) => {
          const all = sent.map(({ device, value }, i) => ({ op: i + 1, device, n: i + 1, facts: says(value, 0) }))
          const { survey } = takeAll(aSurvey(), all)
          const current = survey.fields[latrine]
          const rivals = survey.rivals[latrine] ?? []
          for (const device of new Set(sent.map((each) => each.device))) {
            const last = sent.findLast((each) => each.device === device)!
            const isHeld = rivals.some((rival) => rival.device === deviceId(device) && rival.value === last.value)
            const writerSaidIt = all.some(
              (each) => deviceId(each.device) === current?.device && each.facts.latrine.value === last.value,
            )
            expect(isHeld || writerSaidIt).toBe(true)
          }
        },
      ),
    )
  })

  test.each([
    { because: 'nobody else answered', others: [], order: [1, 2] },
    { because: 'nobody else answered', others: [], order: [2, 1] },
    { because: 'another had', others: ['septic'], order: [1, 2] },
    { because: 'another had', others: ['septic'], order: [2, 1] },
  ])(
    'two of one phone with one number: both stand, in order $order, where $because; a later one takes both places',
    ({ others, order }) => {
      const twin = (op: number) => ({ op, device: 2, n: 1, facts: says(op === 1 ? 'none' : 'double_vault', 0) })
      const theirs = others.map((value) => ({ op: 9, device: 1, n: 1, facts: says(value, 0) }))
      const standing = ({ fields, rivals }: Survey) =>
        [fields[latrine], ...(rivals[latrine] ?? [])].map((one) => one?.value).toSorted()
      const both = takeAll(aSurvey(), [...theirs, ...order.map(twin)]).survey
      expect(standing(both)).toEqual(['double_vault', 'none', ...others])
      expect(take(both, twin(1), 7).survey).toEqual(both)
      const later = take(both, { op: 3, device: 2, n: 2, facts: says('pour_flush', 0) }, 8).survey
      expect(standing(later)).toEqual(['pour_flush', ...others])
    },
  )

  test('the same operation again changes nothing', () => {
    fc.assert(
      fc.property(someValue, someValue, fc.nat(1), (value, other, seen) => {
        const { survey } = takeAll(aSurvey(), [{ op: 1, device: 1, n: 1, facts: says(value, 0) }])
        const second = {
          op: 2,
          device: 2,
          n: 1,
          facts: says(other, seen),
          move: { to: 'submitted', expected: 'not_started' },
        } as const
        const once = take(survey, second, 2)
        const twice = take(once.survey, second, 3)
        expect(twice).toEqual(once)
      }),
    )
  })

  test('disjoint answers give the same record in any order', () => {
    fc.assert(
      fc.property(someValue, fc.constantFrom('piped', 'rain'), (value, source) => {
        const one = { op: 1, device: 1, n: 1, facts: says(value, 0) }
        const two = { op: 2, device: 2, n: 1, facts: { water_source: { value: source, seen: 0 } } }
        const there = takeAll(aSurvey(), [one, two])
        const back = takeAll(aSurvey(), [two, one])
        const plain = ({ fields, rivals }: Survey) => ({
          latrine: fields[latrine]?.value,
          water: fields[water]?.value,
          rivals,
        })
        expect(plain(back.survey)).toEqual(plain(there.survey))
        expect([...there.outcomes, ...back.outcomes]).toEqual(['applied', 'applied', 'applied', 'applied'])
      }),
    )
  })

  test('lesson 35: one device’s chain in any order gives the same record and no conflict', () => {
    const facts = fc.dictionary(fc.constantFrom('latrine', 'water_source', 'internet_use'), fc.nat(2), { minKeys: 1 })
    const choices: Record<string, readonly (string | boolean)[]> = {
      latrine: values,
      water_source: ['piped', 'rain', 'river_or_pond'],
      internet_use: [true, false, true],
    }
    const chain = fc.array(facts, { minLength: 1, maxLength: 5 }).chain((steps) =>
      fc.record({
        steps: fc.constant(steps),
        order: fc.shuffledSubarray([...steps.keys()], { minLength: steps.length }),
      }),
    )
    fc.assert(
      fc.property(chain, ({ steps, order }) => {
        const sent = steps.map((chosen, i) => ({
          op: i + 1,
          device: 1,
          n: i + 1,
          facts: Object.fromEntries(
            Object.entries(chosen).map(([path, choice]) => [path, { value: choices[path]![choice]!, seen: 0 }]),
          ),
          move: { to: 'submitted', expected: i === 0 ? 'not_started' : 'submitted' } as const,
        }))
        const inOrder = takeAll(aSurvey(), sent)
        const shuffled = takeAll(
          aSurvey(),
          order.map((i) => sent[i]!),
        )
        const plain = ({ survey }: { survey: Survey }) => ({
          values: Object.fromEntries(Object.entries(survey.fields).map(([path, { value, n }]) => [path, [value, n]])),
          rivals: survey.rivals,
          state: survey.state,
        })
        expect(plain(shuffled)).toEqual(plain(inOrder))
        expect([...inOrder.outcomes, ...shuffled.outcomes]).not.toContain('conflict')
      }),
    )
  })

  test('merging never touches the record it was given', () => {
    const { survey } = takeAll(aSurvey(), [{ op: 1, device: 1, n: 1, facts: says('septic', 0) }])
    const before = structuredClone(survey)
    take(
      survey,
      { op: 2, device: 2, n: 1, facts: says('none', 0), move: { to: 'submitted', expected: 'not_started' } },
      2,
    )
    expect(survey).toEqual(before)
    expect(Object.values(survey.rivals).flat()).not.toContainEqual(expect.objectContaining({ op: opId(2) }))
  })
})
