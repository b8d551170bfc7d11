import { beforeEach, describe, expect, test } from 'vitest'
import { ChangesReply } from '#protocol/changes.ts'
import { HouseholdsReply } from '#protocol/office.ts'
import { addHouseholds } from '#server/roster.ts'
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
  pull,
  sendOne,
  statesIn,
  type TestCommune,
} from './people.ts'

const household = householdId(1)
let commune: TestCommune
/** Of Làng Mài and of Làng Gió. */
let phone: Phone
let far: Phone
let desk: Desk

beforeEach(async () => {
  commune = await aCommuneWithHouseholds({ pageSize: 2 })
  phone = await anEnrolledPhone(commune)
  far = await anEnrolledPhone(commune, { enumerator: 'Ngân Văn Bảy', hamlet: 'lang-gio' })
  desk = await aSignedInDesk(commune)
})

const water = (value: string, seen = 0) => ({ facts: { water_source: { value, seen } } })
const move = (hamlet: string, id: string = household) => desk.post(`households/${id}/move`, { hamlet })
const moveDevice = (hamlet: string, id: string = phone.device) => desk.post(`devices/${id}/hamlet`, { hamlet })

/** What a phone holds after following the cursor to the end: households of its hamlet, by id. */
async function synced(reader: Phone, cursor: number, held = new Set<string>()) {
  for (let at = cursor; ; ) {
    const page = await pull(reader, at)
    if (page.reset) held.clear()
    for (const change of page.changes) {
      if ('state' in change) held.add(change.household)
      else if ('gone' in change) held.delete(change.household)
    }
    at = page.cursor
    if (!page.more) return { cursor: at, held: [...held].toSorted() }
  }
}
const ids = (...numbers: number[]) => numbers.map(householdId)

describe('a household that moves to another hamlet of the commune', () => {
  test('goes from the old hamlet’s phones and comes to the new one’s, whole, under a new number', async () => {
    await sendOne(phone, operationOf(phone, household, aFinishedSurvey(aHousehold())))
    const [mine, theirs] = [await synced(phone, 0), await synced(far, 0)]
    expect((await move('lang-gio')).status).toBe(200)
    expect(await synced(phone, mine.cursor, new Set(mine.held))).toMatchObject({ held: ids(2, 3, 4, 5) })
    const page = await pull(far, theirs.cursor)
    expect(statesIn(page)).toMatchObject([
      {
        household,
        state: { hamlet: 'lang-gio', number: 8, survey: { fields: { water_source: { value: 'drilled_well' } } } },
      },
    ])
    expect((await pull(phone, mine.cursor)).changes).toEqual([
      { seq: statesIn(page)[0]!.seq, household, gone: 'other_hamlet' },
    ])
  })

  test('and comes back is there again', async () => {
    const before = await synced(phone, 0)
    await move('lang-gio')
    const away = await synced(phone, before.cursor, new Set(before.held))
    await move('lang-mai')
    expect(await synced(phone, away.cursor, new Set(away.held))).toMatchObject({ held: ids(1, 2, 3, 4, 5) })
    expect(await synced(phone, before.cursor, new Set(before.held))).toMatchObject({ held: ids(1, 2, 3, 4, 5) })
    expect(await synced(far, 0)).toMatchObject({ held: ids(6, 7) })
    expect((await move('lang-gio')).status).toBe(200)
    expect(await synced(phone, away.cursor, new Set(away.held))).toMatchObject({ held: ids(2, 3, 4, 5) })
  })

  test('leaves unsent work of the old hamlet held for the office, which can take it', async () => {
    const unsent = operationOf(phone, household, water('rain'))
    await move('lang-gio')
    expect(await sendOne(phone, unsent)).toMatchObject({ status: 'held', reason: 'other_hamlet' })
    await decide(desk, 'take', unsent)
    expect((await desk.household(household)).household.survey.fields).toMatchObject({ water_source: { value: 'rain' } })
    expect(await sendOne(far, operationOf(far, household, { facts: {} }))).toMatchObject({ status: 'applied' })
  })

  test('is in its history and in the audit; moving where it lives does nothing', async () => {
    await move('lang-gio')
    const { revision } = (await desk.household(household)).household
    expect((await move('lang-gio')).status).toBe(200)
    expect((await desk.household(household)).household.revision).toBe(revision)
    const { entries } = (await (await desk.get(`households/${household}/history`)).json()) as { entries: unknown[] }
    expect(entries).toMatchObject([{ what: 'moved', by: 'Lê Thị Hoài', before: 'lang-mai', after: 'lang-gio' }])
    const noted = await commune.store.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'moved_household')
      .execute()
    expect(noted).toMatchObject([{ actor: 'office:hoai', subject: household, detail: 'lang-mai lang-gio' }])
  })

  test.each([
    ['unknown_hamlet', () => move('lang-khac')],
    ['unknown_household', () => move('lang-gio', householdId(99))],
    ['invalid_request', () => move('LÀNG GIÓ')],
  ])('not: %s', async (problem, request) => {
    expect(await problemOf(await request())).toMatchObject({ problem })
  })
})

describe('a number in a hamlet’s book', () => {
  const numbersIn = async (hamlet: string) =>
    HouseholdsReply.parse(await (await desk.get(`hamlets/${hamlet}/households`)).json()).households.map(
      ({ id, number }) => [id, number],
    )
  const made = (number: number) => sendOne(phone, operationOf(phone, householdId(number), newHere))
  const newHere = { ...water('rain'), hamlet: 'lang-mai' as never }

  test('once given is not given again, though the household has left with it', async () => {
    await made(20)
    await move('lang-gio', householdId(20))
    await made(21)
    await move('lang-gio', householdId(5))
    await move('lang-mai', householdId(5))
    expect(await numbersIn('lang-mai')).toEqual([
      ...[1, 2, 3, 4].map((number) => [householdId(number), number]),
      [householdId(21), 7],
      [householdId(5), 8],
    ])
    expect((await numbersIn('lang-gio')).at(-1)).toEqual([householdId(20), 8])
  })

  test('that a commune’s list brought counts as given', async () => {
    await addHouseholds(commune.store, [{ id: householdId(30), hamlet: 'lang-mai', number: 40 }])
    await move('lang-gio', householdId(30))
    await addHouseholds(commune.store, [{ id: householdId(31), hamlet: 'lang-mai', number: 12 }])
    await made(20)
    expect((await numbersIn('lang-mai')).at(-1)).toEqual([householdId(20), 41])
  })
})

describe('a phone whose hamlet the office changes', () => {
  test('starts from nothing once, and then holds the new hamlet whole', async () => {
    const before = await synced(phone, 0)
    expect((await moveDevice('lang-gio')).status).toBe(200)
    expect(await pull(phone, before.cursor)).toMatchObject({ reset: true, cursor: 0, changes: [] })
    expect(await pull(phone, before.cursor)).toMatchObject({ reset: true })
    const first = await pull(phone, 0)
    expect(first).not.toHaveProperty('reset')
    expect(first.facts).toMatchObject({ hamlet: { id: 'lang-gio' }, enumerator: 'Lương Văn Thịnh' })
    const after = await synced(phone, 0)
    expect(after.held).toEqual(ids(6, 7))
    expect(await pull(phone, after.cursor)).toMatchObject({ changes: [], more: false })
  })

  test('starts from nothing although a first request of the old hamlet’s time comes again, late', async () => {
    const before = await synced(phone, 0)
    await moveDevice('lang-gio')
    await post(commune.app, '/api/changes', { cursor: 0, schema: 1 }, phone.reading)
    expect(await pull(phone, before.cursor)).toMatchObject({ reset: true, cursor: 0, changes: [] })
    expect((await synced(phone, 0)).held).toEqual(ids(6, 7))
  })

  test('starts from nothing in the middle of loading the old one', async () => {
    const { cursor, more } = await pull(phone, 0)
    expect(more).toBe(true)
    await moveDevice('lang-gio')
    expect(await pull(phone, cursor)).toMatchObject({ reset: true })
  })

  test('starts from nothing once where its build does not say whose changes its cursor counts', async () => {
    const { cursor } = await synced(phone, 0)
    await moveDevice('lang-gio')
    const ask = async (at: number) =>
      ChangesReply.parse(
        await (await post(commune.app, '/api/changes', { cursor: at, schema: 1 }, phone.reading)).json(),
      )
    expect(await ask(cursor)).toMatchObject({ reset: true })
    let page = await ask(0)
    const held = new Set(statesIn(page).map(({ household: id }) => id))
    while (page.more) {
      page = await ask(page.cursor)
      for (const { household: id } of statesIn(page)) held.add(id)
    }
    expect([...held]).toEqual(ids(6, 7))
    expect(await ask(page.cursor)).not.toHaveProperty('reset')
  })

  test('goes on where it was if it is back before it has asked', async () => {
    const before = await synced(phone, 0)
    await moveDevice('lang-gio')
    await moveDevice('lang-mai')
    await sendOne(phone, operationOf(phone, household, water('rain')))
    expect(await pull(phone, before.cursor)).toMatchObject({ changes: [{ household }] })
  })

  test('still deposits under its old certificate: what is of the new hamlet is applied, the old one’s is held', async () => {
    await moveDevice('lang-gio')
    expect(await sendOne(phone, operationOf(phone, householdId(6), water('rain')))).toMatchObject({ status: 'applied' })
    expect(await sendOne(phone, operationOf(phone, household, water('rain')))).toMatchObject({ reason: 'other_hamlet' })
  })

  test.each([
    ['unknown_hamlet', () => moveDevice('lang-khac')],
    ['not_found', () => moveDevice('lang-gio', crypto.randomUUID())],
  ])('not: %s', async (problem, request) => {
    expect(await problemOf(await request())).toMatchObject({ problem })
  })
})
