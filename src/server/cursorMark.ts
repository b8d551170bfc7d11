import type { Db } from '#server/db/schema.ts'
import { markOf } from './changeLog.ts'

/**
 * What goes with a cursor to the phone and comes back with it: the random mark of its number, and the hamlet whose
 * changes it counts. So a cursor of another past, or of a hamlet the phone had before, is known by itself, whatever
 * requests were lost, delayed or repeated meanwhile. Undefined for 0, which asks for everything.
 */
export async function cursorMark(db: Db, cursor: number, hamlet: string): Promise<string | undefined> {
  return cursor === 0 ? undefined : `${(await markOf(db, cursor)) ?? ''} ${hamlet}`
}

/** The reverse; undefined parts where there was no such mark. */
export function readMark(mark: string | undefined): { ofNumber?: string | undefined; hamlet?: string | undefined } {
  const [ofNumber, hamlet] = mark?.split(' ') ?? []
  return { ofNumber, hamlet }
}
