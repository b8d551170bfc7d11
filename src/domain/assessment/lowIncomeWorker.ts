import { isGiven } from '#domain/questionnaire/answer.ts'
import type { Classification } from '#domain/standard/standard.ts'
import type { AssessmentTerms, IncomeFinding } from './assessment.ts'
import type { AgedResident, Subject } from './subject.ts'

/**
 * Whether somebody in the household is a low-income worker (Decree 30/2025): the household is neither poor nor
 * near-poor, somebody works, and the worksheet's income per resident does not pass the limit. A flag beside the class.
 * Who is a worker, and the decree's first day, are our reading.
 */
export function lowIncomeWorkerOf(
  subject: Subject,
  perHead: IncomeFinding['perHead'],
  classification: Classification,
  { standard, area, reviewDate }: AssessmentTerms,
): boolean | 'unknown' {
  const { lowIncomeWorker: rule } = standard
  if (rule === 'not_established') return 'unknown'
  if (reviewDate < rule.from || classification === 'poor' || classification === 'near_poor') return false
  const works = subject.residents.map((resident) => worksAt(resident, standard.indicators.employment.workingAge.from))
  if (works.every((state) => state === false)) return false
  if (perHead !== undefined && perHead > rule.limit[area]) return false
  const isCertain = perHead !== undefined && classification !== 'undetermined' && works.includes(true)
  return isCertain ? true : 'unknown'
}

/** In wage work or working for themselves, from working age on, and living there. */
export function worksAt({ answers: { work }, age, mayBeAway }: AgedResident, from: number): boolean | 'unknown' {
  if (age.most < from || (isGiven(work) && work !== 'wage' && work !== 'self_employed')) return false
  return isGiven(work) && age.least >= from && !mayBeAway ? true : 'unknown'
}
