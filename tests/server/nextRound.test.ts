import { beforeEach, describe, expect, test } from 'vitest'
import { AppendixReply, SessionReply } from '#protocol/office.ts'
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
  sendOne,
  statesIn,
  type TestCommune,
} from './people.ts'

const [accepted, open] = [householdId(1), householdId(2)]
let commune: TestCommune
let phone: Phone
let desk: Desk

beforeEach(async () => {
  commune = await aCommuneWithHouseholds({ pageSize: 50 })
  phone = await anEnrolledPhone(commune)
  desk = await aSignedInDesk(commune)
  for (const id of [accepted, open]) await sendOne(phone, operationOf(phone, id, aFinishedSurvey(nearPoor)))
  const { revision } = (await desk.household(accepted)).household
  expect((await desk.post(`households/${accepted}/accept`, { revision })).status).toBe(200)
})

const nearPoor = aHousehold({ household: { b1_points: 100, water_source: 'river_or_pond', latrine: 'none' } })
const next = { id: '2025', standard: '2022-2025', reviewDate: '2025-10-15', awayResidents: 'counted' }
const openNext = (change: object = {}, ends = '2024') => desk.post('round', { ends, round: { ...next, ...change } })
const ofRound = { round: '2025' as never }

describe('when the office ends a round and opens the next', () => {
  test('each household brings what was last accepted of it, and phones pull all of it', async () => {
    const { cursor } = await pull(phone, 0)
    expect((await openNext()).status).toBe(200)
    const page = await pull(phone, cursor)
    expect(page.facts?.round).toMatchObject({ id: '2025', area: 'rural', reviewDate: '2025-10-15' })
    const states = statesIn(page).map(({ state }) => state)
    expect(states.map(({ number, survey }) => [number, survey.round, survey.state])).toEqual(
      [1, 2, 3, 4, 5].map((number) => [number, '2025', 'not_started']),
    )
    expect(states[0]).toMatchObject({
      listed: 'near_poor',
      previous: { round: '2024', accepted: { classification: 'near_poor' } },
    })
    expect(states[0]!.previous!.answers).toMatchObject({ water_source: 'river_or_pond' })
    expect(states[1]).not.toHaveProperty('listed')
    expect(states[1]).not.toHaveProperty('previous')
    const session = SessionReply.parse(await (await desk.get('session')).json())
    expect(session.round?.id).toBe('2025')
    const appendix = AppendixReply.parse(await (await desk.get('appendix')).json())
    expect(appendix.hamlets[0]).toMatchObject({
      start: { nearPoor: 1 },
      now: { nearPoor: 1 },
      progress: { listed: 1, accepted: 0 },
    })
  })

  test('a survey of the ended round that comes afterwards is held, and cannot be taken; one of the next goes in', async () => {
    await openNext()
    const late = operationOf(phone, open, { facts: { water_source: { value: 'rain', seen: 99 } } })
    expect(await sendOne(phone, late)).toMatchObject({ status: 'held', reason: 'late' })
    expect(await problemOf(await decide(desk, 'take', late))).toEqual({ status: 409, problem: 'round_not_open' })
    expect((await desk.household(open)).held).toMatchObject([{ op: late.op, reason: 'late' }])
    expect(await sendOne(phone, operationOf(phone, open, aFinishedSurvey(nearPoor), ofRound))).toMatchObject({
      status: 'applied',
    })
  })

  test('what was decided in the ended round stays as it was, and the step is in the audit', async () => {
    const before = await commune.store.db.selectFrom('surveys').selectAll().execute()
    await openNext()
    expect(await commune.store.db.selectFrom('surveys').selectAll().execute()).toEqual(before)
    const noted = await commune.store.db.selectFrom('audit').selectAll().where('action', '=', 'opened_round').execute()
    expect(noted).toMatchObject([{ actor: 'office:hoai', subject: '2025', detail: '2024' }])
  })
})

describe('the next round is not opened, and nothing is written,', () => {
  test.each([
    ['where another officer has just opened it', {}, '2023', 409, 'round_changed_meanwhile'],
    ['with the name of an earlier one', { id: '2024' }, '2024', 409, 'round_exists'],
    ['with a day that is not later', { reviewDate: '2024-10-15' }, '2024', 409, 'round_not_later'],
    ['with a standard that nobody knows', { standard: '1999' }, '2024', 400, 'invalid_request'],
    ['without a day', { reviewDate: undefined }, '2024', 400, 'invalid_request'],
  ])('%s', async (_, change, ends, status, problem) => {
    const before = await (await desk.get(`households/${accepted}`)).json()
    expect(await problemOf(await openNext(change, ends))).toEqual({ status, problem })
    expect(await (await desk.get(`households/${accepted}`)).json()).toEqual(before)
  })

  test('where nobody is logged in', async () => {
    await desk.delete('session')
    expect((await openNext()).status).toBe(401)
  })
})
