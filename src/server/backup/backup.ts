import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite'
import type { Instant } from '#domain/units.ts'
import { takeNumbers } from '#server/changeLog.ts'
import { filesOf } from '#server/commune.ts'
import type { Db } from '#server/db/schema.ts'
import { isWhole, openSqlite } from '#server/db/sqlite.ts'
import { type BackupKey, readKeyRing } from '#server/keyring.ts'
import { openBackup, sealBackup } from './file.ts'
import { refusal } from './refusals.ts'
import { removeLeft, whileMade } from './unfinished.ts'

export type BackupOptions = {
  /** The commune's folder, whether its server runs or not. */
  folder: string
  /** Where the file goes; made if it is not there. */
  to: string
  clock?: () => Date
  random?: (bytes: number) => Buffer
}

/** As `backUpFrom`, from beside the server, which may be running. */
export async function backUp(options: BackupOptions): Promise<{ file: string; backedUpTo: Instant }> {
  const { database } = filesOf(options.folder)
  if (!existsSync(database)) throw refusal('no_commune')
  const db = openSqlite(database)
  try {
    return await backUpFrom(db, options)
  } finally {
    await db.destroy()
  }
}

/**
 * Writes the commune as it stands, sealed, to one new file, reads it again, and only then notes in the database how
 * far backups reach. Throws `Refused` where there is no recovery secret, and what the disk throws.
 */
export async function backUpFrom(
  db: Db,
  { folder, to, clock = () => new Date(), random = randomBytes }: BackupOptions,
): Promise<{ file: string; backedUpTo: Instant }> {
  const files = filesOf(folder)
  const key = readKeyRing(files.keyring).backup
  if (!key) throw refusal('no_secret')
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const place of [folder, to]) removeLeft(place)
  const at = await betweenCommits(db, clock)
  const database = await copyOf(files.database, `${folder}/${whileMade(`backup-${random(8).toString('hex')}`)}`)
  const contents = { at, keyring: readFileSync(files.keyring), database }
  const name = `so-thon-${at.replace(/[-:]|\.\d+/g, '')}.backup`
  const file = await writeWhole(to, name, sealBackup(contents, key, random), key)
  await noteBackedUp(db, at, clock().toISOString())
  return { file, backedUpTo: at }
}

/** An instant at which nobody is writing: what was received before it is committed, and what comes later is dated later. */
function betweenCommits(db: Db, clock: () => Date): Promise<Instant> {
  return db.transaction().execute(async (trx) => {
    await takeNumbers(trx, 0)
    return clock().toISOString()
  })
}

/** The database at one moment, checked by SQLite. All pages go in one step, so that no writer comes in between. */
async function copyOf(database: string, file: string): Promise<Buffer> {
  const source = new DatabaseSync(database, { readOnly: true })
  try {
    closeSync(openSync(file, 'wx', 0o600))
    await copyDatabase(source, file, { rate: 1_000_000_000 })
    if (!isWhole(file)) throw refusal('bad_copy')
    return readFileSync(file)
  } finally {
    source.close()
    for (const part of ['', '-wal', '-shm', '-journal']) rmSync(file + part, { force: true })
  }
}

/** A file under its own name is whole and on the disk, and opens: it is written beside, flushed, read again, renamed. */
async function writeWhole(to: string, name: string, sealed: Buffer, key: BackupKey): Promise<string> {
  const [file, beside] = [`${to}/${name}`, `${to}/${whileMade(name)}`]
  try {
    writeFileSync(beside, sealed, { mode: 0o600, flush: true })
    await openBackup(readFileSync(beside), () => key)
    renameSync(beside, file)
  } catch (fault) {
    rmSync(beside, { force: true })
    throw fault
  }
  const folder = openSync(to, 'r')
  if (process.platform !== 'win32') fsyncSync(folder)
  closeSync(folder)
  return file
}

/** Never back, since two backups may end in another order than they began; but for an instant that is still to come. */
async function noteBackedUp(db: Db, at: Instant, now: Instant): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key: 'backed_up_to', value: at })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ value: at })
        .where(({ eb, or }) => or([eb('meta.value', '<', at), eb('meta.value', '>', now)])),
    )
    .execute()
}
