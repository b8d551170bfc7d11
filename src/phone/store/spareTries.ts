import type { VaultDatabase } from './database.ts'
import { durably } from './storageFailure.ts'

/**
 * Tries of the PIN that can be counted on a full phone: rows laid down while there was room, of which such a try takes
 * one away. A browser refuses a full phone every write but a deletion. Only the right PIN lays them down anew, so that
 * nobody gains more tries by filling the phone.
 */
export const spareTries = 5

const spareKey = 'spare-try-'

/** Takes one away, on the disk before it resolves; false if none is left. */
export async function spendSpareTry(db: VaultDatabase): Promise<boolean> {
  return durably(db, () =>
    db.transaction('rw', db.meta, async () => {
      const [key] = await left(db)
      if (key === undefined) return false
      await db.meta.delete(key)
      return true
    }),
  )
}

/** After the right PIN. Throws `StorageFailure` where there is no room. */
export async function laySpareTries(db: VaultDatabase): Promise<void> {
  await durably(db, () =>
    db.transaction('rw', db.meta, async () => {
      if ((await left(db)).length === spareTries) return
      await db.meta.bulkPut(Array.from({ length: spareTries }, (_, i) => ({ key: `${spareKey}${i}` })))
    }),
  )
}

function left(db: VaultDatabase): PromiseLike<string[]> {
  return db.meta.where('key').startsWith(spareKey).primaryKeys()
}
