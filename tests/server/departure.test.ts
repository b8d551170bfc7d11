import { beforeEach, describe, expect, test } from 'vitest'
import { AppendixReply, HouseholdsReply } from '#protocol/office.ts'
import { aHousehold, householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  aDesk,
  aFinishedSurvey,
  anEnrolledPhone,
  aSignedInDesk,
  type Desk,
  operationOf,
  type Phone,
  problemOf,
  pull,
  sendOne,
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

/** What the phone sends of a household that it did not find, at the revision the reviewer then sees. */
async function notFound(visit_outcome: 'moved_away' | 'dissolved' | 'absent' = 'moved_away'): Promise<number> {
  const answers = { household: { visit_outcome, visit_note: 'Cả nhà vào Nam' }, residents: [] }
  await sendOne(phone, operationOf(phone, id, aFinishedSurvey(answers)))
  return (await desk.household(id)).household.revision
}

const auditOf = (action: string) =>
  commune.store.db.selectFrom('audit').select(['actor', 'subject', 'detail']).where('action', '=', action).execute()

describe('a household that is no longer here', () => {
  test('lesson 29: leaves the list with why, who and when, and the audit says so', async () => {
    const revision = await notFound()
    expect((await desk.post(`households/${id}/depart`, { revision, event: 'moved_away' })).status).toBe(200)
    const { survey } = (await desk.household(id)).household
    expect(survey).toMatchObject({
      state: 'accepted',
      departed: { event: 'moved_away', by: 'Lê Thị Hoài', at: '2024-10-20T01:00:00.000Z' },
    })
    expect(survey).not.toHaveProperty('accepted')
    expect(await auditOf('departed')).toEqual([{ actor: 'office:hoai', subject: id, detail: 'moved_away' }])
  })

  test('lesson 41: reaches the phones, and what they send afterwards is held, not lost', async () => {
    const revision = await notFound()
    const { cursor } = await pull(phone, 0)
    await desk.post(`households/${id}/depart`, { revision, event: 'moved_away' })
    const { changes } = await pull(phone, cursor)
    expect(changes).toMatchObject([{ household: id, state: { survey: { departed: { event: 'moved_away' } } } }])
    const late = operationOf(phone, id, { facts: { visit_outcome: { value: 'completed', seen: revision } } })
    expect(await sendOne(phone, late)).toMatchObject({ status: 'held', reason: 'late' })
  })

  test('is shown as gone among the households of its hamlet, without a class, and no longer counted as poor', async () => {
    await commune.store.db.updateTable('households').set({ start_class: 'poor' }).where('id', '=', id).execute()
    const counts = async () => AppendixReply.parse(await (await desk.get('appendix')).json()).hamlets[0]
    const revision = await notFound('dissolved')
    expect(await counts()).toMatchObject({ start: { poor: 1 }, now: { poor: 1 }, progress: { submitted: 1 } })
    await desk.post(`households/${id}/depart`, { revision, event: 'died_out' })
    expect(await counts()).toMatchObject({ start: { poor: 1 }, now: { poor: 0 }, progress: { accepted: 1 } })
    const { households } = HouseholdsReply.parse(await (await desk.get('hamlets/lang-mai/households')).json())
    expect(households[0]).toMatchObject({ state: 'accepted', departed: 'died_out' })
    expect(households[0]).not.toHaveProperty('now')
    expect(households[1]).not.toHaveProperty('departed')
  })

  test.each([
    { what: 'whose visit was only not completed', outcome: 'absent', event: 'moved_away', problem: 'still_here' },
    { what: 'in another way than the visit says', outcome: 'dissolved', event: 'moved_away', problem: 'event_unfit' },
    { what: 'for a reason that is none', outcome: 'moved_away', event: 'moved_in', problem: 'event_unfit' },
    { what: 'for a reason nobody knows', outcome: 'moved_away', event: 'absent', problem: 'invalid_request' },
  ] as const)('$what: $problem, and nothing is written', async ({ outcome, event, problem }) => {
    const revision = await notFound(outcome)
    const response = await desk.post(`households/${id}/depart`, { revision, event })
    expect((await problemOf(response)).problem).toBe(problem)
    expect((await desk.household(id)).household).toMatchObject({ revision, survey: { state: 'submitted' } })
    expect(await auditOf('departed')).toEqual([])
  })

  test('of which something came since the reviewer looked is refused', async () => {
    const revision = await notFound()
    await sendOne(phone, operationOf(phone, id, { facts: { visit_note: { value: 'Về rồi', seen: revision } } }))
    const response = await desk.post(`households/${id}/depart`, { revision, event: 'moved_away' })
    expect(await problemOf(response)).toEqual({ status: 409, problem: 'changed_meanwhile' })
  })

  test('can be accepted no more, and an accepted one cannot depart', async () => {
    const revision = await notFound()
    await desk.post(`households/${id}/depart`, { revision, event: 'moved_away' })
    const { revision: after } = (await desk.household(id)).household
    for (const [step, more] of [
      ['accept', {}],
      ['depart', { event: 'moved_away' }],
    ] as const)
      expect((await problemOf(await desk.post(`households/${id}/${step}`, { revision: after, ...more }))).problem).toBe(
        'not_submitted',
      )
  })

  test('is for who is logged in, on a page of ours', async () => {
    const request = { revision: await notFound(), event: 'moved_away' }
    expect((await problemOf(await aDesk(commune).post(`households/${id}/depart`, request))).problem).toBe(
      'not_authorised',
    )
    const foreign = await desk.post(`households/${id}/depart`, request, { 'x-so-thon': '' })
    expect((await problemOf(foreign)).problem).toBe('invalid_request')
  })
})

describe('why a list changed', () => {
  const poor = aHousehold({
    household: { b1_points: 120, water_source: 'river_or_pond', latrine: 'none', internet_use: false },
  })

  async function accepting(facts: object) {
    await sendOne(phone, operationOf(phone, id, aFinishedSurvey(poor)))
    const { revision } = (await desk.household(id)).household
    return desk.post(`households/${id}/accept`, { revision, ...facts })
  }

  test('is kept with the decision, and in the audit', async () => {
    expect((await accepting({ event: 'moved_in', earlierExits: ['poor', 'near_poor'] })).status).toBe(200)
    expect((await desk.household(id)).household.survey.accepted).toMatchObject({
      classification: 'poor',
      event: 'moved_in',
      earlierExits: ['poor', 'near_poor'],
    })
    expect(await auditOf('accepted')).toEqual([
      { actor: 'office:hoai', subject: id, detail: 'moved_in left_poor_before left_near_poor_before' },
    ])
  })

  test('is not there where nobody said so', async () => {
    await accepting({ earlierExits: [] })
    const { accepted } = (await desk.household(id)).household.survey
    expect(accepted).not.toHaveProperty('event')
    expect(accepted).not.toHaveProperty('earlierExits')
    expect(await auditOf('accepted')).toMatchObject([{ detail: '' }])
  })

  test.each([
    { facts: { event: 'members_changed' }, problem: 'event_unfit' },
    { facts: { event: 'died_out' }, problem: 'event_unfit' },
    { facts: { event: 'flooded' }, problem: 'invalid_request' },
    { facts: { earlierExits: ['not_poor'] }, problem: 'invalid_request' },
    { facts: { earlierExits: ['poor', 'poor', 'poor'] }, problem: 'invalid_request' },
  ])('a new household is not accepted with $facts: $problem', async ({ facts, problem }) => {
    expect((await problemOf(await accepting(facts))).problem).toBe(problem)
    expect((await desk.household(id)).household.survey.state).toBe('submitted')
  })
})
