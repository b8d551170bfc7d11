import { countedResidents } from '#domain/assessment/subject.ts'
import { fold } from '#domain/fold.ts'
import type { Household, Listed } from '#domain/household/household.ts'
import { canonical, type Facts, type FactValue, type Revision } from '#domain/household/operation.ts'
import type { Decision, ReviewState, Survey } from '#domain/household/survey.ts'
import type { HouseholdId, OpId, RoundId } from '#domain/ids.ts'
import { type Path, presentResidents, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { Instant } from '#domain/units.ts'
import { isStillRefused } from './outbox.ts'
import {
  currentDrafts,
  factsIn,
  isAccepted,
  isDeclined,
  isOver,
  isRead,
  type LateAnswer,
  lateDrafts,
  type Need,
  nested,
  type OwnOperation,
  type Parts,
  roundOf,
} from './parts.ts'

export type { DraftAnswer, OwnLetter, OwnOperation, Parts } from './parts.ts'

export type HouseholdStatus = 'not_visited' | 'draft' | 'waiting' | 'received' | 'returned' | 'accepted' | 'needs_you'

export type HouseholdView = {
  id: HouseholdId
  /** In the hamlet's book; 0 until it has one. */
  number: number
  /** Of the pulled row that is shown; 0 for a household made here and not yet pulled. */
  revision: Revision
  survey?: Survey
  answers: SurveyAnswers
  values: ReadonlyMap<Path, FactValue>
  /** Paths in the draft, and when each was committed. */
  savedAt: ReadonlyMap<Path, Instant>
  previous?: Previous
  status: HouseholdStatus
  /** `toRead`: the operations that nothing comes of any more and that nobody has put aside, where one is the reason. */
  needs?: { reason: Need; toRead?: OpId[] }
  receipt?: { code: string; at: string }
  hasDraft: boolean
  late: readonly LateAnswer[]
  /** Nothing can be changed here: the row is a newer build's, or the household is gone. */
  isReadOnly: boolean
}

type Previous = {
  answers: SurveyAnswers
  values: ReadonlyMap<Path, FactValue>
  accepted?: Decision
  round: RoundId
}

export type HouseholdCard = {
  id: HouseholdId
  number: number
  head: string
  /** As the round counts them. */
  residents: number
  listed?: Listed
  status: HouseholdStatus
  hasDraft: boolean
  receipt?: { code: string; at: string }
  /** Number and names without diacritics, for the search. */
  folded: string
}

/**
 * What is shown of a household: the row as pulled, this device's own operations that the row does not hold yet,
 * replayed in their order, and the draft on top. Nothing is ever rewritten to get there. Once the commune has accepted,
 * it is the accepted row alone: what came too late is told beside it.
 */
export function viewOf(parts: Parts): HouseholdView {
  const { pulled } = parts
  const values = shownValues(parts)
  const needs = needsOf(parts)
  const receipt = receiptOf(parts)
  return {
    id: parts.id,
    number: pulled?.number ?? 0,
    revision: pulled?.revision ?? 0,
    ...(pulled && { survey: pulled.survey }),
    answers: nested(values),
    values,
    savedAt: new Map(currentDrafts(parts).map(({ path, at }) => [path, at])),
    ...(pulled?.previous && { previous: previousOf(pulled.previous) }),
    status: statusOf(parts),
    ...(needs && { needs }),
    ...(receipt && { receipt }),
    hasDraft: parts.drafts.length > 0,
    late: lateDrafts(parts),
    isReadOnly: parts.isNewer === true || parts.isGone === true || parts.isDamaged === true,
  }
}

export function cardOf(parts: Parts): HouseholdCard {
  const view = viewOf(parts)
  const isStarted = presentResidents(view.answers).length > 0 || !view.previous
  const shown = isStarted ? view.answers : (view.previous?.answers ?? view.answers)
  const residents = presentResidents(shown)
  const head = residents.find(({ relation }) => relation === 'head') ?? residents[0]
  const listed = parts.pulled?.listed
  return {
    id: parts.id,
    number: view.number,
    head: head?.name ?? '',
    residents: countedResidents(shown, parts.awayResidents).length,
    ...(listed && { listed }),
    status: view.status,
    hasDraft: view.hasDraft,
    ...(view.receipt && { receipt: view.receipt }),
    folded: fold([view.number, head?.name ?? '', ...residents.map(({ name }) => name ?? '')].join(' ')),
  }
}

/** Where the review stands, once what is on its way has arrived. */
export function shownState(parts: Parts): ReviewState {
  const state = parts.pulled?.survey.state ?? 'not_started'
  if (state === 'accepted') return state
  return taken(parts).some(({ operation }) => operation.households[parts.id]?.move) ? 'submitted' : state
}

/**
 * The facts of the next operation: what the draft changes against all that the commune has or will get, and what it
 * refused to store. A path with two answers is always sent: deciding for the commune's own is a decision too.
 */
export function changedFacts(parts: Parts): Facts {
  const base = replayed(parts, taken(parts))
  const pending: [Path, { value: FactValue; seen: Revision }][] = [
    ...ofThisRound(parts, refusedLast(parts))
      .filter(({ letter }) => !isDeclined(letter))
      .flatMap(({ operation }) =>
        factsIn(operation, parts.id).filter(([path]) => !laterPaths(parts, operation.n).has(path)),
      ),
    ...currentDrafts(parts).map(
      ({ path, value, seen }) => [path, { value, seen }] as [Path, { value: FactValue; seen: Revision }],
    ),
  ]
  const rivals = parts.pulled?.survey.rivals ?? {}
  const isNews = ([path, { value }]: (typeof pending)[number]) =>
    rivals[path] !== undefined || canonical(base.get(path) ?? null) !== canonical(value)
  // The last entry of a path wins before it is compared, so that a value changed back is no change.
  return Object.fromEntries([...new Map(pending)].filter(isNews)) as Facts
}

/**
 * What an edit of `path` may claim to have seen, `shown` being the revision on the screen: that one, unless our own
 * draft or operation hid a newer value of the commune's. Then it stays with what was seen before.
 */
export function seenAt(parts: Parts, path: Path, shown: Revision): Revision {
  const draft = currentDrafts(parts).find((answer) => answer.path === path)
  const hiding =
    draft ??
    unacknowledged(parts).findLast(({ operation }) => operation.households[parts.id]?.facts[path])?.operation
      .households[parts.id]?.facts[path]
  if (!hiding) return shown
  const field = parts.pulled?.survey.fields[path]
  const isHidden = field && field.revision > hiding.seen && canonical(field.value) !== canonical(hiding.value)
  return isHidden ? hiding.seen : Math.max(hiding.seen, shown)
}

/** This device's last operation on the household that the commune has or will get. */
export function lastTaken(parts: Parts): OwnOperation | undefined {
  return parts.own.findLast(({ letter }) => letter.state !== 'refused')
}

function statusOf(parts: Parts): HouseholdStatus {
  if (needsOf(parts)) return 'needs_you'
  const state = shownState(parts)
  const isWaiting = parts.own.some(({ letter }) => letter.state === 'queued' || letter.state === 'sending')
  if (parts.drafts.length > 0) return 'draft'
  if (isWaiting) return 'waiting'
  if (state === 'not_started') return 'not_visited'
  return state === 'submitted' ? 'received' : state
}

function needsOf(parts: Parts): HouseholdView['needs'] {
  if (parts.isDamaged) return { reason: 'unreadable' }
  if (parts.isNewer) return { reason: 'newer_app' }
  const held = unreceived(parts, parts.own).filter(({ letter }) => letter.state === 'held')
  const troubling = [...held, ...refusedLast(parts)].filter((own) => !isRead(parts, own))
  const troubled = troubling.at(-1)
  if (troubled) {
    const over = troubling.filter((own) => isOver(parts, own)).map(({ operation }) => operation.op)
    return { reason: troubled.letter.reason ?? 'unknown_reason', ...(isOver(parts, troubled) && { toRead: over }) }
  }
  if (parts.isGone) return { reason: 'gone' }
  const [late] = lateDrafts(parts)
  if (late) return { reason: late.why }
  const onTheirWay = new Set(
    taken(parts).flatMap(({ operation }) => factsIn(operation, parts.id).map(([path]) => path)),
  )
  const open = Object.keys(parts.pulled?.survey.rivals ?? {}).filter((path) => !onTheirWay.has(path as Path))
  return open.length > 0 ? { reason: 'two_answers' } : undefined
}

function receiptOf(parts: Parts): HouseholdView['receipt'] {
  const own = ofThisRound(parts, parts.own).findLast(
    ({ letter }) => letter.state === 'in' && letter.receipt !== undefined,
  )?.letter
  if (own?.receipt !== undefined && own.at !== undefined) return { code: own.receipt, at: own.at }
  const last = parts.pulled?.survey.receipts.at(-1)
  return last && { code: last.receipt, at: last.at }
}

function shownValues(parts: Parts): Map<Path, FactValue> {
  if (isAccepted(parts)) return replayed(parts, [])
  const values = replayed(parts, unacknowledged(parts))
  for (const { path, value } of parts.isGone ? parts.drafts : currentDrafts(parts)) put(values, path, value)
  return values
}

function replayed(parts: Parts, operations: OwnOperation[]): Map<Path, FactValue> {
  const values = new Map<Path, FactValue>()
  for (const [path, field] of Object.entries(parts.pulled?.survey.fields ?? {})) put(values, path as Path, field.value)
  for (const { operation } of operations)
    for (const [path, fact] of factsIn(operation, parts.id)) put(values, path, fact.value)
  return values
}

/** Own operations of this round that the pulled row does not hold yet, and that the commune has not declined. */
function unacknowledged(parts: Parts): OwnOperation[] {
  return unreceived(parts, ofThisRound(parts, parts.own)).filter(({ letter }) => !isDeclined(letter))
}

function unreceived({ pulled }: Parts, operations: OwnOperation[]): OwnOperation[] {
  const received = new Set<string>(pulled?.survey.receipts.map(({ op }) => op))
  return operations.filter(({ operation }) => !received.has(operation.op))
}

/** What was finished for another round is no answer of this one. */
function ofThisRound(parts: Parts, operations: OwnOperation[]): OwnOperation[] {
  const round = roundOf(parts)
  return round === undefined ? operations : operations.filter(({ operation }) => operation.round === round)
}

function taken(parts: Parts): OwnOperation[] {
  return unacknowledged(parts).filter(({ letter }) => letter.state !== 'refused')
}

/**
 * The operations of this round that one with `facts` makes good, should the commune refuse them: those it has refused,
 * of which `changedFacts` takes what is missing, and those whose every answer is given again in what came after.
 */
export function madeGoodWith(parts: Parts, facts: Facts): OpId[] {
  const refused = refusedLast(parts)
  const isGivenAgain = ({ operation }: OwnOperation) => {
    const later = laterPaths(parts, operation.n)
    return factsIn(operation, parts.id).every(([path]) => path in facts || later.has(path))
  }
  return ofThisRound(parts, parts.own)
    .filter((own) => refused.includes(own) || isGivenAgain(own))
    .map(({ operation }) => operation.op)
}

/** Refused operations that no later one has made good. */
function refusedLast(parts: Parts): OwnOperation[] {
  const refused = new Set(
    parts.own.filter(({ letter }) => letter.state === 'refused').map(({ operation }) => operation.op),
  )
  return parts.own.filter(({ letter }) => isStillRefused(letter, refused))
}

/** Paths that own operations after the `n`th answer which the commune has or will get. */
function laterPaths(parts: Parts, n: number): Set<Path> {
  const later = parts.own.filter(
    ({ operation, letter }) => operation.n > n && letter.state !== 'refused' && !isDeclined(letter),
  )
  return new Set(later.flatMap(({ operation }) => factsIn(operation, parts.id).map(([path]) => path)))
}

function put(values: Map<Path, FactValue>, path: Path, value: FactValue): void {
  if (value === null) values.delete(path)
  else values.set(path, value)
}

function previousOf(previous: NonNullable<Household['previous']>): Previous {
  const values = new Map<Path, FactValue>()
  for (const [path, value] of Object.entries(previous.answers)) put(values, path as Path, value)
  return {
    answers: nested(values),
    values,
    ...(previous.accepted && { accepted: previous.accepted }),
    round: previous.round,
  }
}
