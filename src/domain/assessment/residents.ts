import type { AgeRange } from '#domain/questionnaire/age.ts'
import { isGiven } from '#domain/questionnaire/answer.ts'
import type { ResidentQuestion } from '#domain/questionnaire/answers.ts'
import type { Citation, IndicatorId } from '#domain/standard/standard.ts'
import {
  type CodedAnswer,
  type NamedResident,
  type Reason,
  type ReasonNumbers,
  type ReasonRule,
  reasonRules,
  type Verdict,
} from './assessment.ts'
import type { AgedResident } from './subject.ts'

/** What an indicator says of one resident at one age. */
export type Judgement =
  | { state: 'not_concerned' | 'fine' }
  | { state: 'deprived'; rule: ReasonRule; answer?: CodedAnswer; disability?: true }
  | { state: 'unknown'; rule?: ReasonRule; question: ResidentQuestion }

export const notConcerned: Judgement = { state: 'not_concerned' }
export const fine: Judgement = { state: 'fine' }
const presenceUnknown: Judgement = { state: 'unknown', rule: 'presence_unknown', question: 'away' }

export type ResidentRule = {
  indicator: IndicatorId
  article: Citation
  /** The sentence for «all are fine». */
  fineRule: ReasonRule
  /** Ages and cut-offs that the sentences mention. */
  numbers: ReasonNumbers
  /** What the rule says at each age the resident may have. */
  judgements: (resident: AgedResident) => Judgement[]
  /** The sentence for «the rule concerns nobody», and what is missing where the ages disagree; both have a plain default. */
  nobodyRule?: ReasonRule
  missing?: (resident: AgedResident) => Unknown
}
type Unknown = Extract<Judgement, { state: 'unknown' }>

type Judged = { resident: AgedResident; judgement: Judgement; isConcerned: boolean }

/** «At least one resident»: one certain deprivation decides; otherwise one unknown leaves it open. */
export function verdictOnResidents(rule: ResidentRule, residents: AgedResident[]): Verdict {
  const judged = residents.flatMap((resident) => judgeOverPresence(rule, resident))
  const numbers = { ...rule.numbers, of: judged.filter(({ isConcerned }) => isConcerned).length }
  const { indicator, article, fineRule } = rule
  const deprived = reasonsFor(judged, 'deprived', numbers)
  if (deprived.length > 0) return { indicator, article, deprivation: 'deprived', reasons: deprived }
  const unknown = reasonsFor(judged, 'unknown', numbers)
  if (unknown.length > 0) return { indicator, article, deprivation: 'unknown', reasons: unknown }
  const isAnybody = judged.some(({ judgement }) => judgement.state === 'fine')
  const reasons: Reason[] = [{ rule: isAnybody ? fineRule : (rule.nobodyRule ?? 'nobody_concerned'), numbers }]
  return { indicator, article, deprivation: 'not_deprived', reasons }
}

/** A result holds if it holds at every age the resident may have; where ages disagree, the birth date is what is missing. */
export function agreed<Result extends { state: string }>(
  results: Result[],
): Result | { state: 'disagree'; results: Result[] } {
  const [first] = results
  return first && results.every(({ state }) => state === first.state) ? first : { state: 'disagree', results }
}

/** One result for each full age of the range. */
export function atEachAge<Result>(age: AgeRange, judge: (age: number) => Result): Result[] {
  return Array.from({ length: age.most - age.least + 1 }, (_, i) => judge(age.least + i))
}

export function named({ answers, age }: AgedResident, judgement?: Judgement): NamedResident {
  const shown = judgement?.state === 'deprived' ? judgement : undefined
  return {
    id: answers.id,
    name: answers.name ?? '',
    ...(isGiven(answers.birth) && { ages: age }),
    ...(shown?.answer && { answer: shown.answer }),
    ...(shown?.disability && { disability: shown.disability }),
  }
}

/** Whose presence is not known; nothing where everybody's is. `tips`: whether that leaves the verdict open. */
export function presenceReasons(residents: AgedResident[], tips: boolean): Reason[] {
  const open = residents.filter(({ mayBeAway }) => mayBeAway).map((resident) => named(resident))
  if (open.length === 0) return []
  return [{ rule: 'presence_unknown', residents: open, question: 'away', numbers: { tips: tips ? 1 : 0 } }]
}

/** What the rule says of one resident over all that is not known of them. */
export function judgementOn(rule: ResidentRule, resident: AgedResident): Judgement {
  return judgeOverAges(rule, resident).judgement
}

/** Of somebody who may be away, a deprivation is no more than possible; and nobody knows that they are concerned. */
function judgeOverPresence(rule: ResidentRule, resident: AgedResident): Judged[] {
  const judged = judgeOverAges(rule, resident)
  if (!resident.mayBeAway) return [judged]
  const { state } = judged.judgement
  const mayBeAway = { resident, judgement: presenceUnknown, isConcerned: false }
  if (state === 'deprived') return [mayBeAway]
  return state === 'unknown' ? [{ ...judged, isConcerned: false }, mayBeAway] : [{ ...judged, isConcerned: false }]
}

function judgeOverAges(rule: ResidentRule, resident: AgedResident): Judged {
  const result = agreed(rule.judgements(resident))
  if (result.state !== 'disagree') return { resident, judgement: result, isConcerned: result.state !== 'not_concerned' }
  const isConcerned = result.results.every(({ state }) => state !== 'not_concerned')
  return { resident, judgement: judgementWhereAgesDisagree(rule, resident, result.results), isConcerned }
}

function judgementWhereAgesDisagree(rule: ResidentRule, resident: AgedResident, judgements: Judgement[]): Judgement {
  const unknown = judgements.find(({ state }) => state === 'unknown')
  if (unknown) return unknown
  if (!judgements.some(({ state }) => state === 'deprived')) return fine
  return rule.missing?.(resident) ?? { state: 'unknown', question: 'birth' }
}

/** One reason for each rule and missing question, in the order of the rules, naming everybody it is about. */
function reasonsFor(judged: Judged[], state: 'deprived' | 'unknown', numbers: ReasonNumbers): Reason[] {
  const reasons = new Map<string, Reason & { residents: NamedResident[] }>()
  for (const { resident, judgement } of judged) {
    if (judgement.state !== state) continue
    const question = judgement.state === 'unknown' ? judgement.question : undefined
    const rule = judgement.rule ?? 'residents_unknown'
    const key = `${rule} ${question}`
    const reason = reasons.get(key) ?? { rule, residents: [], numbers, ...(question && { question }) }
    reason.residents.push(named(resident, judgement))
    reasons.set(key, reason)
  }
  return [...reasons.values()].sort((a, b) => reasonRules.indexOf(a.rule) - reasonRules.indexOf(b.rule))
}
