import { useSyncExternalStore } from 'react'

let persisted: boolean | undefined
const watchers = new Set<() => void>()

/**
 * Asks the browser never to clear this app's storage by itself. True or false is its answer, to be shown; undefined
 * where it cannot be asked.
 */
export async function askToPersist(): Promise<boolean | undefined> {
  if (typeof navigator.storage?.persist !== 'function') return undefined
  persisted = (await navigator.storage.persisted()) || (await navigator.storage.persist())
  for (const watcher of watchers) watcher()
  return persisted
}

/** Whether the browser promises to keep what is stored, and the bytes it uses. Its `quota` is fiction and not
 * asked for. Undefined where the browser does not say, or not in time: an exchange waits for this. */
export async function storageUse(): Promise<StorageUse | undefined> {
  if (typeof navigator.storage?.estimate !== 'function') return undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeLimit)
  })
  try {
    return await Promise.race([askedUse(), silence])
  } finally {
    clearTimeout(timer)
  }
}

type StorageUse = { persisted: boolean; usage?: number }

/** Milliseconds. */
const timeLimit = 5_000

async function askedUse(): Promise<StorageUse> {
  const { usage } = await navigator.storage.estimate()
  return { persisted: await navigator.storage.persisted(), ...(usage !== undefined && { usage }) }
}

/** The browser's answer; undefined while it has not been asked. */
export function usePersisted(): boolean | undefined {
  return useSyncExternalStore(watch, () => persisted)
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
