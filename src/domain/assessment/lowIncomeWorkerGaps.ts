import { isGiven } from '#domain/questionnaire/answer.ts'
import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { standardOf } from '#domain/standard/inForce.ts'
import type { LowIncomeWorker } from '#domain/standard/standard.ts'
import type { Assessment, AssessmentTerms, NamedResident } from './assessment.ts'
import type { NamedTerms } from './assessUnder.ts'
import { perHeadOf } from './income.ts'
import { worksAt } from './lowIncomeWorker.ts'
import { type AgedResident, countOf, type Subject, subjectOf } from './subject.ts'

/** What has to be known before it can be said whether there is a low-income worker. */
export type LowIncomeWorkerGap =
  | { lacks: 'worksheet' | 'classification' }
  | { lacks: 'work' | 'birth' | 'away'; resident: NamedResident }

/** Whether the round's standard has the low-income worker: its limits are known, and its decree was there on the day. */
export function hasLowIncomeWorker({ standard, reviewDate }: Pick<NamedTerms, 'standard' | 'reviewDate'>): boolean {
  const rule = standardOf(standard)?.lowIncomeWorker ?? 'not_established'
  return rule !== 'not_established' && reviewDate >= rule.from
}

/** Why the flag is unknown; at least one gap where it is, none where it is known or the standard has no such flag. */
export function lowIncomeWorkerGaps(
  { lowIncomeWorker, classification }: Assessment,
  answers: SurveyAnswers,
  terms: NamedTerms,
): LowIncomeWorkerGap[] {
  const standard = standardOf(terms.standard)
  const rule = standard?.lowIncomeWorker ?? 'not_established'
  if (!standard || rule === 'not_established' || lowIncomeWorker !== 'unknown') return []
  const full = { ...terms, standard }
  const subject = subjectOf(answers, full)
  return [
    ...(perHeadOf(answers.household, 1) === undefined ? [{ lacks: 'worksheet' as const }] : []),
    ...(classification === 'undetermined' ? [{ lacks: 'classification' as const }] : []),
    ...residentsLacking(subject, full, rule),
  ]
}

/**
 * Those of whom it is not known whether they work, while nobody does for certain; or live here, where their number tips
 * it.
 */
function residentsLacking(
  subject: Subject,
  { standard, area }: AssessmentTerms,
  { limit }: LowIncomeWorker,
): LowIncomeWorkerGap[] {
  const { from } = standard.indicators.employment.workingAge
  const works = subject.residents.map((resident) => ({ resident, works: worksAt(resident, from) }))
  const isSomebodySure = works.some((each) => each.works === true)
  const open = isSomebodySure ? [] : works.filter((each) => each.works === 'unknown')
  const counts = countOf(subject)
  const isWithin = [counts.least, counts.most].map((count) => (perHeadOf(subject.household, count) ?? 0) <= limit[area])
  const tips = isWithin[0] !== isWithin[1]
  return subject.residents.flatMap((resident): LowIncomeWorkerGap[] => {
    if (open.some((each) => each.resident === resident)) return [gapOf(resident, from)]
    return tips && resident.mayBeAway ? [{ lacks: 'away', resident: namedAs(resident) }] : []
  })
}

function gapOf(resident: AgedResident, from: number): LowIncomeWorkerGap {
  if (!isGiven(resident.answers.work)) return { lacks: 'work', resident: namedAs(resident) }
  return { lacks: resident.age.least < from ? 'birth' : 'away', resident: namedAs(resident) }
}

function namedAs({ answers: { id, name = '' } }: AgedResident): NamedResident {
  return { id, name }
}
