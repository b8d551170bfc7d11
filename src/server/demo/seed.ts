import type { HamletId } from '#domain/ids.ts'
import type { CommuneStore } from '#server/commune.ts'
import { markPractice } from '#server/practice.ts'
import { addHouseholds, isSetUp, setUpCommune } from '#server/roster.ts'
import { type DemoCommune, generateDemo } from './commune.ts'

/** The demo's reviewer; everybody may know the password, since nobody in the demo exists. */
export const demoReviewer = { name: 'Lê Thị Hoài Thương', login: 'demo', password: 'ra-soat-2024' }

/** Fills a new database with the demo commune, and says so before; one that has households is left as it is. */
export async function seedDemo(store: CommuneStore, announce?: () => void): Promise<'seeded' | 'kept'> {
  const first = await store.db.selectFrom('households').select('id').limit(1).executeTakeFirst()
  if (first) return 'kept'
  announce?.()
  await markPractice(store.db)
  const demo = generateDemo()
  if (!(await isSetUp(store.db))) await setUpCommune(store, setupOf(demo))
  const ids = await hamletIds(store)
  await addHouseholds(
    store,
    demo.hamlets.flatMap(({ name, surveyed }) =>
      surveyed.map((household) => ({ ...household, hamlet: idOf(ids, name) })),
    ),
  )
  return 'seeded'
}

/** The hamlet of that name in this store. */
export async function hamletNamed(store: CommuneStore, name: string): Promise<HamletId> {
  return idOf(await hamletIds(store), name)
}

function setupOf({ commune, area, round, hamlets }: DemoCommune) {
  const { name, login, password } = demoReviewer
  return {
    commune,
    area,
    round,
    hamlets: hamlets.map(({ surveyed: _, ...figures }) => figures),
    reviewer: name,
    login,
    password,
  }
}

async function hamletIds(store: CommuneStore): Promise<Map<string, string>> {
  const rows = await store.db.selectFrom('hamlets').select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [name, id]))
}

function idOf(ids: ReadonlyMap<string, string>, name: string): HamletId {
  const id = ids.get(name)
  if (id === undefined) throw new RangeError(`the commune has no hamlet ${name}`)
  return id as HamletId
}
