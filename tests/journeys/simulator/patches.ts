import 'fake-indexeddb/auto'
import { DatabaseSync } from 'node:sqlite'
import { DefaultConnectionProvider } from 'kysely'
import { gate, touch } from './tasks.ts'

/**
 * Puts gates and switches under the real programs, once per process. Without a running task, and with the power on,
 * nothing is different.
 */
export function patchOnce(): void {
  if (isPatched) return
  isPatched = true
  patchStorage()
  patchSealing()
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
      touch(() => undo(transactionOf(this)))
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

function patchSealing(): void {
  const original = crypto.subtle.encrypt
  const patched: typeof original = async (...values) => {
    await gate('phone')
    return original.apply(crypto.subtle, values)
  }
  Object.defineProperty(crypto.subtle, 'encrypt', { value: patched, configurable: true })
}

function patchServer(): void {
  const provide = DefaultConnectionProvider.prototype.provideConnection
  DefaultConnectionProvider.prototype.provideConnection = async function (...values) {
    await gate('commune')
    return provide.apply(this, values) as never
  }
  const prepare = DatabaseSync.prototype.prepare
  DatabaseSync.prototype.prepare = function (...values) {
    if (power.isCutAtCommit && values[0] === 'commit') power.statements = 0
    if (power.statements !== undefined && --power.statements < 0) throw new PowerCut()
    return prepare.apply(this, values)
  }
}
