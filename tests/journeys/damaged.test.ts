import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { vaultDatabase } from '#phone/store/database.ts'
import { finish } from '#phone/store/finish.ts'
import { householdCards, householdView } from '#phone/store/households.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { depositInBackground, waitingOnPhone } from '#phone/sync/background.ts'
import { syncNow } from '#phone/sync/schedule.ts'
import { householdId } from '../builders.ts'
import { aCommune, aPhone, closeHousehold, syncPhone, type World } from './world.ts'

let world: World

beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue()
  await registry.vaults.clear()
  world = await aCommune()
})

describe('a pulled household whose box does not open', () => {
  let vault: Vault

  beforeEach(async () => {
    vault = await aPhone(world)
    await syncPhone(world, vault)
    const row = (await vault.db.households.toArray()).find(({ id }) => id === householdId(1))!
    row.box[20]! ^= 1
    await vault.db.households.put({ ...row, version: 'damaged' })
  })

  test('hides no other, says so, and is not finished as it is', async () => {
    const statuses = (await householdCards(vault)).map(({ id, status }) => [id, status])
    expect(statuses).toHaveLength(3)
    expect(Object.fromEntries(statuses)).toMatchObject({
      [householdId(1)]: 'needs_you',
      [householdId(2)]: 'not_visited',
    })
    const view = await householdView(vault, householdId(1))
    expect(view).toMatchObject({ needs: { reason: 'unreadable' }, isReadOnly: true })
    expect(await finish(vault, householdId(1))).toEqual({ outcome: 'read_only' })
  })

  test('is whole again after the next exchange, and then nothing is loaded anew', async () => {
    await syncPhone(world, vault)
    expect(await householdView(vault, householdId(1))).toMatchObject({ number: 1, status: 'not_visited' })
    expect(await syncPhone(world, vault)).toEqual({ outcome: 'nothing_to_do' })
  })

  test('the same for the commune’s own facts', async () => {
    const row = (await vault.db.meta.get('facts'))!
    row.box![20]! ^= 1
    await vault.db.meta.put({ ...row, version: 'damaged' })
    await syncPhone(world, vault)
    expect(await closeHousehold(vault, householdId(1), 'vắng nhà')).toMatchObject({ outcome: 'queued' })
  })
})

describe('lesson 47: a vault that cannot be read', () => {
  let good: Vault

  beforeEach(async () => {
    const both = [await aPhone(world, 'Vi Thị Lan'), await aPhone(world, 'Hà Văn Ba')]
    const [broken, other] = both.sort((a, b) => (a.device < b.device ? -1 : 1))
    good = other!
    await closeHousehold(good, householdId(1), 'vắng nhà')
    vaultDatabase(broken!.device).close()
    // A later build's database: this one cannot open it.
    const later = new Dexie(`so-thon-${broken!.device}`)
    later.version(9).stores({ meta: null, outbox: null })
    await later.open()
    later.close()
  })

  const statesOf = async ({ db }: Vault) => (await db.outbox.toArray()).map(({ state }) => state)

  test('does not keep the next one from its exchange, and is told', async () => {
    expect(await syncNow(good, { line: world.line })).toMatchObject({ outcome: 'failed' })
    expect(await statesOf(good)).toEqual(['in'])
  })

  test('does not keep the worker from sending the next one’s, and counts as one that waits', async () => {
    await expect(depositInBackground({ line: world.line })).rejects.toThrow('letters still wait')
    expect(await statesOf(good)).toEqual(['in'])
    expect(await waitingOnPhone()).toBe(1)
  })
})
