import { Hono } from 'hono'
import { beforeEach, describe, expect, test } from 'vitest'
import type { PreviousSurvey } from '#domain/household/household.ts'
import { worksheetQuestions } from '#domain/questionnaire/income.ts'
import type { Classification } from '#domain/standard/standard.ts'
import { vnd } from '#domain/units.ts'
import { AppendixReply, DevicesReply, EnrolmentReply, HouseholdsReply } from '#protocol/office.ts'
import { makeSetupCode } from '#server/accounts/setupCode.ts'
import { addHouseholds } from '#server/roster.ts'
import { addressOf } from '#server/routes/session.ts'
import { aHousehold, aResident, householdId, without } from '../builders.ts'
import {
  aCommune,
  aCommuneWithHouseholds,
  aDesk,
  aFinishedSurvey,
  anEnrolledPhone,
  aSignedInDesk,
  claimed,
  type Desk,
  factsOf,
  operationOf,
  type Phone,
  problemOf,
  reviewer,
  sendBytes,
  sendOne,
  setup,
  type TestCommune,
} from './people.ts'

const id = householdId(1)
let commune: TestCommune
let desk: Desk
let phone: Phone

beforeEach(async () => {
  commune = await aCommuneWithHouseholds()
  desk = await aSignedInDesk(commune)
  phone = await anEnrolledPhone(commune)
})

const log = (login: string, password: string) => aDesk(commune).post('session', { login, password })
const auditOf = (action: string) =>
  commune.store.db.selectFrom('audit').selectAll().where('action', '=', action).execute()

/** Within the line, and deprived in insurance, water and latrine: poor. */
const poorAnswers = () =>
  aHousehold({
    household: { b1_points: 120, water_source: 'river_or_pond', latrine: 'none' },
    residents: [aResident({ health_insurance: false })],
  })

async function submitted(answers = poorAnswers()): Promise<number> {
  await sendOne(phone, operationOf(phone, id, aFinishedSurvey(answers)))
  return (await desk.household(id)).household.revision
}

describe('logging in', () => {
  test('with the right password gives a cookie that no script and no foreign page can use', async () => {
    const response = await log(reviewer.login, reviewer.password)
    expect(response.status).toBe(200)
    expect(response.headers.get('set-cookie')).toMatch(
      /^so_thon_session=[\w-]{43}; Max-Age=43200; Path=\/api\/office; HttpOnly; Secure; SameSite=Strict$/,
    )
  })

  test('takes the password in either spelling of its letters', async () => {
    expect((await log(reviewer.login, reviewer.password.normalize('NFD'))).status).toBe(200)
  })

  test.each([
    ['a wrong password', reviewer.login, 'wrong'],
    ['a login nobody has', 'nobody', reviewer.password],
  ])('with %s is refused in the same words', async (_, login, password) => {
    expect(await problemOf(await log(login, password))).toEqual({ status: 401, problem: 'wrong_login' })
  })

  test('after five wrong tries has to wait a minute, even with the right password', async () => {
    for (let i = 0; i < 5; i++) await log(reviewer.login, 'wrong')
    expect(await problemOf(await log(reviewer.login, reviewer.password))).toEqual({
      status: 429,
      problem: 'too_many_tries',
    })
    commune.time.now = new Date(commune.time.now.getTime() + 60_000)
    expect((await log(reviewer.login, reviewer.password)).status).toBe(200)
  })

  test.each([
    ['127.0.0.1', '203.0.113.9, 198.51.100.7', '198.51.100.7'],
    ['::1', '198.51.100.7', '198.51.100.7'],
    ['::ffff:127.0.0.1', undefined, '::ffff:127.0.0.1'],
    ['203.0.113.9', '198.51.100.7', '203.0.113.9'],
  ])('from %s with the header %s is counted for %s', async (remoteAddress, forwarded, expected) => {
    const app = new Hono()
    app.get('/', (c) => c.text(addressOf(c)))
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    const response = await app.request('/', { headers }, { incoming: { socket: { remoteAddress } } })
    expect(await response.text()).toBe(expected)
  })

  test('many times at once does not get round the five', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => log(reviewer.login, 'wrong')))
    expect(all.filter(({ status }) => status === 429)).toHaveLength(7)
  })

  test('stores neither password nor session as they are', async () => {
    const { db } = commune.store
    const stored = JSON.stringify([
      await db.selectFrom('reviewers').selectAll().execute(),
      await db.selectFrom('sessions').selectAll().execute(),
    ])
    expect(stored).not.toContain(reviewer.password)
    expect(stored).toContain('argon2id$19456$2$1$')
  })
})

describe('a session', () => {
  test('says who is there and which round is open, and ends when it is ended', async () => {
    expect(await (await desk.get('session')).json()).toEqual({
      state: 'signed_in',
      commune: 'Bình Lương',
      reviewer: 'Lê Thị Hoài',
      round: setup.round,
    })
    expect((await desk.delete('session')).status).toBe(200)
    expect(await (await desk.get('session')).json()).toEqual({ state: 'signed_out', commune: 'Bình Lương' })
  })

  test('is over after twelve hours', async () => {
    commune.time.now = new Date(commune.time.now.getTime() + 12 * 3_600_000)
    expect((await desk.get('appendix')).status).toBe(401)
  })

  test.each([
    ['GET', 'appendix'],
    ['GET', 'devices'],
    ['GET', 'hamlets/lang-mai/households'],
    ['GET', `households/${id}`],
    ['POST', `households/${id}/accept`],
    ['POST', `households/${id}/return`],
    ['POST', 'enrolments'],
    ['POST', `devices/${id}/revoke`],
  ])('is asked for by %s %s', async (method, path) => {
    const stranger = aDesk(commune)
    const response = method === 'GET' ? await stranger.get(path) : await stranger.post(path, {})
    expect(await problemOf(response)).toEqual({ status: 401, problem: 'not_authorised' })
  })

  test('is not enough for a change that a foreign page asks for', async () => {
    const revision = await submitted()
    const response = await desk.post(`households/${id}/accept`, { revision }, { 'x-so-thon': '' })
    expect(await problemOf(response)).toEqual({ status: 400, problem: 'invalid_request' })
    expect((await desk.household(id)).household.survey.state).toBe('submitted')
  })
})

describe('setting up', () => {
  test('takes the printed code, logs in, and closes the door behind', async () => {
    const fresh = await aCommune()
    const code = await makeSetupCode(fresh.store)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
    const first = aDesk(fresh)
    expect(await (await first.get('session')).json()).toEqual({ state: 'setup' })
    const typed = `${code?.slice(0, 5).toLowerCase()} ${code?.slice(5)}`
    expect((await first.post('setup', { ...setup, code: typed })).status).toBe(200)
    expect(await (await first.get('session')).json()).toMatchObject({ state: 'signed_in', reviewer: 'Lê Thị Hoài' })
    expect(await problemOf(await aDesk(fresh).post('setup', { ...setup, code }))).toEqual({
      status: 409,
      problem: 'already_set_up',
    })
    expect(await makeSetupCode(fresh.store)).toBeUndefined()
  })

  test('with another code is refused, and guessing is slowed', async () => {
    const fresh = await aCommune()
    await makeSetupCode(fresh.store)
    const guess = async () =>
      (await problemOf(await aDesk(fresh).post('setup', { ...setup, code: 'AAAAAAAAAA' }))).problem
    for (let i = 0; i < 5; i++) expect(await guess()).toBe('wrong_setup_code')
    expect(await guess()).toBe('too_many_tries')
  })

  test('under a standard nobody knows is refused', async () => {
    const fresh = await aCommune()
    const code = await makeSetupCode(fresh.store)
    const unknown = { ...setup, round: { ...setup.round, standard: '1789' }, code }
    expect((await aDesk(fresh).post('setup', unknown)).status).toBe(400)
    expect(await (await aDesk(fresh).get('session')).json()).toEqual({ state: 'setup' })
  })

  test('before it, nothing else can be asked', async () => {
    const fresh = await aCommune()
    expect((await aDesk(fresh).get('appendix')).status).toBe(401)
  })
})

describe('accepting', () => {
  test('stores the class its answers give, with standard, review date, person and time', async () => {
    const revision = await submitted()
    expect((await desk.post(`households/${id}/accept`, { revision })).status).toBe(200)
    const { household } = await desk.household(id)
    expect(household.survey).toMatchObject({
      state: 'accepted',
      accepted: {
        classification: 'poor',
        deprivations: 3,
        standard: '2022-2025',
        reviewDate: '2024-10-15',
        by: 'Lê Thị Hoài',
        at: '2024-10-20T01:00:00.000Z',
      },
    })
    expect(household.revision).toBeGreaterThan(revision)
    expect(await auditOf('accepted')).toMatchObject([{ actor: 'office:hoai', subject: id }])
  })

  test('an average living standard is kept as decided, as a class of its own', async () => {
    const { residents } = poorAnswers()
    const worksheet = Object.fromEntries(Object.keys(worksheetQuestions).map((question) => [question, vnd(0)]))
    const household = {
      ...aHousehold().household,
      ...worksheet,
      farming_household: true,
      income_crops: vnd(24_000_000),
    }
    const revision = await submitted({ household, residents })
    expect((await desk.post(`households/${id}/accept`, { revision })).status).toBe(200)
    expect((await desk.household(id)).household.survey.accepted?.classification).toBe('average')
    const row = await commune.store.db.selectFrom('surveys').selectAll().where('household', '=', id).executeTakeFirst()
    expect(row?.accepted_class).toBe('average')
  })

  test('what changed since the reviewer looked is refused', async () => {
    const revision = await submitted()
    await sendOne(phone, operationOf(phone, id, { facts: { latrine: { value: 'septic', seen: revision } } }))
    const response = await desk.post(`households/${id}/accept`, { revision })
    expect(await problemOf(response)).toEqual({ status: 409, problem: 'changed_meanwhile' })
    expect((await desk.household(id)).household.survey.state).toBe('submitted')
  })

  test('a survey whose class an unknown could tip is refused', async () => {
    const { household, residents } = poorAnswers()
    const revision = await submitted({ household: without(household, 'b1_points'), residents })
    const response = await desk.post(`households/${id}/accept`, { revision })
    expect(await problemOf(response)).toEqual({ status: 409, problem: 'class_undetermined' })
  })

  test('a household where nobody lives any more is refused, not counted', async () => {
    const { household } = poorAnswers()
    const revision = await submitted({ household, residents: [aResident({ gone: 'moved_away' })] })
    const response = await desk.post(`households/${id}/accept`, { revision })
    expect((await problemOf(response)).problem).toBe('class_undetermined')
  })

  test('a visit that was not completed is refused', async () => {
    const { household, residents } = poorAnswers()
    const revision = await submitted({ household: { ...household, visit_outcome: 'absent' }, residents })
    const response = await desk.post(`households/${id}/accept`, { revision })
    expect((await problemOf(response)).problem).toBe('visit_incomplete')
  })

  test('two answers to one question is refused', async () => {
    await submitted()
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    await sendOne(other, operationOf(other, id, { facts: { latrine: { value: 'septic', seen: 0 } } }))
    const { revision } = (await desk.household(id)).household
    const response = await desk.post(`households/${id}/accept`, { revision })
    expect(await problemOf(response)).toEqual({ status: 409, problem: 'has_rivals' })
  })

  test('what nobody submitted is refused', async () => {
    const { revision } = (await desk.household(id)).household
    const response = await desk.post(`households/${id}/accept`, { revision })
    expect(await problemOf(response)).toEqual({ status: 409, problem: 'not_submitted' })
  })

  test.each([householdId(99), 'no-id'])('a household the commune does not have, %s, is refused', async (unknown) => {
    const response = await desk.post(`households/${unknown}/accept`, { revision: 1 })
    expect(await problemOf(response)).toEqual({ status: 404, problem: 'unknown_household' })
  })
})

describe('sending back', () => {
  test('names the question and the reason, and the phone may submit again', async () => {
    const revision = await submitted()
    const back = { revision, path: 'water_source', reason: '  Nước suối nào?  ' }
    expect((await desk.post(`households/${id}/return`, back)).status).toBe(200)
    expect((await desk.household(id)).household.survey).toMatchObject({
      state: 'returned',
      returned: { path: 'water_source', reason: 'Nước suối nào?', by: 'Lê Thị Hoài', at: '2024-10-20T01:00:00.000Z' },
    })
    expect(await auditOf('returned')).toMatchObject([{ actor: 'office:hoai', subject: id, detail: 'water_source' }])
    const facts = { water_source: { value: 'protected_spring', seen: revision } }
    const corrected = operationOf(phone, id, { facts, move: { to: 'submitted', expected: 'returned' } })
    expect(await sendOne(phone, corrected)).toMatchObject({ status: 'applied' })
    expect((await desk.household(id)).household.survey).toMatchObject({ state: 'submitted' })
  })

  test.each([
    ['to a question the form does not have', { path: 'moon', reason: 'x' }],
    ['without a reason', { path: 'latrine', reason: '  ' }],
  ])('%s is refused', async (_, wrong) => {
    const revision = await submitted()
    expect((await desk.post(`households/${id}/return`, { revision, ...wrong })).status).toBe(400)
  })

  test('what changed since, or is accepted already, is refused', async () => {
    const revision = await submitted()
    const back = (at: number) => desk.post(`households/${id}/return`, { revision: at, path: 'latrine', reason: 'x' })
    expect((await problemOf(await back(revision - 1))).problem).toBe('changed_meanwhile')
    await desk.post(`households/${id}/accept`, { revision })
    expect((await problemOf(await back((await desk.household(id)).household.revision))).problem).toBe('not_submitted')
  })
})

describe('what the office reads', () => {
  const lastYear = (classification: Classification): PreviousSurvey =>
    ({
      round: '2023',
      answers: Object.fromEntries(
        Object.entries(factsOf(aHousehold({ residents: [aResident({ name: 'Hà Thị Sen' })] }))).map(
          ([path, { value }]) => [path, value],
        ),
      ),
      accepted: {
        classification,
        deprivations: 3,
        standard: '2022-2025',
        reviewDate: '2023-10-15',
        by: 'Lê Thị Hoài',
        at: '2023-12-14T02:00:00.000Z',
      },
    }) as PreviousSurvey

  beforeEach(async () => {
    await addHouseholds(commune.store, [
      { id: householdId(11), hamlet: 'lang-mai', number: 11, listed: 'poor', previous: lastYear('poor') },
      { id: householdId(12), hamlet: 'lang-mai', number: 12, listed: 'near_poor', previous: lastYear('near_poor') },
      { id: householdId(13), hamlet: 'lang-mai', number: 13, previous: lastYear('not_poor') },
      { id: householdId(14), hamlet: 'lang-gio', number: 14, listed: 'poor', previous: lastYear('poor') },
    ])
  })
  const rows = async () => AppendixReply.parse(await (await desk.get('appendix')).json()).hamlets

  test('the appendix starts from last round’s classes and the figures as entered', async () => {
    expect(await rows()).toEqual([
      {
        id: 'lang-mai',
        name: 'Làng Mài',
        people: 464,
        households: 98,
        start: { poor: 1, nearPoor: 1 },
        toLift: 6,
        now: { poor: 1, nearPoor: 1 },
        progress: { listed: 2, submitted: 0, returned: 0, accepted: 0 },
      },
      expect.objectContaining({ id: 'lang-gio', start: { poor: 1, nearPoor: 0 }, now: { poor: 1, nearPoor: 0 } }),
    ])
  })

  test('the appendix counts this round’s class once it is accepted, and not before', async () => {
    const lifted = householdId(11)
    await sendOne(phone, operationOf(phone, lifted, aFinishedSurvey(aHousehold())))
    expect((await rows())[0]).toMatchObject({ now: { poor: 1, nearPoor: 1 }, progress: { submitted: 1, accepted: 0 } })
    const { revision } = (await desk.household(lifted)).household
    await desk.post(`households/${lifted}/accept`, { revision })
    expect((await rows())[0]).toMatchObject({
      start: { poor: 1, nearPoor: 1 },
      now: { poor: 0, nearPoor: 1 },
      progress: { listed: 2, submitted: 0, returned: 0, accepted: 1 },
    })
    expect((await rows())[1]).toMatchObject({ now: { poor: 1 }, progress: { accepted: 0 } })
  })

  test('a hamlet’s households stand in the book’s order, with head, class and state', async () => {
    await sendOne(phone, operationOf(phone, householdId(12), aFinishedSurvey(poorAnswers())))
    const reply = HouseholdsReply.parse(await (await desk.get('hamlets/lang-mai/households')).json())
    expect(reply.hamlet).toEqual({ id: 'lang-mai', name: 'Làng Mài' })
    expect(reply.households.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 11, 12, 13])
    expect(reply.households.slice(0, 1)).toEqual([
      { id, number: 1, head: '', residents: 0, state: 'not_started', hasRivals: false },
    ])
    expect(reply.households.slice(-3)).toMatchObject([
      { head: 'Hà Thị Sen', residents: 1, listed: 'poor', start: 'poor', state: 'not_started' },
      { head: 'Lò Thị Mai', residents: 1, start: 'near_poor', now: 'poor', state: 'submitted' },
      { head: 'Hà Thị Sen', start: 'not_poor' },
    ])
    expect(reply.households[6]).toHaveProperty('receivedAt', '2024-10-20T01:00:00.000Z')
    expect(reply.households[5]).not.toHaveProperty('now')
    expect(await auditOf('read_hamlet')).toMatchObject([{ actor: 'office:hoai', subject: 'lang-mai' }])
    expect(await problemOf(await desk.get('hamlets/nowhere/households'))).toEqual({
      status: 404,
      problem: 'unknown_hamlet',
    })
  })

  test('a household whose visit failed still shows last year’s head', async () => {
    const facts = { visit_outcome: { value: 'absent', seen: 0 } }
    const closed = operationOf(phone, householdId(12), { facts, move: { to: 'submitted', expected: 'not_started' } })
    await sendOne(phone, closed)
    const reply = HouseholdsReply.parse(await (await desk.get('hamlets/lang-mai/households')).json())
    expect(reply.households[6]).toMatchObject({ head: 'Hà Thị Sen', residents: 1, state: 'submitted' })
  })

  test('every reading of a household is noted, with who and which', async () => {
    await desk.household(householdId(11))
    expect(await auditOf('read_household')).toMatchObject([{ actor: 'office:hoai', subject: householdId(11) }])
    expect((await problemOf(await desk.get('households/no-id'))).problem).toBe('unknown_household')
  })

  test('an open page that asks again and again is noted once an hour', async () => {
    await desk.household(householdId(11))
    commune.time.now = new Date(commune.time.now.getTime() + 59 * 60_000)
    await desk.household(householdId(11))
    await desk.household(householdId(12))
    expect(await auditOf('read_household')).toHaveLength(2)
    commune.time.now = new Date(commune.time.now.getTime() + 2 * 60_000)
    await desk.household(householdId(11))
    expect(await auditOf('read_household')).toHaveLength(3)
  })

  test('letters that do not open are shown with the phones', async () => {
    expect(await sendBytes(phone, [new Uint8Array(9)])).toMatchObject([{ status: 'held' }])
    const { held, devices } = DevicesReply.parse(await (await desk.get('devices')).json())
    expect(held).toEqual([
      {
        device: phone.device,
        enumerator: 'Lương Văn Thịnh',
        reason: 'malformed_letter',
        receivedAt: '2024-10-20T01:00:00.000Z',
      },
    ])
    expect(devices).toMatchObject([{ id: phone.device, hamlet: 'Làng Mài', revoked: false }])
  })
})

describe('an enrolment from the office', () => {
  test('is a link with its QR, which a phone can use', async () => {
    const response = await desk.post('enrolments', { enumerator: 'Vi Thị Lan', hamlet: 'lang-gio' })
    const { link, qr, expiresAt } = EnrolmentReply.parse(await response.json())
    expect(expiresAt).toBe('2024-10-27T01:00:00.000Z')
    expect(qr).toMatch(/^<svg /)
    const { reply } = await claimed(commune, link.split('#')[1]!)
    expect(reply.epoch).toBe(commune.store.epoch)
    expect(await auditOf('made_enrolment')).toMatchObject([{ actor: 'server' }, { actor: 'office:hoai' }])
  })

  test('to a hamlet the commune does not have is refused', async () => {
    const response = await desk.post('enrolments', { enumerator: 'Vi Thị Lan', hamlet: 'nowhere' })
    expect(await problemOf(response)).toEqual({ status: 404, problem: 'unknown_hamlet' })
  })
})

test('revoking a phone that is none is refused', async () => {
  expect(await problemOf(await desk.post(`devices/${id}/revoke`))).toEqual({ status: 404, problem: 'not_found' })
})
