import { canonical, type Fact, type Operation } from '#domain/household/operation.ts'
import type { OpId } from '#domain/ids.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import type { LetterReason, LetterResult } from '#protocol/deposit.ts'
import type { Tables } from '#server/db/schema.ts'
import { applyOperation, toldOf } from './applying.ts'
import { takeNumbers, type Writing } from './changeLog.ts'
import type { Device } from './devices.ts'
import { noteHistory } from './history.ts'
import { settle, type Verdict } from './settling.ts'

export type Entry = Tables['ledger']

/**
 * Enters an operation in the ledger and, unless something holds it, in its households' records. One that is there
 * already is answered as it now stands; other content under its id is `id_reused`, and nothing is entered.
 * `receivedAt` is when its bytes first came, if that was before now.
 */
export async function enterOperation(
  writing: Writing,
  { operation, hash }: { operation: Operation; hash: string },
  device: Device,
  receivedAt = writing.at,
): Promise<Entry | 'id_reused'> {
  const known = await findEntry(writing, operation)
  if (known) return known.hash === hash ? known : 'id_reused'
  const verdict = await applyOperation(writing, operation, device)
  await writing.trx
    .insertInto('ledger')
    .values({
      device: device.id,
      op: operation.op,
      n: operation.n,
      hash,
      households: JSON.stringify(Object.keys(operation.households)),
      body: canonical(operation),
      ...verdict,
      received_at: receivedAt,
      after: operation.after ?? null,
    })
    .execute()
  if (verdict.reason !== null) await noteHeld(writing, operation, device, verdict.reason)
  await releaseAfter(writing, operation.op, device)
  return theEntry(writing, operation)
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

/** What the ledger has under this id of this device. */
export async function findEntry(
  { trx }: Pick<Writing, 'trx'>,
  { device, op }: Pick<Entry, 'device' | 'op'>,
): Promise<Entry | undefined> {
  return trx.selectFrom('ledger').selectAll().where('device', '=', device).where('op', '=', op).executeTakeFirst()
}

/**
 * Tries again the operations that waited for `op`, and those that waited for them, now that it has come or was decided
 * on. Each of them is settled once, whatever it is found to be.
 */
export async function releaseAfter(writing: Writing, op: string, device: Device): Promise<void> {
  const come = [op]
  for (let next = come.shift(); next !== undefined; next = come.shift())
    for (const waiting of await waitingFor(writing, next, device)) {
      const operation = JSON.parse(waiting.body) as Operation
      const verdict: Verdict = await applyOperation(writing, operation, device)
      if (verdict.reason === 'waiting_for_predecessor') continue
      await settle(writing, waiting, verdict)
      come.push(waiting.op)
    }
}

async function waitingFor({ trx }: Writing, op: string, device: Device): Promise<Entry[]> {
  return trx
    .selectFrom('ledger')
    .selectAll()
    .where('device', '=', device.id)
    .where('after', '=', op)
    .where('outcome', '=', 'held')
    .where('reason', '=', 'waiting_for_predecessor')
    .orderBy('n')
    .execute()
}

async function theEntry(writing: Writing, operation: Operation): Promise<Entry> {
  const entry = await findEntry(writing, operation)
  if (!entry) throw new RangeError(`${operation.op} was not entered`)
  return entry
}

/** A value that is held outside the record is in the history all the same. */
async function noteHeld(writing: Writing, operation: Operation, device: Device, reason: string): Promise<void> {
  const seq = await takeNumbers(writing.trx, 0)
  const { op, round } = operation
  for (const [household, { facts }] of Object.entries(operation.households)) {
    const told = toldOf('held', device.name, Object.entries(facts) as [Path, Fact][], reason)
    await noteHistory(writing, { household, round, seq, op }, told)
  }
}
