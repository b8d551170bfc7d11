import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { canonical, type Operation } from '#domain/household/operation.ts'
import { type HistoryEntry, HistoryReply } from '#protocol/history.ts'
import { aHousehold, householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  aFinishedSurvey,
  anEnrolledPhone,
  aSignedInDesk,
  type Desk,
  decide,
  operationOf,
  type Phone,
  post,
  problemOf,
  send,
  sendOne,
  type TestCommune,
} from './people.ts'

const household = householdId(1)
let commune: TestCommune
let phone: Phone
let other: Phone
let desk: Desk

beforeEach(async () => {
  commune = await aCommuneWithHouseholds()
  phone = await anEnrolledPhone(commune)
  other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
  desk = await aSignedInDesk(commune)
})

const water = (value: string, seen = 0) => ({ facts: { water_source: { value, seen } } })
const historyOf = async (id = household): Promise<HistoryEntry[]> =>
  HistoryReply.parse(await (await desk.get(`households/${id}/history`)).json()).entries
const revision = async () => (await desk.household(household)).household.revision
const step = async (name: string, more: object = {}) => {
  const response = await desk.post(`households/${household}/${name}`, { revision: await revision(), ...more })
  expect(response.status).toBe(200)
}
/** What happened, oldest first, in short; answers but those of the water are left out. */
const told = (entries: HistoryEntry[]) =>
  entries
    .toReversed()
    .filter(({ path }) => path === undefined || path === 'water_source')
    .map(({ what, by, before, after }) => [what, by, before, after])

describe('a household’s history', () => {
  test('tells who wrote what, over what, and every step; newest first', async () => {
    await sendOne(phone, operationOf(phone, household, aFinishedSurvey(aHousehold())))
    await sendOne(other, operationOf(other, household, water('rain')))
    await step('settle', { path: 'water_source', value: 'piped' })
    await step('return', { path: 'water_source', reason: 'Xem lại nguồn nước' })
    const seen = await revision()
    const answered = { ...water('rain', seen), move: { to: 'submitted', expected: 'returned' } as const }
    await sendOne(phone, operationOf(phone, household, answered))
    await step('accept')
    const late = operationOf(phone, household, water('bottled', await revision()))
    await sendOne(phone, late)
    await decide(desk, 'take', late)

    const entries = await historyOf()
    const [thinh, lan, hoai] = ['Lương Văn Thịnh', 'Vi Thị Lan', 'Lê Thị Hoài']
    expect(told(entries)).toEqual([
      ['written', thinh, undefined, 'drilled_well'],
      ['submitted', thinh, undefined, undefined],
      ['rival_kept', lan, 'drilled_well', 'rain'],
      ['written', hoai, 'drilled_well', 'piped'],
      ['rival_settled', hoai, 'rain', 'piped'],
      ['returned', hoai, undefined, undefined],
      ['written', thinh, 'piped', 'rain'],
      ['submitted', thinh, undefined, undefined],
      ['accepted', hoai, undefined, 'not_poor'],
      ['held', thinh, undefined, 'bottled'],
      ['taken', hoai, undefined, undefined],
      ['written', thinh, 'rain', 'bottled'],
      ['reopened', hoai, 'not_poor', undefined],
    ])
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map(({ seq }) => seq).toSorted((a, b) => b - a))
    expect(entries.find(({ what }) => what === 'returned')).toMatchObject({ note: 'Xem lại nguồn nước' })
    expect(entries.find(({ what }) => what === 'held')).toMatchObject({ op: late.op, note: 'late' })
  })

  test('keeps a value that came after a later one of the same phone, and one that was declined', async () => {
    const older = operationOf(phone, household, water('rain'))
    await sendOne(phone, operationOf(phone, household, water('piped')))
    await sendOne(phone, older)
    const foreign = operationOf(phone, householdId(6), water('bottled'))
    await sendOne(phone, foreign)
    await decide(desk, 'decline', foreign)
    expect(told(await historyOf())).toEqual([
      ['written', 'Lương Văn Thịnh', undefined, 'piped'],
      ['superseded', 'Lương Văn Thịnh', undefined, 'rain'],
    ])
    expect(told(await historyOf(householdId(6)))).toEqual([
      ['held', 'Lương Văn Thịnh', undefined, 'bottled'],
      ['declined', 'Lê Thị Hoài', undefined, undefined],
    ])
  })

  test('says nothing twice when a letter comes twice', async () => {
    const operation = operationOf(phone, household, water('rain'))
    await sendOne(phone, operation)
    const before = await historyOf()
    await send(phone, operation, operation)
    expect(await historyOf()).toEqual(before)
  })

  test('has every value that was ever received', async () => {
    const values = ['piped', 'rain', 'bottled', 'other', null]
    const edit = fc.record({
      household: fc.constantFrom(1, 2, 6),
      by: fc.constantFrom(0, 1),
      value: fc.constantFrom(...values),
      seen: fc.nat({ max: 40 }),
      skips: fc.boolean(),
      late: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
        const world = await aCommuneWithHouseholds()
        const phones = [await anEnrolledPhone(world), await anEnrolledPhone(world, { enumerator: 'Vi Thị Lan' })]
        desk = await aSignedInDesk(world)
        const made = edits.map(({ by, value, seen, ...edit }): [Phone, Operation, boolean] => {
          const sender = phones[by]!
          const after = edit.skips ? { after: operationOf(sender, household, {}).op } : {}
          const change = { facts: { water_source: { value, seen } } }
          return [sender, operationOf(sender, householdId(edit.household), change, after), edit.late]
        })
        const inOrder = [...made.filter(([, , late]) => !late), ...made.filter(([, , late]) => late)]
        for (const [sender, operation] of inOrder) await sendOne(sender, operation)
        for (const [, { households }] of made)
          for (const [id, { facts }] of Object.entries(households)) {
            const kept = (await historyOf(id as never)).map(({ path, after }) => `${path} ${canonical(after)}`)
            for (const [path, { value }] of Object.entries(facts)) expect(kept).toContain(`${path} ${canonical(value)}`)
          }
      }),
      { numRuns: 25, seed: 20241020 },
    )
  })
})

describe('the history is read', () => {
  test('by a phone of the hamlet, as by the office', async () => {
    await sendOne(phone, operationOf(phone, household, water('rain')))
    const response = await post(commune.app, '/api/history', { household }, other.reading)
    expect(HistoryReply.parse(await response.json()).entries).toEqual(await historyOf())
  })

  test('by no phone of another hamlet, and by nobody without a token', async () => {
    const far = await anEnrolledPhone(commune, { enumerator: 'Ngân Văn Bảy', hamlet: 'lang-gio' })
    for (const id of [household, householdId(99)]) {
      const response = await post(commune.app, '/api/history', { household: id }, far.reading)
      expect(await problemOf(response)).toEqual({ status: 404, problem: 'unknown_household' })
    }
    for (const token of [undefined, phone.deposit])
      expect((await post(commune.app, '/api/history', { household }, token)).status).toBe(401)
  })

  test('by the reviewer, and that is noted', async () => {
    await historyOf()
    const noted = await commune.store.db.selectFrom('audit').selectAll().where('action', '=', 'read_history').execute()
    expect(noted).toMatchObject([{ actor: 'office:hoai', subject: household }])
    expect((await desk.get(`households/${householdId(99)}/history`)).status).toBe(404)
    await desk.delete('session')
    expect((await desk.get(`households/${household}/history`)).status).toBe(401)
  })
})
