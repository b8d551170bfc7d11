import { beforeEach, describe, expect, test } from 'vitest'
import type { HouseholdEvent } from '#domain/household/events.ts'
import type { PreviousSurvey } from '#domain/household/household.ts'
import { HamletId, HouseholdId, RoundId } from '#domain/ids.ts'
import { endByIdentity, type MovementReports, totalOf } from '#domain/profile/movementReport.ts'
import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { VisitOutcome } from '#domain/questionnaire/visit.ts'
import type { Classification } from '#domain/standard/standard.ts'
import { day } from '#domain/units.ts'
import {
  type AcceptRequest,
  AppendixReply,
  type HouseholdReply,
  MeasuresReply,
  MovementReply,
} from '#protocol/office.ts'
import { createApp } from '#server/app.ts'
import { demoReviewer, seedDemo } from '#server/demo/seed.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'
import { aChild, aHousehold, aResident, householdId, residentId, without } from '../builders.ts'
import {
  aCommune,
  aDesk,
  aFinishedSurvey,
  anEnrolledPhone,
  aSignedInDesk,
  type Desk,
  factsOf,
  operationOf,
  type Phone,
  problemOf,
  sendOne,
  setup,
  type TestCommune,
} from './people.ts'

let commune: TestCommune
let desk: Desk
let phone: Phone

beforeEach(async () => {
  commune = await aCommune()
  await setUpCommune(commune.store, setup)
  desk = await aSignedInDesk(commune)
  phone = await anEnrolledPhone(commune)
})

const wanting = { water_source: 'river_or_pond', latrine: 'none', internet_use: false } as const
const poor = aHousehold({ household: { b1_points: 120, ...wanting } })
const nearPoor = aHousehold({ household: { b1_points: 120 } })
const notPoor = aHousehold()

/** Last round's closed survey, with the class that was accepted then. */
function lastRound(classification: Classification, answers: SurveyAnswers, standard = '2022-2025'): PreviousSurvey {
  const accepted = {
    classification,
    deprivations: 0,
    standard,
    reviewDate: day('2023-10-15'),
    by: 'Lê Thị Hoài',
    at: '2023-12-14T02:00:00Z',
  }
  const values = Object.entries(factsOf(answers)).map(([path, { value }]) => [path, value])
  return { round: RoundId.parse('2023'), answers: Object.fromEntries(values), accepted }
}

function enter(number: number, previous?: PreviousSurvey, hamlet = 'lang-mai', listed?: 'poor' | 'request') {
  const row = { id: householdId(number), hamlet, number, ...(previous && { previous }), ...(listed && { listed }) }
  return addHouseholds(commune.store, [row])
}

function submit(number: number, answers: SurveyAnswers) {
  return sendOne(phone, operationOf(phone, householdId(number), aFinishedSurvey(answers)))
}

async function accept(number: number, answers: SurveyAnswers, facts: Omit<AcceptRequest, 'revision'> = {}) {
  await submit(number, answers)
  await take('accept', number, facts)
}

/** A new household, made on the phone where it was found. */
async function acceptAtTheDoor(number: number, answers: SurveyAnswers, facts: Omit<AcceptRequest, 'revision'>) {
  const hamlet = HamletId.parse('lang-mai')
  await sendOne(phone, operationOf(phone, householdId(number), { hamlet, ...aFinishedSurvey(answers) }))
  await take('accept', number, facts)
}

/** The visit found nobody, the enumerator wrote why, and the reviewer takes the household off the list. */
async function depart(number: number, outcome: VisitOutcome, event: HouseholdEvent) {
  await submit(number, { household: { visit_outcome: outcome }, residents: [] })
  await take('depart', number, { event })
}

async function take(step: 'accept' | 'depart', number: number, facts: object): Promise<void> {
  const { revision } = (await desk.household(householdId(number))).household
  const response = await desk.post(`households/${householdId(number)}/${step}`, { revision, ...facts })
  expect(response.status, `household ${number}`).toBe(200)
}

async function movement(at: Desk = desk): Promise<MovementReply> {
  return MovementReply.parse(await (await at.get('movement')).json())
}

async function measures(at: Desk = desk): Promise<MeasuresReply> {
  return MeasuresReply.parse(await (await at.get('measures')).json())
}

async function reportsOf(hamlet = 'lang-mai'): Promise<MovementReports> {
  return (await movement()).hamlets.find(({ id }) => id === hamlet)!.reports
}

/** A line of a report as text: households of columns (1) to (9), then people. */
function lineOf(row: MovementReports['poor']): string {
  const columns = Object.values(row)
  return [columns.map(({ households }) => households), columns.map(({ people }) => people)].join(' | ')
}

/** A year of Làng Mài with a household for every column of both reports, each of three people at both ends. */
async function aYearOfEvents() {
  const [mother, father, son] = poor.residents
  const born = aChild({ id: residentId(9), name: 'Lò Thị Út' })
  const other = { ...poor, residents: [mother!, { ...father!, gone: 'died' as const }, son!, born] }
  for (const number of [1, 2, 3, 4, 10]) await enter(number, lastRound('poor', poor), 'lang-mai', 'poor')
  for (const number of [5, 11, 12, 13, 17]) await enter(number, lastRound('near_poor', nearPoor))
  for (const number of [6, 7, 9, 14, 15, 18]) await enter(number, lastRound('not_poor', notPoor))
  await accept(1, nearPoor)
  await accept(2, notPoor)
  await accept(3, notPoor, { event: 'members_changed' })
  await depart(4, 'moved_away', 'moved_away')
  await accept(5, poor)
  await accept(6, poor, { earlierExits: ['poor'] })
  await accept(7, poor)
  await acceptAtTheDoor(8, poor, { event: 'moved_in' })
  await accept(9, poor, { event: 'split' })
  await accept(10, other)
  await accept(11, notPoor)
  await accept(12, notPoor, { event: 'split' })
  await depart(13, 'dissolved', 'merged')
  await accept(14, nearPoor, { earlierExits: ['near_poor', 'poor'] })
  await accept(15, nearPoor, { earlierExits: ['poor'] })
  await acceptAtTheDoor(16, nearPoor, { event: 'split' })
  await accept(17, nearPoor)
  await depart(18, 'dissolved', 'died_out')
}

/** Five households of Làng Mài, and one of Làng Gió that nobody has visited yet. */
async function aYear() {
  const grown = { ...poor, residents: [...poor.residents, aChild({ id: residentId(9), name: 'Lò Thị Út' })] }
  await enter(1, lastRound('poor', poor), 'lang-mai', 'poor')
  await enter(2, lastRound('poor', poor), 'lang-mai', 'poor')
  await enter(3, lastRound('near_poor', nearPoor))
  await enter(4)
  await enter(5, lastRound('not_poor', notPoor))
  await enter(6, lastRound('near_poor', nearPoor), 'lang-gio')
  await accept(1, nearPoor)
  await accept(3, grown)
  await accept(4, { ...poor, residents: [aResident({ id: residentId(1) })] })
  await accept(5, nearPoor)
}

describe('movement between the rounds', () => {
  test('counts households and people of each column, hamlet by hamlet', async () => {
    await aYear()
    const reports = await reportsOf()
    expect(lineOf(reports.poor)).toBe('2,1,0,0,1,0,1,0,3 | 6,3,0,0,3,0,1,1,8')
    expect(lineOf(reports.near_poor)).toBe('1,0,1,0,1,0,1,0,2 | 3,0,3,0,3,0,3,0,6')
    const gio = await reportsOf('lang-gio')
    expect(lineOf(gio.poor)).toBe('0,0,0,0,0,0,0,0,0 | 0,0,0,0,0,0,0,0,0')
    expect(lineOf(gio.near_poor)).toBe('1,0,0,0,0,0,0,0,1 | 3,0,0,0,0,0,0,0,3')
  })

  test('adds up in every hamlet, and the two reports mirror each other', async () => {
    await aYear()
    const all = (await movement()).hamlets.map(({ reports }) => reports)
    for (const reports of [...all, totalOf(all)]) {
      expect(endByIdentity(reports.poor)).toEqual(reports.poor[9])
      expect(endByIdentity(reports.near_poor)).toEqual(reports.near_poor[9])
      expect(reports.poor[2]).toEqual(reports.near_poor[5])
      expect(reports.poor[5]).toEqual(reports.near_poor[3])
    }
  })

  test('has every column by what the reviewers said: events, departures, earlier exits', async () => {
    await aYearOfEvents()
    const { poor: two, near_poor: three } = await reportsOf()
    expect(lineOf(two)).toBe('5,1,1,2,1,1,1,2,6 | 15,3,3,7,3,3,3,7,18')
    expect(lineOf(three)).toBe('5,1,1,2,1,1,1,1,5 | 15,3,3,6,3,3,3,3,15')
    expect([endByIdentity(two), endByIdentity(three)]).toEqual([two[9], three[9]])
    expect([two[2], two[5]]).toEqual([three[5], three[3]])
    expect((await movement()).hamlets.map(({ open }) => open)).toEqual([0, 0])
  })

  test('a household that departed is not at the end, nor in the measures or the appendix of today', async () => {
    await aYearOfEvents()
    expect((await measures()).official).toEqual({
      poor: { households: 6, people: 18 },
      near_poor: { households: 5, people: 15 },
      all: { households: 15, people: 45 },
    })
    expect((await measures()).basis).toEqual({ thisRound: 15, lastRound: 0, neither: 0 })
    const { hamlets } = AppendixReply.parse(await (await desk.get('appendix')).json())
    expect(hamlets[0]).toMatchObject({ start: { poor: 5, nearPoor: 5 }, now: { poor: 6, nearPoor: 5 } })
  })

  test('a survey that is only submitted changes nothing: last round’s class stands in, and the household counts as open', async () => {
    await enter(1, lastRound('poor', poor), 'lang-mai', 'poor')
    await enter(2, lastRound('not_poor', notPoor))
    await submit(1, notPoor)
    expect(lineOf((await reportsOf()).poor)).toBe('1,0,0,0,0,0,0,0,1 | 3,0,0,0,0,0,0,0,3')
    expect((await movement()).hamlets.map(({ open }) => open)).toEqual([1, 0])
    const { revision } = (await desk.household(householdId(1))).household
    await desk.post(`households/${householdId(1)}/accept`, { revision })
    expect(lineOf((await reportsOf()).poor)).toBe('1,0,1,0,0,0,0,0,0 | 3,0,3,0,0,0,0,0,0')
    expect((await movement()).hamlets.map(({ open }) => open)).toEqual([0, 0])
  })

  test('a household that no round has given a class is in neither report', async () => {
    await enter(1)
    await enter(2, lastRound('undetermined', poor))
    await submit(1, poor)
    const reports = await reportsOf()
    expect([lineOf(reports.poor), lineOf(reports.near_poor)]).toEqual(
      Array(2).fill('0,0,0,0,0,0,0,0,0 | 0,0,0,0,0,0,0,0,0'),
    )
  })

  test('whoever has left a household is not among its people', async () => {
    const [mother, father, son] = poor.residents
    const left = { ...poor, residents: [mother!, father!, { ...son!, gone: 'moved_away' as const }] }
    await enter(1, lastRound('poor', poor))
    await accept(1, left)
    expect(lineOf((await reportsOf()).poor)).toBe('1,0,0,0,0,0,0,0,1 | 3,0,0,1,0,0,0,0,2')
    expect((await measures()).official.poor).toEqual({ households: 1, people: 2 })
  })

  test('whom the decision did not count is not among the people of the reports and of the measures', async () => {
    const [mother, father, son] = poor.residents
    const answers = { ...poor, residents: [mother!, father!, { ...son!, away: true }] }
    const before = lastRound('poor', answers)
    await enter(1, { ...before, accepted: { ...before.accepted!, awayResidents: 'not_counted' } })
    await enter(2, before)
    expect(lineOf((await reportsOf()).poor)).toBe('2,0,0,0,0,0,0,0,2 | 5,0,0,0,0,0,0,0,5')
    expect((await measures()).official.poor).toEqual({ households: 2, people: 5 })
    await accept(1, answers)
    expect(lineOf((await reportsOf()).poor)).toBe('2,0,0,0,0,0,0,0,2 | 5,0,0,0,0,0,0,1,6')
  })

  test('the accepted class counts, whatever its answers would give today', async () => {
    await enter(1, lastRound('poor', notPoor))
    expect((await reportsOf()).poor[1]).toEqual({ households: 1, people: 3 })
  })
})

describe('the measures', () => {
  test('are exact fractions over the households that have a class, beside the official counts', async () => {
    await aYear()
    const { household, resident, official, basis } = await measures()
    expect(official).toEqual({
      poor: { households: 3, people: 8 },
      near_poor: { households: 3, people: 9 },
      all: { households: 6, people: 17 },
    })
    expect(basis).toEqual({ thisRound: 4, lastRound: 2, neither: 0 })
    expect(household.official.headcountRatio).toEqual({ part: 3, whole: 6 })
    expect(resident.official.headcountRatio).toEqual({ part: 8, whole: 17 })
    expect(household.official.indicators.water.censoredHeadcount).toEqual({ part: 3, whole: 6 })
    expect(household.official.indicators.housingArea.censoredHeadcount).toEqual({ part: 0, whole: 6 })
  })

  test('H × A is M₀, and the contributions add up to it', async () => {
    await aYear()
    for (const { official, counting } of Object.values(
      (({ household, resident }) => ({ household, resident }))(await measures()),
    ))
      for (const { headcountRatio: h, intensity: a, adjustedHeadcount: m, indicators } of [official, counting]) {
        expect(h.part * a.part * m.whole).toBe(m.part * h.whole * a.whole)
        const parts = Object.values(indicators).map(({ contribution }) => contribution.part)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(m.part)
      }
  })

  test('leave out a household with an unknown indicator, and one without a class', async () => {
    await enter(1, lastRound('poor', { ...poor, household: without(poor.household, 'dwelling_area_m2') }))
    await enter(2, lastRound('poor', poor, '1999-2000'))
    await enter(3, lastRound('poor', poor))
    await enter(4)
    const { household, official, basis } = await measures()
    expect(household).toMatchObject({ measured: 1, leftOut: 2 })
    expect(official.all).toEqual({ households: 3, people: 9 })
    expect(basis).toEqual({ thisRound: 0, lastRound: 3, neither: 1 })
  })

  test('take the class as it was accepted, and the deprivations as they were on the day of that round', async () => {
    const pupil = aChild({ id: residentId(9), birth: day('2008-06-01'), schooling_now: 'none', work: 'self_employed' })
    await enter(1, lastRound('poor', { ...poor, residents: [...poor.residents, pupil] }))
    await enter(2, lastRound('near_poor', poor))
    const { official, counting } = (await measures()).household
    expect(official.headcountRatio).toEqual({ part: 1, whole: 2 })
    expect(counting.headcountRatio).toEqual({ part: 2, whole: 2 })
    expect(official.indicators.childSchooling.censoredHeadcount.part).toBe(1)
    expect(official.indicators.adultEducation.censoredHeadcount.part).toBe(0)
  })

  test('of nobody have no rate', async () => {
    const { household, official } = await measures()
    expect(household.official.headcountRatio).toEqual({ part: 0, whole: 0 })
    expect(official.all).toEqual({ households: 0, people: 0 })
  })
})

describe('both replies', () => {
  test.each(['movement', 'measures'])('%s is for who is logged in', async (path) => {
    expect(await problemOf(await aDesk(commune).get(path))).toEqual({ status: 401, problem: 'not_authorised' })
  })

  test.each(['movement', 'measures'])('%s before the commune is set up is refused', async (path) => {
    const { db } = commune.store
    await db.updateTable('rounds').set({ state: 'closed' }).execute()
    expect((await problemOf(await desk.get(path))).problem).toBe('not_set_up')
  })

  test.each(['movement', 'measures'])('%s names no person, no household and no citizen number', async (path) => {
    await aYear()
    const text = await (await desk.get(path)).text()
    expect(text).not.toMatch(/Lò|038184|0000-7000/)
  })
})

test('the demo commune starts with the plan’s 32 poor and 21 near-poor, and nothing has moved', async () => {
  const demo = await aCommune()
  await seedDemo(demo.store)
  const at = aDesk({ ...demo, app: createApp(demo.store) })
  await at.post('session', { login: demoReviewer.login, password: demoReviewer.password })
  const { hamlets } = await movement(at)
  const total = totalOf(hamlets.map(({ reports }) => reports))
  expect([total.poor[1].households, total.near_poor[1].households]).toEqual([32, 21])
  expect([total.poor[9], total.near_poor[9]]).toEqual([total.poor[1], total.near_poor[1]])
  const { official, household, basis } = await measures(at)
  expect(official.all).toEqual({ households: 729, people: 3_017 })
  expect(household.official.headcountRatio).toEqual({ part: 32, whole: 729 })
  expect(basis).toEqual({ thisRound: 0, lastRound: 729, neither: 0 })
  const { db } = demo.store
  const { id } = await db.selectFrom('households').select('id').limit(1).executeTakeFirstOrThrow()
  expect((await at.household(HouseholdId.parse(id))).twins).toEqual([])
})

describe('twins of a citizen number', () => {
  const number = '038184000001'
  const alone = (more: Parameters<typeof aResident>[0] = {}) =>
    aHousehold({ residents: [aResident({ citizen_number: number, ...more })] })
  const other = (more: Parameters<typeof aResident>[0] = {}) =>
    aHousehold({ residents: [aResident({ id: residentId(7), citizen_number: number, ...more })] })
  const twinsOf = async (household: number): Promise<HouseholdReply['twins']> =>
    (await desk.household(householdId(household))).twins

  test('are found both ways, by hamlet and number, without a name', async () => {
    await enter(1)
    await enter(2)
    await submit(1, alone())
    await submit(2, other())
    expect(await twinsOf(1)).toEqual([
      {
        path: `${residentId(1)}/citizen_number`,
        households: [{ id: householdId(2), hamlet: 'Làng Mài', number: 2 }],
      },
    ])
    expect(await twinsOf(2)).toEqual([
      {
        path: `${residentId(7)}/citizen_number`,
        households: [{ id: householdId(1), hamlet: 'Làng Mài', number: 1 }],
      },
    ])
  })

  test('in several households stand in the order of the hamlets’ books, by last round’s answers too', async () => {
    await enter(1)
    await enter(3, lastRound('poor', other()), 'lang-gio')
    await enter(2, lastRound('poor', other()))
    await submit(1, alone())
    const [twin] = await twinsOf(1)
    expect(twin?.households.map(({ hamlet, number: book }) => `${hamlet} ${book}`)).toEqual([
      'Làng Mài 2',
      'Làng Gió 3',
    ])
  })

  test('of a household that nobody has visited yet are those of its last round', async () => {
    await enter(1, lastRound('poor', alone()))
    await enter(2, lastRound('poor', other()))
    expect(await twinsOf(1)).toHaveLength(1)
  })

  test.each([
    ['somebody who has left the other household', other({ gone: 'moved_away' })],
    ['another number', other({ citizen_number: '038184000009' })],
    ['a number nobody knew', other({ citizen_number: 'dont_know' })],
    [
      'a number that only stands in a note',
      {
        ...other({ citizen_number: '038184000009' }),
        household: { ...notPoor.household, visit_note: number },
      },
    ],
  ])('are not %s', async (_, answers) => {
    await enter(1)
    await enter(2)
    await submit(1, alone())
    await submit(2, answers)
    expect(await twinsOf(1)).toEqual([])
  })

  test('are not those of a household that has left the list', async () => {
    await enter(1)
    await enter(2, lastRound('poor', other()))
    await submit(1, alone())
    await depart(2, 'dissolved', 'merged')
    expect(await twinsOf(1)).toEqual([])
  })

  test('are not whom only last round’s answers of a visited household name', async () => {
    await enter(1)
    await enter(2, lastRound('poor', other()))
    await submit(1, alone())
    expect(await twinsOf(1)).toHaveLength(1)
    await submit(2, aHousehold({ residents: [aResident({ id: residentId(7), citizen_number: '038184000009' })] }))
    expect(await twinsOf(1)).toEqual([])
  })

  test('are not looked for among those of the same household, nor for one that has left it', async () => {
    await enter(1)
    await enter(2)
    await submit(
      1,
      aHousehold({ residents: [aResident({ citizen_number: number }), aResident({ citizen_number: number })] }),
    )
    expect(await twinsOf(1)).toEqual([])
    await submit(2, other({ gone: 'moved_away' }))
    expect(await twinsOf(2)).toEqual([])
  })
})
