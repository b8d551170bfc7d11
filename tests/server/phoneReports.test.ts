import { beforeEach, describe, expect, test } from 'vitest'
import { DevicesReply } from '#protocol/office.ts'
import { takeIn } from '#server/intake.ts'
import { certificateIn } from '#server/keyring.ts'
import { aHousehold, householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  aFinishedSurvey,
  anEnrolledPhone,
  aSignedInDesk,
  type Desk,
  operationOf,
  type Phone,
  post,
  pull,
  sealed,
  send,
  sendOne,
  type TestCommune,
} from './people.ts'

const household = householdId(1)
let commune: TestCommune
let phone: Phone
let desk: Desk

beforeEach(async () => {
  commune = await aCommuneWithHouseholds({ pageSize: 2 })
  phone = await anEnrolledPhone(commune)
  desk = await aSignedInDesk(commune)
})

const at = (time: string) => {
  commune.time.now = new Date(`2024-10-20T${time}:00.000Z`)
}

describe('the office sees of a phone', () => {
  const said = (more: object) => post(commune.app, '/api/changes', { cursor: 0, schema: 1, ...more }, phone.reading)
  const seen = async () => DevicesReply.parse(await (await desk.get('devices')).json()).devices[0]!

  test('lesson 32: its storage as it last told, and the last failure with the time, also after it was well again', async () => {
    await said({ storage: { persisted: false, usage: 1_048_576 }, failure: 'timed_out' })
    at('02:00')
    await said({ storage: { persisted: true } })
    expect(await seen()).toMatchObject({
      storage: { persisted: true },
      failure: { code: 'timed_out', at: '2024-10-20T01:00:00.000Z' },
      lastSeenAt: '2024-10-20T02:00:00.000Z',
    })
  })

  test('nothing that it has not told', async () => {
    await said({})
    expect(await seen()).not.toHaveProperty('storage')
    expect(await seen()).not.toHaveProperty('failure')
  })
})

describe('a returned survey', () => {
  const delivered = async () => (await desk.household(household)).deliveredAt

  beforeEach(async () => {
    await sendOne(phone, operationOf(phone, household, aFinishedSurvey(aHousehold())))
    await sendBack()
  })

  async function sendBack() {
    const { revision } = (await desk.household(household)).household
    await desk.post(`households/${household}/return`, { revision, path: 'latrine', reason: 'Xem lại' })
  }

  /** Pulls until the end; true once the phone has told that it stored everything. */
  async function syncAll(reader: Phone, from = 0): Promise<number> {
    for (let cursor = from; ; ) {
      const page = await pull(reader, cursor)
      cursor = page.cursor
      if (!page.more) return cursor
    }
  }

  test('lesson 29: has reached the hamlet when a phone of it asks for what comes after it, and not when the reply leaves', async () => {
    expect(await delivered()).toBeUndefined()
    at('02:00')
    const cursor = await syncAll(phone)
    expect(await delivered()).toBeUndefined()
    at('03:00')
    await pull(phone, cursor)
    expect(await delivered()).toBe('2024-10-20T03:00:00.000Z')
    at('04:00')
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    await pull(other, await syncAll(other))
    expect(await delivered()).toBe('2024-10-20T03:00:00.000Z')
  })

  test('has not reached it by a phone of another hamlet, or with a cursor of another database', async () => {
    const far = await anEnrolledPhone(commune, { enumerator: 'Ngân Văn Bảy', hamlet: 'lang-gio' })
    await pull(far, await syncAll(far))
    await pull(phone, await syncAll(far), 'another')
    expect(await delivered()).toBeUndefined()
  })

  test('that is submitted and returned again has to be delivered again', async () => {
    await pull(phone, await syncAll(phone))
    const answer = operationOf(phone, household, { move: { to: 'submitted', expected: 'returned' } })
    await sendOne(phone, answer)
    expect(await delivered()).toBeUndefined()
    at('05:00')
    await sendBack()
    expect(await delivered()).toBeUndefined()
    at('06:00')
    await pull(phone, await syncAll(phone))
    expect(await delivered()).toBe('2024-10-20T06:00:00.000Z')
  })
})

describe('bytes beyond the day’s allowance', () => {
  const sender = () => certificateIn(commune.store.keyring, phone.deposit)!
  const edit = (number: number) => operationOf(phone, householdId(number), { facts: {} })

  test('are answered later, nothing is kept of them, and the next day they are taken', async () => {
    const operations = [edit(1), edit(2), edit(3)]
    const letters = await Promise.all(operations.map((operation) => sealed(phone, operation)))
    const most = letters[0]!.length + letters[1]!.length
    const statuses = async () => (await takeIn(commune.store, letters, sender(), most)).map(({ status }) => status)
    expect(await statuses()).toEqual(['applied', 'applied', 'later'])
    expect(await commune.store.db.selectFrom('ledger').select('op').execute()).toHaveLength(2)
    expect(await commune.store.db.selectFrom('unopened').select('hash').execute()).toEqual([])
    expect(await statuses()).toEqual(['later', 'later', 'later'])
    commune.time.now = new Date('2024-10-21T00:00:00.000Z')
    expect((await takeIn(commune.store, letters.slice(2), sender(), most)).map(({ status }) => status)).toEqual([
      'applied',
    ])
  })

  test('are counted over the wire for each phone alone, and a file on a stick has no limit', async () => {
    await commune.store.db
      .updateTable('devices')
      .set({ deposit_day: '2024-10-20', deposit_bytes: 16_777_216 })
      .where('id', '=', phone.device)
      .execute()
    const operation = edit(1)
    expect(await send(phone, operation)).toEqual([{ op: operation.op, status: 'later' }])
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    expect(await sendOne(other, operationOf(other, household, { facts: {} }))).toMatchObject({ status: 'applied' })
    const [result] = await takeIn(commune.store, [await sealed(phone, operation)], sender())
    expect(result).toMatchObject({ status: 'applied' })
  })
})
