import { pullStateOf } from './database.ts'
import { atOneMoment, factsOf, shownRows } from './households.ts'
import { durably } from './storageFailure.ts'
import { openRow, type Vault } from './vault.ts'

/**
 * Where a pulled box does not open any more, the next pull loads everything anew beside what is shown, as for a build
 * that knows more than the last: the commune has all of it. Letters, operations and drafts are not touched.
 */
export async function loadDamagedAnew(vault: Vault): Promise<void> {
  const { db } = vault
  const rows = await atOneMoment(db, () => shownRows(db))
  const opening = await Promise.allSettled([
    factsOf(vault),
    ...rows.map((row) => openRow(vault, { table: 'households', id: row.id }, row)),
  ])
  if (opening.every(({ status }) => status === 'fulfilled')) return
  await durably(db, () =>
    db.transaction('rw', db.meta, async () => {
      const known = await pullStateOf(db)
      if (!known || known.filling) return // it is under way
      const { factsTag: _, ...state } = known
      await db.meta.put({ key: 'pull', value: { ...state, unknownTo: 'damaged' } })
    }),
  )
}
