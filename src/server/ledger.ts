import { canonical, type Operation } from '#domain/household/operation.ts'
import type { OpId } from '#domain/ids.ts'
import type { LetterReason, LetterResult } from '#protocol/deposit.ts'
import type { Tables } from '#server/db/schema.ts'
import { applyOperation } from './applying.ts'
import type { Writing } from './changeLog.ts'
import type { Device } from './devices.ts'

type Entry = Tables['ledger']

/**
 * Enters an operation in the ledger and, unless something holds it, in its households' records. One that is there
 * already is answered as it now stands; other content under its id is `id_reused`, and nothing is entered.
 */
export async function enterOperation(
  writing: Writing,
  { operation, hash }: { operation: Operation; hash: string },
  device: Device,
): Promise<Entry | 'id_reused'> {
  const known = await findEntry(writing, operation)
  if (known) return known.hash === hash ? known : 'id_reused'
  const entry: Entry = {
    device: device.id,
    op: operation.op,
    n: operation.n,
    hash,
    households: JSON.stringify(Object.keys(operation.households)),
    body: canonical(operation),
    ...(await applyOperation(writing, operation, device)),
    received_at: writing.at,
  }
  await writing.trx.insertInto('ledger').values(entry).execute()
  if (entry.outcome !== 'held') await applyWaiting(writing, device)
  return entry
}

/** What a phone is answered about an operation that the ledger has. */
export function resultOf({ op, outcome, reason, receipt, received_at: at }: Entry): LetterResult {
  return {
    op: op as OpId,
    status: outcome,
    at,
    ...(reason !== null && { reason: reason as LetterReason }),
    ...(receipt !== null && { receipt }),
  }
}

async function findEntry({ trx }: Writing, { device, op }: Operation): Promise<Entry | undefined> {
  return trx.selectFrom('ledger').selectAll().where('device', '=', device).where('op', '=', op).executeTakeFirst()
}

/** Operations that waited for a creation, which may now have come: tried again in the device's own order. */
async function applyWaiting(writing: Writing, device: Device): Promise<void> {
  const waiting = await writing.trx
    .selectFrom('ledger')
    .select(['op', 'body'])
    .where('device', '=', device.id)
    .where('outcome', '=', 'held')
    .where('reason', '=', 'waiting_for_predecessor')
    .orderBy('n')
    .execute()
  for (const { op, body } of waiting) {
    const verdict = await applyOperation(writing, JSON.parse(body) as Operation, device)
    await writing.trx.updateTable('ledger').set(verdict).where('device', '=', device.id).where('op', '=', op).execute()
  }
}
