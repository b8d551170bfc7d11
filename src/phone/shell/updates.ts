import { useSyncExternalStore } from 'react'
import { Workbox } from 'workbox-window'

/**
 * New versions wait until a person says so: half a survey is never reloaded away. `offlineReady` once a worker that has
 * everything in its cache is active.
 */
type Shell = { waiting: boolean; offlineReady: boolean }

let shell: Shell = { waiting: false, offlineReady: false }
let worker: Workbox | undefined
let isWanted = false
const watchers = new Set<() => void>()

/** Registers the service worker, once, where the browser has any. */
export function registerWorker(): void {
  if (worker || !('serviceWorker' in navigator)) return
  worker = new Workbox('/sw.js')
  worker.addEventListener('waiting', () => note({ waiting: true }))
  worker.addEventListener('activated', () => note({ offlineReady: true }))
  worker.addEventListener('controlling', reloadIfWanted)
  worker.register().catch((error: unknown) => {
    // Without a worker the app still works with a line; the page says that it is not ready without one.
    console.error(error)
  })
  navigator.serviceWorker.ready.then(
    () => note({ offlineReady: true }),
    (error: unknown) => console.error(error),
  )
}

/** Whether a new version waits, and how a person lets it in. Only this window reloads, and only on that click. */
export function useUpdateWaiting(): { waiting: boolean; apply: () => void } {
  const { waiting } = useSyncExternalStore(watch, () => shell)
  return { waiting, apply }
}

export function useOfflineReady(): boolean {
  return useSyncExternalStore(watch, () => shell).offlineReady
}

function apply(): void {
  isWanted = true
  worker?.messageSkipWaiting()
}

function reloadIfWanted(): void {
  if (isWanted) location.reload()
}

function note(change: Partial<Shell>): void {
  shell = { ...shell, ...change }
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
