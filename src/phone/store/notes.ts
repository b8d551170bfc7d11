import type { Instant } from '#domain/units.ts'
import type { VaultDatabase } from './database.ts'
import { durably } from './storageFailure.ts'

/** Why an exchange did not come about; the phone has a sentence for each. */
export type SyncFailure =
  | 'no_line'
  /** A captive portal, or a reply that is not our envelope. */
  | 'not_our_server'
  | 'server_down'
  | 'timed_out'
  | 'not_authorised'
  | 'device_revoked'
  | 'newer_protocol'
  /** This phone could not keep what it was about to note: full, or its storage does not answer. */
  | 'storage'
  | 'fault'

/** What is remembered of past exchanges: nothing personal. */
export type SyncNotes = {
  /** Nothing was waiting or refused, and everything was pulled. */
  lastDoneAt?: Instant
  /** The commune took something in. */
  lastReceivedAt?: Instant
  lastFailure?: { code: SyncFailure; at: Instant }
  clockOffsetMinutes?: number
  link?: LinkNote
  /** Of the pages that were pulled; stands only once one was cut. */
  pages?: LinkNote | undefined
}

/**
 * What the last batches (or pages) told of the link: how large the next may be, in bytes (or households), and where one
 * was cut, the most that one may have on a link of that rate (per second).
 */
export type LinkNote = { size: number; cut?: { size: number; rate: number; at: Instant } }

export async function syncNotes(db: VaultDatabase): Promise<SyncNotes> {
  return ((await durably(db, () => db.meta.get('sync')))?.value as SyncNotes | undefined) ?? {}
}

export async function noteSync(db: VaultDatabase, change: SyncNotes): Promise<void> {
  await durably(db, () =>
    db.transaction('rw', db.meta, async () => {
      const before = (await db.meta.get('sync'))?.value as SyncNotes | undefined
      await db.meta.put({ key: 'sync', value: { ...before, ...change } })
    }),
  )
}

/** The last failure is over. */
export async function forgetFailure(db: VaultDatabase): Promise<void> {
  await durably(db, () =>
    db.transaction('rw', db.meta, async () => {
      const before = (await db.meta.get('sync'))?.value as SyncNotes | undefined
      const { lastFailure: _, ...kept } = before ?? {}
      await db.meta.put({ key: 'sync', value: kept })
    }),
  )
}
