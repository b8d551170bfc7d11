import type { Assessment } from '#domain/assessment/assessment.ts'
import type { NamedTerms } from '#domain/assessment/assessUnder.ts'
import {
  hasLowIncomeWorker,
  type LowIncomeWorkerGap,
  lowIncomeWorkerGaps,
} from '#domain/assessment/lowIncomeWorkerGaps.ts'
import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { Words } from './words.ts'

/**
 * One sentence on the low-income worker: that there is one, that nobody is, or what is lacking to say so. Undefined under
 * a standard that does not have the flag, or did not on the review date.
 */
export function lowIncomeWorkerText(
  assessment: Assessment,
  answers: SurveyAnswers,
  terms: NamedTerms,
  words: Words,
): string | undefined {
  if (!hasLowIncomeWorker(terms)) return undefined
  const { lowIncomeWorker: own } = words
  if (assessment.lowIncomeWorker !== 'unknown') return assessment.lowIncomeWorker ? own.true : own.false
  return own.unknown(
    lowIncomeWorkerGaps(assessment, answers, terms)
      .map((gap) => gapText(gap, words))
      .join('; '),
  )
}

function gapText(gap: LowIncomeWorkerGap, { lowIncomeWorker: own, questions, unnamed }: Words): string {
  if (!('resident' in gap)) return own.lacking[gap.lacks]
  return own.lacking.answer(questions[gap.lacks].label, gap.resident.name || unnamed)
}
