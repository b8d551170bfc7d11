import 'fake-indexeddb/auto'
import { AsyncLocalStorage } from 'node:async_hooks'
import { DatabaseSync } from 'node:sqlite'
import { DefaultConnectionProvider, SqliteDriver } from 'kysely'
import { elsewhere, gate, makeRoom, stillness, touch } from './tasks.ts'

/**
 * Puts gates and switches under the real programs, once per process. Without a running task, and with the power on,
 * nothing is different.
 */
export function patchOnce(): void {
  if (isPatched) return
  isPatched = true
  patchStorage()
  patchKeeping()
  patchCrypto()
  patchServer()
}
let isPatched = false

/** The server's power: how many more statements it executes, or only up to its next commit; undefined while it is safe. */
export const power: { statements?: number; isCutAtCommit?: boolean } = {}

export class PowerCut extends Error {
  override name = 'PowerCut'
}

const reads = ['get', 'getKey', 'getAll', 'getAllKeys', 'count', 'openCursor', 'openKeyCursor']
const writes = ['add', 'put', 'delete', 'clear']
const growing = ['add', 'put']

function patchStorage(): void {
  patch(IDBDatabase.prototype, ['transaction'], () => undefined)
  patch(IDBObjectStore.prototype, [...reads, ...writes], (store: IDBObjectStore) => store.transaction)
  patch(IDBIndex.prototype, reads, (index: IDBIndex) => index.objectStore.transaction)
}

type Method = (...values: unknown[]) => unknown

function patch<Target extends object>(
  prototype: Target,
  names: string[],
  transactionOf: (target: Target) => IDBTransaction | undefined,
): void {
  for (const name of names) {
    const original = Reflect.get(prototype, name) as Method
    const patched = function (this: Target, ...values: unknown[]): unknown {
      const transaction = transactionOf(this)
      touch(() => undo(transaction))
      if (transaction && growing.includes(name) && makeRoom(() => undo(transaction))) overfull.add(transaction)
      return original.apply(this, values)
    }
    Reflect.set(prototype, name, patched)
  }
}

function undo(transaction: IDBTransaction | undefined): void {
  try {
    transaction?.abort()
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error // over already
  }
}

/** Transactions of which the disk says only at their end that there is no room. */
const overfull = new WeakSet<IDBTransaction>()

type Running = IDBTransaction & { _requests: unknown[]; _state: string; _abort: (name: string) => void }

/** `_start` is called for each request of a transaction, and once more when there is none left. */
function patchKeeping(): void {
  const start = Reflect.get(IDBTransaction.prototype, '_start') as (this: Running) => void
  const patched = function (this: Running): void {
    const isAtItsEnd = this._requests.length === 0 && this._state !== 'finished'
    if (isAtItsEnd && overfull.delete(this)) this._abort('QuotaExceededError')
    else start.call(this)
  }
  Reflect.set(IDBTransaction.prototype, '_start', patched)
}

/**
 * Around what the commune's server does for a request. It seals too, but with the database in its hands and for a tab that
 * may be gone: that is no place where others come between.
 */
export const atTheCommune = new AsyncLocalStorage<true>()

const inThreads = ['decrypt', 'deriveBits', 'deriveKey', 'digest', 'exportKey', 'generateKey', 'importKey', 'sign']

function patchCrypto(): void {
  patchSubtle('encrypt', () => (atTheCommune.getStore() ? undefined : gate('phone')))
  for (const name of inThreads) patchSubtle(name, () => undefined)
}

function patchSubtle(name: string, before: () => Promise<void> | undefined): void {
  const original = Reflect.get(crypto.subtle, name) as (...values: unknown[]) => Promise<unknown>
  const patched = async (...values: unknown[]) => {
    const stop = before()
    if (stop) await stop
    elsewhere.atWork += 1
    try {
      return await original.apply(crypto.subtle, values)
    } finally {
      elsewhere.atWork -= 1
    }
  }
  Object.defineProperty(crypto.subtle, name, { value: patched, configurable: true })
}

/** A request that stands still in the server, before it gets the database for the so many-th time, until then. */
export const standstill = new AsyncLocalStorage<{ left: number; until: Promise<void> }>()

function patchServer(): void {
  const provide = DefaultConnectionProvider.prototype.provideConnection
  DefaultConnectionProvider.prototype.provideConnection = async function (...values) {
    const still = standstill.getStore()
    if (still && still.left-- === 0) await still.until
    await gate('commune')
    return provide.apply(this, values) as never
  }
  const prepare = DatabaseSync.prototype.prepare
  DatabaseSync.prototype.prepare = function (...values) {
    if (power.isCutAtCommit && values[0] === 'commit') power.statements = 0
    if (power.statements !== undefined && --power.statements < 0) throw new PowerCut()
    return prepare.apply(this, values)
  }
  const commit = SqliteDriver.prototype.commitTransaction
  SqliteDriver.prototype.commitTransaction = async function (...values) {
    // The disk takes its time before the plug is pulled: what was told before the commit has arrived by then.
    if (power.isCutAtCommit) await stillness()
    return commit.apply(this, values)
  }
}
