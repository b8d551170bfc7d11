import type { Dexie } from 'dexie'

/** `full`: no room left on this phone. `unavailable`: this browser keeps nothing (private browsing, or switched off). */
export type StorageProblem = 'full' | 'unavailable'

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
 * Throws `StorageFailure` where the phone has no room or no storage; anything else as it came.
 */
export async function durably<Result>(db: Dexie, work: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await onceReopened(db, work)
  } catch (error) {
    const problem = storageProblemOf(error)
    if (problem === undefined) throw error
    throw new StorageFailure(problem, { cause: error })
  }
}

async function onceReopened<Result>(db: Dexie, work: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!namesIn(error).some((name) => closedNames.includes(name))) throw error
    db.close({ disableAutoOpen: false })
    await db.open()
    return await work()
  }
}

const closedNames = ['DatabaseClosedError', 'InvalidStateError']
const unavailableNames = ['MissingAPIError', 'OpenFailedError', 'SecurityError']

function storageProblemOf(error: unknown): StorageProblem | undefined {
  const names = namesIn(error)
  if (names.includes('QuotaExceededError')) return 'full'
  return names.some((name) => unavailableNames.includes(name)) ? 'unavailable' : undefined
}

/** The names of an error and of those inside it: Dexie wraps the browser's. */
function namesIn(error: unknown): string[] {
  if (!(error instanceof Error || error instanceof DOMException)) return []
  const inner = 'inner' in error ? error.inner : 'cause' in error ? error.cause : undefined
  return [error.name, ...namesIn(inner)]
}
