import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { Household } from '#domain/household/household.ts'
import { rateOf } from '#domain/units.ts'
import { type CommuneStore, openCommune } from '#server/commune.ts'
import { generateDemo } from '#server/demo/commune.ts'
import { hamletNamed, seedDemo } from '#server/demo/seed.ts'
import { lookAt, makeEnrolment } from '#server/enrolments.ts'
import { householdOf, openRound, selectHouseholds } from '#server/households.ts'
import { appendixOf } from '#server/officeReads.ts'
import { setUpCommune } from '#server/roster.ts'

const folders: string[] = []
const stores: CommuneStore[] = []

async function aStore(folder?: string): Promise<CommuneStore> {
  const store = await openCommune({
    ...(folder !== undefined && { folder }),
    clock: () => new Date('2024-10-15T01:00:00Z'),
  })
  stores.push(store)
  return store
}

afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const countOf = async ({ db }: CommuneStore) =>
  (
    await db
      .selectFrom('households')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count

describe('the demo in the commune’s server', () => {
  test('shows the plan’s appendix, digit for digit', async () => {
    const store = await aStore()
    await seedDemo(store)
    const { round, hamlets } = await appendixOf(store.db)
    expect(round).toBe('2024')
    const percent = (part: number, whole: number) => rateOf(part, whole)! / 100
    expect(
      hamlets.map(({ name, people, households, start, now, toLift }) => [
        name,
        people,
        households,
        start.poor,
        percent(start.poor, households),
        toLift,
        percent(toLift, households),
        percent(now.poor - toLift, households),
      ]),
    ).toEqual([
      ['Quang Trung', 479, 126, 1, 0.79, 0, 0, 0.79],
      ['Làng Gió', 485, 126, 3, 2.38, 0, 0, 2.38],
      ['Thắng Lộc', 527, 130, 4, 3.08, 1, 0.77, 2.31],
      ['Làng Sao', 451, 105, 2, 1.9, 0, 0, 1.9],
      ['Hợp Thành', 611, 144, 9, 6.25, 3, 2.08, 4.17],
      ['Làng Mài', 464, 98, 13, 13.27, 6, 6.12, 7.14],
    ])
    expect(hamlets.reduce((sum, { start }) => sum + start.nearPoor, 0)).toBe(21)
    expect(hamlets.reduce((sum, { progress }) => sum + progress.listed, 0)).toBe(32 + 21 + 12)
  })

  test('holds every household with last round’s survey, and the round of 2024 open with nothing surveyed', async () => {
    const store = await aStore()
    await seedDemo(store)
    expect(await openRound(store.db)).toEqual({
      id: '2024',
      standard: '2022-2025',
      area: 'rural',
      reviewDate: '2024-10-15',
      awayResidents: 'counted',
    })
    const rows = await selectHouseholds(store.db, '2024').orderBy('revision').execute()
    const households = rows.map((row) => Household.parse(householdOf(row, '2024')))
    expect(households.map(({ revision }) => revision)).toEqual(households.map((_, i) => i + 1))
    const made = new Map(generateDemo().hamlets.flatMap(({ surveyed }) => surveyed.map((each) => [each.id, each])))
    expect(households).toHaveLength(729)
    for (const { id, number, listed, previous, survey } of households) {
      expect({ id, number, ...(listed && { listed }), previous }).toEqual(made.get(id))
      expect(survey).toMatchObject({ state: 'not_started', fields: {} })
    }
  })

  test('starting twice keeps the data, its epoch and what was added', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'so-thon-demo-'))
    folders.push(folder)
    const first = await aStore(folder)
    const said: string[] = []
    expect(await seedDemo(first, () => said.push('making'))).toBe('seeded')
    const { db, epoch } = first
    await db.updateTable('households').set({ number: 999 }).where('revision', '=', 1).execute()
    const again = await aStore(folder)
    expect(await seedDemo(again, () => said.push('making'))).toBe('kept')
    expect(said).toEqual(['making'])
    expect(again.epoch).toBe(epoch)
    expect(await countOf(again)).toBe(729)
    expect(await again.db.selectFrom('households').select('number').where('revision', '=', 1).execute()).toEqual([
      { number: 999 },
    ])
  })

  test('a start that was cut off before the households were entered is finished by the next', async () => {
    const store = await aStore()
    const { commune, area, round, hamlets } = generateDemo()
    const reviewer = { reviewer: 'Lê Thị Hoài Thương', login: 'demo', password: 'ra-soat-2024' }
    await setUpCommune(store, { commune, area, round, hamlets, ...reviewer })
    expect(await seedDemo(store)).toBe('seeded')
    expect(await countOf(store)).toBe(729)
  })

  test('gives the collaborator of Làng Mài a link that works', async () => {
    const store = await aStore()
    await seedDemo(store)
    const hamlet = await hamletNamed(store, 'Làng Mài')
    const { code } = await makeEnrolment(store, { enumerator: 'Lương Văn Thịnh', hamlet, days: 7 })
    expect((await lookAt(store, code)).facts).toMatchObject({
      commune: 'Bình Lương',
      hamlet: { name: 'Làng Mài', households: 98, people: 464 },
      enumerator: 'Lương Văn Thịnh',
      round: { id: '2024' },
    })
    await expect(hamletNamed(store, 'Làng Khác')).rejects.toThrow(RangeError)
  })
})
