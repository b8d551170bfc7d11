import { brotliDecompressSync } from 'node:zlib'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { HamletId } from '#domain/ids.ts'
import { DepositReply, depositLimits, writeBatch } from '#protocol/deposit.ts'
import { problems } from '#protocol/problem.ts'
import { createApp } from '#server/app.ts'
import { readCertificate, writeCertificate } from '#server/certificate.ts'
import { hashOf } from '#server/commune.ts'
import { certificateIn, depositTokenOf } from '#server/keyring.ts'
import { aHousehold, householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  aFinishedSurvey,
  anEnrolledPhone,
  aSignedInDesk,
  operationOf,
  type Phone,
  postBytes,
  problemOf,
  pull,
  sealed,
  send,
  sendBytes,
  sendOne,
  statesIn,
  type TestCommune,
} from './people.ts'

const household = householdId(1)
let commune: TestCommune
let phone: Phone

beforeEach(async () => {
  commune = await aCommuneWithHouseholds()
  phone = await anEnrolledPhone(commune)
})

const water = (value: string, seen = 0) => ({ facts: { water_source: { value, seen } } })
const stateOf = async (id = household) => {
  return statesIn(await pull(phone, 0)).find((change) => change.household === id)?.state
}
const ledger = () => commune.store.db.selectFrom('ledger').selectAll().execute()
const unopened = () => commune.store.db.selectFrom('unopened').selectAll().execute()

describe('a letter in the ordinary', () => {
  test('is applied, with a receipt that the household’s record shows too', async () => {
    const operation = operationOf(phone, household, aFinishedSurvey(aHousehold()))
    const result = await sendOne(phone, operation)
    expect(result).toEqual({
      op: operation.op,
      status: 'applied',
      at: '2024-10-20T01:00:00.000Z',
      receipt: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{2}$/),
    })
    const state = await stateOf()
    expect(state?.survey.receipts).toEqual([{ op: operation.op, receipt: result.receipt, at: result.at }])
    expect(state?.survey.state).toBe('submitted')
    expect(state?.survey.fields).toMatchObject({
      water_source: { value: 'drilled_well', by: 'Lương Văn Thịnh', device: phone.device, revision: state?.revision },
    })
  })

  test('sent again is answered alike and changes nothing', async () => {
    const operation = operationOf(phone, household, water('piped'))
    const letter = await sealed(phone, operation)
    const [first] = await sendBytes(phone, [letter])
    const before = await stateOf()
    commune.time.now = new Date('2024-10-21T01:00:00.000Z')
    expect(await sendBytes(phone, [letter])).toEqual([first])
    expect(await sendOne(phone, operation)).toEqual(first)
    expect(await stateOf()).toEqual(before)
    expect(await ledger()).toHaveLength(1)
  })

  test('twice in one batch is entered once', async () => {
    const letter = await sealed(phone, operationOf(phone, household, water('piped')))
    const [first, second] = await sendBytes(phone, [letter, letter])
    expect(second).toEqual(first)
    expect(await ledger()).toHaveLength(1)
  })

  test('lesson 4: with other content under a used id is refused, and the record stays', async () => {
    const operation = operationOf(phone, household, water('piped'))
    await sendOne(phone, operation)
    const other = operationOf(phone, household, water('rain'), { op: operation.op, n: operation.n })
    expect(await sendOne(phone, other)).toEqual({ op: operation.op, status: 'refused', reason: 'id_reused' })
    expect((await stateOf())?.survey.fields).toMatchObject({ water_source: { value: 'piped' } })
    expect(await unopened()).toMatchObject([{ reason: 'id_reused', device: phone.device }])
  })

  test('about two households changes both under one receipt', async () => {
    const both = { [household]: { facts: {} }, [householdId(2)]: { facts: {} } }
    const { receipt } = await sendOne(phone, operationOf(phone, household, {}, { households: both as never }))
    const touched = statesIn(await pull(phone, 0)).filter(({ state }) =>
      state.survey.receipts.some((given) => given.receipt === receipt),
    )
    expect(touched.map((change) => change.household).sort()).toEqual([household, householdId(2)])
    expect(new Set(touched.map(({ seq }) => seq)).size).toBe(2)
  })
})

describe('two phones on one household', () => {
  test('keep both values where the second had not seen the first', async () => {
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    await sendOne(phone, operationOf(phone, household, water('piped')))
    const stale = operationOf(other, household, water('rain'))
    expect(await sendOne(other, stale)).toMatchObject({ status: 'conflict', receipt: expect.any(String) })
    const state = await stateOf()
    expect(state?.survey.fields).toMatchObject({ water_source: { value: 'piped', by: 'Lương Văn Thịnh' } })
    expect(state?.survey.rivals).toMatchObject({ water_source: [{ value: 'rain', by: 'Vi Thị Lan', op: stale.op }] })
    expect(await sendOne(other, stale)).toMatchObject({ status: 'conflict' })
  })

  test('overwrite what the second had seen', async () => {
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    await sendOne(phone, operationOf(phone, household, water('piped')))
    const seen = (await stateOf())?.revision ?? 0
    expect(await sendOne(other, operationOf(other, household, water('rain', seen)))).toMatchObject({
      status: 'applied',
    })
    expect((await stateOf())?.survey.fields).toMatchObject({ water_source: { value: 'rain' } })
  })
})

describe('a letter is held, and kept,', () => {
  test('when the household is accepted already', async () => {
    await sendOne(phone, operationOf(phone, household, aFinishedSurvey(aHousehold())))
    const desk = await aSignedInDesk(commune)
    const { revision } = (await desk.household(household)).household
    expect((await desk.post(`households/${household}/accept`, { revision })).status).toBe(200)
    const late = operationOf(phone, household, water('rain'))
    expect(await sendOne(phone, late)).toMatchObject({ status: 'held', reason: 'late' })
    expect((await desk.household(household)).held).toMatchObject([{ op: late.op, reason: 'late' }])
    expect((await stateOf())?.survey.fields).toMatchObject({ water_source: { value: 'drilled_well' } })
  })

  test('lessons 25 and 29: when its round is closed', async () => {
    await commune.store.db
      .insertInto('rounds')
      .values({ id: '2023', standard: '2022-2025', area: 'rural', review_date: '2023-10-15', state: 'closed' })
      .execute()
    const operation = operationOf(phone, household, water('rain'), { round: '2023' as never })
    expect(await sendOne(phone, operation)).toMatchObject({ status: 'held', reason: 'late' })
  })

  test.each([
    ['unknown_household', () => operationOf(phone, householdId(99), water('rain'))],
    ['other_hamlet', () => operationOf(phone, householdId(6), water('rain'))],
    ['other_hamlet', () => operationOf(phone, householdId(98), { ...water('rain'), hamlet: 'lang-gio' as never })],
    ['unknown_round', () => operationOf(phone, household, water('rain'), { round: '1999' as never })],
    ['not_understood', () => operationOf(phone, household, {}, { households: {} })],
  ])('as %s', async (reason, operation) => {
    const held = operation()
    expect(await sendOne(phone, held)).toMatchObject({
      op: held.op,
      status: 'held',
      reason,
      at: '2024-10-20T01:00:00.000Z',
    })
    expect(await sendOne(phone, held)).toMatchObject({ status: 'held', reason })
    expect(await ledger()).toMatchObject([{ op: held.op, outcome: 'held', reason, receipt: null }])
  })

  test('when its device is revoked, though it still counts as in the commune’s hands', async () => {
    const desk = await aSignedInDesk(commune)
    expect((await desk.post(`devices/${phone.device}/revoke`)).status).toBe(200)
    const operation = operationOf(phone, household, water('rain'))
    expect(await sendOne(phone, operation)).toMatchObject({ status: 'held', reason: 'device_revoked' })
    const { held } = (await (await desk.get('devices')).json()) as { held: unknown[] }
    expect(held).toMatchObject([{ op: operation.op, reason: 'device_revoked', enumerator: 'Lương Văn Thịnh' }])
  })

  test('when its household’s creation has not come yet, and is applied when it comes', async () => {
    const made = householdId(50)
    const creation = operationOf(phone, made, { ...water('rain'), hamlet: 'lang-mai' as never })
    const second = operationOf(phone, made, { facts: { latrine: { value: 'none', seen: 0 } } }, { after: creation.op })
    const third = operationOf(phone, made, water('piped'), { after: second.op })
    expect(await sendOne(phone, third)).toMatchObject({ status: 'held', reason: 'waiting_for_predecessor' })
    expect(await sendOne(phone, second)).toMatchObject({ status: 'held', reason: 'waiting_for_predecessor' })
    expect(await stateOf(made)).toBeUndefined()
    expect(await sendOne(phone, creation)).toMatchObject({ status: 'applied' })
    expect(await send(phone, second, third)).toMatchObject([{ status: 'applied' }, { status: 'applied' }])
    const state = await stateOf(made)
    expect(state).toMatchObject({ number: 6, hamlet: 'lang-mai' })
    expect(state?.survey.fields).toMatchObject({ water_source: { value: 'piped' }, latrine: { value: 'none' } })
    expect(state?.survey.receipts).toHaveLength(3)
  })
})

describe('a household made at the door', () => {
  test('gets the next number of its hamlet', async () => {
    for (const id of [householdId(51), householdId(52)])
      expect(
        await sendOne(phone, operationOf(phone, id, { ...water('rain'), hamlet: 'lang-mai' as never })),
      ).toMatchObject({
        status: 'applied',
      })
    expect([(await stateOf(householdId(51)))?.number, (await stateOf(householdId(52)))?.number]).toEqual([6, 7])
  })
})

describe('bytes that do not open', () => {
  const altered = async (at: number) => {
    const letter = await sealed(phone, operationOf(phone, household, water('rain')))
    letter[at]! ^= 1
    return letter
  }

  test.each([
    ['malformed_letter', async () => new Uint8Array([1, 2, 3])],
    ['not_understood', () => altered(0)],
    ['wrong_device', () => altered(10)],
    ['not_authentic', () => altered(30)],
    ['not_authentic', () => altered(150)],
  ])('lesson 25: are kept by their hash and held as %s', async (reason, bytes) => {
    const letter = await bytes()
    expect(await sendBytes(phone, [letter])).toMatchObject([{ status: 'held', reason }])
    expect(await sendBytes(phone, [letter])).toMatchObject([{ status: 'held', reason }])
    const kept = await unopened()
    expect(kept).toMatchObject([{ hash: hashOf(letter), reason, device: phone.device }])
    expect(new Uint8Array(kept[0]!.bytes)).toEqual(letter)
    expect(await ledger()).toEqual([])
  })

  test('sealed to a key the commune does not have are to be sealed again, and not kept', async () => {
    expect(await sendBytes(phone, [await altered(3)])).toMatchObject([{ status: 'reseal', reason: 'unknown_key' }])
    expect(await unopened()).toEqual([])
  })

  test('longer than a letter may be are refused', async () => {
    const long = new Uint8Array(depositLimits.letterBytes + 1)
    long.set(await altered(150))
    expect(await sendBytes(phone, [long])).toMatchObject([{ status: 'refused', reason: 'letter_too_large' }])
  })

  test('under a colleague’s token are not taken for the colleague’s', async () => {
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    const letter = await sealed(phone, operationOf(phone, household, water('rain')))
    expect(await sendBytes(other, [letter])).toMatchObject([{ status: 'held', reason: 'wrong_device' }])
    const forged = await sealed({ ...other, device: phone.device }, operationOf(phone, household, water('rain')))
    expect(await sendBytes(phone, [forged])).toMatchObject([{ status: 'held', reason: 'not_authentic' }])
    expect(await ledger()).toEqual([])
  })

  test('among good letters block none of them', async () => {
    const [first, second] = [
      operationOf(phone, household, water('rain')),
      operationOf(phone, householdId(2), water('piped')),
    ]
    const results = await sendBytes(phone, [await sealed(phone, first), new Uint8Array(5), await sealed(phone, second)])
    expect(results.map(({ status }) => status)).toEqual(['applied', 'held', 'applied'])
  })
})

describe('a fault inside one letter', () => {
  test('lesson 33: undoes that letter alone, is logged, and the letter is asked for later', async () => {
    await sql`create trigger broken before insert on change_log when new.household = ${sql.lit(householdId(2))}
      begin select raise(abort, 'the disk said no'); end`.execute(commune.store.db)
    const operations = [1, 2, 3].map((number) => operationOf(phone, householdId(number), water('rain')))
    const results = await send(phone, ...operations)
    expect(results.map(({ status }) => status)).toEqual(['applied', 'later', 'applied'])
    expect((await ledger()).map(({ op }) => op).sort()).toEqual([operations[0]!.op, operations[2]!.op].sort())
    expect((await stateOf(householdId(2)))?.survey.fields).toEqual({})
    expect(commune.logged).toHaveLength(1)
    expect(commune.logged[0]).toContain(operations[1]!.op)

    await sql`drop trigger broken`.execute(commune.store.db)
    expect((await send(phone, ...operations)).map(({ status }) => status)).toEqual(['applied', 'applied', 'applied'])
  })

  test('at the commit itself takes back every letter, and none is answered as received', async () => {
    await sql`create trigger broken before insert on change_log begin select raise(rollback, 'no'); end`.execute(
      commune.store.db,
    )
    const letter = await sealed(phone, operationOf(phone, household, water('rain')))
    const response = await postBytes(commune.app, phone.deposit, writeBatch('0'.repeat(32), [letter]))
    expect(await problemOf(response)).toEqual({ status: 500, problem: 'server_fault' })
    expect(await ledger()).toEqual([])
  })
})

test('the answer to many letters is compressed', async () => {
  const letters = await Promise.all(
    Array.from({ length: 5 }, () => sealed(phone, operationOf(phone, household, water('rain')))),
  )
  const response = await commune.app.request('/api/letters', {
    method: 'POST',
    headers: { authorization: `Bearer ${phone.deposit}`, 'accept-encoding': 'gzip, deflate, br' },
    body: writeBatch('0'.repeat(32), letters),
  })
  expect(response.headers.get('content-encoding')).toBe('br')
  const text = brotliDecompressSync(await response.arrayBuffer()).toString()
  expect(DepositReply.parse(JSON.parse(text)).results).toHaveLength(5)
})

describe('a deposit is refused whole', () => {
  test('over the largest body, whether its length is told or not', async () => {
    const body = new Uint8Array(depositLimits.batchBytes + 1)
    const authorization = `Bearer ${phone.deposit}`
    const told = { authorization, 'content-length': String(body.length) }
    for (const headers of [{ authorization }, told])
      expect(await problemOf(await commune.app.request('/api/letters', { method: 'POST', headers, body }))).toEqual({
        status: problems.too_large,
        problem: 'too_large',
      })
  })

  test('and logged as no fault, when the line breaks before its last byte', async () => {
    const logged: string[] = []
    const app = createApp({ ...commune.store, log: (line) => logged.push(line) })
    const deposit = (error: Error) => {
      const body = new ReadableStream({ pull: (controller) => controller.error(error) })
      const headers = { authorization: `Bearer ${phone.deposit}` }
      return app.request('/api/letters', { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
    }
    const broken = await deposit(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    expect(await problemOf(broken)).toEqual({ status: 400, problem: 'invalid_request' })
    expect(logged).toEqual([])
    expect((await deposit(new Error('a fault of our own'))).status).toBe(500)
    expect(logged).toEqual([expect.stringContaining('a fault of our own')])
  })

  test('when its bytes are no batch', async () => {
    const response = await postBytes(commune.app, phone.deposit, new Uint8Array(17))
    expect(await problemOf(response)).toEqual({ status: 400, problem: 'invalid_request' })
  })

  test.each(['', 'nonsense', 'a.b.c', 'e30.e30'])('under the token %j', async (token) => {
    const response = await postBytes(commune.app, token, writeBatch('0'.repeat(32), []))
    expect(await problemOf(response)).toEqual({ status: 401, problem: 'not_authorised' })
  })

  test('under a certificate of which one letter was changed, or with the reading token', async () => {
    const [payload, signature] = phone.deposit.split('.') as [string, string]
    const forged = writeCertificate({ ...readCertificate(payload), hamlet: HamletId.parse('lang-gio') })
    for (const token of [`${forged}.${signature}`, phone.reading])
      expect((await postBytes(commune.app, token, writeBatch('0'.repeat(32), []))).status).toBe(401)
  })
})

describe('a device that only its certificate remembers', () => {
  test('is known again after a restore, and its letters are applied', async () => {
    const certificate = certificateIn(commune.store.keyring, phone.deposit)!
    const device = crypto.randomUUID() as typeof phone.device
    const forgotten: Phone = {
      ...phone,
      device,
      deposit: depositTokenOf(commune.store.keyring, { ...certificate, device, enumerator: 'Ngân Văn Bảy' }),
    }
    expect(await sendOne(forgotten, operationOf(forgotten, household, water('rain')))).toMatchObject({
      status: 'applied',
    })
    expect((await stateOf())?.survey.fields).toMatchObject({ water_source: { by: 'Ngân Văn Bảy' } })
  })
})
