import { useLiveQuery } from 'dexie-react-hooks'
import type { HouseholdId } from '#domain/ids.ts'
import type { Instant } from '#domain/units.ts'
import { usePersisted } from '#phone/shell/storage.ts'
import { useOfflineReady } from '#phone/shell/updates.ts'
import type { CommuneFacts } from '#protocol/changes.ts'
import { useActivity } from './activity.ts'
import { pullStateOf } from './database.ts'
import { householdCards, householdView } from './households.ts'
import type { SyncFailure } from './notes.ts'
import { syncNotes } from './notes.ts'
import { refusedLetters, waitingLetters } from './outbox.ts'
import { type VaultCard, vaultCards } from './registry.ts'
import { durably } from './storageFailure.ts'
import { openRow, type Vault } from './vault.ts'
import type { HouseholdCard, HouseholdView } from './view.ts'

export type { HouseholdCard, HouseholdStatus, HouseholdView } from './view.ts'

export type SyncState = {
  waitingOperations: number
  waitingHouseholds: number
  /** Not stored by the commune, and not made good since. */
  refusedOperations: number
  running: boolean
  /** Nothing was waiting or refused, and everything was pulled. */
  lastDoneAt?: Instant
  lastReceivedAt?: Instant
  lastFailure?: { code: SyncFailure; at: Instant }
  nextTryAt?: Instant
  clockOffsetMinutes?: number
  persisted?: boolean
  offlineReady: boolean
  rosterComplete: boolean
}

/** The vaults of this phone, live; undefined while they are being read. */
export function useVaultCards(): VaultCard[] | undefined {
  return useLiveQuery(vaultCards, [])
}

/** The hamlet's households, live: listed ones first, then by number. */
export function useHouseholds(vault: Vault): HouseholdCard[] | undefined {
  return useOf(vault.device, () => householdCards(vault), [vault])
}

/** One household as it is shown, live. */
export function useHousehold(vault: Vault, id: HouseholdId): HouseholdView | undefined | 'unknown' {
  return useOf(id, async () => (await householdView(vault, id)) ?? 'unknown', [vault, id])
}

/** Commune, hamlet, enumerator and the open round, live. */
export function useFacts(vault: Vault): CommuneFacts | undefined {
  return useOf(vault.device, () => communeFacts(vault), [vault])
}

/** How sending stands, live. */
export function useSyncState(vault: Vault): SyncState | undefined {
  const activity = useActivity()
  const offlineReady = useOfflineReady()
  const persisted = usePersisted()
  const stored = useOf(vault.device, () => storedSyncState(vault), [vault])
  return stored && { ...stored, ...activity, ...(persisted !== undefined && { persisted }), offlineReady }
}

async function communeFacts(vault: Vault): Promise<CommuneFacts | undefined> {
  const row = await durably(vault.db, () => vault.db.meta.get('facts'))
  return openRow<CommuneFacts>(vault, { table: 'meta', id: 'facts' }, row)
}

export async function storedSyncState({ db }: Vault) {
  const { link: _, ...notes } = await syncNotes(db)
  const waiting = await waitingLetters(db)
  const pulled = await durably(db, () => pullStateOf(db))
  return {
    ...notes,
    waitingOperations: waiting.length,
    waitingHouseholds: new Set(waiting.flatMap(({ households }) => households)).size,
    refusedOperations: (await refusedLetters(db)).length,
    rosterComplete: (pulled?.generation ?? 0) > 0,
  }
}

/** A live query's answer, and undefined while it is still the one about something else. */
function useOf<Answer>(subject: string, query: () => Promise<Answer>, dependencies: unknown[]): Answer | undefined {
  const found = useLiveQuery(async () => ({ subject, answer: await query() }), dependencies)
  return found?.subject === subject ? found.answer : undefined
}
