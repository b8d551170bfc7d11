import { beforeEach, describe, expect, test } from 'vitest'
import type { Operation } from '#domain/household/operation.ts'
import { DevicesReply } from '#protocol/office.ts'
import { HeldReply } from '#protocol/review.ts'
import { openKept } from '#server/keptLetters.ts'
import { certificateIn, depositTokenOf } from '#server/keyring.ts'
import { serve } from '#server/main.ts'
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
  problemOf,
  pull,
  sealed,
  send,
  sendBytes,
  sendOne,
  settledIn,
  type TestCommune,
} from './people.ts'

const household = householdId(1)
let commune: TestCommune
let phone: Phone
let desk: Desk

beforeEach(async () => {
  commune = await aCommuneWithHouseholds({ pageSize: 50 })
  phone = await anEnrolledPhone(commune)
  desk = await aSignedInDesk(commune)
})

const water = (value: string, seen = 0) => ({ facts: { water_source: { value, seen } } })
const take = (operation: Operation) => decide(desk, 'take', operation)
const decline = (operation: Operation) => decide(desk, 'decline', operation)
const surveyOf = async (id = household) => (await desk.household(id)).household.survey
const accept = async () => {
  const { revision } = (await desk.household(household)).household
  expect((await desk.post(`households/${household}/accept`, { revision })).status).toBe(200)
}

/** A correction that comes after the household was accepted, of an answer that its author had seen. */
async function lateCorrection(): Promise<Operation> {
  await sendOne(phone, operationOf(phone, household, aFinishedSurvey(aHousehold())))
  const seen = (await desk.household(household)).household.revision
  await accept()
  const late = operationOf(phone, household, water('rain', seen))
  expect(await sendOne(phone, late)).toMatchObject({ status: 'held', reason: 'late' })
  return late
}

describe('a late correction', () => {
  test('stands on the household’s page with what it says', async () => {
    const late = await lateCorrection()
    expect((await desk.household(household)).held).toMatchObject([
      { op: late.op, device: phone.device, reason: 'late', households: [household], facts: { water_source: 'rain' } },
    ])
  })

  test('that is taken reopens the survey with it, and its phone is told', async () => {
    const late = await lateCorrection()
    const { cursor } = await pull(phone, 0)
    expect((await take(late)).status).toBe(200)
    const survey = await surveyOf()
    expect(survey).toMatchObject({
      state: 'submitted',
      fields: { water_source: { value: 'rain', by: 'Lương Văn Thịnh' } },
    })
    expect(survey.accepted).toBeUndefined()
    const page = await pull(phone, cursor)
    expect(page.changes).toMatchObject([
      { household, state: { survey: { state: 'submitted' } } },
      { op: late.op, status: 'applied', receipt: expect.any(String) },
    ])
    const row = await commune.store.db
      .selectFrom('surveys')
      .selectAll()
      .where('household', '=', household)
      .executeTakeFirst()
    expect(row).toMatchObject({ state: 'submitted', accepted_class: null })
    expect((await desk.household(household)).held).toEqual([])
    await accept()
  })

  test('that is taken overwrites nothing that its author had not seen', async () => {
    const late = await lateCorrection()
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    const seen = (await desk.household(household)).household.revision
    const newer = operationOf(other, household, water('piped', seen))
    await sendOne(other, newer)
    await take(newer)
    expect((await take(late)).status).toBe(200)
    expect(await surveyOf()).toMatchObject({
      fields: { water_source: { value: 'piped' } },
      rivals: { water_source: [{ value: 'rain' }] },
    })
    expect(await sendOne(phone, late)).toMatchObject({ status: 'conflict' })
  })

  test('that is declined stays in the ledger for ever, the record stays, and its phone is told', async () => {
    const late = await lateCorrection()
    const before = await surveyOf()
    const { cursor } = await pull(phone, 0)
    expect((await decline(late)).status).toBe(200)
    expect(await surveyOf()).toEqual(before)
    expect(settledIn(await pull(phone, cursor))).toMatchObject([{ op: late.op, status: 'held', reason: 'declined' }])
    expect(await sendOne(phone, late)).toMatchObject({ status: 'held', reason: 'declined' })
    expect((await desk.household(household)).held).toMatchObject([{ op: late.op, reason: 'declined' }])
  })

  test('that was declined can still be taken, and cannot be declined twice', async () => {
    const late = await lateCorrection()
    await decline(late)
    expect(await problemOf(await decline(late))).toEqual({ status: 409, problem: 'not_held' })
    expect((await take(late)).status).toBe(200)
    expect(await surveyOf()).toMatchObject({ fields: { water_source: { value: 'rain' } } })
  })
})

describe('a reviewer takes what is held', () => {
  test('that bears the number of another of its phone: until then it is held in sight, and then both values stand', async () => {
    const first = operationOf(phone, household, water('piped'))
    phone.n -= 1
    const second = operationOf(phone, household, {
      facts: { ...water('rain').facts, latrine: { value: 'none', seen: 0 } },
    })
    expect(await send(phone, first, second, first, second)).toMatchObject([
      { status: 'applied' },
      { status: 'held', reason: 'number_reused' },
      { status: 'applied' },
      { status: 'held', reason: 'number_reused' },
    ])
    expect((await desk.household(household)).held).toMatchObject([
      { op: second.op, reason: 'number_reused', facts: { water_source: 'rain', latrine: 'none' } },
    ])
    expect((await surveyOf()).fields).not.toHaveProperty('latrine')
    expect((await take(second)).status).toBe(200)
    expect(await surveyOf()).toMatchObject({
      fields: { water_source: { value: 'piped' }, latrine: { value: 'none' } },
      rivals: { water_source: [{ value: 'rain', op: second.op }] },
    })
  })

  test('of a revoked phone', async () => {
    await desk.post(`devices/${phone.device}/revoke`)
    const operation = operationOf(phone, household, water('rain'))
    await sendOne(phone, operation)
    expect((await take(operation)).status).toBe(200)
    expect(await surveyOf()).toMatchObject({ fields: { water_source: { value: 'rain' } } })
    expect(await sendOne(phone, operation)).toMatchObject({ status: 'applied' })
  })

  test('about a household of another hamlet', async () => {
    const operation = operationOf(phone, householdId(6), water('rain'))
    await sendOne(phone, operation)
    expect((await take(operation)).status).toBe(200)
    expect(await surveyOf(householdId(6))).toMatchObject({ fields: { water_source: { value: 'rain' } } })
  })

  test('that waits for what will never come; what followed it goes with it', async () => {
    const lost = operationOf(phone, household, water('piped'))
    const second = operationOf(phone, household, water('rain'), { after: lost.op })
    const third = operationOf(
      phone,
      household,
      { facts: { latrine: { value: 'none', seen: 0 } } },
      { after: second.op },
    )
    await send(phone, second, third)
    expect((await take(second)).status).toBe(200)
    expect(await send(phone, second, third)).toMatchObject([{ status: 'applied' }, { status: 'applied' }])
    expect(await surveyOf()).toMatchObject({ fields: { water_source: { value: 'rain' }, latrine: { value: 'none' } } })
  })

  test.each([
    ['nobody knows', {}],
    ['names a hamlet that the commune does not have', { hamlet: 'lang-khac' }],
  ])('about a household that %s: it is made in the phone’s hamlet', async (_, place) => {
    const operation = operationOf(phone, householdId(77), { ...water('rain'), ...place } as never)
    await sendOne(phone, operation)
    expect((await take(operation)).status).toBe(200)
    const { household: made } = await desk.household(householdId(77))
    expect(made).toMatchObject({
      hamlet: 'lang-mai',
      number: 6,
      survey: { fields: { water_source: { value: 'rain' } } },
    })
  })

  test('after reading what it says, of every household it names', async () => {
    const operation = operationOf(phone, householdId(77), water('rain'))
    await sendOne(phone, operation)
    const reply = HeldReply.parse(await (await desk.get(`held/${phone.device}/${operation.op}`)).json())
    expect(reply).toMatchObject({
      op: operation.op,
      enumerator: 'Lương Văn Thịnh',
      reason: 'unknown_household',
      households: [{ id: householdId(77), facts: { water_source: 'rain' } }],
    })
    expect(reply.households[0]).not.toHaveProperty('known')
  })
})

describe('of two officers who decide on the same letter', () => {
  type AsSeen = Pick<DevicesReply['held'][number], 'op' | 'device' | 'standing'>
  const asSeenBy = async (officer: Desk, { op, device }: Operation) =>
    HeldReply.parse(await (await officer.get(`held/${device}/${op}`)).json())
  const step = (officer: Desk, what: 'take' | 'decline', { op, device, standing }: AsSeen) =>
    officer.post(`held/${op}/${what}`, { device, standing })
  const stale = { status: 409, problem: 'letter_changed_meanwhile' }

  test.each([
    ['take', 'decline', 'not_held'],
    ['take', 'take', 'not_held'],
    ['decline', 'take', 'letter_changed_meanwhile'],
    ['decline', 'decline', 'letter_changed_meanwhile'],
  ] as const)('after %s the second, who saw it before that, may not %s: %s', async (first, second, problem) => {
    const late = await lateCorrection()
    const other = await aSignedInDesk(commune)
    const [mine, theirs] = [await asSeenBy(desk, late), await asSeenBy(other, late)]
    expect((await step(desk, first, mine)).status).toBe(200)
    const after = await (await desk.get(`households/${household}`)).json()
    expect(await problemOf(await step(other, second, theirs))).toEqual({ status: 409, problem })
    expect(await (await desk.get(`households/${household}`)).json()).toEqual(after)
  })

  test('none decides on a household that changed after it was looked at, however it was looked at', async () => {
    const operation = operationOf(phone, householdId(6), water('rain'))
    await sendOne(phone, operation)
    const [seen] = (await desk.household(householdId(6))).held
    const far = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan', hamlet: 'lang-gio' })
    await sendOne(far, operationOf(far, householdId(6), water('piped')))
    for (const what of ['take', 'decline'] as const)
      expect(await problemOf(await step(desk, what, seen!))).toEqual(stale)
    expect((await surveyOf(householdId(6))).rivals).toEqual({})
    expect((await take(operation)).status).toBe(200)
  })

  test('none decides without saying what was seen', async () => {
    const late = await lateCorrection()
    expect((await desk.post(`held/${late.op}/take`, { device: late.device })).status).toBe(400)
  })
})

describe('a decision on what is held is refused', () => {
  test('where it is in the record, or the commune does not have it', async () => {
    const applied = operationOf(phone, household, water('rain'))
    await sendOne(phone, applied)
    for (const operation of [applied, operationOf(phone, household, water('piped'))])
      for (const decision of [take, decline])
        expect(await problemOf(await decision(operation))).toEqual({ status: 409, problem: 'not_held' })
    const nonsense = await desk.post('held/nonsense/take', { device: phone.device, standing: '' })
    expect(await problemOf(nonsense)).toEqual({ status: 409, problem: 'not_held' })
    expect((await desk.get(`held/${phone.device}/${applied.op}`)).status).toBe(409)
  })

  test('where no record could have it; it stays held as it was', async () => {
    const ofNoRound = operationOf(phone, household, water('rain'), { round: '1999' as never })
    const ofNobody = operationOf(phone, household, {}, { households: {} })
    await send(phone, ofNoRound, ofNobody)
    expect(await problemOf(await take(ofNoRound))).toMatchObject({ problem: 'round_not_open' })
    expect(await problemOf(await take(ofNobody))).toMatchObject({ problem: 'not_held' })
    expect(await send(phone, ofNoRound, ofNobody)).toMatchObject([
      { status: 'held', reason: 'unknown_round' },
      { status: 'held', reason: 'not_understood' },
    ])
  })

  test('where nobody is logged in', async () => {
    const late = await lateCorrection()
    await desk.delete('session')
    expect((await take(late)).status).toBe(401)
    expect((await decline(late)).status).toBe(401)
    expect((await desk.get(`held/${phone.device}/${late.op}`)).status).toBe(401)
  })
})

describe('bytes that did not open', () => {
  const heldNow = async () => DevicesReply.parse(await (await desk.get('devices')).json()).held
  const kept = () => commune.store.db.selectFrom('unopened').selectAll().execute()

  test('enter the ledger, as of the day they came, once they can be opened; their phone is told', async () => {
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    const operation = operationOf(other, household, water('rain'))
    const letter = await sealed(other, operation)
    await sendBytes(phone, [letter])
    expect(await heldNow()).toMatchObject([{ device: phone.device, reason: 'wrong_device' }])
    commune.time.now = new Date('2024-10-20T06:00:00.000Z')
    expect(await openKept(commune.store)).toBe(1)
    expect(await kept()).toEqual([])
    expect(await surveyOf()).toMatchObject({ fields: { water_source: { value: 'rain', by: 'Vi Thị Lan' } } })
    expect(settledIn(await pull(other, 0))).toMatchObject([
      { op: operation.op, status: 'applied', at: '2024-10-20T01:00:00.000Z' },
    ])
    expect(await openKept(commune.store)).toBe(0)
  })

  test('are tried whenever the server starts', async () => {
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    await sendBytes(phone, [await sealed(other, operationOf(other, household, water('rain')))])
    const { close } = await serve(commune.store, { port: 0 })
    expect(await kept()).toEqual([])
    expect(commune.logged).toHaveLength(1)
    await close()
  })

  test('of a device that nobody knew are tried when it gets known', async () => {
    const certificate = certificateIn(commune.store.keyring, phone.deposit)!
    const device = crypto.randomUUID() as typeof phone.device
    const keys = await anEnrolledPhone(commune, { enumerator: 'Ngân Văn Bảy' })
    const { publicKey } = certificateIn(commune.store.keyring, keys.deposit)!
    const deposit = depositTokenOf(commune.store.keyring, {
      ...certificate,
      device,
      publicKey,
      enumerator: 'Lò Văn Sáu',
    })
    const forgotten: Phone = { ...keys, device, deposit }
    await sendBytes(phone, [await sealed(forgotten, operationOf(forgotten, household, water('rain')))])
    expect(await heldNow()).toMatchObject([{ reason: 'wrong_device' }])
    await sendOne(forgotten, operationOf(forgotten, householdId(2), water('piped')))
    expect(await heldNow()).toEqual([])
    expect(await surveyOf()).toMatchObject({ fields: { water_source: { value: 'rain', by: 'Lò Văn Sáu' } } })
  })

  test('stay where they still do not open', async () => {
    const altered = await sealed(phone, operationOf(phone, household, water('rain')))
    altered[150]! ^= 1
    await sendBytes(phone, [altered])
    expect(await openKept(commune.store)).toBe(0)
    expect(await kept()).toMatchObject([{ reason: 'not_authentic' }])
  })

  test('stay where the ledger has something else under their id', async () => {
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    const operation = operationOf(other, household, water('rain'))
    await sendBytes(phone, [await sealed(other, operation)])
    await sendOne(other, { ...operation, at: '2024-10-20T00:58:00.000Z' as never })
    expect(await openKept(commune.store)).toBe(0)
    expect(await kept()).toMatchObject([{ reason: 'id_reused' }])
    expect(await openKept(commune.store)).toBe(0)
  })
})
