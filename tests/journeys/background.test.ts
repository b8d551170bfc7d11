import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { keptLetters } from '#phone/store/kept.ts'
import { syncNotes } from '#phone/store/notes.ts'
import { registry } from '#phone/store/registry.ts'
import { lock, type Vault } from '#phone/store/vault.ts'
import { depositInBackground, waitingOnPhone } from '#phone/sync/background.ts'
import { certificateIn } from '#server/keyring.ts'
import { householdId } from '../builders.ts'
import { aCommune, aPhone, closeHousehold, ledgerOf, syncPhone, type World } from './world.ts'

let world: World
let vault: Vault

beforeEach(async () => {
  await registry.vaults.clear()
  world = await aCommune()
  vault = await aPhone(world)
})

const statesOf = async ({ db }: Vault) => (await keptLetters(db, 'all')).map(({ state }) => state)

describe('while the app is closed, the worker', () => {
  test('sends what waits in every vault, each under its own token, without any key', async () => {
    const other = await aPhone(world, 'Hà Thị Xuân')
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    await closeHousehold(other, householdId(2), 'vắng nhà')
    lock(vault)
    lock(other)
    const under: (string | undefined)[] = []
    await depositInBackground({
      line: {
        deposit: (batch, token) => {
          under.push(certificateIn(world.store.keyring, token)?.device)
          return world.line.deposit(batch, token)
        },
      },
    })
    expect(under.sort()).toEqual([vault.device, other.device].sort())
    expect([await statesOf(vault), await statesOf(other)]).toEqual([['in'], ['in']])
    expect(
      [await ledgerOf(world, vault.device), await ledgerOf(world, other.device)].map(({ length }) => length),
    ).toEqual([1, 1])
    expect(await waitingOnPhone()).toBe(0)
  })

  test('asks to be woken again while anything waits, and one vault’s failure does not keep the next from sending', async () => {
    const other = await aPhone(world, 'Hà Thị Xuân')
    for (const one of [vault, other]) await closeHousehold(one, householdId(1), 'đi làm xa')
    world.mishaps = ['lost_reply']
    await expect(depositInBackground({ line: world.line })).rejects.toThrow('letters still wait')
    expect([...(await statesOf(vault)), ...(await statesOf(other))].sort()).toEqual(['in', 'queued'])
    const failures = [(await syncNotes(vault.db)).lastFailure?.code, (await syncNotes(other.db)).lastFailure?.code]
    expect(failures.filter(Boolean)).toEqual(['no_line'])
    await depositInBackground({ line: world.line })
    expect(await waitingOnPhone()).toBe(0)
    expect(await ledgerOf(world, vault.device)).toHaveLength(1)
  })

  test('waits for a window’s exchange to end, and then has nothing to send', async () => {
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    let worker: Promise<void> | undefined
    let sentByWorker = 0
    const deposit: typeof world.line.deposit = (batch, token) => {
      sentByWorker += 1
      return world.line.deposit(batch, token)
    }
    await navigator.locks.request('sync', async () => {
      worker = depositInBackground({ line: { deposit } })
      await syncPhone(world, vault)
    })
    await worker
    expect(sentByWorker).toBe(0)
    expect(await statesOf(vault)).toEqual(['in'])
  })

  test('sends anyway where the window’s exchange does not end', async () => {
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    let end: () => void = () => undefined
    const window = navigator.locks.request('sync', () => new Promise<void>((resolve) => (end = resolve)))
    await depositInBackground({ line: world.line, patience: 0 })
    expect(await statesOf(vault)).toEqual(['in'])
    end()
    await window
  })

  test('leaves to the window what the window has on its way, until no reply to it can come', async () => {
    for (const number of [1, 2]) await closeHousehold(vault, householdId(number), 'đi làm xa')
    const [onItsWay] = await keptLetters(vault.db, 'all')
    const sentAt = new Date().toISOString()
    await vault.db.outbox.update(onItsWay!.op, { state: 'sending', sentAt })
    let end: () => void = () => undefined
    const window = navigator.locks.request('sync', () => new Promise<void>((resolve) => (end = resolve)))
    await expect(depositInBackground({ line: world.line, patience: 0 })).rejects.toThrow('letters still wait')
    expect(await statesOf(vault)).toEqual(['sending', 'in'])
    const now = () => new Date(Date.parse(sentAt) + 61_000)
    await depositInBackground({ line: world.line, patience: 0, now })
    expect(await statesOf(vault)).toEqual(['in', 'in'])
    end()
    await window
  })

  test('that fails inside is not started a second time', async () => {
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    const vaults = vi.spyOn(registry.vaults, 'toArray').mockRejectedValue(new Error('a broken promise'))
    await expect(depositInBackground({ line: world.line })).rejects.toThrow('a broken promise')
    expect(vaults).toHaveBeenCalledTimes(1)
    vaults.mockRestore()
  })
})
