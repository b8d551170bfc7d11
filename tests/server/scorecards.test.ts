import { beforeEach, describe, expect, test } from 'vitest'
import { assessUnder, decidedTerms } from '#domain/assessment/assessUnder.ts'
import { answersIn } from '#domain/household/survey.ts'
import type { HouseholdAnswers } from '#domain/questionnaire/answers.ts'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import { day } from '#domain/units.ts'
import { HouseholdsReply } from '#protocol/office.ts'
import { ScorecardEffect, ScorecardReply } from '#protocol/scorecard.ts'
import { hamletNamed, seedDemo } from '#server/demo/seed.ts'
import { makeEnrolment } from '#server/enrolments.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { aHousehold, aResident, aScorecard, householdId, residentId, without } from '../builders.ts'
import {
  aCommune,
  aCommuneWithHouseholds,
  aDesk,
  aFinishedSurvey,
  anEnrolledPhone,
  aSignedInDesk,
  claimed,
  type Desk,
  operationOf,
  type Phone,
  post,
  problemOf,
  pull,
  sendOne,
  setup,
  type TestCommune,
} from './people.ts'

/** The wall alone. */
const oneLine = (parts: Partial<Scorecard> = {}) => aScorecard({ items: aScorecard().items.slice(0, 1), ...parts })

let commune: TestCommune
let desk: Desk
let phone: Phone

beforeEach(async () => {
  commune = await aCommuneWithHouseholds()
  desk = await aSignedInDesk(commune)
  phone = await anEnrolledPhone(commune)
})

const loaded = async () => ScorecardReply.parse(await (await desk.get('scorecard')).json()).round.scorecard
const effect = async (scorecard: Scorecard) =>
  ScorecardEffect.parse(await (await desk.post('scorecard/effect', { scorecard })).json())

/** A survey whose income is known from form B1's items alone; deprived in insurance, water and latrine. */
async function submitted(number: number, answers: Partial<HouseholdAnswers>, on = phone): Promise<number> {
  const { household, residents } = aHousehold({
    household: { water_source: 'river_or_pond', latrine: 'none', ...answers },
    residents: [aResident({ health_insurance: false })],
  })
  const items = { household: without(household, 'b1_points'), residents }
  await sendOne(on, operationOf(on, householdId(number), aFinishedSurvey(items)))
  return (await desk.household(householdId(number))).household.revision
}

describe('loading a scorecard', () => {
  test('gives it to the round, to the desk and to a phone that nothing else has changed for', async () => {
    const { cursor } = await pull(phone, 0)
    expect((await pull(phone, cursor)).facts?.round).not.toHaveProperty('scorecard')
    expect((await desk.post('scorecard', { scorecard: oneLine() })).status).toBe(200)
    expect(await loaded()).toEqual(oneLine())
    const reply = await pull(phone, cursor)
    expect(reply).toMatchObject({ changes: [], more: false, cursor })
    expect(reply.facts?.round).toEqual({ ...setup.round, scorecard: oneLine() })
  })

  test('tells a phone of it that is just being enrolled', async () => {
    await desk.post('scorecard', { scorecard: oneLine() })
    const { code } = await makeEnrolment(commune.store, { enumerator: 'Vi Thị Lan', hamlet: 'lang-gio', days: 7 })
    const look = (await (await post(commune.app, '/api/enrolment/look', { code })).json()) as { facts: unknown }
    expect(look.facts).toMatchObject({ round: { scorecard: { id: 'b1_thu' } } })
  })

  test('is noted with who did it and the whole table, which the next one takes the place of', async () => {
    await desk.post('scorecard', { scorecard: oneLine() })
    const rows = await commune.store.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'loaded_scorecard')
      .execute()
    expect(rows).toMatchObject([{ actor: 'office:hoai', subject: '2024' }])
    expect(JSON.parse(rows[0]!.detail)).toEqual(oneLine())
  })

  test('derives the classes of open surveys with it, and leaves what was accepted as it was decided', async () => {
    const revision = await submitted(1, { b1_answers: ['house:earth'] })
    await submitted(2, { b1_answers: ['house:brick'] })
    await submitted(3, { b1_answers: ['house:earth'] })
    await desk.post('scorecard', { scorecard: oneLine() })
    expect((await desk.post(`households/${householdId(1)}/accept`, { revision })).status).toBe(200)
    const other = oneLine({ version: 2, items: oneLine().items.map(exchanged) })
    const replaces = { id: 'b1_thu', version: 1 }
    expect((await desk.post('scorecard', { scorecard: other, replaces })).status).toBe(200)
    const reply = HouseholdsReply.parse(await (await desk.get('hamlets/lang-mai/households')).json())
    expect(reply.households.slice(0, 3).map(({ now, state }) => [now, state])).toEqual([
      ['poor', 'accepted'],
      ['poor', 'submitted'],
      ['not_poor', 'submitted'],
    ])
  })

  test('is kept in each decision that rests on it, with its version and whom the round counts', async () => {
    await desk.post('scorecard', { scorecard: oneLine() })
    const byItems = await submitted(1, { b1_answers: ['house:brick'] })
    await desk.post(`households/${householdId(1)}/accept`, { revision: byItems })
    await sendOne(phone, operationOf(phone, householdId(2), aFinishedSurvey(aHousehold())))
    const byPaper = (await desk.household(householdId(2))).household.revision
    await desk.post(`households/${householdId(2)}/accept`, { revision: byPaper })
    const decisionOf = async (number: number) => (await desk.household(householdId(number))).household.survey.accepted
    expect(await decisionOf(1)).toMatchObject({ scorecard: { id: 'b1_thu', version: 1 }, awayResidents: 'counted' })
    expect(await decisionOf(2)).not.toHaveProperty('scorecard')
  })

  test('is kept in a decision by the paper’s total where only the table has a line, and so its class stands next round', async () => {
    const fresh = await aCommune()
    const round = { ...setup.round, standard: '2027-2030', reviewDate: day('2027-10-15') }
    await setUpCommune(fresh.store, { ...setup, round })
    await addHouseholds(fresh.store, [{ id: householdId(1), hamlet: 'lang-mai', number: 1 }])
    const [sender, office] = [await anEnrolledPhone(fresh), await aSignedInDesk(fresh)]
    const table = oneLine({ standard: '2027-2030' })
    expect((await office.post('scorecard', { scorecard: table })).status).toBe(200)
    const answers = aHousehold({ household: { b1_points: 120 }, residents: [aResident()] })
    await sendOne(sender, operationOf(sender, householdId(1), aFinishedSurvey(answers)))
    const { revision } = (await office.household(householdId(1))).household
    expect((await office.post(`households/${householdId(1)}/accept`, { revision })).status).toBe(200)
    const { accepted } = (await office.household(householdId(1))).household.survey
    expect(accepted).toMatchObject({ classification: 'near_poor', scorecard: { id: 'b1_thu', version: 1 } })
    const later = decidedTerms({ ...round, scorecard: table }, accepted!)
    expect(assessUnder(later, answers)?.classification).toBe('near_poor')
  })

  test('between the reviewer’s look and the decision does not let another class be accepted than was seen', async () => {
    await desk.post('scorecard', { scorecard: oneLine() })
    const revision = await submitted(1, { b1_answers: ['house:earth'] })
    const accept = (classification: string) =>
      desk.post(`households/${householdId(1)}/accept`, { revision, classification })
    const next = oneLine({ version: 2, items: oneLine().items.map(exchanged) })
    const replaces = { id: 'b1_thu', version: 1 }
    expect((await desk.post('scorecard', { scorecard: next, replaces })).status).toBe(200)
    expect(await problemOf(await accept('poor'))).toEqual({ status: 409, problem: 'changed_meanwhile' })
    expect((await desk.household(householdId(1))).household.survey.state).toBe('submitted')
    expect((await accept('not_poor')).status).toBe(200)
  })

  test('twice the same, as after a lost reply, changes nothing and is not refused', async () => {
    for (let i = 0; i < 2; i++) expect((await desk.post('scorecard', { scorecard: oneLine() })).status).toBe(200)
    const rows = await commune.store.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '=', 'loaded_scorecard')
      .execute()
    expect(rows).toHaveLength(1)
  })

  test.each([
    ['without the session', 401, 'not_authorised', oneLine(), true],
    ['with points that are no whole number', 400, 'scorecard_invalid', { ...oneLine(), items: [halfPoint] }, false],
    ['whose line is not the circular’s', 400, 'scorecard_invalid', oneLine({ line: 120 }), false],
    ['that is nothing of the kind', 400, 'scorecard_invalid', 'B1', false],
    ['for urban areas', 409, 'scorecard_of_other_terms', oneLine({ area: 'urban', ...urban }), false],
    ['for another standard', 409, 'scorecard_of_other_terms', oneLine({ standard: '2027-2030' }), false],
    ['of invented points', 403, 'scorecard_is_sample', sampleScorecard, false],
  ])('%s is refused, and nothing is loaded', async (_, status, problem, scorecard, isStranger) => {
    const from = isStranger ? aDesk(commune) : desk
    expect(await problemOf(await from.post('scorecard', { scorecard }))).toEqual({ status, problem })
    expect(await problemOf(await from.post('scorecard/effect', { scorecard }))).toEqual({ status, problem })
    expect(await loaded()).toBeUndefined()
  })

  test('lesson 26: as a corrected table needs a higher version', async () => {
    await desk.post('scorecard', { scorecard: oneLine({ version: 2 }) })
    const replaces = { id: 'b1_thu', version: 2 }
    for (const version of [1, 2]) {
      const scorecard = oneLine({ version, source: 'Bản chép lại' })
      expect((await problemOf(await desk.post('scorecard', { scorecard, replaces }))).problem).toBe(
        'scorecard_not_newer',
      )
    }
    const corrected = oneLine({ version: 3, source: 'Bản chép lại' })
    expect((await desk.post('scorecard', { scorecard: corrected, replaces })).status).toBe(200)
    expect(await loaded()).toEqual(corrected)
  })

  test('does not overwrite one that the reviewer has not seen', async () => {
    await desk.post('scorecard', { scorecard: oneLine() })
    const other = oneLine({ id: 'b1_khac' })
    expect((await problemOf(await desk.post('scorecard', { scorecard: other }))).problem).toBe(
      'scorecard_changed_meanwhile',
    )
    expect(await loaded()).toEqual(oneLine())
  })
})

const halfPoint = { kind: 'count', id: 'cow', label: 'Số bò', pointsEach: 0.5, atMost: 3 }
const urban: Partial<Scorecard> = {
  line: 175,
  items: [{ kind: 'count', id: 'cow', label: 'Số bò', pointsEach: 100, atMost: 3 }],
}

/** The points of the two houses changed for each other: earth is above the line, brick is not. */
function exchanged(item: Scorecard['items'][number]): Scorecard['items'][number] {
  if (item.kind !== 'one_option') return item
  return { ...item, options: item.options.map((option) => ({ ...option, points: option.id === 'earth' ? 141 : 100 })) }
}

describe('the effect of a scorecard', () => {
  test('is told before it is loaded, without loading it', async () => {
    const accepted = await submitted(1, { b1_answers: ['house:brick'], ...worksheetBelow })
    await desk.post(`households/${householdId(1)}/accept`, { revision: accepted })
    await submitted(2, { b1_answers: ['house:brick'] })
    await submitted(3, { b1_answers: ['house:earth'] })
    await submitted(4, { b1_answers: ['house:earth'] })
    expect(await effect(oneLine())).toEqual({
      open: 3,
      accepted: 1,
      changes: [
        { from: 'undetermined', to: 'not_poor', households: 1 },
        { from: 'undetermined', to: 'poor', households: 2 },
      ],
    })
    expect(await loaded()).toBeUndefined()
  })

  test('is nothing for surveys that stand on the paper’s total', async () => {
    const { household, residents } = aHousehold()
    await sendOne(phone, operationOf(phone, householdId(1), aFinishedSurvey({ household, residents })))
    expect(await effect(oneLine())).toEqual({ open: 1, accepted: 0, changes: [] })
  })
})

/** Another source of income than form B1, so that a class can be accepted without the table. */
const worksheetBelow = Object.fromEntries(
  ['wages', 'crops', 'livestock', 'forestry', 'fishery', 'salt', 'business', 'other'].map((of) => [`income_${of}`, 0]),
) as Partial<HouseholdAnswers>

describe('in the demo', () => {
  test('the sample can be loaded; a class that rests on it says so and cannot be accepted', async () => {
    const demo = await aCommune()
    await seedDemo(demo.store)
    const demoDesk = aDesk(demo)
    await demoDesk.post('session', { login: 'demo', password: 'ra-soat-2024' })
    const reply = ScorecardReply.parse(await (await demoDesk.get('scorecard')).json())
    expect(reply).toMatchObject({ practice: true })
    expect(reply.round).not.toHaveProperty('scorecard')
    expect((await demoDesk.post('scorecard', { scorecard: sampleScorecard })).status).toBe(200)
    const hamlet = await hamletNamed(demo.store, 'Làng Mài')
    const { code } = await makeEnrolment(demo.store, { enumerator: 'Lương Văn Thịnh', hamlet, days: 7 })
    const { phone: demoPhone } = await claimed(demo, code)
    await post(demo.app, '/api/enrolment/confirm', { code, device: demoPhone.device }, demoPhone.reading)
    const first = (await pull(demoPhone, 0)).changes.find((change) => 'state' in change)!
    const { household, residents } = aHousehold({
      household: { b1_answers: ['size:one_or_two', ...otherItems] },
      residents: [aResident()],
    })
    const items = { household: without(household, 'b1_points'), residents }
    const id = (first as { household: ReturnType<typeof householdId> }).household
    await sendOne(demoPhone, operationOf(demoPhone, id, aFinishedSurvey(items)))
    const { household: record, round } = await demoDesk.household(id)
    const { revision, survey } = record
    expect(assessUnder(round, answersIn(survey))).toMatchObject({ restsOnSample: true })
    expect(survey.state).toBe('submitted')
    expect(await problemOf(await demoDesk.post(`households/${id}/accept`, { revision }))).toEqual({
      status: 409,
      problem: 'sample_scorecard',
    })
  })
})

const otherItems = ['work:farming=1', 'electricity:below_50', 'motorbikes:0', 'cattle:0']

describe('the residents who are away', () => {
  test.each([
    ['counted', 'counted'],
    ['not_counted', 'not_counted'],
    [undefined, 'counted'],
  ] as const)('set up as %s are told as %s to the desk and to every phone', async (awayResidents, told) => {
    const fresh = await aCommune()
    const { awayResidents: _, ...round } = setup.round
    await setUpCommune(fresh.store, { ...setup, round: { ...round, ...(awayResidents && { awayResidents }) } })
    const session = (await (await (await aSignedInDesk(fresh)).get('session')).json()) as { round: unknown }
    expect(session.round).toMatchObject({ awayResidents: told })
    expect((await pull(await anEnrolledPhone(fresh), 0)).facts?.round).toMatchObject({ awayResidents: told })
  })

  test.each([
    ['counted', 'poor'],
    ['not_counted', 'near_poor'],
  ] as const)(
    'that are %s by the round: the class is %s, and the list has as many people',
    async (awayResidents, now) => {
      const fresh = await aCommune()
      await setUpCommune(fresh.store, { ...setup, round: { ...setup.round, awayResidents } })
      await addHouseholds(fresh.store, [{ id: householdId(1), hamlet: 'lang-mai', number: 1 }])
      const uninsured = aResident({ id: residentId(2), relation: 'child', health_insurance: false, away: true })
      const answers = aHousehold({
        household: { b1_points: 120, water_source: 'river_or_pond', latrine: 'none' },
        residents: [aResident({ away: false }), uninsured],
      })
      const sender = await anEnrolledPhone(fresh)
      await sendOne(sender, operationOf(sender, householdId(1), aFinishedSurvey(answers)))
      const office = await aSignedInDesk(fresh)
      const residents = awayResidents === 'counted' ? 2 : 1
      const listed = async () =>
        HouseholdsReply.parse(await (await office.get('hamlets/lang-mai/households')).json()).households
      expect(await listed()).toMatchObject([{ now, residents }])
      const { revision } = (await office.household(householdId(1))).household
      expect((await office.post(`households/${householdId(1)}/accept`, { revision })).status).toBe(200)
      expect(await listed()).toMatchObject([{ now, residents }])
    },
  )

  test('are nothing else than counted or not', async () => {
    const fresh = await aCommune()
    await expect(
      setUpCommune(fresh.store, { ...setup, round: { ...setup.round, awayResidents: 'sometimes' as never } }),
    ).rejects.toThrow(/CHECK constraint/)
  })
})
