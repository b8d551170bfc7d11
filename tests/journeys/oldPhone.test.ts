import 'fake-indexeddb/auto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HouseholdId } from '#domain/ids.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { vaultDatabase } from '#phone/store/database.ts'
import { addHousehold } from '#phone/store/drafts.ts'
import { householdCards, householdView } from '#phone/store/households.ts'
import { keptLetters } from '#phone/store/kept.ts'
import { registry, vaultCards } from '#phone/store/registry.ts'
import { unlock, type Vault } from '#phone/store/vault.ts'
import { householdId } from '../builders.ts'
import { dumpDatabase, type RawDatabase, restoreDatabase } from '../fixtures/rawStorage.ts'
import { saved } from '../fixtures/saved.ts'
import { aCommune, answer, aPhone, closeHousehold, ledgerOf, syncPhone, type World } from './world.ts'

/** A phone of version 1 with everything a phone can have, and the key ring of its commune; everybody in it is invented. */
type OldPhone = { made: HouseholdId; keyring: string; databases: RawDatabase[] }

const pin = '135790'
const [received, waiting, begun] = [householdId(1), householdId(2), householdId(3)]
const [water, latrine] = [pathOf('water_source'), pathOf('latrine')]
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'so-thon-old-phone-'))
  await registry.vaults.clear()
})
afterEach(() => rmSync(folder, { recursive: true }))

async function makeOldPhone(): Promise<OldPhone> {
  const world = await aCommune({ folder: join(folder, 'old') })
  const vault = await aPhone(world)
  await closeHousehold(vault, received, 'đi làm xa')
  await syncPhone(world, vault)
  await closeHousehold(vault, waiting, 'vắng nhà')
  await answer(vault, begun, water, 'rain')
  await answer(vault, begun, latrine, 'septic')
  const made = await addHousehold(vault)
  await answer(vault, made, water, 'piped')
  const databases = [await dumpDatabase(registry.name), await dumpDatabase(vault.db.name)]
  await world.store.close()
  return { made, keyring: readFileSync(join(folder, 'old', 'keyring.json'), 'utf8'), databases }
}

/** The same commune today, its database new, its key ring the old one. */
async function communeOf({ keyring }: OldPhone): Promise<World> {
  mkdirSync(join(folder, 'new'))
  writeFileSync(join(folder, 'new', 'keyring.json'), keyring)
  return aCommune({ folder: join(folder, 'new') })
}

async function switchedOn({ databases }: OldPhone): Promise<Vault> {
  const device = databases[1]!.name.replace('so-thon-', '')
  registry.close()
  vaultDatabase(device as never).close()
  for (const database of databases) await restoreDatabase(database)
  await registry.open()
  await vaultDatabase(device as never).open()
  const [card] = await vaultCards()
  const opened = await unlock(card!.device, pin)
  if (opened.outcome !== 'unlocked') throw new Error(opened.outcome)
  return opened.vault
}

describe('a phone as version 1 left it, opened by today’s app', () => {
  test('lessons 15 and 16: has everything: the list, letters in every state, drafts with their values', async () => {
    const old = await saved('phone-v1.json', makeOldPhone)
    const vault = await switchedOn(old)
    expect((await householdCards(vault)).map(({ id, status }) => [id, status])).toEqual([
      [received, 'received'],
      [waiting, 'waiting'],
      [begun, 'draft'],
      [old.made, 'draft'],
    ])
    expect((await keptLetters(vault.db, 'all')).map(({ state }) => state)).toEqual(['in', 'queued'])
    const view = (await householdView(vault, begun))!
    expect([view.values.get(water), view.values.get(latrine), view.late]).toEqual(['rain', 'septic', []])
    expect((await householdView(vault, old.made))?.values.get(water)).toBe('piped')
  })

  test('sends all of it to the commune, whose database does not know it any more', async () => {
    const old = await saved('phone-v1.json', makeOldPhone)
    const world = await communeOf(old)
    const vault = await switchedOn(old)
    expect(await syncPhone(world, vault)).toEqual({ outcome: 'done' })
    expect((await ledgerOf(world, vault.device)).map(({ outcome }) => outcome)).toEqual(['applied', 'applied'])
    await closeHousehold(vault, begun, 'chuyển sang hôm khác')
    await closeHousehold(vault, old.made, 'mới chuyển đến')
    expect(await syncPhone(world, vault)).toEqual({ outcome: 'done' })
    expect((await householdCards(vault)).map(({ status }) => status)).toEqual(Array(4).fill('received'))
    expect(await vault.db.drafts.count()).toBe(0)
    await world.store.close()
  })
})
