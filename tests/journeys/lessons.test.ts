import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { sealBox } from '#phone/store/box.ts'
import { isWiped } from '#phone/store/canary.ts'
import { pullStateOf, vaultDatabase } from '#phone/store/database.ts'
import { finish } from '#phone/store/finish.ts'
import { storedSyncState } from '#phone/store/hooks.ts'
import { householdCards, householdView } from '#phone/store/households.ts'
import { registry, vaultCards } from '#phone/store/registry.ts'
import { unlock, type Vault } from '#phone/store/vault.ts'
import { viewOf } from '#phone/store/view.ts'
import { depositInBackground } from '#phone/sync/background.ts'
import { enrol, lookUp } from '#phone/sync/enrol.ts'
import { Unreachable } from '#phone/sync/failure.ts'
import { handoverOf } from '#phone/sync/handover.ts'
import { pull } from '#phone/sync/pull.ts'
import { syncIfFree, syncNow } from '#phone/sync/schedule.ts'
import { DepositReply } from '#protocol/deposit.ts'
import { readHandover } from '#protocol/handover.ts'
import { headerOf } from '#protocol/letter.ts'
import { householdId, round2024 } from '../builders.ts'
import { aHousehold, completeAnswers } from '../phone/kit.ts'
import { killedEverywhere } from '../phone/mortal.ts'
import { aCommune, answer, aPhone, closeHousehold, ledgerOf, linkFor, syncPhone, type World } from './world.ts'

/** What went wrong in comparable systems (`docs/lessons.md`), played on the real phone and the real server. */
const [first, second, third] = [householdId(1), householdId(2), householdId(3)]
const pin = '135790'
let world: World

beforeEach(async () => {
  await registry.vaults.clear()
  world = await aCommune()
})
afterEach(() => vi.restoreAllMocks())

const now = () => new Date()
const states = async ({ db }: Vault) => (await db.outbox.orderBy('n').toArray()).map(({ state }) => state)

async function reopened(vault: Vault): Promise<Vault> {
  const opened = await unlock(vault.device, pin)
  if (opened.outcome !== 'unlocked') throw new Error(opened.outcome)
  return opened.vault
}

test('lesson 1: a browser that says it is offline keeps nothing back, neither at the button nor by the schedule', async () => {
  const vault = await aPhone(world)
  Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })
  try {
    await closeHousehold(vault, first, 'vắng nhà')
    expect(await syncNow(vault, { line: world.line })).toEqual({ outcome: 'done' })
    await closeHousehold(vault, second, 'vắng nhà')
    expect(await syncIfFree(vault, { line: world.line })).toEqual({ outcome: 'done' })
    await closeHousehold(vault, third, 'vắng nhà')
    await depositInBackground({ line: world.line })
    expect(await states(vault)).toEqual(['in', 'in', 'in'])
  } finally {
    Reflect.deleteProperty(navigator, 'onLine')
  }
})

test('lesson 3: one letter that the commune refuses blocks no other, is named with its reason, goes into a file, and its household can be sent again', async () => {
  const vault = await aPhone(world)
  for (const id of [first, second, third]) await closeHousehold(vault, id, 'vắng nhà')
  const bad = (await vault.db.outbox.orderBy('n').toArray())[1]!
  const { deposit } = world.line
  world.line.deposit = async (batch, token) => {
    const reply = DepositReply.parse(await deposit(batch, token))
    const results = reply.results.map((result) =>
      result.op === bad.op ? { op: bad.op, status: 'refused' as const, reason: 'letter_too_large' as const } : result,
    )
    return { ...reply, results }
  }
  expect(await syncPhone(world, vault)).toEqual({ outcome: 'not_taken' })
  expect(await states(vault)).toEqual(['in', 'refused', 'in'])
  expect((await householdView(vault, second))?.needs).toEqual({ reason: 'letter_too_large' })
  const { file } = (await handoverOf(vault, 'not_in'))!
  const read = readHandover(new Uint8Array(await file.arrayBuffer()))
  if (read.outcome !== 'read') throw new Error(read.outcome)
  expect(read.letters.map((letter) => headerOf(letter)?.op)).toEqual([bad.op])
  await answer(vault, second, pathOf('visit_note'), 'đi làm xa')
  expect((await finish(vault, second)).outcome).toBe('queued')
  expect(await syncPhone(world, vault)).toEqual({ outcome: 'done' })
  expect(await vault.db.outbox.count()).toBe(4)
})

test('lesson 8: what is corrected while its letter is on the way is a second revision of one household, not a second household', async () => {
  const vault = await aPhone(world)
  await closeHousehold(vault, first, 'vắng nhà')
  const { deposit } = world.line
  let isCorrected = false
  world.line.deposit = async (batch, token) => {
    if (!isCorrected) {
      isCorrected = true
      await answer(vault, first, pathOf('visit_note'), 'đi viện')
      expect((await finish(vault, first)).outcome).toBe('queued')
      expect(await states(vault)).toEqual(['sending', 'queued'])
    }
    return deposit(batch, token)
  }
  expect(await syncPhone(world, vault)).toEqual({ outcome: 'done' })
  const [before, after] = await ledgerOf(world, vault.device)
  expect([before?.outcome, after?.outcome, after?.after]).toEqual(['applied', 'applied', before?.op])
  const view = await householdView(vault, first)
  expect([view?.values.get(pathOf('visit_note')), view?.status, view?.survey?.rivals]).toEqual([
    'đi viện',
    'received',
    {},
  ])
  expect(await world.store.db.selectFrom('households').select('id').execute()).toHaveLength(3)
})

describe('lesson 20: rows and the cursor that counts them stand in one database', () => {
  test('so that a phone whose rows were wiped never hears that there is nothing to fetch', async () => {
    const vault = await aPhone(world)
    vault.db.close()
    indexedDB.deleteDatabase(vault.db.name)
    await vault.db.open()
    expect(await pullStateOf(vault.db)).toBeUndefined()
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(await syncPhone(world, vault)).toMatchObject({ outcome: 'failed' })
    expect(await storedSyncState(vault)).toMatchObject({ rosterComplete: false, waitingOperations: 0 })
    expect((await storedSyncState(vault)).lastDoneAt).toBeUndefined()
    expect(await isWiped(await vaultCards())).toBe(true)
  })
})

describe('lesson 24: a draft that holds what today’s form does not take', () => {
  const [area, water] = [pathOf('dwelling_area_m2'), pathOf('water_source')]

  /** As an earlier build wrote it, in the row that `like` has today. */
  async function drafted(vault: Vault, path: string, value: unknown, like = area): Promise<void> {
    const before = (await vault.db.drafts.toArray()).map(({ id }) => id)
    await answer(vault, first, like, like === area ? 31 : 'như cũ')
    const { id, version } = (await vault.db.drafts.toArray()).find((row) => !before.includes(row.id))!
    const at = new Date().toISOString()
    const box = await sealBox(vault.dataKey, { table: 'drafts', id }, { path, value, seen: 1, at, round: round2024 })
    await vault.db.drafts.put({ id, household: first, version: `${version}'`, box })
  }

  test.each([
    ['of a value', area, 'ba gian', area],
    ['of a question', 'colour_of_the_door', 'green', pathOf('visit_note')],
  ])('%s opens with its other answers, tells of that one, and is received without it', async (_, path, value, like) => {
    const vault = await aPhone(world)
    await answer(vault, first, water, 'rain')
    await drafted(vault, path, value, like)
    const view = (await householdView(vault, first))!
    expect([view.values.get(water), view.values.get(path as typeof water)]).toEqual(['rain', undefined])
    expect(view.needs).toEqual({ reason: 'other_form' })
    expect(view.late).toMatchObject([{ path, value, why: 'other_form' }])
    expect((await householdCards(vault)).map(({ status }) => status)).toEqual([
      'needs_you',
      'not_visited',
      'not_visited',
    ])
    for (const [path, value] of completeAnswers()) if (path !== water) await answer(vault, first, path, value)
    expect((await finish(vault, first)).outcome).toBe('queued')
    expect(await syncPhone(world, vault)).toEqual({ outcome: 'done' })
    expect((await ledgerOf(world, vault.device)).map(({ outcome }) => outcome)).toEqual(['applied'])
    expect(await vault.db.drafts.count()).toBe(path === area ? 0 : 1)
  })

  test('is let go by a person alone: a value by answering its question again', async () => {
    const vault = await aPhone(world)
    await drafted(vault, area, 'ba gian')
    await syncPhone(world, vault)
    expect(await vault.db.drafts.count()).toBe(1)
    await answer(vault, first, area, 45)
    const view = await householdView(vault, first)
    expect([view?.values.get(area), view?.late, view?.status]).toEqual([45, [], 'draft'])
  })

  test('has company in what an earlier build pulled of a question that is no more: the household opens', () => {
    const author = { device: 'office' as const, n: 0, by: 'Lê Thị Hoa', at: '2024-10-01T01:00:00Z', revision: 1 }
    const pulled = aHousehold(1)
    const fields = { colour_of_the_door: { value: 'green', ...author }, [water]: { value: 'rain', ...author } }
    const parts = { id: first, pulled: { ...pulled, survey: { ...pulled.survey, fields } }, own: [], drafts: [] }
    expect(viewOf(parts).answers).toEqual({ household: { water_source: 'rain' }, residents: [] })
  })
})

describe('lessons 34 and 40: a first pull that the phone does not survive', () => {
  test('wherever it dies, counts just the rows it has, is not taken for complete, and goes on from there', async () => {
    const code = await linkFor(world)
    const { changes } = world.line
    world.line.changes = () => Promise.reject(new Unreachable('no_line'))
    await expect(enrol({ code, pin, look: await lookUp(code, world.line) }, world.line, 10)).rejects.toThrow()
    world.line.changes = changes
    const vault = await reopened({ device: (await vaultCards())[0]!.device } as Vault)
    const pages: number[] = []
    const breaths = await killedEverywhere(
      vault,
      (mortal) => pull(mortal, world.line, now),
      async (isDone) => {
        const { filling, cursor, generation } = (await pullStateOf(vault.db))!
        const rows = await vault.db.households.count()
        // Two households a page, in the order of their numbers in the change log.
        expect([filling?.cursor ?? cursor, (await storedSyncState(vault)).rosterComplete]).toEqual([rows, isDone])
        expect(await householdCards(vault)).toHaveLength(isDone ? 3 : 0)
        if (!isDone) expect(generation).toBe(0)
        pages.push(rows)
      },
    )
    expect(breaths).toBeGreaterThan(5)
    expect(new Set(pages)).toEqual(new Set([0, 2, 3]))
  })
})

test('lesson 47: a vault whose database does not open is never made anew: nothing is deleted, and what was in it is sent once it opens', async () => {
  const vault = await aPhone(world)
  await closeHousehold(vault, first, 'vắng nhà')
  vault.db.close()
  for (const told of ['error', 'warn'] as const) vi.spyOn(console, told).mockImplementation(() => undefined)
  const { open } = indexedDB
  const [broken, deleted] = [vi.fn(), vi.spyOn(indexedDB, 'deleteDatabase')]
  indexedDB.open = (name, version) => {
    if (name !== vault.db.name) return open.call(indexedDB, name, version)
    broken()
    throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError')
  }
  try {
    expect(await syncNow(undefined, { line: world.line })).toMatchObject({ outcome: 'failed' })
    await expect(depositInBackground({ line: world.line })).rejects.toThrow('letters still wait')
    await expect(isWiped(await vaultCards())).rejects.toThrow()
    await expect(reopened(vault)).rejects.toThrow()
  } finally {
    indexedDB.open = open
  }
  expect(broken).toHaveBeenCalled()
  expect(deleted).not.toHaveBeenCalled()
  const again = await reopened({ ...vault, db: vaultDatabase(vault.device) })
  expect(await syncPhone(world, again)).toEqual({ outcome: 'done' })
  expect(await states(again)).toEqual(['in'])
})
