import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { openBox } from '#phone/store/box.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { householdCards, householdView } from '#phone/store/households.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { Unreachable } from '#phone/sync/failure.ts'
import { communeOverHttp } from '#phone/sync/http.ts'
import { pull } from '#phone/sync/pull.ts'
import type { ReceivedChanges } from '#protocol/changes.ts'
import { DepositReply } from '#protocol/deposit.ts'
import { householdId, opId, residentId } from '../../builders.ts'
import { aHousehold, enrolled, type Line, lineWith } from '../kit.ts'

const id = householdId(1)
const water = pathOf('water_source')
const now = () => new Date('2024-10-20T01:00:00.000Z')
let line: Line
let vault: Vault

beforeEach(async () => {
  await registry.vaults.clear()
  line = await lineWith([aHousehold(1), aHousehold(2)])
  vault = await enrolled(line)
})

const author = { device: 'office', n: 0, by: 'Lê Thị Hoa', at: '2024-10-21T01:00:00.000Z', revision: 9 }
const name = { [`${residentId(1)}/name`]: { value: 'Quách Thị Ngân', ...author } }

/** One page with these changes as they travel: read from JSON by the phone's own line. */
async function pullRaw(changes: unknown[], change: Partial<ReceivedChanges> = {}, build = 'one'): Promise<number> {
  const page = { ...line.pages[0]!, changes, cursor: 9, ...change }
  const { changes: over } = communeOverHttp(async () => Response.json(page))
  return pull(vault, { changes: over }, now, build)
}

function stateWith(survey: object, rest: object = {}) {
  const household = aHousehold(1, { revision: 9 })
  return { seq: 9, household: id, state: { ...household, ...rest, survey: { ...household.survey, ...survey } } }
}

async function storedRaw(): Promise<unknown> {
  const row = (await vault.db.households.get([1, id]))!
  return openBox(vault.dataKey, { table: 'households', id }, row.box)
}

const cursor = async () => ((await vault.db.meta.get('pull'))!.value as { cursor: number }).cursor

describe('a household of a newer server', () => {
  const added = stateWith({
    fields: { ...name, solar_panel_kw: { value: 2, ...author }, [water]: { value: 'rain', ...author } },
  })
  test('with a question more is kept whole, and worked on as far as this app knows the form', async () => {
    expect(await pullRaw([added])).toBe(1)
    expect(await storedRaw()).toEqual(added.state)
    const view = await householdView(vault, id)
    expect([...view!.values.keys()].sort()).toEqual([`${residentId(1)}/name`, water].sort())
    expect(view).toMatchObject({ isReadOnly: false, revision: 9 })
    expect(view).not.toHaveProperty('needs')
    await saveAnswer(vault, id, pathOf('visit_outcome'), 'absent', 9)
    await saveAnswer(vault, id, pathOf('visit_note'), 'đi làm xa', 9)
    expect((await finish(vault, id)).outcome).toBe('queued')
  })

  test.each([
    [
      'a value that its question does not know',
      stateWith({ fields: { ...name, [water]: { value: 'from_the_moon', ...author } } }),
    ],
    [
      'a rival value that its question does not know',
      stateWith({ fields: name, rivals: { [water]: [{ value: 'from_the_moon', seen: 0, op: opId(1), ...author }] } }),
    ],
    ['a state that it does not know', stateWith({ fields: name, state: 'appealed' })],
    ['fields of another shape', stateWith({ fields: { ...name, [water]: ['rain', 'piped'] } })],
    ['a reason for being listed that it does not know', stateWith({ fields: name }, { listed: 'near_near_poor' })],
  ])('with %s is kept whole and shown, and nothing of it can be changed', async (_, change) => {
    await saveAnswer(vault, id, pathOf('latrine'), 'septic', 1)
    expect(await pullRaw([change])).toBe(1)
    expect(await storedRaw()).toEqual(change.state)
    const view = await householdView(vault, id)
    expect(view).toMatchObject({ isReadOnly: true, status: 'needs_you', needs: { reason: 'newer_app' }, number: 1 })
    expect(view?.values.get(`${residentId(1)}/name` as never)).toBe('Quách Thị Ngân')
    expect((await householdCards(vault)).map(({ head }) => head)).toContain('Quách Thị Ngân')
    expect(await finish(vault, id)).toEqual({ outcome: 'read_only' })
    expect(await vault.db.drafts.count()).toBe(1)
  })

  test('of which nothing can be read still has its place in the list', async () => {
    const change = { seq: 9, household: id, state: { shape: 'of another age' } }
    await pullRaw([change])
    expect(await storedRaw()).toEqual(change.state)
    expect(await householdView(vault, id)).toMatchObject({ isReadOnly: true, needs: { reason: 'newer_app' } })
  })

  test('is an ordinary one again once the commune sends one that is understood', async () => {
    await pullRaw([stateWith({ state: 'appealed' })])
    await pullRaw([stateWith({ fields: name })], { cursor: 10 })
    expect(await householdView(vault, id)).toMatchObject({ isReadOnly: false, status: 'not_visited' })
  })
})

describe('a change of an unknown kind', () => {
  const strange = { seq: 8, notice: 'Họp thôn ngày mai' }
  const unknown = async () => (await vault.db.meta.toArray()).filter(({ key }) => key.startsWith('unknown-'))

  test('rejects nothing: the rest of its page is stored, it is kept as it came, and the cursor counts both', async () => {
    expect(await pullRaw([strange, stateWith({ fields: name })])).toBe(2)
    expect((await householdView(vault, id))?.revision).toBe(9)
    expect(await cursor()).toBe(9)
    const [row] = await unknown()
    expect(await openBox(vault.dataKey, { table: 'meta', id: row!.key }, row!.box!)).toEqual(strange)
  })

  test('makes an updated app load everything anew, without offering a letter again; the same build asks for no more', async () => {
    await pullRaw([strange])
    const asked: number[] = []
    const over = {
      changes: async (request: { cursor: number }) => {
        asked.push(request.cursor)
        return { ...line.pages[0]!, cursor: 9 }
      },
    }
    await pull(vault, over, now, 'one')
    await pull(vault, over, now, 'two')
    await pull(vault, over, now, 'two')
    expect(asked).toEqual([9, 0, 9])
    expect(await unknown()).toEqual([])
    expect(await vault.db.households.count()).toBe(2)
  })
})

describe('a reply', () => {
  test('in a newer protocol stops the pull in words, and nothing is lost', async () => {
    await saveAnswer(vault, id, water, 'rain', 1)
    await expect(pullRaw([stateWith({})], { protocol: 2 })).rejects.toThrow(new Unreachable('newer_protocol'))
    expect(await cursor()).toBe(2)
    expect(await vault.db.drafts.count()).toBe(1)
  })

  test('about a letter with a reason that is not known counts all the same', () => {
    const result = { op: opId(1), status: 'held', reason: 'because_of_tomorrow' }
    const reply = {
      protocol: 1,
      batch: '0'.repeat(32),
      epoch: 'e',
      serverTime: now().toISOString(),
      results: [result],
      limits: { batchBytes: 1, letterBytes: 1 },
    }
    expect(DepositReply.parse(reply).results).toEqual([{ op: opId(1), status: 'held', reason: undefined }])
  })
})

test('a household that went and came back within a page is there, one that came and went is not', async () => {
  const gone = (seq: number, number: number) => ({ seq, household: householdId(number), gone: 'other_hamlet' })
  const back = { seq: 8, household: householdId(2), state: aHousehold(2, { revision: 8 }) }
  await pullRaw([gone(5, 2), stateWith({}), back, gone(10, 1)], { cursor: 10 })
  expect((await householdCards(vault)).map(({ id: shown }) => shown)).toEqual([householdId(2)])
})
