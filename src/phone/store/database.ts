import { Dexie, type Table } from 'dexie'
import type { Revision } from '#domain/household/operation.ts'
import type { DeviceId, HamletId, HouseholdId, OpId } from '#domain/ids.ts'
import type { Instant } from '#domain/units.ts'
import type { LetterReason, LetterStatus } from '#protocol/deposit.ts'
import type { Box } from './box.ts'

/**
 * One vault's database. What is personal stands in boxes; in clear is only what indexes and the sending of letters need.
 * A row's `version` is new with every write, so that a writer who sealed before its transaction sees whether it moved.
 */
export type VaultDatabase = Dexie & {
  households: Table<HouseholdRow, [number, HouseholdId]>
  drafts: Table<DraftRow, string>
  operations: Table<OperationRow, OpId>
  outbox: Table<LetterRow, OpId>
  /** Households entered at the door on this phone. */
  made: Table<MadeRow, HouseholdId>
  meta: Table<MetaRow, string>
}

/** A household as pulled. A reset or first pull fills a second generation beside the one that is shown. */
export type HouseholdRow = {
  id: HouseholdId
  generation: number
  revision: Revision
  version: string
  /** The build that pulled it did not understand all of it: see `newer.ts`. */
  isNewer?: true
  box: Box
}

/** One answer of a draft. Its `id` is the same for the same question, and does not tell which. */
export type DraftRow = { id: string; household: HouseholdId; version: string; box: Box }

/** The plain operation behind a letter, boxed: the phone cannot open its own letters. */
export type OperationRow = { op: OpId; n: number; households: HouseholdId[]; version: string; box: Box }

/** Where a letter stands. `in` is in the household's record; `held` is kept by the commune, not in the record. */
export type LetterState = 'queued' | 'sending' | 'in' | 'held' | 'refused'

/** A letter; its bytes never change. */
export type LetterRow = {
  op: OpId
  n: number
  households: HouseholdId[]
  state: LetterState
  bytes: Uint8Array<ArrayBuffer>
  status?: LetterStatus
  receipt?: string
  /** When the commune took it in, server time. */
  at?: Instant
  reason?: LetterReason
  /** The commune's database that answered. */
  epoch?: string
  sentAt?: Instant
  /** The later operation that says again all that this one says and the commune may not have. */
  madeGoodBy?: OpId
  /** Households on whose page a person has read that nothing comes of it any more. */
  readIn?: HouseholdId[]
}

/** `hamlet`: this phone's when the household was entered; absent if the facts had not come yet. */
export type MadeRow = { id: HouseholdId; hamlet?: HamletId }

export type MetaRow = { key: string; value?: unknown; version?: string; box?: Box }

/** What the phone has pulled: everything up to `cursor` of the commune's database `epoch`, in the rows of `generation`. */
export type PullState = {
  epoch: string
  cursor: Revision
  /** That came with the cursor. */
  mark?: string
  /** The rows that are shown; 0 while the first pull is not complete. */
  generation: number
  /** Rows that are being loaded from the start, to take the place of the others once complete. */
  filling?: { generation: number; cursor: Revision; mark?: string }
  /** The build that met a change of a kind it did not know: another build loads everything anew. */
  unknownTo?: string
  /** The commune's tag of the facts that are stored. */
  factsTag?: string
}

export function newVersion(): string {
  return crypto.randomUUID()
}

const databases = new Map<DeviceId, VaultDatabase>()

/** The one connection to a vault's database; it opens by itself. Its outbox can be sent without any key. */
export function vaultDatabase(device: DeviceId): VaultDatabase {
  const known = databases.get(device)
  if (known) return known
  const db = openDurably(`so-thon-${device}`) as VaultDatabase
  db.version(1).stores({
    households: '[generation+id]',
    drafts: 'id, household',
    operations: 'op, n, *households',
    outbox: 'op, n, state, *households',
    made: 'id',
    meta: 'key',
  })
  databases.set(device, db)
  return db
}

/** A Dexie database whose writes are flushed before they count, and whose live queries show nothing before that. */
export function openDurably(name: string): Dexie {
  return new Dexie(name, { chromeTransactionDurability: 'strict', cache: 'disabled' })
}

export async function counterOf(db: VaultDatabase): Promise<number> {
  return ((await db.meta.get('counter'))?.value as number | undefined) ?? 0
}

export async function pullStateOf(db: VaultDatabase): Promise<PullState | undefined> {
  return (await db.meta.get('pull'))?.value as PullState | undefined
}
