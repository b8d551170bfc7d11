import type { ChangesReply } from '#protocol/changes.ts'
import { sealBox } from './box.ts'
import { type HouseholdRow, newVersion, type PullState, pullStateOf, type VaultDatabase } from './database.ts'
import { durably } from './storageFailure.ts'
import { sealMeta, type Vault } from './vault.ts'

/** Where the next page starts. */
export function cursorOf(state: PullState): number {
  return state.filling?.cursor ?? state.cursor
}

/**
 * Stores one page of changes, and the cursor that counts it, in one transaction. The last page of a generation that
 * was being filled makes it the one that is shown, and the others go. Drafts, operations and outbox are not touched.
 *
 * False, and nothing written, if another window has pulled meanwhile.
 */
export async function storePage(vault: Vault, before: PullState, page: ChangesReply): Promise<boolean> {
  const { db, dataKey } = vault
  const generation = before.filling?.generation ?? before.generation
  const rows = await Promise.all(page.changes.map(({ state }) => sealedRow(dataKey, generation, state)))
  const facts = await sealMeta(dataKey, 'facts', page.facts)
  return durably(db, () =>
    db.transaction('rw', db.households, db.meta, async () => {
      if (!isSame(await pullStateOf(db), before)) return false
      await db.households.bulkPut(rows)
      await db.meta.bulkPut([facts, { key: 'pull', value: afterPage(before, page) }])
      if (before.filling && !page.more) await dropOthers(db, generation)
      return true
    }),
  )
}

function afterPage(before: PullState, page: ChangesReply): PullState {
  const { filling, ...shown } = before
  if (!filling) return { ...shown, cursor: page.cursor }
  if (page.more) return { ...shown, filling: { ...filling, cursor: page.cursor } }
  return { epoch: before.epoch, cursor: page.cursor, generation: filling.generation }
}

async function sealedRow(
  dataKey: CryptoKey,
  generation: number,
  state: ChangesReply['changes'][number]['state'],
): Promise<HouseholdRow> {
  const { id, revision } = state
  const box = await sealBox(dataKey, { table: 'households', id }, state)
  return { id, generation, revision, version: newVersion(), box }
}

async function dropOthers(db: VaultDatabase, generation: number): Promise<void> {
  await db.households.filter((row) => row.generation !== generation).delete()
}

function isSame(now: PullState | undefined, before: PullState): boolean {
  return JSON.stringify(now) === JSON.stringify(before)
}
