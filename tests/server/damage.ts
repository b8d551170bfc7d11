import { closeSync, openSync, writeSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** Puts noughts where the root of `table` (or index) stands in a closed database file, as a dying disk might. */
export function scramble(file: string, table: string): void {
  const database = new DatabaseSync(file)
  const { page_size } = database.prepare('pragma page_size').get() as { page_size: number }
  const found = database.prepare('select rootpage from sqlite_schema where name = ?').get(table)
  database.close()
  const { rootpage } = found as { rootpage: number }
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.alloc(page_size), 0, page_size, (rootpage - 1) * page_size)
  closeSync(descriptor)
}
