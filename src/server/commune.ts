import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { removeLeft } from '#server/backup/unfinished.ts'
import type { Db } from '#server/db/schema.ts'
import { isWhole, openSqlite } from '#server/db/sqlite.ts'
import { settleEpoch } from './epoch.ts'
import { type KeyRing, openKeyRing } from './keyring.ts'
import { Refused } from './refused.ts'
import { openSideFile, type Side, type SideFile } from './sideFile.ts'

/** One commune's server, without its port: what every route and procedure works on. */
export type CommuneStore = {
  db: Db
  keyring: KeyRing
  /** The random id of this database when it was opened; a restore found while it runs makes another (`epochOf`). */
  epoch: string
  /** Holds the database and the key ring; absent in memory. */
  folder?: string
  /** Told after every commit how far the database got. */
  noteProgress?: (progress: Pick<Side, 'epoch' | 'head' | 'commits'>) => void
  clock: () => Date
  random: (bytes: number) => Buffer
  /** Where phones and screens reach this server, without a slash at the end. */
  publicUrl: string
  /** One line about a fault; never with personal data. */
  log: (line: string) => void
  close: () => Promise<void>
}

export type CommuneOptions = {
  /** Holds the database and the key ring; without it everything is in memory. */
  folder?: string
  clock?: () => Date
  random?: (bytes: number) => Buffer
  publicUrl?: string
  log?: (line: string) => void
}

/**
 * Opens the commune in `folder`, made if it is not there. A database without its key ring is refused; one that is older
 * than the commune was begins a new epoch.
 */
export async function openCommune(options: CommuneOptions = {}): Promise<CommuneStore> {
  const files = options.folder === undefined ? undefined : filesIn(options.folder)
  if (files) refuseWithoutKeyRing(files)
  const keyring = await openKeyRing(files?.keyring)
  if (options.folder !== undefined) removeLeft(options.folder)
  if (files) closeSync(openSync(files.database, 'a', 0o600)) // the files beside it are made with its mode
  const side = files && openSideFile(files.side)
  if (files && side?.found?.clean === false) refuseDamaged(files)
  const db = openSqlite(files?.database ?? ':memory:')
  const clock = options.clock ?? (() => new Date())
  const log = options.log ?? ((line) => console.error(line))
  let closing: Promise<void> | undefined
  return {
    db,
    keyring,
    epoch: await settleEpoch(db, { side, at: clock().toISOString(), log }),
    ...(options.folder !== undefined && { folder: options.folder }),
    ...(side && { noteProgress: (progress) => side.write({ ...progress, clean: false }) }),
    clock,
    random: options.random ?? randomBytes,
    publicUrl: (options.publicUrl ?? 'http://localhost:8080').replace(/\/+$/, ''),
    log,
    close: () => {
      closing ??= closeAll(db, side)
      return closing
    },
  }
}

async function closeAll(db: Db, side: SideFile | undefined): Promise<void> {
  await db.destroy()
  side?.write({ clean: true }, { durably: true })
  side?.close()
}

/** Now, as it is stored. */
export function instantOf(store: Pick<CommuneStore, 'clock'>): string {
  return store.clock().toISOString()
}

/** SHA-256 in hexadecimal: of letters, operations, and secrets that are long and random. */
export function hashOf(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Where things lie in the commune's folder. */
export type CommuneFiles = { database: string; keyring: string; side: string }

export function filesOf(folder: string): CommuneFiles {
  return {
    database: `${folder}/so-thon.sqlite`,
    keyring: `${folder}/keyring.json`,
    side: `${folder}/so-thon.side.json`,
  }
}

/** The same in a folder that is made if it is not there, and its owner's alone. */
export function filesIn(folder: string): CommuneFiles {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  return filesOf(folder)
}

/** Where the server was not closed, an older file may have been put under a newer log: SQLite finds what does not fit. */
function refuseDamaged({ database }: CommuneFiles): void {
  if (isWhole(database)) return
  throw new Refused({
    vi: 'Tệp dữ liệu bị hỏng nên không mở. Hãy khôi phục từ bản sao lưu gần nhất vào một thư mục trống (npm run restore).',
    en: 'The database file is damaged and is not opened. Restore the newest backup into an empty folder (npm run restore).',
  })
}

function refuseWithoutKeyRing({ database, keyring }: CommuneFiles): void {
  if (existsSync(database) && !existsSync(keyring))
    throw new Error(`${database} has no key ring beside it (${keyring}): its letters could not be opened`)
}
