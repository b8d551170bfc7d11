import type { Dexie } from 'dexie'
import { noteStorageTrouble } from './storageTrouble.ts'

/**
 * `full`: no room left on this phone. `unavailable`: this browser keeps nothing (private browsing, or switched off).
 * `stuck`: the storage did not answer in time; what was asked of it may still happen, and may be asked for again.
 */
export type StorageProblem = 'full' | 'unavailable' | 'stuck'

/** The phone could not keep something; what was typed is still on the screen. */
export class StorageFailure extends Error {
  readonly problem: StorageProblem
  constructor(problem: StorageProblem, options?: ErrorOptions) {
    super(problem, options)
    this.name = 'StorageFailure'
    this.problem = problem
  }
}

/**
 * Runs `work` on `db`. Where the browser had closed the connection (iOS and Android do so in the background),
 * opens it again and runs `work` once more: `work` is one transaction, so it has happened wholly or not at all.
 *
 * Throws `StorageFailure` where the phone has no room, no storage, or storage that does not answer within `limit`
 * milliseconds; anything else as it came.
 */
export async function durably<Result>(db: Dexie, work: () => PromiseLike<Result>, limit = timeLimit): Promise<Result> {
  try {
    return await within(limit, onceReopened(db, work))
  } catch (error) {
    const problem = storageProblemOf(error)
    if (problem === undefined) throw error
    noteStorageTrouble(problem)
    throw new StorageFailure(problem, { cause: error })
  }
}

/** Milliseconds. A full list on a slow phone takes a tenth of it. */
const timeLimit = 20_000

async function within<Result>(limit: number, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('the storage does not answer', 'TimeoutError')), limit)
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

async function onceReopened<Result>(db: Dexie, work: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!errorsIn(error).some(isClosed)) throw error
    db.close({ disableAutoOpen: false })
    await db.open()
    return await work()
  }
}

/** Safari and Chromium say so in a sentence of an error that has other causes too. */
function isClosed({ name, message }: Error): boolean {
  return ['DatabaseClosedError', 'InvalidStateError'].includes(name) || /connection .*(lost|closing)/i.test(message)
}

const unavailableNames = ['MissingAPIError', 'OpenFailedError', 'SecurityError']

function storageProblemOf(error: unknown): StorageProblem | undefined {
  const names = errorsIn(error).map(({ name }) => name)
  if (names.includes('QuotaExceededError')) return 'full'
  if (names.includes('TimeoutError')) return 'stuck'
  return names.some((name) => unavailableNames.includes(name)) ? 'unavailable' : undefined
}

/** An error and those inside it: Dexie wraps the browser's. */
function errorsIn(error: unknown): Error[] {
  if (!(error instanceof Error || error instanceof DOMException)) return []
  const inner = 'inner' in error ? error.inner : 'cause' in error ? error.cause : undefined
  return [error, ...errorsIn(inner)]
}
