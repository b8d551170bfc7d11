import type { Instant } from '#domain/units.ts'
import type { StorageProblem } from './storageFailure.ts'

/** The last time since this window opened that the phone could not keep something. It cannot be stored itself. */
export type StorageTrouble = { problem: StorageProblem; at: Instant }

let trouble: StorageTrouble | undefined
const watchers = new Set<() => void>()

export function noteStorageTrouble(problem: StorageProblem, now = new Date()): void {
  trouble = { problem, at: now.toISOString() }
  for (const watcher of watchers) watcher()
}

export function storageTrouble(): StorageTrouble | undefined {
  return trouble
}

/** Calls `watcher` with every trouble; returns how to stop. */
export function watchStorage(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
