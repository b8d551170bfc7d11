import { readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { Kysely, SqliteDialect } from 'kysely'
import type { Db, Tables } from './schema.ts'

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))

/** Opens the file (or `:memory:`) durably, brings it to the newest migration, and hands it to Kysely. */
export function openSqlite(file: string): Db {
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  database.exec('pragma busy_timeout = 5000')
  migrate(database)
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(database) }) })
}

/** Runs each numbered migration once, in order, each in its own transaction; `user_version` counts them. */
function migrate(database: DatabaseSync): void {
  const files = migrations()
  const { user_version: done } = database.prepare('pragma user_version').get() as { user_version: number }
  if (done > files.length)
    throw new Error(`this database is of a newer Sổ Thôn (${done} migrations, not ${files.length})`)
  for (const [index, name] of files.entries()) {
    if (index < done) continue
    const statements = readFileSync(`${migrationsFolder}/${name}`, 'utf8')
    database.exec(`begin immediate; ${statements}; pragma user_version = ${index + 1}; commit`)
  }
}

function migrations(): string[] {
  return readdirSync(migrationsFolder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
}

/** Whether a newer build wrote this database file: its `user_version`, at byte 60 of SQLite's header, counts more. */
export function isNewer(file: Buffer): boolean {
  return file.readUInt32BE(60) > migrations().length
}

/** Whether SQLite finds the file whole. A page that cannot even be walked is a fault it throws, and no answer. */
export function isWhole(file: string): boolean {
  const database = new DatabaseSync(file)
  try {
    const found = database.prepare('pragma integrity_check').all() as { integrity_check: string }[]
    return found.length === 1 && found[0]!.integrity_check === 'ok'
  } catch (fault) {
    if ((fault as { errcode?: number }).errcode === corrupt) return false
    throw fault
  } finally {
    database.close()
  }
}
const corrupt = 11 // SQLITE_CORRUPT

/** `node:sqlite` in the shape that Kysely's SQLite dialect asks for. */
function forKysely(database: DatabaseSync) {
  return {
    close: () => database.close(),
    prepare: (text: string) => {
      const statement = database.prepare(text)
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
        run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
      }
    },
  }
}
