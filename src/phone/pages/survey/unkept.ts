import { useSyncExternalStore } from 'react'
import type { Revision } from '#domain/household/operation.ts'
import type { HouseholdId } from '#domain/ids.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import type { Raw } from '#domain/wording/raw.ts'
import type { Vault } from '#phone/store/vault.ts'

/**
 * What was given to a question and is not on the disk: text that is no answer yet, or an answer that is being written or
 * could not be. `seen` is the revision that stood on the screen when it was given.
 */
export type Unkept = { raw: Raw; seen: Revision; isSaving: boolean }
type Answers = ReadonlyMap<Path, Unkept>

/** Lives as long as the open book, so that leaving a page drops nothing of it; goes with the lock. */
const books = new WeakMap<Vault, Map<HouseholdId, Answers>>()
const listeners = new Set<() => void>()
const none: Answers = new Map()

export function unkeptOf(vault: Vault, household: HouseholdId): Answers {
  return books.get(vault)?.get(household) ?? none
}

/** Notes what is not kept of a question; undefined once it is on the disk, or was taken away. */
export function noteUnkept(vault: Vault, household: HouseholdId, path: Path, unkept: Unkept | undefined): void {
  const answers = new Map(unkeptOf(vault, household))
  if (unkept) answers.set(path, unkept)
  else answers.delete(path)
  const book = books.get(vault) ?? new Map<HouseholdId, Answers>()
  books.set(vault, book.set(household, answers))
  for (const tell of listeners) tell()
}

/** Questions of a household whose last answer is not on the disk and is not on its way there, live. */
export function useUnkept(vault: Vault, household: HouseholdId): Path[] {
  const answers = useSyncExternalStore(listen, () => unkeptOf(vault, household))
  return [...answers].filter(([, { isSaving }]) => !isSaving).map(([path]) => path)
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
