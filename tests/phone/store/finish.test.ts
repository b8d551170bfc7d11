import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Operation } from '#domain/household/operation.ts'
import type { HouseholdId } from '#domain/ids.ts'
import { type Path, pathOf } from '#domain/questionnaire/answers.ts'
import { worksheetQuestions } from '#domain/questionnaire/income.ts'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import { openBox } from '#phone/store/box.ts'
import { addHousehold, newResidentId, saveAnswer } from '#phone/store/drafts.ts'
import { finish, NoOpenRound } from '#phone/store/finish.ts'
import { householdView } from '#phone/store/households.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { pull } from '#phone/sync/pull.ts'
import { openLetter } from '#protocol/letter.ts'
import { householdId } from '../../builders.ts'
import { aHousehold, completeAnswers, enrolled, facts, type Line, lineWith, personPath } from '../kit.ts'
import { killedEverywhere } from '../mortal.ts'
import { fillPhone } from '../noRoom.ts'

const household = householdId(1)
const water = pathOf('water_source')
let line: Line
let vault: Vault

beforeEach(async () => {
  await registry.vaults.clear()
  line = await lineWith([aHousehold(1), aHousehold(2, { survey: { state: 'accepted' } })])
  vault = await enrolled(line)
})
afterEach(() => vi.restoreAllMocks())

async function answer(id: HouseholdId, answers: [Path, Parameters<typeof saveAnswer>[3]][], seen = 1): Promise<void> {
  for (const [path, value] of answers) await saveAnswer(vault, id, path, value, seen)
}

async function queued(): Promise<Operation[]> {
  const rows = await vault.db.operations.orderBy('n').toArray()
  return Promise.all(rows.map((row) => openBox<Operation>(vault.dataKey, { table: 'operations', id: row.op }, row.box)))
}

async function counts(): Promise<number[]> {
  return Promise.all([vault.db.drafts.count(), vault.db.operations.count(), vault.db.outbox.count()])
}

/** The same vault; `happens` comes in between, just before its first write. */
function meanwhile(happens: () => Promise<unknown>): Vault {
  let isDue = true
  const db = new Proxy(vault.db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return async (...given: unknown[]) => {
        if (name === 'transaction' && given[0] === 'rw' && isDue) {
          isDue = false
          await happens()
        }
        return value.apply(target, given)
      }
    },
  })
  return { ...vault, db }
}

const returned = { path: water, reason: 'Xem lại', by: 'Lê Thị Hoa', at: '2024-10-21T01:00:00.000Z' }
const returnedChange = {
  seq: 9,
  household,
  state: aHousehold(1, { revision: 9, survey: { state: 'returned', returned } }),
}

describe('finishing a completed survey', () => {
  test('makes one operation and one letter that the commune opens, and the draft is gone', async () => {
    await answer(household, completeAnswers())
    const outcome = await finish(vault, household)
    expect(outcome.outcome).toBe('queued')
    expect(await counts()).toEqual([0, 1, 1])
    const [letter] = await vault.db.outbox.toArray()
    const opened = await openLetter(letter!.bytes, { recipient: line.key, sender: vault.sender.publicKey })
    const [operation] = await queued()
    expect(opened).toEqual({ outcome: 'opened', operation })
    expect(operation).toMatchObject({ n: 1, round: '2024', device: vault.device })
    expect(operation?.households[household]).toMatchObject({ move: { to: 'submitted', expected: 'not_started' } })
    expect(operation?.households[household]?.hamlet).toBeUndefined()
    expect((await householdView(vault, household))?.status).toBe('waiting')
  })

  test('names every question that is still open, and changes nothing', async () => {
    await answer(
      household,
      completeAnswers().filter(([path]) => path !== water && path !== personPath('sex')),
    )
    const before = await counts()
    expect(await finish(vault, household)).toEqual({
      outcome: 'unanswered',
      paths: [water, personPath('sex')],
    })
    expect(await counts()).toEqual(before)
  })

  test('asks for a resident where there is none, and for a name where there is none', async () => {
    const withoutPeople = completeAnswers().filter(([path]) => !path.includes('/'))
    await answer(household, withoutPeople)
    const outcome = await finish(vault, household)
    expect(outcome).toMatchObject({ outcome: 'unanswered' })
    expect(outcome.outcome === 'unanswered' && outcome.paths[0]).toMatch(/^r.{8}\/name$/)
    await answer(
      household,
      completeAnswers().filter(([path]) => path !== personPath('name')),
    )
    expect(await finish(vault, household)).toEqual({ outcome: 'unanswered', paths: [personPath('name')] })
  })

  test.each(['drafts', 'operations', 'outbox', 'meta'] as const)(
    'interrupted while it writes to %s leaves everything as it was',
    async (table) => {
      await answer(household, completeAnswers())
      const before = await counts()
      const fault = () => {
        throw new Error('the battery fell out')
      }
      const hook = table === 'drafts' ? 'deleting' : table === 'meta' ? 'updating' : 'creating'
      vault.db[table].hook(hook as 'creating', fault)
      await expect(finish(vault, household)).rejects.toThrow('the battery fell out')
      vault.db[table].hook(hook as 'creating').unsubscribe(fault)
      expect(await counts()).toEqual(before)
      expect((await vault.db.meta.get('counter'))?.value).toBe(0)
      expect((await finish(vault, household)).outcome).toBe('queued')
    },
  )

  test('killed anywhere on the way, it happened wholly or not at all', async () => {
    await answer(household, completeAnswers())
    const [drafts] = await counts()
    const deaths = await killedEverywhere(
      vault,
      (mortal) => finish(mortal, household),
      async (isDone) => expect(await counts()).toEqual(isDone ? [0, 1, 1] : [drafts, 0, 0]),
    )
    expect(deaths).toBeGreaterThan(20)
  })

  test('and finishing two at once gives each its own number', async () => {
    const other = await addHousehold(vault)
    await answer(household, completeAnswers())
    await answer(other, completeAnswers(), 0)
    await Promise.all([finish(vault, household), finish(vault, other)])
    expect((await queued()).map(({ n }) => n)).toEqual([1, 2])
    expect((await vault.db.meta.get('counter'))?.value).toBe(2)
  })

  test('does not lose an answer that was saved while it was being sealed', async () => {
    await answer(household, completeAnswers())
    const sealing = meanwhile(() => saveAnswer(vault, household, water, 'rain', 1))
    expect((await finish(sealing, household)).outcome).toBe('queued')
    const [operation] = await queued()
    expect(operation?.households[household]?.facts[water]?.value).toBe('rain')
    expect(await counts()).toEqual([0, 1, 1])
  })

  test('is sealed anew where the household was pulled while it was being sealed', async () => {
    await answer(household, completeAnswers())
    line.pages = [{ ...line.pages[0]!, cursor: 9, changes: [returnedChange] }]
    const sealing = meanwhile(() => pull(vault, line, () => new Date()))
    expect((await finish(sealing, household)).outcome).toBe('queued')
    expect((await queued())[0]?.households[household]?.move).toEqual({ to: 'submitted', expected: 'returned' })
  })

  test('twice at once sends it once', async () => {
    await answer(household, completeAnswers())
    const outcomes = await Promise.all([finish(vault, household), finish(vault, household)])
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['nothing_changed', 'queued'])
    expect(await counts()).toEqual([0, 1, 1])
  })
})

describe('a completed survey with what cannot be right', () => {
  const wrong = (): [Path, Parameters<typeof saveAnswer>[3]][] => [[personPath('sex'), 'male']]

  test('is not finished by any road: the checks are named, and the draft stays', async () => {
    await answer(household, [...completeAnswers(), ...wrong()])
    const before = await counts()
    const refused = await finish(vault, household)
    expect(refused).toMatchObject({ outcome: 'contradictory', checks: [{ code: 'citizen_number_sex', kind: 'must' }] })
    expect(await counts()).toEqual(before)
    await answer(household, [[personPath('sex'), 'female']])
    expect((await finish(vault, household)).outcome).toBe('queued')
  })

  test('is not sent as a correction either', async () => {
    await answer(household, completeAnswers())
    await finish(vault, household)
    await answer(household, wrong())
    expect((await finish(vault, household)).outcome).toBe('contradictory')
    expect((await counts())[1]).toBe(1)
  })

  test('lesson 24: may be closed as incomplete, with the reason', async () => {
    await answer(household, [
      ...completeAnswers(),
      ...wrong(),
      [pathOf('visit_outcome'), 'absent'],
      [pathOf('visit_note'), 'Phải xem lại căn cước'],
    ])
    expect((await finish(vault, household)).outcome).toBe('queued')
  })

  test('what is only unusual holds nothing back', async () => {
    await answer(household, completeAnswers(20))
    expect((await finish(vault, household)).outcome).toBe('queued')
  })
})

describe('what a completed survey needs of income', () => {
  test('is every item of the round’s scorecard, unless the paper’s total is there', async () => {
    const round = { ...facts.round!, scorecard: sampleScorecard }
    line.pages = [{ ...line.pages[0]!, facts: { ...facts, round } }]
    await pull(vault, line, () => new Date())
    const b1 = pathOf('b1_answers')
    await answer(
      household,
      completeAnswers().filter(([path]) => path !== pathOf('b1_points')),
    )
    const items = ['size:one_or_two', 'work:farming=1', 'electricity:below_50', 'motorbikes:1']
    await answer(household, [[b1, items]])
    expect(await finish(vault, household)).toEqual({ outcome: 'unanswered', paths: [b1] })
    await answer(household, [[b1, [...items, 'cattle:0']]])
    expect((await finish(vault, household)).outcome).toBe('queued')
  })

  test('is the worksheet of a farming household above the line', async () => {
    await answer(household, [...completeAnswers(141), [pathOf('farming_household'), true]])
    const paths = Object.keys(worksheetQuestions)
    expect(await finish(vault, household)).toEqual({ outcome: 'unanswered', paths })
    await answer(
      household,
      paths.map((path) => [path as Path, 0]),
    )
    expect((await finish(vault, household)).outcome).toBe('queued')
  })
})

describe('closing a household as incomplete', () => {
  test('needs how the visit ended and the note, nothing else', async () => {
    await answer(household, [[pathOf('visit_outcome'), 'absent']])
    expect(await finish(vault, household)).toEqual({ outcome: 'unanswered', paths: [pathOf('visit_note')] })
    await answer(household, [[pathOf('visit_note'), 'Đi làm ăn xa, tháng sau về']])
    expect((await finish(vault, household)).outcome).toBe('queued')
  })

  test('needs a name where the household was added at the door', async () => {
    const id = await addHousehold(vault)
    await answer(id, [
      [pathOf('visit_outcome'), 'refused'],
      [pathOf('visit_note'), 'Không muốn trả lời'],
    ])
    expect(await finish(vault, id)).toMatchObject({ outcome: 'unanswered', paths: [expect.stringMatching(/name$/)] })
    await answer(id, [[personPath('name', newResidentId()), 'Đinh Văn Tư']])
    expect((await finish(vault, id)).outcome).toBe('queued')
  })
})

describe('correcting a finished household', () => {
  test('before it was sent is a second operation with the changed facts only; the first letter stays as it is', async () => {
    await answer(household, completeAnswers())
    await finish(vault, household)
    const [first] = await vault.db.outbox.toArray()
    await answer(household, [
      [water, 'rain'],
      [pathOf('latrine'), 'septic'],
    ])
    expect((await finish(vault, household)).outcome).toBe('queued')
    const [before, after] = await queued()
    expect(after).toMatchObject({ n: 2, after: before!.op })
    expect(after?.households[household]).toEqual({
      facts: { water_source: { value: 'rain', seen: 1 } },
      move: { to: 'submitted', expected: 'submitted' },
    })
    expect(await vault.db.outbox.get(first!.op)).toEqual(first)
  })

  test('with the same answers again is no change, and leaves no draft', async () => {
    await answer(household, completeAnswers())
    await finish(vault, household)
    await answer(household, [[water, 'drilled_well']])
    expect(await finish(vault, household)).toEqual({ outcome: 'nothing_changed' })
    expect(await counts()).toEqual([0, 1, 1])
  })
})

describe('a household added at the door', () => {
  test('is created by its first operation, and only by that', async () => {
    const id = await addHousehold(vault)
    await answer(id, completeAnswers(), 0)
    await finish(vault, id)
    await answer(id, [[water, 'rain']], 0)
    await finish(vault, id)
    const [first, second] = await queued()
    expect(first?.households[id]?.hamlet).toBe('lang-mai')
    expect(first?.after).toBeUndefined()
    expect(second?.households[id]?.hamlet).toBeUndefined()
    expect(second?.after).toBe(first?.op)
  })

  test('is created by the next operation where the first was refused', async () => {
    const id = await addHousehold(vault)
    await answer(id, completeAnswers(), 0)
    await finish(vault, id)
    await vault.db.outbox.toCollection().modify({ state: 'refused', reason: 'malformed_letter' })
    expect((await householdView(vault, id))?.status).toBe('needs_you')
    expect((await finish(vault, id)).outcome).toBe('queued')
    const [first, second] = await queued()
    expect(second?.households[id]?.facts).toEqual(first?.households[id]?.facts)
    expect(second?.households[id]?.hamlet).toBe('lang-mai')
  })
})

test('an accepted household is not finished again, and the draft stays', async () => {
  await answer(householdId(2), completeAnswers())
  const before = await counts()
  expect(await finish(vault, householdId(2))).toEqual({ outcome: 'accepted_already' })
  expect(await counts()).toEqual(before)
})

test('without an open round nothing is finished, and the draft stays', async () => {
  const { round: _, ...closed } = facts
  line.pages = [{ ...line.pages[0]!, facts: closed }]
  await answer(household, completeAnswers())
  await pull(vault, line, () => new Date())
  await expect(finish(vault, household)).rejects.toThrow(NoOpenRound)
  expect((await counts())[0]).toBeGreaterThan(0)
})

test.each([0, 1, 2])(
  'with room for %i of its three rows nothing is finished, and the draft stays; with room it is',
  async (roomFor) => {
    await answer(household, completeAnswers())
    const before = await counts()
    fillPhone(roomFor)
    await expect(finish(vault, household)).rejects.toMatchObject({ problem: 'full' })
    expect(await counts()).toEqual(before)
    vi.restoreAllMocks()
    expect((await finish(vault, household)).outcome).toBe('queued')
    expect(await counts()).toEqual([0, 1, 1])
  },
)
