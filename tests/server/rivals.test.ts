import { beforeEach, describe, expect, test } from 'vitest'
import type { Operation } from '#domain/household/operation.ts'
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
  settledIn,
  statesIn,
  type TestCommune,
} from './people.ts'

const household = householdId(1)
let commune: TestCommune
let phone: Phone
let other: Phone
let desk: Desk

beforeEach(async () => {
  commune = await aCommuneWithHouseholds({ pageSize: 50 })
  phone = await anEnrolledPhone(commune)
  other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
  desk = await aSignedInDesk(commune)
})

const water = (value: string, seen = 0) => ({ facts: { water_source: { value, seen } } })
const surveyNow = async () => (await desk.household(household)).household
const settle = async (value: unknown, more: object = {}) =>
  desk.post(`households/${household}/settle`, {
    revision: (await surveyNow()).revision,
    path: 'water_source',
    value,
    ...more,
  })

/** The first phone says drilled well, the second, which had not seen it, rain. */
async function twoAnswers(): Promise<Operation> {
  await sendOne(phone, operationOf(phone, household, aFinishedSurvey(aHousehold())))
  const rival = operationOf(other, household, water('rain'))
  expect(await sendOne(other, rival)).toMatchObject({ status: 'conflict' })
  return rival
}

describe('the reviewer settles two answers', () => {
  test.each([
    ['the commune’s', 'drilled_well'],
    ['the other', 'rain'],
    ['a third', 'piped'],
    ['none of them', null],
  ])('with %s: it stands as the office’s, and its phones are told', async (_, value) => {
    const rival = await twoAnswers()
    const { cursor } = await pull(other, 0)
    expect((await settle(value)).status).toBe(200)
    const page = await pull(other, cursor)
    const [state] = statesIn(page)
    expect(state?.state.survey.rivals).toEqual({})
    expect(state?.state.survey.fields).toMatchObject({
      water_source: { value, device: 'office', by: 'Lê Thị Hoài', revision: state?.seq },
    })
    expect(settledIn(page)).toEqual([
      { seq: state!.seq + 1, op: rival.op, status: 'merged', receipt: expect.any(String), at: expect.any(String) },
    ])
    expect(await sendOne(other, rival)).toMatchObject({ status: 'merged' })
    const { rows } = {
      rows: await commune.store.db.selectFrom('audit').selectAll().where('action', '=', 'settled').execute(),
    }
    expect(rows).toMatchObject([{ actor: 'office:hoai', subject: household, detail: 'water_source' }])
  })

  test('and the survey can be accepted afterwards, which it could not before', async () => {
    await twoAnswers()
    const accept = async () => desk.post(`households/${household}/accept`, { revision: (await surveyNow()).revision })
    expect(await problemOf(await accept())).toMatchObject({ problem: 'has_rivals' })
    await settle('rain')
    expect((await accept()).status).toBe(200)
  })

  test('and a phone that had not seen it makes a rival anew', async () => {
    await twoAnswers()
    await settle('piped')
    expect(await sendOne(phone, operationOf(phone, household, water('bottled')))).toMatchObject({ status: 'conflict' })
    expect((await surveyNow()).survey.fields).toMatchObject({ water_source: { value: 'piped', device: 'office' } })
  })

  test.each([
    ['a value that the question does not have', 'milk', {}, 'invalid_request'],
    ['a question that the form does not have', 'rain', { path: 'roof_colour' }, 'invalid_request'],
    ['a question with one answer', 'none', { path: 'latrine' }, 'no_such_rival'],
    ['what has changed meanwhile', 'rain', { revision: 1 }, 'changed_meanwhile'],
  ])('but not %s', async (_, value, more, problem) => {
    await twoAnswers()
    const before = await surveyNow()
    expect(await problemOf(await settle(value, more))).toMatchObject({ problem })
    expect(await surveyNow()).toEqual(before)
  })

  test('but nobody who is not logged in', async () => {
    await desk.delete('session')
    const response = await desk.post(`households/${household}/settle`, { revision: 1, path: 'latrine', value: 'none' })
    expect(response.status).toBe(401)
  })
})

describe('an operation in conflict', () => {
  test('stays so while another rival value of it stands', async () => {
    await sendOne(phone, operationOf(phone, household, aFinishedSurvey(aHousehold())))
    const both = { facts: { water_source: { value: 'rain', seen: 0 }, latrine: { value: 'none', seen: 0 } } }
    const rival = operationOf(other, household, both)
    await sendOne(other, rival)
    await settle('rain')
    expect(await sendOne(other, rival)).toMatchObject({ status: 'conflict' })
    await settle('none', { path: 'latrine' })
    expect(await sendOne(other, rival)).toMatchObject({ status: 'merged' })
  })

  test('about two households is settled once it is in both', async () => {
    const [one, two] = [householdId(1), householdId(2)]
    for (const id of [one, two]) await sendOne(phone, operationOf(phone, id, water('piped')))
    const change = operationOf(other, one, water('rain')).households[one]!
    const rival = operationOf(other, one, {}, { households: { [one]: change, [two]: change } as never })
    await sendOne(other, rival)
    await settle('rain')
    expect(await sendOne(other, rival)).toMatchObject({ status: 'conflict' })
    const { revision } = (await desk.household(two)).household
    await desk.post(`households/${two}/settle`, { revision, path: 'water_source', value: 'piped' })
    expect(await sendOne(other, rival)).toMatchObject({ status: 'merged' })
  })

  test('is settled by a phone that had seen both values', async () => {
    const rival = await twoAnswers()
    const seen = (await surveyNow()).revision
    await sendOne(phone, operationOf(phone, household, water('piped', seen)))
    expect(await sendOne(other, rival)).toMatchObject({ status: 'merged' })
  })

  test('because it could not submit what was returned is settled once it is submitted', async () => {
    await sendOne(phone, operationOf(phone, household, aFinishedSurvey(aHousehold())))
    const { revision } = await surveyNow()
    await desk.post(`households/${household}/return`, { revision, path: 'latrine', reason: 'Xem lại' })
    const blind = operationOf(other, household, { move: { to: 'submitted', expected: 'not_started' } })
    expect(await sendOne(other, blind)).toMatchObject({ status: 'conflict' })
    const answer = operationOf(phone, household, { move: { to: 'submitted', expected: 'returned' } })
    expect(await sendOne(phone, answer)).toMatchObject({ status: 'applied' })
    expect(await sendOne(other, blind)).toMatchObject({ status: 'merged' })
  })
})
