import type { Operation } from '#domain/household/operation.ts'
import type { Rival, Survey } from '#domain/household/survey.ts'
import type { Db, Tables } from '#server/db/schema.ts'
import { takeNumbers, type Writing } from './changeLog.ts'

/** What became of an operation: in the record with a receipt and a number, or held with a reason. */
export type Verdict = Pick<Tables['ledger'], 'outcome' | 'reason' | 'receipt' | 'seq'>

type Entry = Tables['ledger']

/** Notes what became of an operation after its letter was answered, under a number by which its device pulls it. */
export async function settle(
  { trx }: Pick<Writing, 'trx'>,
  { device, op }: Pick<Entry, 'device' | 'op'>,
  { outcome, reason, receipt, seq }: Verdict,
): Promise<void> {
  const settled = await takeNumbers(trx, 1)
  await trx
    .updateTable('ledger')
    .set({ outcome, reason, receipt, seq, settled })
    .where('device', '=', device)
    .where('op', '=', op)
    .execute()
}

/**
 * Operations that were in conflict here and are no longer: `merged` from now on. One is in conflict as long as a rival
 * value of it stands in any of its households, or, without one, until the survey it could not move is no longer returned.
 */
export async function settleConflicts(
  writing: Pick<Writing, 'trx'>,
  household: string,
  before: Survey,
  after: Survey,
): Promise<void> {
  const standing = new Set(rivalsOf(after).map(keyOf))
  for (const { device, op } of rivalsOf(before))
    if (!standing.has(keyOf({ device, op }))) await settleIfDecided(writing, { device, op })
  if (before.state !== 'returned' || after.state === 'returned') return
  const conflicts = await writing.trx
    .selectFrom('ledger')
    .select(['device', 'op'])
    .where('outcome', '=', 'conflict')
    .where('households', 'like', `%"${household}"%`)
    .orderBy('seq')
    .execute()
  for (const conflict of conflicts) await settleIfDecided(writing, conflict)
}

async function settleIfDecided(
  writing: Pick<Writing, 'trx'>,
  { device, op }: Pick<Entry, 'device' | 'op'>,
): Promise<void> {
  const entry = await writing.trx
    .selectFrom('ledger')
    .selectAll()
    .where('device', '=', device)
    .where('op', '=', op)
    .where('outcome', '=', 'conflict')
    .executeTakeFirst()
  if (entry && !(await hasRival(writing.trx, entry))) await settle(writing, entry, { ...entry, outcome: 'merged' })
}

/** Whether a value of this operation still stands beside the commune's, in any household. */
async function hasRival(trx: Db, { device, op, households, body }: Entry): Promise<boolean> {
  const { round } = JSON.parse(body) as Operation
  const surveys = await trx
    .selectFrom('surveys')
    .select('body')
    .where('household', 'in', JSON.parse(households) as string[])
    .where('round', '=', round)
    .execute()
  return surveys.some((survey) =>
    rivalsOf(JSON.parse(survey.body) as Survey).some((rival) => keyOf(rival) === keyOf({ device, op })),
  )
}

/** An operation's id is its device's own: another's may bear the same. */
function keyOf({ device, op }: Pick<Entry, 'device' | 'op'>): string {
  return `${device} ${op}`
}

function rivalsOf({ rivals }: Survey): Rival[] {
  return Object.values(rivals).flat()
}
