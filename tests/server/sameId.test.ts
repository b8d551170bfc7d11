import { beforeEach, describe, expect, test } from 'vitest'
import type { Operation } from '#domain/household/operation.ts'
import { HistoryReply } from '#protocol/history.ts'
import { householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  anEnrolledPhone,
  aSignedInDesk,
  type Desk,
  decide,
  operationOf,
  type Phone,
  pull,
  sendOne,
  settledIn,
  type TestCommune,
} from './people.ts'

// An operation's id is its device's own: two phones may bear the same by chance or by a fault, and neither stands for the other.
const household = householdId(1)
let commune: TestCommune
let [an, binh]: Phone[] = []
let desk: Desk

beforeEach(async () => {
  commune = await aCommuneWithHouseholds({ pageSize: 50 })
  an = await anEnrolledPhone(commune, { enumerator: 'Lò Văn An' })
  binh = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Bình' })
  desk = await aSignedInDesk(commune)
  await sendOne(an, operationOf(an, household, says({ water_source: 'piped', latrine: 'septic' })))
})

const says = (answers: Record<string, string>) => ({
  facts: Object.fromEntries(Object.entries(answers).map(([path, value]) => [path, { value, seen: 0 }])),
})
const survey = async () => (await desk.household(household)).household.survey
const outcomes = () => commune.store.db.selectFrom('ledger').select(['device', 'outcome']).where('n', '=', 2).execute()

/** A third phone's operation on a question, and Bình's on another, under one id: both have a rival value. */
async function twins(): Promise<{ theirs: Operation; binhs: Operation; cuong: Phone }> {
  const cuong = await anEnrolledPhone(commune, { enumerator: 'Ngân Văn Cường' })
  for (const phone of [cuong, binh!]) await sendOne(phone, operationOf(phone, householdId(2), says({})))
  const theirs = operationOf(cuong, household, says({ water_source: 'rain' }))
  const binhs = operationOf(binh!, household, says({ latrine: 'none' }), { op: theirs.op })
  expect(await sendOne(cuong, theirs)).toMatchObject({ status: 'conflict' })
  expect(await sendOne(binh!, binhs)).toMatchObject({ status: 'conflict' })
  return { theirs, binhs, cuong }
}

describe('two phones’ operations under one id', () => {
  test('are settled each by its own value: who is told is whose value was settled', async () => {
    const { cuong } = await twins()
    const { cursor } = await pull(cuong, 0)
    await pull(binh!, 0)
    const { revision } = (await desk.household(household)).household
    await desk.post(`households/${household}/settle`, { revision, path: 'water_source', value: 'piped' })
    expect(settledIn(await pull(cuong, cursor))).toMatchObject([{ status: 'merged' }])
    expect(settledIn(await pull(binh!, cursor))).toEqual([])
    expect(await outcomes()).toEqual([
      { device: cuong.device, outcome: 'merged' },
      { device: binh!.device, outcome: 'conflict' },
    ])
    expect(Object.keys((await survey()).rivals)).toEqual(['latrine'])
  })

  test('are in conflict each by its own rival: another’s value under the same id is none of it', async () => {
    const { theirs, cuong } = await twins()
    const third = await anEnrolledPhone(commune, { enumerator: 'Hà Thị Dung' })
    const plain = operationOf(third, household, says({ internet_use: true } as never), { op: theirs.op })
    expect(await sendOne(third, plain)).toMatchObject({ status: 'applied' })
    expect(await sendOne(cuong, theirs)).toMatchObject({ status: 'conflict' })
  })

  test('are passed over each by itself: the history keeps what one said too late beside the other’s rival', async () => {
    const { theirs } = await twins()
    const third = await anEnrolledPhone(commune, { enumerator: 'Hà Thị Dung' })
    const late = operationOf(third, household, says({ water_source: 'bottled' }), { op: theirs.op })
    await sendOne(third, operationOf(third, household, says({ water_source: 'piped' })))
    await sendOne(third, late)
    const { entries } = HistoryReply.parse(await (await desk.get(`households/${household}/history`)).json())
    expect(entries.filter(({ what }) => what === 'superseded')).toMatchObject([
      { by: 'Hà Thị Dung', path: 'water_source', after: 'bottled' },
    ])
  })

  test('are held and decided on each by itself', async () => {
    for (const phone of [an!, binh!]) await desk.post(`devices/${phone.device}/revoke`)
    const mine = operationOf(an!, household, says({ water_source: 'rain' }))
    const theirs = operationOf(binh!, household, says({ water_source: 'bottled' }), { op: mine.op })
    await sendOne(an!, mine)
    await sendOne(binh!, theirs)
    expect((await decide(desk, 'decline', theirs)).status).toBe(200)
    const held = (await desk.household(household)).held.map(({ device, reason }) => [device, reason])
    expect(held.toSorted()).toEqual(
      [
        [an!.device, 'device_revoked'],
        [binh!.device, 'declined'],
      ].toSorted(),
    )
    expect((await decide(desk, 'take', mine)).status).toBe(200)
    expect((await survey()).fields).toMatchObject({ water_source: { value: 'rain', by: 'Lò Văn An' } })
  })
})
