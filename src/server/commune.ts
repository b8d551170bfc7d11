import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import type { Db } from '#server/db/schema.ts'
import { openSqlite } from '#server/db/sqlite.ts'
import { type KeyRing, openKeyRing } from './keyring.ts'

/** One commune's server, without its port: what every route and procedure works on. */
export type CommuneStore = {
  db: Db
  keyring: KeyRing
  /** The random id of this database. */
  epoch: string
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

/** Opens the commune in `folder`, made if it is not there. A database without its key ring is refused. */
export async function openCommune(options: CommuneOptions = {}): Promise<CommuneStore> {
  const files = options.folder === undefined ? undefined : filesIn(options.folder)
  if (files && existsSync(files.database) && !existsSync(files.keyring))
    throw new Error(`${files.database} has no key ring beside it (${files.keyring}): its letters could not be opened`)
  const keyring = await openKeyRing(files?.keyring)
  if (files) closeSync(openSync(files.database, 'a', 0o600)) // the files beside it are made with its mode
  const db = openSqlite(files?.database ?? ':memory:')
  return {
    db,
    keyring,
    epoch: await epochOf(db),
    clock: options.clock ?? (() => new Date()),
    random: options.random ?? randomBytes,
    publicUrl: (options.publicUrl ?? 'http://localhost:8080').replace(/\/+$/, ''),
    log: options.log ?? ((line) => console.error(line)),
    close: () => db.destroy(),
  }
}

/** Now, as it is stored. */
export function instantOf(store: Pick<CommuneStore, 'clock'>): string {
  return store.clock().toISOString()
}

/** SHA-256 in hexadecimal: of letters, operations, and secrets that are long and random. */
export function hashOf(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function filesIn(folder: string): { database: string; keyring: string } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  return { database: `${folder}/so-thon.sqlite`, keyring: `${folder}/keyring.json` }
}

async function epochOf(db: Db): Promise<string> {
  await db
    .insertInto('meta')
    .values({ key: 'epoch', value: randomUUID() })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const { value } = await db.selectFrom('meta').select('value').where('key', '=', 'epoch').executeTakeFirstOrThrow()
  return value
}
