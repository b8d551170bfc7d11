import { beforeEach, describe, expect, test } from 'vitest'
import { openEscrow } from '#protocol/letter.ts'
import { makeEnrolment } from '#server/enrolments.ts'
import { householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  claimed,
  operationOf,
  post,
  problemOf,
  pull,
  sendOne,
  type TestCommune,
} from './people.ts'

const path = '/api/enrolment'
let commune: TestCommune
let code: string

beforeEach(async () => {
  commune = await aCommuneWithHouseholds()
  code = (await makeEnrolment(commune.store, { enumerator: 'Lương Văn Thịnh', hamlet: 'lang-mai', days: 7 })).code
})

const look = async (one = code) => problemOf(await post(commune.app, `${path}/look`, { code: one }))
const days = (count: number) => new Date(commune.time.now.getTime() + count * 86_400_000)

describe('an enrolment link', () => {
  test('carries its code where no server log sees it, and is good for as long as was said', async () => {
    const made = await makeEnrolment(commune.store, { enumerator: 'Vi Thị Lan', hamlet: 'lang-mai', days: 7 })
    expect(made.link).toBe(`https://xa.example.vn/ghi-danh#${made.code}`)
    expect(made.expiresAt).toBe('2024-10-27T01:00:00.000Z')
    const stored = JSON.stringify(await commune.store.db.selectFrom('enrolments').selectAll().execute())
    expect(stored).not.toContain(made.code)
  })

  test('to a hamlet the commune does not have is not made', async () => {
    const made = makeEnrolment(commune.store, { enumerator: 'Vi Thị Lan', hamlet: 'nowhere', days: 7 })
    await expect(made).rejects.toMatchObject({ code: 'unknown_hamlet' })
  })

  test('looked at says whose it is, however often, and changes nothing', async () => {
    for (let i = 0; i < 3; i++)
      expect(await (await post(commune.app, `${path}/look`, { code })).json()).toEqual({
        facts: expect.objectContaining({ commune: 'Bình Lương', enumerator: 'Lương Văn Thịnh' }),
        key: commune.store.keyring.current,
      })
    expect(await commune.store.db.selectFrom('devices').selectAll().execute()).toEqual([])
  })

  test.each([['A'.repeat(22)], ['short'], [''], [7], [null]])('that nobody made, %j, is unknown', async (unknown) => {
    expect(await look(unknown as string)).toEqual({ status: 404, problem: 'enrolment_unknown' })
  })

  test('is over when its days are', async () => {
    commune.time.now = days(7)
    expect(await look()).toEqual({ status: 410, problem: 'enrolment_expired' })
  })
})

describe('a claim', () => {
  test('whose reply was lost is answered alike to the same key', async () => {
    const { request, reply } = await claimed(commune, code)
    expect(await (await post(commune.app, `${path}/claim`, request)).json()).toEqual(reply)
    expect(await commune.store.db.selectFrom('devices').selectAll().execute()).toHaveLength(1)
  })

  test('leaves the data key with the commune, sealed', async () => {
    const { request, dataKey } = await claimed(commune, code)
    const { escrow } = await commune.store.db.selectFrom('devices').select('escrow').executeTakeFirstOrThrow()
    const recipient = commune.store.keyring.letterKeys.get(commune.store.keyring.current.id)!
    expect(await openEscrow(Buffer.from(escrow!, 'base64url'), request.device, recipient)).toEqual(dataKey)
  })

  test('gives tokens that work at once, of which none is stored', async () => {
    const { phone } = await claimed(commune, code)
    expect((await pull(phone, 0)).changes).toHaveLength(5)
    expect(await sendOne(phone, operationOf(phone, householdId(1), {}))).toMatchObject({ status: 'applied' })
    const stored = JSON.stringify(await commune.store.db.selectFrom('devices').selectAll().execute())
    for (const token of [phone.deposit, phone.reading]) expect(stored).not.toContain(token)
  })

  test('by another phone takes the place of one that never confirmed, whose letters are held', async () => {
    const { phone: first } = await claimed(commune, code)
    const { phone: second } = await claimed(commune, code)
    const reading = await post(commune.app, '/api/changes', { cursor: 0, schema: 1 }, first.reading)
    expect(await problemOf(reading)).toEqual({ status: 403, problem: 'device_revoked' })
    expect(await sendOne(first, operationOf(first, householdId(1), {}))).toMatchObject({ reason: 'device_revoked' })
    expect((await pull(second, 0)).changes).toHaveLength(5)
  })

  test('by another phone after the first confirmed is refused', async () => {
    const { phone, request } = await claimed(commune, code)
    await post(commune.app, `${path}/confirm`, { code, device: phone.device }, phone.reading)
    const other = { ...request, device: crypto.randomUUID(), publicKey: commune.store.keyring.current.publicKey }
    expect(await problemOf(await post(commune.app, `${path}/claim`, other))).toEqual({
      status: 409,
      problem: 'enrolment_used',
    })
    // Nor does it give the tokens again to somebody who read the link and the phone's public key.
    expect(await problemOf(await post(commune.app, `${path}/claim`, request))).toEqual({
      status: 409,
      problem: 'enrolment_used',
    })
    expect(await look()).toEqual({ status: 409, problem: 'enrolment_used' })
  })

  test('after the last day is refused, but not to the phone that claimed before', async () => {
    const { request, reply } = await claimed(commune, code)
    commune.time.now = days(8)
    const other = { ...request, device: crypto.randomUUID(), publicKey: commune.store.keyring.current.publicKey }
    expect((await problemOf(await post(commune.app, `${path}/claim`, other))).problem).toBe('enrolment_expired')
    expect(await (await post(commune.app, `${path}/claim`, request)).json()).toEqual(reply)
  })

  test.each([
    ['a public key that is no point of the curve', { publicKey: 'A'.repeat(87) }],
    ['no escrow', { escrow: undefined }],
    ['a device id that is none', { device: 'phone' }],
  ])('with %s is refused', async (_, wrong) => {
    const { request } = await claimed(commune, code)
    expect(await problemOf(await post(commune.app, `${path}/claim`, { ...request, ...wrong }))).toEqual({
      status: 400,
      problem: 'invalid_request',
    })
  })

  test('under a device id that another phone has is refused', async () => {
    const { request } = await claimed(commune, code)
    const made = await makeEnrolment(commune.store, { enumerator: 'Vi Thị Lan', hamlet: 'lang-mai', days: 7 })
    const thief = { ...request, code: made.code, publicKey: commune.store.keyring.current.publicKey }
    expect((await post(commune.app, `${path}/claim`, thief)).status).toBe(400)
  })
})

describe('a confirmation', () => {
  test('may be repeated', async () => {
    const { phone } = await claimed(commune, code)
    for (let i = 0; i < 2; i++) {
      const response = await post(commune.app, `${path}/confirm`, { code, device: phone.device }, phone.reading)
      expect(await response.json()).toEqual({ confirmed: true })
    }
  })

  test('under a token that is not the device’s is refused', async () => {
    const { phone } = await claimed(commune, code)
    for (const [device, token] of [
      [phone.device, 'wrong'],
      [phone.device, undefined],
      [crypto.randomUUID(), phone.reading],
    ] as const)
      expect((await post(commune.app, `${path}/confirm`, { code, device }, token)).status).toBe(401)
    expect((await (await post(commune.app, `${path}/look`, { code })).json()) as object).toHaveProperty('facts')
  })

  test('of somebody else’s link is refused', async () => {
    const { phone } = await claimed(commune, code)
    const other = await makeEnrolment(commune.store, { enumerator: 'Vi Thị Lan', hamlet: 'lang-mai', days: 7 })
    const response = await post(
      commune.app,
      `${path}/confirm`,
      { code: other.code, device: phone.device },
      phone.reading,
    )
    expect((await problemOf(response)).problem).toBe('enrolment_used')
  })
})
