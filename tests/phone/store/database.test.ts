import 'fake-indexeddb/auto'
import { describe, expect, test, vi } from 'vitest'
import { DeviceId, OpId } from '#domain/ids.ts'
import { type LetterRow, vaultDatabase } from '#phone/store/database.ts'
import { requeueSending, takeLetters } from '#phone/store/outbox.ts'
import { registry } from '#phone/store/registry.ts'
import { householdId, opId } from '../../builders.ts'
import { dumpDatabase, restoreDatabase } from '../../fixtures/rawStorage.ts'

/** A vault's database with two letters in it, as the browser holds it. */
async function aDatabase() {
  const device = DeviceId.parse(crypto.randomUUID())
  const db = vaultDatabase(device)
  const letter = (number: number): LetterRow => ({
    op: OpId.parse(opId(number)),
    n: number,
    households: [householdId(number)],
    state: 'sending',
    bytes: new Uint8Array([number]),
  })
  await db.outbox.bulkAdd([letter(1), letter(2)])
  db.close()
  return { db, raw: await dumpDatabase(db.name) }
}

describe('lesson 16: a database whose browser was killed in the middle of an upgrade', () => {
  test.each(['state', 'n', 'households'])('gets its missing index %s on opening, and keeps its rows', async (lost) => {
    const { db, raw } = await aDatabase()
    const stores = raw.stores.map((store) => ({
      ...store,
      indexes: store.name === 'outbox' ? store.indexes.filter(({ name }) => name !== lost) : store.indexes,
    }))
    expect(stores).not.toEqual(raw.stores)
    await restoreDatabase({ ...raw, stores })
    await db.open()
    await requeueSending(db)
    const taken = await takeLetters(db, 1_000, new Set(), new Date())
    expect(taken.map(({ n }) => n)).toEqual([1, 2])
    expect(await db.outbox.where('households').equals(householdId(2)).count()).toBe(1)
    expect(await db.outbox.orderBy('n').count()).toBe(2)
  })

  test.each(['made', 'drafts', 'meta'])('gets its missing table %s on opening, and keeps its rows', async (lost) => {
    const { db, raw } = await aDatabase()
    await restoreDatabase({ ...raw, stores: raw.stores.filter(({ name }) => name !== lost) })
    await db.open()
    expect(await db.table(lost).count()).toBe(0)
    expect(await db.outbox.count()).toBe(2)
  })
})

test('every write of a vault and of the list of vaults is flushed to the disk before it counts', async () => {
  const { db } = await aDatabase()
  const opened = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await db.open()
  await db.meta.put({ key: 'place' })
  await db.transaction('rw', db.tables, () => db.meta.put({ key: 'place' }))
  await registry.vaults.update(DeviceId.parse(crypto.randomUUID()), { wrongPins: 1 })
  const writes = opened.mock.calls.filter(([, mode]) => mode === 'readwrite')
  expect(writes).toHaveLength(3)
  expect(writes.map(([, , how]) => how?.durability)).toEqual(['strict', 'strict', 'strict'])
  opened.mockRestore()
})
