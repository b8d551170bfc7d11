import type { SyncFailure } from '#phone/store/notes.ts'
import { StorageFailure } from '#phone/store/storageFailure.ts'
import type { ProblemCode } from '#protocol/problem.ts'

/** The commune's server answered, and said no. */
export class Refusal extends Error {
  readonly code: ProblemCode
  constructor(code: ProblemCode, options?: ErrorOptions) {
    super(code, options)
    this.name = 'Refusal'
    this.code = code
  }
}

/** Nobody we know answered. */
export class Unreachable extends Error {
  readonly failure: SyncFailure
  constructor(failure: SyncFailure, options?: ErrorOptions) {
    super(failure, options)
    this.name = 'Unreachable'
    this.failure = failure
  }
}

/** What to tell the enumerator about anything thrown in an exchange. */
export function failureOf(error: unknown): SyncFailure {
  if (error instanceof Unreachable) return error.failure
  if (error instanceof StorageFailure) return 'storage'
  if (!(error instanceof Refusal)) return 'fault'
  if (error.code === 'not_authorised' || error.code === 'device_revoked' || error.code === 'newer_protocol')
    return error.code
  return error.code === 'server_fault' ? 'server_down' : 'fault'
}
