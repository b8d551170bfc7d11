import { beforeEach, describe, expect, test } from 'vitest'
import { aHousehold, householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  aFinishedSurvey,
  anEnrolledPhone,
  aSignedInDesk,
  type Desk,
  operationOf,
  type Phone,
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
    await desk.post(`held/${unsent.op}/take`, { device: phone.device })
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
