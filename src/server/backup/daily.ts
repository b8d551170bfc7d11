import { existsSync, readdirSync, rmSync } from 'node:fs'
import { type CommuneStore, filesOf } from '#server/commune.ts'
import { standingOf } from '#server/epoch.ts'
import { readKeyRing } from '#server/keyring.ts'
import { backUpFrom } from './backup.ts'

/** Looked after every hour; a backup is due when the last is a day old. */
const lookMs = 3_600_000
const dueMs = 86_400_000
/** How many of its own backups the server keeps. */
const kept = 30

/**
 * Backs the commune up once a day into its folder's `backups`, where a recovery secret was set up. A backup that fails
 * is logged and tried again an hour later. The function returned ends it, and waits for one under way.
 */
export function backUpDaily(store: CommuneStore): () => Promise<void> {
  let last = look(store)
  const timer = setInterval(() => {
    last = last.then(() => look(store))
  }, lookMs).unref()
  return () => {
    clearInterval(timer)
    return last
  }
}

async function look(store: CommuneStore): Promise<void> {
  try {
    await backUpIfDue(store)
  } catch (fault) {
    store.log(`backup failed, tried again in an hour: ${fault instanceof Error ? fault.stack : fault}`)
  }
}

/** Resolves to the file, or to undefined where no backup is due, or none can be made. */
export async function backUpIfDue(store: CommuneStore): Promise<string | undefined> {
  const { db, folder, clock, random } = store
  if (folder === undefined || !existsSync(filesOf(folder).keyring)) return undefined
  if (!readKeyRing(filesOf(folder).keyring).backup) return undefined
  const { backedUpTo } = await standingOf(store)
  if (backedUpTo !== undefined && clock().getTime() - Date.parse(backedUpTo) < dueMs) return undefined
  const to = `${folder}/backups`
  const { file } = await backUpFrom(db, { folder, to, clock, random })
  const old = readdirSync(to)
    .filter((name) => name.endsWith('.backup'))
    .sort()
    .slice(0, -kept)
  for (const name of old) rmSync(`${to}/${name}`)
  return file
}
