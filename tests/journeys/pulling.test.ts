import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { Operation } from '#domain/household/operation.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { addHousehold, discardDraft } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { storedSyncState } from '#phone/store/hooks.ts'
import { householdCards, householdView } from '#phone/store/households.ts'
import { keptLetters } from '#phone/store/kept.ts'
import { registry } from '#phone/store/registry.ts'
import { openRow, unlock, type Vault } from '#phone/store/vault.ts'
import { Unreachable } from '#phone/sync/failure.ts'
import { pull } from '#phone/sync/pull.ts'
import { headerOf, sealLetter } from '#protocol/letter.ts'
import { declineHeld, heldReply, takeHeld } from '#server/held.ts'
import { takeIn } from '#server/intake.ts'
import { openKept } from '#server/keptLetters.ts'
import { certificateIn, openKeyRing } from '#server/keyring.ts'
import { moveDevice, moveHousehold } from '#server/moving.ts'
import { householdId, opId } from '../builders.ts'
import { aCommune, answer, aPhone, closeHousehold, ledgerOf, syncPhone, type World, worldOf } from './world.ts'

const [first, second] = [householdId(1), householdId(2)]
const water = pathOf('water_source')
const reviewer = { login: 'hoa', name: 'Lê Thị Hoa' }
let world: World
let vault: Vault

beforeEach(async () => {
  await registry.vaults.clear()
  world = await aCommune()
  vault = await aPhone(world)
})

const letters = () => keptLetters(vault.db, 'all')

async function otherHamlet(): Promise<string> {
  await world.store.db
    .insertInto('hamlets')
    .values({ id: 'lang-gio', name: 'Làng Gió', people: 10, households: 3, to_lift: 0, position: 2 })
    .execute()
  return 'lang-gio'
}

describe('a household that moved to another hamlet', () => {
  test('lesson 26: leaves the list; its draft stays, needs somebody, and goes only by a person’s choice', async () => {
    await answer(vault, first, water, 'rain')
    await moveHousehold(world.store, reviewer, first, await otherHamlet())
    expect(await syncPhone(world, vault)).toEqual({ outcome: 'done' })
    const view = await householdView(vault, first)
    expect(view).toMatchObject({ status: 'needs_you', needs: { reason: 'gone' }, isReadOnly: true })
    expect(view?.late).toMatchObject([{ path: water, value: 'rain', why: 'gone' }])
    expect((await householdCards(vault)).map(({ id }) => id)).toContain(first)
    expect(await finish(vault, first)).toEqual({ outcome: 'read_only' })
    await discardDraft(
      vault,
      first,
      view!.late.flatMap(({ row }) => row ?? []),
    )
    expect(await householdView(vault, first)).toBeUndefined()
    expect((await householdCards(vault)).map(({ id }) => id)).toEqual([second, householdId(3)])
  })

  test('keeps its unsent letter, which the commune gets and holds', async () => {
    await moveHousehold(world.store, reviewer, first, await otherHamlet())
    await closeHousehold(vault, first, 'đi làm xa')
    await syncPhone(world, vault)
    expect((await letters()).map(({ state, reason }) => [state, reason])).toEqual([['held', 'other_hamlet']])
    expect((await householdView(vault, first))?.needs).toEqual({ reason: 'other_hamlet' })
    expect(await ledgerOf(world, vault.device)).toHaveLength(1)
  })

  test('that was made on this phone is not shown once all of it is received', async () => {
    const made = await addHousehold(vault)
    await closeHousehold(vault, made, 'mới chuyển đến')
    await syncPhone(world, vault)
    await moveHousehold(world.store, reviewer, made, await otherHamlet())
    await syncPhone(world, vault)
    expect(await householdView(vault, made)).toBeUndefined()
  })
})

test('a phone moved to another hamlet keeps its drafts of the old one', async () => {
  await answer(vault, first, water, 'rain')
  await moveDevice(world.store, reviewer, vault.device, await otherHamlet())
  expect((await syncPhone(world, vault)).outcome).toBe('nothing_to_do')
  expect((await householdCards(vault)).map(({ id, status }) => [id, status])).toEqual([[first, 'needs_you']])
  expect(await vault.db.drafts.count()).toBe(1)
})

describe('a letter that the commune held', () => {
  beforeEach(async () => {
    const other = await aPhone(world, 'Hà Thị Xuân')
    await closeHousehold(other, first, 'vắng nhà')
    await answer(vault, first, pathOf('name', 'r00000001' as never), 'Quách Thị Ngân')
    await closeHousehold(vault, first, 'đi làm xa')
    await syncPhone(world, other)
    await world.store.db
      .updateTable('surveys')
      .set({ state: 'accepted', body: (await acceptedBody()).body })
      .execute()
    await syncPhone(world, vault)
  })

  /** The survey as stored, accepted: a visit that was not completed has no class to accept. */
  async function acceptedBody() {
    const { body } = await world.store.db.selectFrom('surveys').select('body').executeTakeFirstOrThrow()
    return { body: JSON.stringify({ ...JSON.parse(body), state: 'accepted' }) }
  }

  const held = async () => {
    const [letter] = await letters()
    expect(letter).toMatchObject({ state: 'held', reason: 'late' })
    return heldReply(world.store, reviewer, { device: vault.device, op: letter!.op })
  }

  test('and the officer took in becomes received, with its receipt, by the next pull', async () => {
    await takeHeld(world.store, reviewer, await held())
    expect(await syncPhone(world, vault)).toEqual({ outcome: 'done' })
    const [letter] = await letters()
    expect(letter).toMatchObject({ state: 'in', receipt: expect.stringMatching(/^\w{3}-\w{2}/) })
    expect(letter).not.toHaveProperty('reason')
  })

  test('and the officer declined is said to be so', async () => {
    await declineHeld(world.store, reviewer, await held())
    await syncPhone(world, vault)
    expect((await letters())[0]).toMatchObject({ state: 'held', reason: 'declined' })
    const [declined] = await letters()
    expect((await householdView(vault, first))?.needs).toEqual({ reason: 'declined', toRead: [declined!.op] })
  })
})

describe('a letter that came by another hand and was not understood at first', () => {
  /** Nothing of what the other phone is answered reaches this one. */
  async function broughtByAnother(): Promise<void> {
    const other = (await registry.vaults.get((await aPhone(world, 'Hà Thị Xuân')).device))!
    const brought = (await letters()).map(({ bytes }) => bytes)
    const results = await takeIn(world.store, brought, certificateIn(world.store.keyring, other.deposit!)!)
    expect(results.map(({ reason }) => reason)).toEqual(brought.map(() => 'wrong_device'))
    expect(await openKept(world.store)).toBe(brought.length)
  }

  test('is settled by a pull alone once the commune has entered it, by its device and its id', async () => {
    await closeHousehold(vault, first, 'đi làm xa')
    await broughtByAnother()
    await pull(vault, world.line, () => new Date())
    expect(await letters()).toMatchObject([{ state: 'in', receipt: expect.stringMatching(/^\w{3}-\w{2}/) }])
    expect((await householdView(vault, first))?.status).toBe('received')
  })

  test('is settled too where nobody can do anything with what it says', async () => {
    const operation = Operation.parse({ ...aboutNothing, device: vault.device })
    const bytes = await sealLetter(operation, { sender: vault.sender, recipient: vault.recipient })
    await vault.db.outbox.put({ op: operation.op, n: operation.n, households: [], state: 'queued', bytes })
    await broughtByAnother()
    await pull(vault, world.line, () => new Date())
    expect(await letters()).toMatchObject([{ state: 'held', reason: 'not_understood' }])
  })
  const aboutNothing = { op: opId(1), n: 1, round: '2024', households: {}, at: '2024-10-20T00:59:00.000Z' }
})

describe('a commune with a new key', () => {
  /** The key ring lost the key that phones seal to; the server knows its devices still. */
  async function withOtherKey(): Promise<World> {
    const { secret } = world.store.keyring
    return worldOf({ ...world.store, keyring: { ...(await openKeyRing()), secret } }, world.hamlet)
  }
  const keysOf = async () => (await letters()).map(({ bytes }) => headerOf(bytes)?.key)

  test('gets the letters it could not open sealed anew: the same operation, the same number', async () => {
    await closeHousehold(vault, first, 'đi làm xa')
    const [before] = await letters()
    const changed = await withOtherKey()
    expect(await syncPhone(changed, vault)).toEqual({ outcome: 'done' })
    const [after] = await letters()
    expect(after).toMatchObject({ op: before!.op, n: before!.n, state: 'in' })
    expect(await keysOf()).toEqual([changed.store.keyring.current.id])
    const ledger = await ledgerOf(world, vault.device)
    const row = await vault.db.operations.get(before!.op)
    const plain = await openRow<Operation>(vault, { table: 'operations', id: before!.op }, row)
    expect(ledger.map(({ op, n }) => [op, n])).toEqual([[plain!.op, plain!.n]])
  })

  test('is sealed to from then on, after the next PIN too', async () => {
    const changed = await withOtherKey()
    await syncPhone(changed, vault)
    const again = await unlock(vault.device, '135790')
    if (again.outcome !== 'unlocked') throw new Error(again.outcome)
    vault = again.vault
    await closeHousehold(vault, first, 'đi làm xa')
    expect(await keysOf()).toEqual([changed.store.keyring.current.id])
    expect(await syncPhone(changed, vault)).toEqual({ outcome: 'done' })
  })

  test('while the app is locked those letters wait, are not sent over and over, and go after the PIN', async () => {
    await closeHousehold(vault, first, 'đi làm xa')
    const changed = await withOtherKey()
    expect(await syncPhone(changed, vault, { locked: true })).toEqual({ outcome: 'still_waiting' })
    expect(await syncPhone(changed, vault, { locked: true })).toEqual({ outcome: 'still_waiting' })
    expect(changed.asked).toEqual(['/api/letters'])
    expect(await syncPhone(changed, vault)).toEqual({ outcome: 'done' })
    expect((await letters()).map(({ state }) => state)).toEqual(['in'])
  })
})

describe('"done" is said', () => {
  test('lesson 31: only when the outbox is empty and the pull has reached the head', async () => {
    await closeHousehold(vault, first, 'đi làm xa')
    const { changes } = world.line
    let pages = 0
    world.line.changes = async (request, token) => {
      pages += 1
      return pages > 1 ? Promise.reject(new Unreachable('no_line')) : { ...(await changes(request, token)), more: true }
    }
    expect((await syncPhone(world, vault)).outcome).toBe('failed')
    expect((await storedSyncState(vault)).lastDoneAt).toBeUndefined()
    // Something is finished while the last page is under way.
    world.line.changes = async (request, token) => {
      const page = await changes(request, token)
      if ((await letters()).length === 1) await closeHousehold(vault, second, 'vắng nhà')
      return page
    }
    world.line.deposit = (() => {
      const { deposit } = world.line
      return async (batch, token) => {
        const reply = await deposit(batch, token)
        return { ...reply, results: reply.results.map((result) => ({ op: result.op, status: 'later' as const })) }
      }
    })()
    expect(await syncPhone(world, vault)).toEqual({ outcome: 'still_waiting' })
    expect((await storedSyncState(vault)).lastDoneAt).toBeUndefined()
  })

  test('what the phone says of itself reaches the office: key, failure of last time, waiting', async () => {
    await closeHousehold(vault, first, 'đi làm xa')
    world.mishaps = ['portal']
    await syncPhone(world, vault)
    const asked: unknown[] = []
    const { changes } = world.line
    world.line.changes = (request, token) => {
      asked.push(request)
      return changes(request, token)
    }
    await syncPhone(world, vault)
    await syncPhone(world, vault)
    const key = world.store.keyring.current.id
    expect(asked[0]).toMatchObject({ key, failure: 'not_our_server', waiting: 0 })
    expect(asked.at(-1)).toMatchObject({ key })
    expect(asked.at(-1)).not.toHaveProperty('failure')
  })
})
