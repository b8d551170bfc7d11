import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { registry } from '#phone/store/registry.ts'
import { spareTries } from '#phone/store/spareTries.ts'
import { StorageFailure } from '#phone/store/storageFailure.ts'
import { unlock, type Vault } from '#phone/store/vault.ts'
import { enrolled, lineWith, pin } from '../kit.ts'
import { fillPhone } from '../noRoom.ts'

let vault: Vault
const now = Date.parse('2024-10-20T01:00:00Z')

beforeEach(async () => {
  await registry.vaults.clear()
  vault = await enrolled(await lineWith([]))
  await unlock(vault.device, pin)
})
afterEach(() => vi.restoreAllMocks())

const tried = async (typed: string) => (await unlock(vault.device, typed, now)).outcome
const tryOften = async (typed: string, times: number) => {
  const outcomes = []
  for (let i = 0; i < times; i++) outcomes.push(await tried(typed))
  return outcomes
}
const full = new StorageFailure('full')

describe('on a full phone', () => {
  test('the right PIN opens the book, and the wrong one does not', async () => {
    fillPhone()
    expect([await tried('000000'), await tried(pin)]).toEqual(['wrong_pin', 'unlocked'])
  })

  test.each(['000000', pin])('no PIN is tried more often than there are spare tries: %s', async (typed) => {
    fillPhone()
    await tryOften(typed, spareTries)
    await expect(tried(pin)).rejects.toThrow(full)
    await expect(tried('000000')).rejects.toThrow(full)
  })

  test('a try costs even if the app is closed before its answer', async () => {
    fillPhone()
    vi.spyOn(crypto.subtle, 'deriveKey').mockRejectedValue(new Error('closed'))
    for (let i = 0; i < spareTries; i++) await expect(tried(pin)).rejects.toThrow('closed')
    vi.mocked(crypto.subtle.deriveKey).mockRestore()
    await expect(tried(pin)).rejects.toThrow(full)
  })

  test('whoever is to wait waits', async () => {
    await tryOften('000000', 3)
    fillPhone()
    expect(await unlock(vault.device, pin, now + 1_000)).toEqual({ outcome: 'wait', waitSeconds: 4 })
  })

  test('a wait that a wrong clock made too long spends no spare try', async () => {
    await tryOften('000000', 3)
    fillPhone()
    await expect(unlock(vault.device, pin, now - 86_400_000)).rejects.toThrow(full)
  })
})

describe('spare tries are laid down anew', () => {
  test('by the right PIN with room again, and by nothing else', async () => {
    fillPhone()
    await tryOften('000000', spareTries - 1)
    await tried(pin)
    vi.restoreAllMocks()
    await tried('000000')
    fillPhone()
    await expect(tried(pin)).rejects.toThrow(full)
    vi.restoreAllMocks()
    expect(await tried(pin)).toBe('unlocked')
    fillPhone()
    expect(await tryOften(pin, spareTries)).toEqual(Array(spareTries).fill('unlocked'))
  })
})
