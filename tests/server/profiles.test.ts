import { beforeEach, describe, expect, test } from 'vitest'
import type { PreviousSurvey } from '#domain/household/household.ts'
import { HouseholdId, RoundId } from '#domain/ids.ts'
import { endByIdentity, type MovementReports, totalOf } from '#domain/profile/movementReport.ts'
import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { Classification } from '#domain/standard/standard.ts'
import { day } from '#domain/units.ts'
import { type HouseholdReply, MeasuresReply, MovementReply } from '#protocol/office.ts'
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

async function accept(number: number, answers: SurveyAnswers): Promise<void> {
  await submit(number, answers)
  const { revision } = (await desk.household(householdId(number))).household
  const response = await desk.post(`households/${householdId(number)}/accept`, { revision })
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
