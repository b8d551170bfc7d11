import { useSyncExternalStore } from 'react'
import type { Instant } from '#domain/units.ts'

/** What this window is doing about sending: gone with the window, so never stored. */
export type Activity = { running: boolean; nextTryAt?: Instant }

let activity: Activity = { running: false }
const watchers = new Set<() => void>()
const senders = new Set<() => void>()

export function noteActivity(change: Partial<Activity>): void {
  activity = { ...activity, ...change }
  for (const watcher of watchers) watcher()
}

export function useActivity(): Activity {
  return useSyncExternalStore(watch, () => activity)
}

/** Calls `sender` whenever something new is waiting to be sent; returns how to stop. */
export function onWork(sender: () => void): () => void {
  senders.add(sender)
  return () => senders.delete(sender)
}

export function workIsWaiting(): void {
  for (const sender of senders) sender()
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
