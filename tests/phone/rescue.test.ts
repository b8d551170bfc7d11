import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { DeviceId } from '#domain/ids.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { openBox } from '#phone/store/box.ts'
import { vaultDatabase } from '#phone/store/database.ts'
import { keptLetters } from '#phone/store/kept.ts'
import { registry } from '#phone/store/registry.ts'
import { type HandoverHead, readHandover } from '#protocol/handover.ts'
import { openEscrow } from '#protocol/letter.ts'
import { readCertificate } from '#server/certificate.ts'
import { takeInHandover } from '#server/handover.ts'
import { rescueAll } from '../../src/rescueStore.ts'
import { householdId, residentId } from '../builders.ts'
import { aCommune, answer, aPhone, closeHousehold, syncPhone, type World } from '../journeys/world.ts'

let world: World
beforeEach(async () => {
  vi.spyOn(console, 'warn').mockReturnValue() // what could not be read is said there too
  for (const { name } of await indexedDB.databases())
    if (name !== 'so-thon') await vaultDatabase(name!.slice(8) as DeviceId).delete()
  await registry.vaults.clear()
  world = await aCommune()
})

const read = (file: Uint8Array) => {
  const found = readHandover(file)
  if (found.outcome !== 'read') throw new Error(found.outcome)
  return found
}

/** What the commune reads in the rescued rows, with its own keys. */
async function opened(head: HandoverHead, device: string) {
  const keys = [...world.store.keyring.letterKeys.values()][0]!
  const raw = await openEscrow(Buffer.from(head.rescued!.escrow!, 'base64url'), device, keys)
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
  return Promise.all(
    head.rescued!.rows.map(async ({ table, id, iv, sealed, household }) => {
      const box = Buffer.concat([Buffer.from(iv, 'base64url'), Buffer.from(sealed, 'base64url')])
      const value = await openBox<Record<string, unknown>>(key, { table, id }, new Uint8Array(box))
      return { table, household, value }
    }),
  )
}

describe('the rescue file', () => {
  test('holds letters of every state, and drafts and operations that the commune can open', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    await syncPhone(world, vault)
    await closeHousehold(vault, householdId(2), 'vắng nhà')
    await vault.db.outbox.where('state').equals('queued').modify({ state: 'refused' })
    await answer(vault, householdId(3), pathOf('name', residentId(1)), 'Lò Thị Mai')
    const { vaults, unread } = await rescueAll(new Date('2024-10-20T02:00:00Z'))
    expect(unread).toBe(0)
    expect(vaults).toHaveLength(1)
    const [saved] = vaults
    expect(saved).toMatchObject({
      enumerator: 'Lương Văn Thắng',
      hamlet: 'Làng Mài',
      letters: 2,
      answers: 1,
      operations: 2,
      unread: 0,
    })
    const { head, letters, isCut } = read(saved!.file)
    expect(isCut).toBe(false)
    expect(letters).toEqual((await keptLetters(vault.db, 'all')).map(({ bytes }) => bytes))
    const { deposit } = (await registry.vaults.get(vault.device))!
    expect(head.certificate).toBe(deposit!.split('.')[0])
    expect(JSON.stringify(head)).not.toContain(deposit)
    expect(head.epoch).toBe(world.store.epoch)
    const rows = await opened(head, vault.device)
    expect(rows.filter(({ table }) => table === 'drafts')).toMatchObject([
      { household: householdId(3), value: { path: pathOf('name', residentId(1)), value: 'Lò Thị Mai' } },
    ])
    expect(rows.filter(({ table }) => table === 'operations').map(({ value }) => value.n)).toEqual([1, 2])
    const imported = await takeInHandover(world.store, saved!.file, 'office:hoa')
    expect(imported.results.map(({ status }) => status)).toEqual(['applied', 'applied'])
    expect(imported.rescued.filter(({ body }) => body === undefined)).toEqual([])
    expect(imported.rescued).toHaveLength(3)
  })

  test('is made for each person on the phone, under their own certificate', async () => {
    const [one, other] = [await aPhone(world), await aPhone(world, 'Lò Thị Mai')]
    await closeHousehold(one, householdId(1), 'đi làm xa')
    await closeHousehold(other, householdId(2), 'vắng nhà')
    const { vaults } = await rescueAll()
    const deviceOf = (file: (typeof vaults)[number]['file']) => readCertificate(read(file).head.certificate).device
    expect(new Map(vaults.map(({ enumerator, file }) => [enumerator, deviceOf(file)]))).toEqual(
      new Map([
        ['Lương Văn Thắng', one.device],
        ['Lò Thị Mai', other.device],
      ]),
    )
    expect(vaults.map(({ letters }) => letters)).toEqual([1, 1])
  })

  test('is made of what can be read where a table is gone, and says how much could not be', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    const { name, verno } = vault.db
    vault.db.close()
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(name, verno * 10 + 1)
      request.onupgradeneeded = () => request.result.deleteObjectStore('operations')
      request.onsuccess = () => {
        request.result.close()
        resolve()
      }
      request.onerror = () => reject(request.error)
    })
    const [saved] = (await rescueAll()).vaults
    expect(saved).toMatchObject({ letters: 1, operations: 0, unread: 1 })
    expect(read(saved!.file).letters).toHaveLength(1)
  })

  test('is made without a row that cannot be read, which costs itself alone', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    await closeHousehold(vault, householdId(2), 'vắng nhà')
    const [bad, good] = await keptLetters(vault.db, 'all')
    const { get } = IDBObjectStore.prototype
    const broken = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
      if (this.name === 'outbox' && key === bad!.op) throw new DOMException('Internal error', 'UnknownError')
      return get.call(this, key)
    })
    const [saved] = (await rescueAll()).vaults
    broken.mockRestore()
    expect(saved).toMatchObject({ letters: 1, operations: 2, unread: 1 })
    expect(read(saved!.file).letters).toEqual([good!.bytes])
  })

  test('is made of a vault that the registry has lost', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    await registry.vaults.clear()
    const [saved] = (await rescueAll()).vaults
    expect(saved).toMatchObject({ enumerator: 'Lương Văn Thắng', letters: 1 })
    expect((await takeInHandover(world.store, saved!.file, 'office:hoa')).results).toMatchObject([
      { status: 'applied' },
    ])
  })

  test('changes and makes nothing', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    await registry.vaults.add({ ...(await registry.vaults.get(vault.device))!, device: 'a'.repeat(36) as never })
    const dump = async () =>
      JSON.stringify(await Promise.all(vaultDatabase(vault.device).tables.map((table) => table.toArray())))
    const before = [await dump(), (await indexedDB.databases()).map(({ name }) => name).sort()]
    const { vaults } = await rescueAll()
    expect(vaults.map(({ unread }) => unread).sort()).toEqual([0, 1])
    expect([await dump(), (await indexedDB.databases()).map(({ name }) => name).sort()]).toEqual(before)
  })
})
