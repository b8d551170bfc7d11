import type { Operation } from '#domain/household/operation.ts'
import { type HouseholdId, OpId, RoundId } from '#domain/ids.ts'
import { day } from '#domain/units.ts'
import { type CommuneStore, openCommune } from '#server/commune.ts'
import { type DemoHousehold, generateDemo } from '#server/demo/commune.ts'
import { makeEnrolment } from '#server/enrolments.ts'
import { serve } from '#server/main.ts'
import { addHouseholds, setUpCommune } from '#server/roster.ts'

/** A hamlet's server on a port of its own. Households stand in its book with last round's survey. */
export type BenchCommune = {
  store: CommuneStore
  port: number
  hamlet: string
  households: DemoHousehold[]
  /** A new enrolment link's code. */
  link: () => Promise<string>
  /** How many operations are in the ledger. */
  arrived: () => Promise<number>
  close: () => Promise<void>
}

const round = RoundId.parse('2024')

/** `count` households of the demo's generator, in one hamlet; serves the app built in `dist`. */
export async function benchCommune(count: number, { dist }: { dist?: string } = {}): Promise<BenchCommune> {
  const store = await openCommune({ log: console.error })
  const { hamlets } = await setUpCommune(store, {
    commune: 'Bình Lương',
    area: 'rural',
    round: { id: round, standard: '2022-2025', area: 'rural', reviewDate: day('2024-10-15') },
    hamlets: [{ name: 'Làng Mài', people: 4 * count, households: count, toLift: 2 }],
    reviewer: 'Lê Thị Hoài Thương',
    login: 'bench',
    password: 'mot mat khau dai',
  })
  const hamlet = hamlets[0]!.id
  const households = generateDemo(7)
    .hamlets.flatMap(({ surveyed }) => surveyed)
    .slice(0, count)
    .map((household, i) => ({ ...household, number: i + 1 }))
  await addHouseholds(
    store,
    households.map((household) => ({ ...household, hamlet })),
  )
  const { port, close } = await serve(store, { port: 0, ...(dist !== undefined && { dist }) })
  return {
    store,
    port,
    hamlet,
    households,
    link: async () => (await makeEnrolment(store, { enumerator: 'Lương Văn Thịnh', hamlet, days: 7 })).code,
    arrived: async () => {
      const count = store.db.fn.countAll<number>().as('count')
      return (await store.db.selectFrom('ledger').select(count).executeTakeFirstOrThrow()).count
    },
    close,
  }
}

/** The whole interview with a household, finished on `device`: its `n`th operation. */
export function surveyOperation(
  { id, previous }: Pick<DemoHousehold, 'id' | 'previous'>,
  by: { op: string; device: Operation['device']; n: number; seen: number; at: string },
): Operation {
  const { op, device, n, seen, at } = by
  const facts = Object.entries(previous.answers).map(([path, value]) => [path, { value, seen }])
  return {
    op: OpId.parse(op),
    device,
    n,
    round,
    households: {
      [id as HouseholdId]: { facts: Object.fromEntries(facts), move: { to: 'submitted', expected: 'not_started' } },
    },
    at,
  }
}
