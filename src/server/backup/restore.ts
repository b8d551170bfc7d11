import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Instant } from '#domain/units.ts'
import { filesIn } from '#server/commune.ts'
import { isNewer, openSqlite } from '#server/db/sqlite.ts'
import { adoptRestored } from '#server/epoch.ts'
import { KeyRingFile, writeKeyRing } from '#server/keyring.ts'
import { openSideFile } from '#server/sideFile.ts'
import { openBackup } from './file.ts'
import { refusal } from './refusals.ts'
import { backupKeyFrom, typedSecret } from './secret.ts'

/**
 * Puts a backup into an empty folder, in a new epoch; returns the instant before which all that was committed is there.
 * Throws `Refused` for a folder that is not empty, a wrong secret, a damaged file and one of a newer build, before anything is written. The
 * key ring is written last: a folder without it is not opened, so half a restore never serves anybody.
 */
export async function restore({
  file,
  folder,
  secret,
  clock = () => new Date(),
}: {
  file: string
  folder: string
  secret: string
  clock?: () => Date
}): Promise<{ backedUpTo: Instant }> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw refusal('not_empty')
  const typed = typedSecret(secret)
  if (typed === undefined) throw refusal('not_a_secret')
  const { at, database, keyring } = await openBackup(readFileSync(file), (salt) => backupKeyFrom(typed, salt))
  const ring = KeyRingFile.parse(JSON.parse(keyring.toString()))
  if (isNewer(database)) throw refusal('newer_backup')
  const files = filesIn(folder)
  writeFileSync(files.database, database, { mode: 0o600, flush: true })
  const db = openSqlite(files.database)
  const side = openSideFile(files.side)
  await adoptRestored(db, side, clock().toISOString())
  await db.destroy()
  side.close()
  writeKeyRing(files.keyring, ring)
  return { backedUpTo: at }
}
