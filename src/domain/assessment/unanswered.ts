import type { HouseholdQuestion } from '#domain/questionnaire/answers.ts'
import type { Reason } from './assessment.ts'

/** The reason for a question about the household that has no answer. */
export function unanswered(question: HouseholdQuestion): Reason {
  return { rule: 'answer_unknown', question }
}
