import type { Assessment } from '#domain/assessment/assessment.ts'
import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { lowIncomeWorkerText } from '#domain/wording/lowIncomeWorker.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import { Notice } from '#ui/Notice.tsx'

type Props = { assessment: Assessment; answers: SurveyAnswers; round: RoundTerms }

/** One sentence on the low-income worker, where the standard knows of any; it decides nothing about the class. */
export function LowIncomeWorker({ assessment, answers, round }: Props) {
  const text = lowIncomeWorkerText(assessment, answers, round, useDomainWords())
  if (text === undefined) return null
  return assessment.lowIncomeWorker === true ? <Notice kind="info">{text}</Notice> : <p>{text}</p>
}
