import type { Operation } from '#domain/household/operation.ts'
import type { DeviceId, HamletId, HouseholdId, OpId } from '#domain/ids.ts'
import type { LetterReason } from '#protocol/deposit.ts'
import { Problem } from '#protocol/problem.ts'
import type { HeldReply } from '#protocol/review.ts'
import type { Reviewer } from '#server/accounts/sessions.ts'
import type { Db } from '#server/db/schema.ts'
import { applyOperation } from './applying.ts'
import { audit, auditRead, takeNumbers, type Writing, write } from './changeLog.ts'
import type { CommuneStore } from './commune.ts'
import { type Device, findDevice } from './devices.ts'
import { heldStanding } from './heldStanding.ts'
import { noteHistory } from './history.ts'
import { type Entry, findEntry, releaseAfter } from './ledger.ts'
import { settle } from './settling.ts'

/** Names a held operation: its id is its device's own. */
export type HeldKey = { device: string; op: string }

/** The same with what the reviewer saw of it: `standing`, as `heldStanding` makes it. */
export type HeldAsSeen = HeldKey & { standing: string }

/**
 * Puts a held operation into the record, whatever held it: an accepted survey waits for a decision again, a household
 * that nobody knows is made in the phone's hamlet. What it says is merged like any other; it overwrites nothing that its
 * author had not seen. One that was declined may still be taken. Throws `not_held`, `round_not_open`, or
 * `letter_changed_meanwhile` where it no longer stands as the reviewer saw it.
 */
export function takeHeld(store: CommuneStore, reviewer: Reviewer, key: HeldAsSeen): Promise<void> {
  return decide(store, reviewer, key, 'taken', async (writing, { operation, device }) => {
    const verdict = await applyOperation(writing, operation, device, { by: reviewer.name })
    if (verdict.reason === 'not_understood') throw new Problem('not_held')
    if (verdict.reason !== null) throw new Problem('round_not_open')
    return verdict
  })
}

/**
 * Leaves a held operation out of the record. The ledger keeps it for ever. Throws `not_held` or
 * `letter_changed_meanwhile`.
 */
export function declineHeld(store: CommuneStore, reviewer: Reviewer, key: HeldAsSeen): Promise<void> {
  return decide(store, reviewer, key, 'declined', async (_, { entry }) => {
    if (entry.reason === 'declined') throw new Problem('not_held')
    return { ...entry, reason: 'declined' satisfies LetterReason }
  })
}

type Held = { entry: Entry; operation: Operation; device: Device }

async function decide(
  store: CommuneStore,
  reviewer: Reviewer,
  key: HeldAsSeen,
  what: 'taken' | 'declined',
  decision: (writing: Writing, held: Held) => Promise<Parameters<typeof settle>[2]>,
): Promise<void> {
  await write(store, async (writing) => {
    const held = await heldBy(writing.trx, key)
    if ((await heldStanding(writing.trx, held.entry)) !== key.standing) throw new Problem('letter_changed_meanwhile')
    await noteDecision(writing, held.operation, { what, by: reviewer.name })
    await settle(writing, held.entry, await decision(writing, held))
    await releaseAfter(writing, key.op, held.device)
    const action = what === 'taken' ? 'took_held' : 'declined_held'
    await audit(writing, {
      actor: `office:${reviewer.login}`,
      action,
      subject: key.op,
      detail: held.entry.reason ?? '',
    })
  })
}

async function heldBy(trx: Db, key: HeldKey): Promise<Held> {
  const entry = await findEntry({ trx }, key)
  const device = await findDevice(trx, key.device)
  if (entry?.outcome !== 'held' || !device) throw new Problem('not_held')
  return { entry, device, operation: JSON.parse(entry.body) as Operation }
}

async function noteDecision(
  writing: Writing,
  { op, round, households }: Operation,
  decision: { what: 'taken' | 'declined'; by: string },
): Promise<void> {
  const seq = await takeNumbers(writing.trx, 0)
  for (const household of Object.keys(households)) await noteHistory(writing, { household, round, seq, op }, [decision])
}

/** What a held operation says, for the reviewer to decide on. Reading it is noted. Throws `not_held`. */
export async function heldReply(store: CommuneStore, reviewer: Reviewer, key: HeldKey): Promise<HeldReply> {
  return write(store, async (writing) => {
    const { entry, operation, device } = await heldBy(writing.trx, key)
    const households: HeldReply['households'] = []
    for (const [id, { facts }] of Object.entries(operation.households)) {
      const known = await placeOf(writing.trx, id)
      const values = Object.fromEntries(Object.entries(facts).map(([path, { value }]) => [path, value]))
      households.push({ id: id as HouseholdId, ...(known && { known }), facts: values })
    }
    await auditRead(writing, { actor: `office:${reviewer.login}`, action: 'read_held', subject: key.op })
    return {
      op: entry.op as OpId,
      device: device.id as DeviceId,
      enumerator: device.name,
      round: operation.round,
      reason: entry.reason as LetterReason,
      standing: await heldStanding(writing.trx, entry),
      receivedAt: entry.received_at,
      households,
    }
  })
}

async function placeOf(trx: Db, household: string): Promise<{ hamlet: HamletId; number: number } | undefined> {
  const row = await trx
    .selectFrom('households')
    .select(['hamlet', 'number'])
    .where('id', '=', household)
    .executeTakeFirst()
  return row && { hamlet: row.hamlet as HamletId, number: row.number }
}
