import type { Instant } from '#domain/units.ts'
import type { VaultDatabase } from './database.ts'
import { durably } from './storageFailure.ts'

/** Milliseconds that a letter is kept after the commune took it in: thirty days. */
const keptFor = 30 * 86_400_000

/**
 * Lets letters and their plain operations go that have been in the record for thirty days and are in a backup. Held and
 * refused ones stay for ever. Both instants are the commune's, of one answer, so that a wrong clock here removes nothing;
 * a backup that is still to come tells that the commune's clock was wrong, and counts for none.
 */
export async function prune(db: VaultDatabase, { now, backedUpTo }: { now: Instant; backedUpTo: Instant }) {
  if (Date.parse(backedUpTo) > Date.parse(now)) return
  const before = Math.min(Date.parse(backedUpTo), Date.parse(now) - keptFor)
  await durably(db, () =>
    db.transaction('rw', db.outbox, db.operations, async () => {
      const letters = await db.outbox.where('state').equals('in').toArray()
      const ops = letters.filter(({ at }) => at !== undefined && Date.parse(at) < before).map(({ op }) => op)
      await db.outbox.bulkDelete(ops)
      await db.operations.bulkDelete(ops)
    }),
  )
}
