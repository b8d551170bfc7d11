import type { QuestionId } from '#domain/questionnaire/answers.ts'
import { allowsNonResponse, kinds } from './kinds.ts'
import type { Words } from './words.ts'

/** One answer to choose; `quiet` sets it apart from the answers proper. */
export type Choice = { value: string; label: string; quiet?: boolean }

/** The codes of a question in the order of the form, with their words. */
export function optionsOf(question: QuestionId, domain: Words): Choice[] {
  if (kinds[question] === 'yes_no')
    return [
      { value: 'true', label: domain.yes },
      { value: 'false', label: domain.no },
    ]
  const options: Partial<Record<string, Record<string, string>>> = domain.options
  return Object.entries(options[question] ?? {}).map(([value, label]) => ({ value, label }))
}

/** "Don't know" and "refused", where they are answers to the question. */
export function nonResponsesTo(question: QuestionId, domain: Words): Choice[] {
  if (!allowsNonResponse(question)) return []
  return Object.entries(domain.nonResponses).map(([value, label]) => ({ value, label, quiet: true }))
}
