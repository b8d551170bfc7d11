import { StorageFailure } from '#phone/store/storageFailure.ts'
import { failureOf, Refusal } from '#phone/sync/failure.ts'
import type { StartWords } from '#phone/wording/start.vi.ts'
import type { PhoneWords } from '#phone/wording/vi.ts'

/** Why the enrolment stopped, in a sentence; what to do about it stands in it. */
export function enrolProblem(error: unknown, { storage }: PhoneWords, { problems }: StartWords['enrol']): string {
  if (error instanceof StorageFailure) return storage[error.problem]
  if (error instanceof Refusal) {
    if (error.code === 'enrolment_unknown') return problems.unknown
    if (error.code === 'enrolment_used') return problems.used
    if (error.code === 'enrolment_expired') return problems.expired
    if (error.code === 'invalid_request') return problems.malformed
  }
  const failure = failureOf(error)
  return failure in problems ? problems[failure as keyof typeof problems] : problems.fault
}
