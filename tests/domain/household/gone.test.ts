import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { merge } from '#domain/household/merge.ts'
import { settleRival } from '#domain/household/settle.ts'
import type { Survey } from '#domain/household/survey.ts'
import { type Path, pathOf } from '#domain/questionnaire/answers.ts'
import { anOperation, aSurvey, deviceId, residentId } from '../../builders.ts'

const gone = pathOf('gone', residentId(1))
const name = pathOf('name', residentId(1))
const otherName = pathOf('name', residentId(2))

type Sent = { device: number; n?: number; facts: Partial<Record<Path, { value: unknown; seen: number }>> }

/** The commune takes these in, one after the other, from the change-log number `from` on. */
function takeAll(survey: Survey, sent: Sent[], from = 1) {
  const outcomes: string[] = []
  let current = survey
  for (const [i, { device, n = 1, facts }] of sent.entries()) {
    const { operation, change } = anOperation({ op: device * 10 + n, device, n, facts: facts as never })
    const stamp = { revision: from + i, by: `Người ${device}`, at: '2024-10-15T08:00:00Z' }
    const taken = merge(current, change, operation, stamp)
    outcomes.push(taken.outcome)
    current = taken.survey
  }
  return { survey: current, outcomes }
}

const leaves = (device: number, seen: number, n = 1): Sent => ({
  device,
  n,
  facts: { [gone]: { value: 'died', seen } },
})
const answers = (device: number, seen: number, n = 1): Sent => ({
  device,
  n,
  facts: { [name]: { value: `Quách Thị Ngân ${n}`, seen } },
})
/** Who says what of the resident's being gone, in the order of their devices. */
const words = ({ fields, rivals }: Survey) =>
  [fields[gone], ...(rivals[gone] ?? [])].flatMap((word) => (word ? [[word.device, word.value]] : [])).sort()
const both = [
  [deviceId(1), 'died'],
  [deviceId(2), null],
]

describe('a resident whom one phone answers about, and another says is gone', () => {
  test.each([
    ['the answer comes first', [answers(2, 0), leaves(1, 0)]],
    ['the leaving comes first', [leaves(1, 0), answers(2, 0)]],
  ])('neither having seen the other: both words are kept for a person, where %s', (_, sent) => {
    const { survey, outcomes } = takeAll(aSurvey(), sent)
    expect(words(survey)).toEqual(both)
    expect(outcomes).toEqual(['applied', 'conflict'])
    expect(survey.fields[name]?.value).toBe('Quách Thị Ngân 1')
  })

  test.each([
    ['leaving after the answer was seen', [answers(2, 0), leaves(1, 1)], 'died'],
    ['an answer put right after the leaving was seen', [leaves(1, 0), answers(2, 1)], 'died'],
    ['both from one phone', [answers(1, 0), leaves(1, 0, 2)], 'died'],
    ['both from one phone, the other way round', [leaves(1, 0), answers(1, 0, 2)], 'died'],
    ['both from one phone, the later first', [answers(1, 0, 2), leaves(1, 0)], 'died'],
    [
      'about two residents',
      [leaves(1, 0), { device: 2, facts: { [otherName]: { value: 'Lò Thị Mai', seen: 0 } } }],
      'died',
    ],
    [
      'an answer that was taken back',
      [leaves(1, 0), { device: 2, facts: { [name]: { value: null, seen: 0 } } }],
      'died',
    ],
    [
      'whoever is said to be here again',
      [leaves(1, 0), { device: 2, facts: { [gone]: { value: null, seen: 1 } } }],
      null,
    ],
  ] as [string, Sent[], string | null][])('no conflict: %s', (_, sent, stands) => {
    const { survey, outcomes } = takeAll(aSurvey(), sent)
    expect([survey.fields[gone]?.value, survey.rivals, outcomes]).toEqual([stands, {}, sent.map(() => 'applied')])
  })

  test('what the reviewer decided stands against an older word, as for any answer', () => {
    const disputed = takeAll(aSurvey(), [answers(2, 0), leaves(1, 0)]).survey
    const settled = settleRival(disputed, { path: gone, value: null, revision: 3, by: 'Lê Thị Hoa', at: '' })
    if (settled === 'no_such_rival') throw new Error(settled)
    const again = takeAll(settled, [leaves(1, 0, 2)], 4).survey
    expect(again.fields[gone]).toMatchObject({ value: null, device: 'office' })
    expect(again.rivals[gone]).toMatchObject([{ value: 'died' }])
    expect(takeAll(settled, [leaves(1, 3, 2)], 4)).toMatchObject({ outcomes: ['applied'] })
  })

  test('in whatever order answers and leavings come that have not seen each other, both words are kept', () => {
    const someOrder = fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 })
    fc.assert(
      fc.property(someOrder, (order) => {
        const { survey } = takeAll(
          aSurvey(),
          order.map((i) => (i % 2 === 0 ? answers(2, 0, i) : leaves(1, 0, i))),
        )
        expect(words(survey)).toEqual(both)
      }),
    )
  })

  test('the same operation again changes nothing', () => {
    const sent = [answers(2, 0), leaves(1, 0)]
    const { survey } = takeAll(aSurvey(), sent)
    expect(takeAll(survey, sent, 3).survey).toEqual(survey)
    const back = takeAll(aSurvey(), sent.toReversed()).survey
    expect(takeAll(back, sent.toReversed(), 3).survey).toEqual(back)
  })
})
