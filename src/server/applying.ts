import type { Household } from '#domain/household/household.ts'
import { merge } from '#domain/household/merge.ts'
import type { HouseholdChange, Operation } from '#domain/household/operation.ts'
import { emptySurvey } from '#domain/household/survey.ts'
import type { HouseholdId } from '#domain/ids.ts'
import type { LetterReason } from '#protocol/deposit.ts'
import type { Tables } from '#server/db/schema.ts'
import { takeNumbers, type Writing } from './changeLog.ts'
import type { Device } from './devices.ts'
import { createAtTheDoor, findHousehold, putSurvey } from './households.ts'
import { receiptFor } from './receipts.ts'

/** What became of an operation: in the record with a receipt and a number, or held with a reason. */
export type Verdict = Pick<Tables['ledger'], 'outcome' | 'reason' | 'receipt' | 'seq'>

/** One household of an operation; without `household` where the commune does not know it. */
type Touched = { id: HouseholdId; change: HouseholdChange; household?: Household }

/** Merges an operation into the records of all its households, or of none and says why. */
export async function applyOperation(writing: Writing, operation: Operation, device: Device): Promise<Verdict> {
  const touched: Touched[] = []
  for (const [id, change] of Object.entries(operation.households) as [HouseholdId, HouseholdChange][]) {
    const household = await findHousehold(writing.trx, id, operation.round)
    touched.push({ id, change, ...(household && { household }) })
  }
  const reason = await reasonToHold(writing, operation, device, touched)
  return reason ? held(reason) : mergeAll(writing, operation, device, touched)
}

async function mergeAll(writing: Writing, operation: Operation, device: Device, touched: Touched[]): Promise<Verdict> {
  const last = await takeNumbers(writing.trx, touched.length)
  const merged = touched.map(({ id, change, household }, i) => {
    const seq = last - touched.length + 1 + i
    const survey = household?.survey ?? emptySurvey(operation.round)
    const stamp = { revision: seq, by: device.name, at: writing.at }
    return { id, seq, isNew: household === undefined, ...merge(survey, change, operation, stamp) }
  })
  if (merged.some(({ outcome }) => outcome === 'late')) return held('late')
  const given = merged.flatMap(({ survey }) => survey.receipts.map(({ receipt }) => receipt))
  const receipt = receiptFor(operation, given)
  for (const { id, seq, isNew, survey } of merged) {
    if (isNew) await createAtTheDoor(writing, id, device.hamlet, seq)
    const receipts = [...survey.receipts, { op: operation.op, receipt, at: writing.at }]
    await putSurvey(writing, id, { ...survey, receipts }, { seq, actor: device.id, op: operation.op })
  }
  const outcome = merged.some((one) => one.outcome === 'conflict') ? 'conflict' : 'applied'
  return { outcome, reason: null, receipt, seq: last }
}

async function reasonToHold(
  { trx }: Writing,
  { round, device: sender, after }: Operation,
  device: Device,
  touched: Touched[],
): Promise<LetterReason | undefined> {
  if (device.state === 'revoked') return 'device_revoked'
  if (touched.length === 0) return 'not_understood'
  const found = await trx.selectFrom('rounds').select('state').where('id', '=', round).executeTakeFirst()
  if (!found) return 'unknown_round'
  if (found.state === 'closed') return 'late'
  if (touched.some(({ household, change }) => household === undefined && change.hamlet === undefined)) {
    const predecessor = await trx
      .selectFrom('ledger')
      .select('reason')
      .where('device', '=', sender)
      .where('op', '=', after ?? '')
      .executeTakeFirst()
    const mayCome = after !== undefined && (!predecessor || predecessor.reason === 'waiting_for_predecessor')
    return mayCome ? 'waiting_for_predecessor' : 'unknown_household'
  }
  const hamlets = touched.map(({ household, change }) => household?.hamlet ?? change.hamlet)
  return hamlets.some((hamlet) => hamlet !== device.hamlet) ? 'other_hamlet' : undefined
}

function held(reason: LetterReason): Verdict {
  return { outcome: 'held', reason, receipt: null, seq: null }
}
