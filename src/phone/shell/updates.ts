import { useSyncExternalStore } from 'react'
import { Workbox } from 'workbox-window'
import { askedForPart } from './askedFor.ts'
import { isAnyDraftOpen } from './draftLock.ts'

/**
 * New versions wait until a person says so: half a survey is never reloaded away. `offlineReady` once a worker that has
 * everything in its cache is active.
 */
type Shell = { waiting: boolean; refused: boolean; offlineReady: boolean }

let shell: Shell = { waiting: false, refused: false, offlineReady: false }
let worker: Workbox | undefined
let isWanted = false
const watchers = new Set<() => void>()

/** Registers the service worker, once, where the browser has any. */
export function registerWorker(): void {
  if (worker || !('serviceWorker' in navigator)) return
  // Where there is no Background Sync, a module worker would only ask for more of the browser.
  worker = 'SyncManager' in window ? new Workbox('/sw-deposit.js', { type: 'module' }) : new Workbox('/sw.js')
  worker.addEventListener('waiting', () => note({ waiting: true }))
  worker.addEventListener('activated', () => note({ offlineReady: true }))
  worker.addEventListener('controlling', reloadIfWanted)
  worker.register().catch((error: unknown) => {
    // Without a worker the app still works with a line; the page says that it is not ready without one.
    console.error(error)
  })
  navigator.serviceWorker.ready.then(
    ({ active }) => {
      active?.postMessage({ type: 'FETCH_LATER' })
      keepWhatIsLoaded(active)
      note({ offlineReady: true })
    },
    (error: unknown) => console.error(error),
  )
}

/** What this page had to fetch before the worker stood between: kept like everything that is asked for later. */
function keepWhatIsLoaded(active: ServiceWorker | null): void {
  const urlsToCache = performance.getEntriesByType('resource').flatMap(({ name }) => (askedForPart(name) ? [name] : []))
  if (urlsToCache.length > 0) active?.postMessage({ type: 'CACHE_URLS', payload: { urlsToCache } })
}

/**
 * Whether a new version waits, and how a person lets it in. Only this window reloads, and only on that click. It is
 * refused while a survey is open in another window: the pages that it may still have to load would be gone.
 */
export function useUpdateWaiting(): Pick<Shell, 'waiting' | 'refused'> & { apply: () => void } {
  return { ...useSyncExternalStore(watch, () => shell), apply: () => void apply() }
}

export function useOfflineReady(): boolean {
  return useSyncExternalStore(watch, () => shell).offlineReady
}

async function apply(): Promise<void> {
  const refused = await isAnyDraftOpen()
  note({ refused })
  if (refused) return
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
