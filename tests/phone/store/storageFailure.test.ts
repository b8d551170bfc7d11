import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { durably, StorageFailure } from '#phone/store/storageFailure.ts'
import { storageTrouble } from '#phone/store/storageTrouble.ts'
import { failureOf } from '#phone/sync/failure.ts'

let db: Dexie

beforeEach(() => {
  db = new Dexie(`storage-${crypto.randomUUID()}`)
  db.version(1).stores({ rows: 'id' })
})
afterEach(() => {
  vi.useRealTimers()
  db.close()
})

const put = (id: string) => durably(db, () => db.table('rows').put({ id }))

describe('a write', () => {
  test('lesson 19: is done after all where the browser closed the connection in the background, once and for each', async () => {
    await put('a')
    db.backendDB().close()
    await put('b')
    db.backendDB().close()
    await put('c')
    expect((await db.table('rows').toArray()).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  test.each([
    new Dexie.DatabaseClosedError(),
    new DOMException('Connection to Indexed Database server lost. Refresh the page to try again', 'UnknownError'),
    new DOMException('Connection is closing.', 'AbortError'),
    new DOMException('The database connection is closing.', 'InvalidStateError'),
  ])('lesson 19: that ended in %s is tried again on a new connection, once', async (error) => {
    let tries = 0
    const write = async () => {
      tries += 1
      if (tries === 1) throw error
      return db.table('rows').put({ id: 'a' })
    }
    await durably(db, write)
    expect([tries, await db.table('rows').count()]).toEqual([2, 1])
    const never = durably(db, () => Promise.reject(error))
    await expect(never).rejects.toThrow()
  })

  test('that a person or a rule undid is not tried again', async () => {
    let tries = 0
    const write = () => {
      tries += 1
      return Promise.reject(new DOMException('undone', 'AbortError'))
    }
    await expect(durably(db, write)).rejects.toThrow('undone')
    expect(tries).toBe(1)
  })

  test('lesson 18: that the storage never answers ends in an outcome that has words', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const stuck = durably(db, () => new Promise<never>(() => undefined))
    const ended = expect(stuck).rejects.toMatchObject({ problem: 'stuck' })
    await vi.advanceTimersByTimeAsync(20_000)
    await ended
    await expect(stuck).rejects.toThrow(StorageFailure)
    expect(storageTrouble()).toMatchObject({ problem: 'stuck' })
  })

  test('that was answered leaves no timer behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await durably(db, () => Promise.resolve())
    await expect(durably(db, () => Promise.reject(new Error('?')))).rejects.toThrow('?')
    expect(vi.getTimerCount()).toBe(0)
  })
})

test.each(['full', 'unavailable', 'stuck'] as const)(
  'storage that is %s is a failure of the exchange in words',
  (problem) => {
    expect(failureOf(new StorageFailure(problem))).toBe('storage')
  },
)
