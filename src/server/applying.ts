import type { Household } from '#domain/household/household.ts'
import { merge } from '#domain/household/merge.ts'
import { canonical, type Fact, type Facts, type HouseholdChange, type Operation } from '#domain/household/operation.ts'
import { reopen } from '#domain/household/reopen.ts'
import { emptySurvey, type Survey } from '#domain/household/survey.ts'
import type { HouseholdId } from '#domain/ids.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import type { LetterReason } from '#protocol/deposit.ts'
import type { Db } from '#server/db/schema.ts'
import { takeNumbers, type Writing } from './changeLog.ts'
import type { Device } from './devices.ts'
import { noteHistory } from './history.ts'
import { createAtTheDoor, findHousehold, putSurvey } from './households.ts'
import { receiptFor } from './receipts.ts'
import type { Verdict } from './settling.ts'
import type { Happened } from './surveyDiff.ts'

/** A reviewer decided that a held operation goes into the record. */
export type Taking = { by: string }

/** One household of an operation; without `household` where the commune does not know it. */
type Touched = { id: HouseholdId; change: HouseholdChange; household?: Household; superseded: Facts }

/** An operation with the phone it came from, and the decision to take it if there was one. */
type Arrival = { operation: Operation; device: Device; taken: Taking | undefined }

/** Merges an operation into the records of all its households, or of none and says why. */
export async function applyOperation(
  writing: Writing,
  operation: Operation,
  device: Device,
  taken?: Taking,
): Promise<Verdict> {
  const touched = await householdsOf(writing, operation)
  const reason = await reasonToHold(writing, { operation, device, taken }, touched)
  return reason ? held(reason) : mergeAll(writing, { operation, device, taken }, touched)
}

async function mergeAll(writing: Writing, arrival: Arrival, touched: Touched[]): Promise<Verdict> {
  const { operation, device, taken } = arrival
  const last = await takeNumbers(writing.trx, touched.length)
  const merged = touched.map((one, i) => {
    const seq = last - touched.length + 1 + i
    const stamp = { revision: seq, by: device.name, at: writing.at }
    const survey = one.household?.survey ?? emptySurvey(operation.round)
    return { ...one, seq, ...merge(taken ? reopen(survey) : survey, one.change, operation, stamp) }
  })
  if (merged.some(({ outcome }) => outcome === 'late')) return held('late')
  const given = merged.flatMap(({ survey }) => survey.receipts.map(({ receipt }) => receipt))
  const receipt = receiptFor(operation, given)
  for (const one of merged) await record(writing, arrival, one, receipt)
  const outcome = merged.some((one) => one.outcome === 'conflict') ? 'conflict' : 'applied'
  return { outcome, reason: null, receipt, seq: last }
}

async function record(
  writing: Writing,
  { operation: { op, round }, device, taken }: Arrival,
  { id, change, household, superseded, seq, survey }: Touched & { seq: number; survey: Survey },
  receipt: string,
): Promise<void> {
  if (!household) await createAtTheDoor(writing, id, await hamletFor(writing, change, device), seq)
  const passed = passedOver({ ...change.facts, ...superseded }, survey, { device: device.id, op })
  await noteHistory(writing, { household: id, round, seq, op }, toldOf('superseded', device.name, passed))
  const receipts = [...survey.receipts, { op, receipt, at: writing.at }]
  const by = taken?.by ?? device.name
  await putSurvey(writing, id, { ...survey, receipts }, { seq, actor: device.id, by, op })
}

/** Where a new household goes: to the hamlet it names, if the commune has that one. */
async function hamletFor({ trx }: Writing, change: HouseholdChange, device: Device): Promise<string> {
  const named = change.hamlet ?? device.hamlet
  const known = await trx.selectFrom('hamlets').select('id').where('id', '=', named).executeTakeFirst()
  return known?.id ?? device.hamlet
}

/** The facts of an operation that are in the merged record neither as its value nor as a rival. */
function passedOver(facts: Facts, survey: Survey, { device, op }: { device: string; op: string }) {
  return (Object.entries(facts) as [Path, Fact][]).filter(([path, { value }]) => {
    const isWritten = canonical(survey.fields[path]?.value) === canonical(value)
    return !isWritten && !survey.rivals[path]?.some((rival) => rival.device === device && rival.op === op)
  })
}

/** Values that stay outside the record, for the history. */
export function toldOf(
  what: 'superseded' | 'held',
  by: string,
  facts: readonly (readonly [Path, Fact])[],
  note?: string,
): Happened[] {
  return facts.map(([path, { value }]) => ({ what, by, path, after: value, ...(note !== undefined && { note }) }))
}

/** The operation's households as the commune has them, without the facts that a later operation of the device replaced. */
async function householdsOf({ trx }: Writing, operation: Operation): Promise<Touched[]> {
  const touched: Touched[] = []
  for (const [id, change] of Object.entries(operation.households) as [HouseholdId, HouseholdChange][]) {
    const household = await findHousehold(trx, id, operation.round)
    const followers = await followersOf(trx, operation, id)
    const isReplaced = (path: Path) => followers.some((one) => one.households[id]?.facts[path] !== undefined)
    const facts = Object.entries(change.facts) as [Path, Fact][]
    touched.push({
      id,
      change: { ...change, facts: Object.fromEntries(facts.filter(([path]) => !isReplaced(path))) },
      superseded: Object.fromEntries(facts.filter(([path]) => isReplaced(path))),
      ...(household && { household }),
    })
  }
  return touched
}

/** Later operations of the same device, in the record, on this household in this round. */
async function followersOf(trx: Db, { device, n, round }: Operation, household: HouseholdId): Promise<Operation[]> {
  const rows = await trx
    .selectFrom('ledger')
    .select('body')
    .where('device', '=', device)
    .where('n', '>', n)
    .where('outcome', '!=', 'held')
    .where('households', 'like', `%"${household}"%`)
    .execute()
  return rows.map(({ body }) => JSON.parse(body) as Operation).filter((one) => one.round === round)
}

/** Why an operation stays outside the record. What a reviewer took is only held where no record could have it. */
async function reasonToHold(
  { trx }: Writing,
  { operation, device, taken }: Arrival,
  touched: Touched[],
): Promise<LetterReason | undefined> {
  if (device.state === 'revoked' && !taken) return 'device_revoked'
  if (touched.length === 0) return 'not_understood'
  const round = await trx.selectFrom('rounds').select('state').where('id', '=', operation.round).executeTakeFirst()
  if (!round) return 'unknown_round'
  if (round.state === 'closed') return 'late'
  if (taken) return undefined
  if (await isNumberGiven({ trx }, operation)) return 'number_reused'
  const isNew = touched.some(({ household, change }) => household === undefined && change.hamlet === undefined)
  if (await isAhead({ trx }, operation, isNew)) return 'waiting_for_predecessor'
  if (isNew) return 'unknown_household'
  const hamlets = touched.map(({ household, change }) => household?.hamlet ?? change.hamlet)
  return hamlets.some((hamlet) => hamlet !== device.hamlet) ? 'other_hamlet' : undefined
}

/**
 * Whether the operation this one follows is still to come, or waits itself; where a household is not there yet, whether
 * the one that makes it may still be taken into the record.
 */
async function isAhead({ trx }: Pick<Writing, 'trx'>, { device, after }: Operation, isNew: boolean): Promise<boolean> {
  if (after === undefined) return false
  const predecessor = await trx
    .selectFrom('ledger')
    .select(['outcome', 'reason'])
    .where('device', '=', device)
    .where('op', '=', after)
    .executeTakeFirst()
  if (!predecessor || predecessor.reason === 'waiting_for_predecessor') return true
  return isNew && predecessor.outcome === 'held' && predecessor.reason !== 'declined'
}

/**
 * Two with one number follow no order, as from two copies of one phone: what came first stays, a person looks at the
 * other.
 */
async function isNumberGiven({ trx }: Pick<Writing, 'trx'>, { device, n, op }: Operation): Promise<boolean> {
  const other = await trx
    .selectFrom('ledger')
    .select('op')
    .where('device', '=', device)
    .where('n', '=', n)
    .where('op', '!=', op)
    .executeTakeFirst()
  return other !== undefined
}

function held(reason: LetterReason): Verdict {
  return { outcome: 'held', reason, receipt: null, seq: null }
}
