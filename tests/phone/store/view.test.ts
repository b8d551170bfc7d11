import { describe, expect, test } from 'vitest'
import type { FactValue, Operation } from '#domain/household/operation.ts'
import type { Survey } from '#domain/household/survey.ts'
import type { OpId } from '#domain/ids.ts'
import { type Path, pathOf } from '#domain/questionnaire/answers.ts'
import {
  cardOf,
  changedFacts,
  type DraftAnswer,
  type OwnLetter,
  type OwnOperation,
  type Parts,
  seenAt,
  shownState,
  viewOf,
} from '#phone/store/view.ts'
import { deviceId, householdId, opId, round2024 } from '../../builders.ts'
import { aHousehold, personPath } from '../kit.ts'

const water = pathOf('water_source')
const latrine = pathOf('latrine')
const id = householdId(1)

function own(
  n: number,
  facts: Record<string, FactValue>,
  letter: OwnLetter = { state: 'queued' },
  seen = 0,
): OwnOperation {
  const operation: Operation = {
    op: opId(n),
    device: deviceId(1),
    n,
    round: round2024,
    households: {
      [id]: {
        facts: Object.fromEntries(Object.entries(facts).map(([path, value]) => [path, { value, seen }])),
        move: { to: 'submitted', expected: 'not_started' },
      },
    },
    at: '2024-10-20T01:00:00.000Z',
  }
  return { operation, letter }
}

function field(value: FactValue, revision: number) {
  return { value, revision, device: deviceId(2), n: 1, by: 'Hà Thị Xuân', at: '2024-10-19T01:00:00.000Z' }
}

function draft(path: Path, value: FactValue, seen = 0): DraftAnswer {
  return { path, value, seen, at: '2024-10-20T02:00:00.000Z' }
}

function receiptFor(op: OpId) {
  return { op, receipt: '7K4-M2', at: '2024-10-20T03:00:00.000Z' }
}

function parts(change: Partial<Parts> & { survey?: Partial<Survey> } = {}): Parts {
  const { survey, ...rest } = change
  return { id, pulled: aHousehold(1, { survey: survey ?? {}, revision: 5 }), own: [], drafts: [], ...rest }
}

describe('what is shown of a household', () => {
  test('is the pulled row where there is nothing else', () => {
    const view = viewOf(parts({ survey: { fields: { [water]: field('rain', 4) } } }))
    expect(view.values.get(water)).toBe('rain')
    expect(view.revision).toBe(5)
  })

  test('is own operations over the pulled row in their order, and the draft over both', () => {
    const view = viewOf(
      parts({
        survey: { fields: { [water]: field('rain', 4), [latrine]: field('septic', 4) } },
        own: [own(1, { [water]: 'piped' }), own(2, { [water]: 'bottled' })],
        drafts: [draft(latrine, 'pour_flush')],
      }),
    )
    expect([view.values.get(water), view.values.get(latrine)]).toEqual(['bottled', 'pour_flush'])
    expect(view.savedAt.get(latrine)).toBe('2024-10-20T02:00:00.000Z')
  })

  test('does not replay an operation that the pulled row already holds', () => {
    const view = viewOf(
      parts({
        survey: { fields: { [water]: field('rain', 5) }, receipts: [receiptFor(opId(1))] },
        own: [own(1, { [water]: 'piped' }, { state: 'in' })],
      }),
    )
    expect(view.values.get(water)).toBe('rain')
  })

  test('still replays what the commune has received and we have not pulled yet', () => {
    const view = viewOf(parts({ own: [own(1, { [water]: 'piped' }, { state: 'in', receipt: '7K4-M2', at: 'now' })] }))
    expect(view.values.get(water)).toBe('piped')
    expect(view.status).toBe('received')
    expect(view.receipt).toEqual({ code: '7K4-M2', at: 'now' })
  })

  test('what the commune has looked at and declined is not shown, nor sent again', () => {
    const declined = own(1, { [water]: 'piped' }, { state: 'held', reason: 'declined' })
    const given = parts({ survey: { state: 'returned', fields: { [water]: field('rain', 4) } }, own: [declined] })
    expect(viewOf(given).values.get(water)).toBe('rain')
    expect(viewOf(given).needs).toEqual({ reason: 'declined', toRead: [opId(1)] })
    expect(changedFacts(given)).toEqual({})
  })

  test('a held answer whose reason a newer server gave needs somebody all the same', () => {
    expect(viewOf(parts({ own: [own(1, { [water]: 'piped' }, { state: 'held' })] })).needs).toEqual({
      reason: 'unknown_reason',
    })
  })

  test('a withdrawn answer is not shown', () => {
    const view = viewOf(parts({ survey: { fields: { [water]: field('rain', 4) } }, drafts: [draft(water, null)] }))
    expect(view.values.has(water)).toBe(false)
    expect(view.answers.household.water_source).toBeUndefined()
  })
})

describe('an accepted household', () => {
  const given = parts({
    survey: { state: 'accepted', fields: { [water]: field('rain', 4) } },
    own: [
      own(1, { [water]: 'piped' }, { state: 'held', reason: 'late' }),
      own(2, { [latrine]: 'septic' }, { state: 'queued' }),
    ],
    drafts: [draft(water, 'bottled')],
  })

  test('is shown as it was accepted, whatever came or comes too late', () => {
    const view = viewOf(given)
    expect([...view.values]).toEqual([[water, 'rain']])
    expect(view.answers.household).toEqual({ water_source: 'rain' })
    expect(cardOf(given).status).toBe('needs_you')
  })

  test('with a draft says so, and what the draft holds', () => {
    const view = viewOf({ ...given, own: [] })
    expect(view.needs).toEqual({ reason: 'late_draft' })
    expect(view.late).toMatchObject([{ path: water, value: 'bottled', why: 'late_draft' }])
  })

  test('without one has nothing late', () => {
    expect(viewOf(parts({ survey: { state: 'submitted' }, drafts: [draft(water, 'rain')] })).late).toEqual([])
    expect(viewOf({ ...given, drafts: [] }).late).toEqual([])
  })
})

describe('the state of a household is', () => {
  const returned = { path: water, reason: 'Xem lại nguồn nước', by: 'Lê Thị Hoa', at: '2024-10-21T01:00:00.000Z' }
  test.each<[string, Parts]>([
    ['not_visited', parts()],
    ['draft', parts({ drafts: [draft(water, 'rain')] })],
    ['waiting', parts({ own: [own(1, {})] })],
    ['waiting', parts({ own: [own(1, {}, { state: 'in' }), own(2, {}, { state: 'sending' })] })],
    ['received', parts({ own: [own(1, {}, { state: 'in' })] })],
    ['received', parts({ survey: { state: 'submitted' } })],
    [
      'returned',
      parts({
        survey: { state: 'returned', returned, receipts: [receiptFor(opId(1))] },
        own: [own(1, {}, { state: 'in' })],
      }),
    ],
    ['waiting', parts({ survey: { state: 'returned', returned }, own: [own(2, { [water]: 'rain' })] })],
    ['accepted', parts({ survey: { state: 'accepted' } })],
    ['needs_you', parts({ survey: { state: 'accepted' }, drafts: [draft(water, 'rain')] })],
    ['needs_you', parts({ own: [own(1, {}, { state: 'held', reason: 'late' })] })],
    ['needs_you', parts({ own: [own(1, {}, { state: 'refused', reason: 'letter_too_large' })] })],
    ['waiting', parts({ own: [own(1, {}, { state: 'refused', madeGoodBy: opId(2) }), own(2, {})] })],
    ['needs_you', parts({ own: [own(1, {}, { state: 'refused' }), own(2, {})] })],
    [
      'needs_you',
      parts({ own: [own(1, {}, { state: 'refused', madeGoodBy: opId(2) }), own(2, {}, { state: 'refused' })] }),
    ],
  ])('%s', (status, given) => {
    expect(viewOf(given).status).toBe(status)
  })

  test('in need of a person while two answers stand for one question, until ours is on its way', () => {
    const rivals = { [water]: [{ ...field('piped', 3), seen: 1, op: opId(9) }] }
    const given = parts({ survey: { state: 'submitted', rivals } })
    expect(viewOf(given).needs).toEqual({ reason: 'two_answers' })
    expect(viewOf({ ...given, own: [own(3, { [water]: 'rain' })] }).status).toBe('waiting')
  })

  test('submitted for the next step once our own submission is on its way', () => {
    expect(shownState(parts({ own: [own(1, {})] }))).toBe('submitted')
    expect(shownState(parts({ own: [own(1, {}, { state: 'refused' })] }))).toBe('not_started')
  })
})

describe('the next operation carries', () => {
  test('only what the draft changes', () => {
    const facts = changedFacts(
      parts({
        survey: { fields: { [water]: field('rain', 4) } },
        own: [own(1, { [latrine]: 'septic' })],
        drafts: [draft(water, 'rain', 5), draft(latrine, 'septic', 5), draft(pathOf('internet_use'), true, 5)],
      }),
    )
    expect(facts).toEqual({ internet_use: { value: true, seen: 5 } })
  })

  test('what was refused and never made good, under the draft', () => {
    const refused = own(1, { [water]: 'rain', [latrine]: 'septic' }, { state: 'refused' }, 2)
    const again = parts({ own: [refused], drafts: [draft(latrine, 'piped', 5)] })
    expect(changedFacts(again)).toEqual({
      water_source: { value: 'rain', seen: 2 },
      latrine: { value: 'piped', seen: 5 },
    })
    expect(changedFacts({ ...again, own: [refused, own(2, { [water]: 'rain' })] })).toEqual({
      latrine: { value: 'piped', seen: 5 },
    })
  })

  test('what was to be made good by one that was refused too', () => {
    const first = own(1, { [latrine]: 'septic' }, { state: 'refused', madeGoodBy: opId(2) })
    const given = parts({ own: [first, own(2, { [water]: 'rain' }, { state: 'refused' })] })
    expect(Object.keys(changedFacts(given)).sort()).toEqual([latrine, water])
    expect(changedFacts(parts({ own: [first, own(2, { [latrine]: 'piped' })] }))).toEqual({})
  })

  test('a decision between two answers, even for the one the commune shows', () => {
    const rivals = { [water]: [{ ...field('piped', 3), seen: 1, op: opId(9) }] }
    const given = parts({
      survey: { fields: { [water]: field('rain', 4) }, rivals },
      drafts: [draft(water, 'rain', 5)],
    })
    expect(changedFacts(given)).toEqual({ water_source: { value: 'rain', seen: 5 } })
  })
})

describe('an edit has seen', () => {
  test('the revision on the screen where nothing of ours hides the field', () => {
    expect(seenAt(parts({ survey: { fields: { [water]: field('rain', 4) } } }), water, 5)).toBe(5)
  })

  test('no more than our draft had, while that draft hides a newer value', () => {
    const given = parts({ survey: { fields: { [water]: field('rain', 4) } }, drafts: [draft(water, 'piped', 3)] })
    expect(seenAt(given, water, 5)).toBe(3)
  })

  test('no more than our operation had, while that operation hides a newer value', () => {
    const given = parts({
      survey: { fields: { [water]: field('rain', 4) } },
      own: [own(1, { [water]: 'piped' }, undefined, 2)],
    })
    expect(seenAt(given, water, 5)).toBe(2)
  })

  test('the newer revision where the draft hides nothing newer, and never an older one', () => {
    const given = parts({ survey: { fields: { [water]: field('rain', 2) } }, drafts: [draft(water, 'piped', 3)] })
    expect(seenAt(given, water, 5)).toBe(5)
    expect(seenAt(given, water, 1)).toBe(3)
  })
})

describe('a card in the list', () => {
  test('names the head from last year until this year has one, and is found without diacritics', () => {
    const before = cardOf(parts())
    expect([before.head, before.residents]).toEqual(['Quách Thị Ngân', 1])
    expect(before.folded).toContain('quach thi ngan')
    const after = cardOf(
      parts({ drafts: [draft(personPath('name'), 'Đinh Văn Tư'), draft(personPath('relation'), 'head')] }),
    )
    expect(after.head).toBe('Đinh Văn Tư')
    expect(after.folded).toContain('dinh van tu')
  })

  test('counts who is away as the round does, and still finds them by name', () => {
    const away = draft(personPath('away'), true)
    const named = draft(personPath('name'), 'Đinh Văn Tư')
    expect(cardOf(parts({ drafts: [named, away] })).residents).toBe(1)
    const card = cardOf({ ...parts({ drafts: [named, away] }), awayResidents: 'not_counted' })
    expect(card.residents).toBe(0)
    expect(card.folded).toContain('dinh van tu')
  })
})
