import { createHash } from 'node:crypto'
import type { HouseholdId } from '#domain/ids.ts'
import type { Change, ChangesReply, ChangesRequest, ReceivedChanges } from '#protocol/changes.ts'
import { condensed } from '#protocol/condensed.ts'
import { protocolVersion } from '#protocol/deposit.ts'
import type { Db } from '#server/db/schema.ts'
import { headOf } from './changeLog.ts'
import { type CommuneStore, instantOf } from './commune.ts'
import { cursorMark, readMark } from './cursorMark.ts'
import { noteDelivered } from './deliveries.ts'
import { type Device, notePull } from './devices.ts'
import { standingOf } from './epoch.ts'
import { factsFor, householdOf, selectHouseholds, theOpenRound } from './households.ts'
import { resultOf } from './ledger.ts'
import { noteCursor } from './phonesAhead.ts'

/** What a page is cut from. */
type Scope = { device: Device; round: string; after: number; limit: number }

/**
 * One page of what changed after the device's cursor, in number order: each household of its hamlet once, as it stands,
 * at the number of its last change; each that left the hamlet; and what became of the device's own operations after
 * their letters were answered. A cursor of another database, one above the head, and one of a hamlet that is no longer
 * the device's are answered `reset` with an empty page.
 */
export async function changesFor(
  store: CommuneStore,
  device: Device,
  request: ChangesRequest,
  largestPage: number,
): Promise<ReceivedChanges> {
  const { db } = store
  await noteCursor(store, device, request)
  const standing = await standingOf(store)
  const round = await theOpenRound(db)
  const facts = await newFacts(db, device, request)
  const { current } = store.keyring
  const key = request.key !== undefined && request.key !== current.id && { key: current }
  const envelope = { protocol: protocolVersion, ...standing, serverTime: instantOf(store), ...facts, ...key }
  // The head is read before the rows, and nothing above it is told: what others commit between is on the next page.
  const head = await headOf(db)
  const isOfAnother = request.epoch !== undefined && request.epoch !== standing.epoch
  const isOfOtherHamlet = request.cursor > 0 && countsAnother(request.mark, device)
  const isReset = isOfAnother || request.cursor > head || isOfOtherHamlet
  await notePull(db, device, instantOf(store), request)
  if (isReset) return { ...envelope, changes: [], cursor: 0, more: true, reset: true }
  await noteDelivered(db, device, { at: instantOf(store), round: round.id, cursor: request.cursor })
  const pageSize = Math.min(largestPage, request.most ?? largestPage)
  const scope = { device, round: round.id, after: request.cursor, limit: pageSize + 1 }
  const rows = [...(await statesIn(db, scope)), ...(await goneIn(db, scope)), ...(await settledIn(db, scope))]
  const told = rows.filter(({ seq }) => seq <= head).sort((a, b) => a.seq - b.seq)
  const page = told.slice(0, pageSize)
  const changes = request.schema > 1 ? page.map(inFewBytes) : page
  const more = told.length > pageSize
  const last = page.at(-1)?.seq ?? 0
  const cursor = more ? last : head
  const mark = await cursorMark(db, cursor, device.hamlet)
  return { ...envelope, changes, cursor, ...(mark !== undefined && { mark }), more }
}

/**
 * Whether the cursor's mark is of a hamlet that is no longer the device's. Where an older build sends none, a flag says
 * so.
 */
function countsAnother(mark: string | undefined, { hamlet, resetDue }: Device): boolean {
  return mark === undefined ? resetDue : readMark(mark).hamlet !== hamlet
}

/**
 * The commune's facts and their tag; nothing if they are what the phone has. Another build may read more out of the same
 * facts, so the tag is of the build too.
 */
async function newFacts(
  db: Db,
  { hamlet, name }: Device,
  { factsTag: known, build }: ChangesRequest,
): Promise<Pick<ChangesReply, 'facts' | 'factsTag'>> {
  const facts = await factsFor(db, hamlet, name)
  const hash = createHash('sha256').update(JSON.stringify([facts, build]))
  const factsTag = hash.digest('base64url').slice(0, tagLength)
  return factsTag === known ? {} : { facts, factsTag }
}

/** Characters of six bits: two different facts do not meet in one. */
const tagLength = 16

function inFewBytes(change: Change): object {
  return 'state' in change ? { ...change, state: condensed(change.state) } : change
}

async function statesIn(db: Db, { device, round, after, limit }: Scope): Promise<Change[]> {
  const rows = await selectHouseholds(db, round)
    .where('households.hamlet', '=', device.hamlet)
    .where('households.revision', '>', after)
    .orderBy('households.revision')
    .limit(limit)
    .execute()
  const states = rows.map((row) => householdOf(row, round))
  return states.map((state) => ({ seq: state.revision, household: state.id, state }))
}

async function goneIn(db: Db, { device, after, limit }: Scope): Promise<Change[]> {
  const rows = await db
    .selectFrom('left_hamlet')
    .select(['household', 'seq'])
    .where('hamlet', '=', device.hamlet)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(({ household, seq }) => ({ seq, household: household as HouseholdId, gone: 'other_hamlet' }))
}

async function settledIn(db: Db, { device, after, limit }: Scope): Promise<Change[]> {
  const rows = await db
    .selectFrom('ledger')
    .selectAll()
    .where('device', '=', device.id)
    .where('settled', '>', after)
    .orderBy('settled')
    .limit(limit)
    .execute()
  return rows.flatMap((row) => (row.settled === null ? [] : [{ seq: row.settled, ...resultOf(row) }]))
}
