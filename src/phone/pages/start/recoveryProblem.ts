import { useState } from 'react'
import { StorageFailure } from '#phone/store/storageFailure.ts'
import { failureOf, Refusal } from '#phone/sync/failure.ts'
import { useWords } from '#phone/wording/language.tsx'
import type { StartWords } from '#phone/wording/start.vi.ts'
import { useStartWords } from '#phone/wording/startWords.ts'
import type { PhoneWords } from '#phone/wording/vi.ts'

/** Why a forgotten PIN could not be changed, in a sentence. */
export function recoveryProblem(error: unknown, words: PhoneWords, { forgotten }: StartWords): string {
  const { problems } = forgotten
  if (error instanceof StorageFailure) return words.storage[error.problem]
  if (error instanceof Refusal && error.code in problems) return problems[error.code as keyof typeof problems]
  const failure = failureOf(error)
  if (failure === 'no_line') return `${words.sync.failures.no_line} ${forgotten.needsLine}`
  return failure === 'fault' ? forgotten.failed : words.sync.failures[failure]
}

/** Runs one step at a time; why the last one failed, in the language chosen now. */
export function useRecoveryProblem() {
  const words = useWords()
  const startWords = useStartWords()
  const [error, setError] = useState<{ thrown: unknown }>()
  const during = async (work: () => Promise<void>, onFailure: () => void) => {
    setError(undefined)
    try {
      await work()
    } catch (thrown) {
      if (failureOf(thrown) === 'fault' && !(thrown instanceof Refusal)) console.error(thrown)
      setError({ thrown })
      onFailure()
    }
  }
  return { problem: error && recoveryProblem(error.thrown, words, startWords), during }
}
