import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { HouseholdId } from '#domain/ids.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { addHousehold } from '#phone/store/drafts.ts'
import { householdView } from '#phone/store/households.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { Refusal, Unreachable } from '#phone/sync/failure.ts'
import { pull } from '#phone/sync/pull.ts'
import { push } from '#phone/sync/push.ts'
import { Killed, mortal } from '../phone/mortal.ts'
import {
  aCommune,
  answer,
  aPhone,
  closeHousehold,
  ledgerOf,
  type Mishap,
  mishaps,
  syncPhone,
  type World,
} from './world.ts'

/** What happens to an enumerator in a week, as a list of small things. */
type Step =
  | { kind: 'close'; household: number; note: string }
  | { kind: 'type'; household: number; note: string }
  | { kind: 'send'; mishaps: Mishap[]; killedAfter?: number; locked: boolean }

const household = fc.integer({ min: 0, max: 2 })
const words = fc.constantFrom('Vắng nhà', 'Đi làm ăn xa', 'Đi viện', 'Không ai mở cửa')
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('close' as const), household, note: words }),
  fc.record({ kind: fc.constant('type' as const), household, note: words }),
  fc.record(
    {
      kind: fc.constant('send' as const),
      mishaps: fc.array(fc.constantFrom(...mishaps), { maxLength: 4 }),
      killedAfter: fc.integer({ min: 0, max: 120 }),
      locked: fc.boolean(),
    },
    { requiredKeys: ['kind', 'mishaps', 'locked'] },
  ),
)

let world: World
beforeAll(async () => {
  world = await aCommune({ households: 0, pageSize: 3 })
})

test('whatever the line does, every finished household is in the ledger exactly once and is shown as received', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const vault = await aPhone(world)
      const households = await Promise.all([0, 1, 2].map(() => addHousehold(vault)))
      const finished = new Map<HouseholdId, string>()
      const ops: string[] = []
      for (const one of steps) {
        if (one.kind === 'send') {
          await sendThrough(vault, one)
          continue
        }
        const id = households[one.household]!
        if (one.kind === 'type') {
          await answer(vault, id, pathOf('visit_note'), one.note)
          continue
        }
        const outcome = await closeHousehold(vault, id, one.note)
        finished.set(id, one.note)
        if (outcome.outcome === 'queued') ops.push(outcome.op)
      }
      await settleDown(vault)
      await check(vault, finished, ops)
    }),
    { numRuns: 60 },
  )
}, 120_000)

/** Sends over a bad line, in a tab that may be killed at any touch of its database. */
async function sendThrough(vault: Vault, step: Extract<Step, { kind: 'send' }>): Promise<void> {
  world.mishaps = [...step.mishaps]
  if (step.killedAfter === undefined) await syncPhone(world, vault, { locked: step.locked })
  else
    await exchangeIn(mortal(vault, step.killedAfter), step.locked).catch((error: unknown) => {
      if (!(error instanceof Killed || error instanceof Unreachable || error instanceof Refusal)) throw error
    })
  world.mishaps = []
}

async function exchangeIn(vault: Vault, isLocked: boolean): Promise<void> {
  const { deposit } = (await registry.vaults.get(vault.device))!
  const now = () => new Date()
  await push({ db: vault.db, token: deposit!, line: world.line, sizes: { start: 600, least: 100, most: 1_200 }, now })
  if (!isLocked) await pull(vault, world.line, now)
}

async function settleDown(vault: Vault): Promise<void> {
  const outcome = await syncPhone(world, vault)
  expect(outcome.outcome).not.toBe('failed')
}

async function check(vault: Vault, finished: Map<HouseholdId, string>, ops: string[]): Promise<void> {
  const ledger = await ledgerOf(world, vault.device)
  expect(ledger.map(({ op }) => op)).toEqual(ops)
  expect(ledger.map(({ outcome }) => outcome)).toEqual(ops.map(() => 'applied'))
  expect((await vault.db.outbox.toArray()).filter(({ state }) => state !== 'in')).toEqual([])
  for (const [id, note] of finished) {
    const view = await householdView(vault, id)
    expect(view?.survey?.fields[pathOf('visit_note')]?.value).toBe(note)
    expect(view?.status).toBe(view?.hasDraft ? 'draft' : 'received')
    expect(view?.survey?.receipts).toHaveLength(ledger.filter(({ households }) => households.includes(id)).length)
  }
}
