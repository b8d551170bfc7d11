import type { ChangesReply, ChangesRequest } from '#protocol/changes.ts'
import { protocolVersion } from '#protocol/deposit.ts'
import { headOf } from './changeLog.ts'
import { type CommuneStore, instantOf } from './commune.ts'
import type { Device } from './devices.ts'
import { factsFor, householdOf, selectHouseholds, theOpenRound } from './households.ts'

/**
 * One page of what changed in the device's hamlet after its cursor: each household once, as it stands, at the number of
 * its last change. A cursor of another database, or one above the head, is answered `reset` with an empty page.
 */
export async function changesFor(
  store: CommuneStore,
  device: Device,
  request: ChangesRequest,
  pageSize: number,
): Promise<ChangesReply> {
  await noteSeen(store, device, request)
  const round = await theOpenRound(store.db)
  const facts = await factsFor(store.db, device.hamlet, device.name)
  const envelope = { protocol: protocolVersion, epoch: store.epoch, serverTime: instantOf(store), facts }
  // The head is read before the rows: a change between the two is in the page and moves the cursor itself.
  const head = await headOf(store.db)
  const isOfAnother = request.epoch !== undefined && request.epoch !== store.epoch
  if (isOfAnother || request.cursor > head) return { ...envelope, changes: [], cursor: 0, more: true, reset: true }
  const rows = await selectHouseholds(store.db, round.id)
    .where('households.hamlet', '=', device.hamlet)
    .where('households.revision', '>', request.cursor)
    .orderBy('households.revision')
    .limit(pageSize + 1)
    .execute()
  const states = rows.slice(0, pageSize).map((row) => householdOf(row, round.id))
  const more = rows.length > pageSize
  const last = states.at(-1)?.revision ?? 0
  const changes = states.map((state) => ({ seq: state.revision, household: state.id, state }))
  return { ...envelope, changes, cursor: more ? last : Math.max(head, last), more }
}

async function noteSeen(store: CommuneStore, device: Device, { waiting, build }: ChangesRequest): Promise<void> {
  await store.db
    .updateTable('devices')
    .set({
      last_seen_at: instantOf(store),
      ...(waiting !== undefined && { waiting }),
      ...(build !== undefined && { build }),
    })
    .where('id', '=', device.id)
    .execute()
}
