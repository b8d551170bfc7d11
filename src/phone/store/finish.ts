import { v7 } from 'uuid'
import { incomeStandingUnder } from '#domain/assessment/incomeStanding.ts'
import type { HouseholdChange, Move, Operation } from '#domain/household/operation.ts'
import { type HouseholdId, OpId, type RoundId } from '#domain/ids.ts'
import { type Path, pathOf, presentResidents } from '#domain/questionnaire/answers.ts'
import { isAsked, unansweredPaths } from '#domain/questionnaire/asked.ts'
import type { Check } from '#domain/questionnaire/check.ts'
import { checksOn } from '#domain/questionnaire/consistency.ts'
import type { CommuneFacts, RoundTerms } from '#protocol/changes.ts'
import { sealLetter } from '#protocol/letter.ts'
import { workIsWaiting } from './activity.ts'
import { sealBox } from './box.ts'
import {
  counterOf,
  type LetterRow,
  type MetaRow,
  newVersion,
  type OperationRow,
  type VaultDatabase,
} from './database.ts'
import { newResidentId } from './drafts.ts'
import { atOneMoment, partsOf, type Rows, rowsOf } from './households.ts'
import { currentDrafts, type Parts, rowIdsOf } from './parts.ts'
import { durably } from './storageFailure.ts'
import { openRow, type Vault } from './vault.ts'
import { changedFacts, type HouseholdView, lastTaken, madeGoodWith, shownState, viewOf } from './view.ts'

export type FinishOutcome =
  | { outcome: 'queued'; op: OpId }
  | { outcome: 'unanswered'; paths: Path[] }
  /** A completed visit with answers that cannot be right; closed as incomplete with its reason it may go. */
  | { outcome: 'contradictory'; checks: Check[] }
  | { outcome: 'nothing_changed' }
  | { outcome: 'accepted_already' }
  /** A newer server's, or no longer this phone's: nothing of it can be sent as it is. What was drafted stays. */
  | { outcome: 'read_only' }

/** There is no open round, so nothing can be finished; the draft stays. */
export class NoOpenRound extends Error {}

/**
 * Finishes the household's draft: its changed answers become one operation and one letter, and the draft is gone, in
 * one transaction. Correcting a finished household, sent or not, is the same: a new operation; letters never change.
 */
export async function finish(vault: Vault, household: HouseholdId, now = new Date()): Promise<FinishOutcome> {
  for (;;) {
    const before = await read(vault.db, household)
    const parts = await partsOf(vault, before.rows)
    const facts = await openRow<CommuneFacts>(vault, { table: 'meta', id: 'facts' }, before.facts)
    if (!facts?.round) throw new NoOpenRound('no_open_round')
    const refusal = refusalOf(parts, facts.round)
    if (refusal) return refusal
    const change = changeOf(parts, before.rows.isMade ? (before.rows.madeIn ?? facts.hamlet.id) : undefined)
    const sealed = change && (await sealedOperation(vault, parts, change, before.counter + 1, facts.round.id, now))
    const madeGood = change ? madeGoodWith(parts, change.facts) : []
    if (!(await write(vault.db, before, rowIdsOf(currentDrafts(parts)), sealed, madeGood))) continue
    if (!sealed) return { outcome: 'nothing_changed' }
    workIsWaiting()
    return { outcome: 'queued', op: sealed.letter.op }
  }
}

/** What a finish is made from; it is written only if all of it still stands. */
type Before = { rows: Rows; counter: number; facts: MetaRow | undefined }

async function read(db: VaultDatabase, household: HouseholdId): Promise<Before> {
  return atOneMoment(db, async () => {
    const rows = await rowsOf(db, household)
    if (!rows) throw new RangeError('no such household on this phone')
    return { rows, counter: await counterOf(db), facts: await db.meta.get('facts') }
  })
}

function refusalOf(parts: Parts, round: RoundTerms): FinishOutcome | undefined {
  const view = viewOf(parts)
  if (view.isReadOnly) return { outcome: 'read_only' }
  if (shownState(parts) === 'accepted') return { outcome: 'accepted_already' }
  const paths = missingPaths(view, round)
  if (paths.length > 0) return { outcome: 'unanswered', paths }
  const checks = isCompleted(view) ? checksOf(view, round).filter(({ kind }) => kind === 'must') : []
  return checks.length > 0 ? { outcome: 'contradictory', checks } : undefined
}

/** What cannot be right or is unusual in the answers as they stand, against last year's too. */
export function checksOf({ answers, previous }: Answered, { reviewDate }: RoundTerms): Check[] {
  return checksOn(answers, { reviewDate, ...(previous && { previous: previous.answers }) })
}

type Answered = Pick<HouseholdView, 'answers' | 'previous'>

function isCompleted({ answers }: Answered): boolean {
  const outcome = answers.household.visit_outcome
  return outcome === undefined || outcome === 'completed'
}

/** A completed visit answers all that is asked; another says how it ended, and names the household if nobody has yet. */
function missingPaths(view: Answered, round: RoundTerms): Path[] {
  const { answers, previous } = view
  const residents = presentResidents(answers)
  const noName = residents.some(({ name }) => name !== undefined) ? [] : [namePath(residents[0]?.id ?? newResidentId())]
  if (isCompleted(view)) {
    const open = unansweredPaths(answers, round.reviewDate, incomeStandingUnder(round, answers))
    return [...new Set([...noName, ...open])]
  }
  const needsNote = isAsked('visit_note', answers.household) && answers.household.visit_note === undefined
  return [...(previous ? [] : noName), ...(needsNote ? [pathOf('visit_note')] : [])]
}

/** What the next operation does; undefined if the commune has or will get all of it already. */
function changeOf(parts: Parts, hamletOfMade: CommuneFacts['hamlet']['id'] | undefined): HouseholdChange | undefined {
  const facts = changedFacts(parts)
  const expected = shownState(parts)
  if (expected === 'accepted' || (expected === 'submitted' && Object.keys(facts).length === 0)) return undefined
  const move: Move = { to: 'submitted', expected }
  const isNew = parts.pulled === undefined && lastTaken(parts) === undefined
  return { ...(isNew && hamletOfMade !== undefined && { hamlet: hamletOfMade }), facts, move }
}

async function sealedOperation(
  vault: Vault,
  parts: Parts,
  change: HouseholdChange,
  n: number,
  round: RoundId,
  now: Date,
): Promise<{ row: OperationRow; letter: LetterRow }> {
  const op = OpId.parse(v7())
  const after = lastTaken(parts)?.operation.op
  const operation: Operation = {
    op,
    device: vault.device,
    n,
    round: parts.pulled?.survey.round ?? round,
    households: { [parts.id]: change },
    ...(after && { after }),
    at: now.toISOString(),
  }
  const box = await sealBox(vault.dataKey, { table: 'operations', id: op }, operation)
  const bytes = await sealLetter(operation, { sender: vault.sender, recipient: vault.recipient })
  const common = { op, n, households: [parts.id] }
  return { row: { ...common, version: newVersion(), box }, letter: { ...common, state: 'queued', bytes } }
}

/** One transaction: draft → operation, letter and counter. False, and nothing written, if anything moved meanwhile. */
async function write(
  db: VaultDatabase,
  before: Before,
  drafts: string[],
  sealed: { row: OperationRow; letter: LetterRow } | undefined,
  madeGood: OpId[],
): Promise<boolean> {
  return durably(db, () =>
    db.transaction('rw', db.tables, async () => {
      const rows = await rowsOf(db, before.rows.id)
      if ((await counterOf(db)) !== before.counter || !rows || stand(rows) !== stand(before.rows)) return false
      await db.drafts.bulkDelete(drafts)
      if (!sealed) return true
      await db.operations.add(sealed.row)
      await db.outbox.add(sealed.letter)
      await db.outbox.where('op').anyOf(madeGood).modify({ madeGoodBy: sealed.letter.op })
      await db.meta.put({ key: 'counter', value: sealed.row.n })
      return true
    }),
  )
}

/** The same text as long as no row has moved, and no letter that matters to the next operation. */
function stand({ household, drafts, operations, letters }: Rows): string {
  const refused = letters.filter(({ state }) => state === 'refused').map(({ op }) => op)
  return [household, ...drafts, ...operations].map((row) => row?.version).join() + refused.sort().join()
}

function namePath(resident: Parameters<typeof pathOf>[1]): Path {
  return pathOf('name', resident)
}
