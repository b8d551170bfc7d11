import type { ReactNode } from 'react'
import type { QuestionId } from '#domain/questionnaire/answers.ts'
import type { Words } from '#domain/wording/words.ts'
import type { ChoiceOption } from '#ui/Choice.tsx'
import { allowsNonResponse, kinds } from './kinds.ts'
import type { Raw } from './raw.ts'

/** What every way of answering is given. */
export type InputProps = {
  question: QuestionId
  label: string
  hint: string | undefined
  error: string | undefined
  beside: ReactNode
  raw: Raw
  onAnswer: (raw: Raw) => void
}

/** The codes of a question in the order of the form, with their words. */
export function optionsOf(question: QuestionId, domain: Words): ChoiceOption[] {
  if (kinds[question] === 'yes_no')
    return [
      { value: 'true', label: domain.yes },
      { value: 'false', label: domain.no },
    ]
  const options: Partial<Record<string, Record<string, string>>> = domain.options
  return Object.entries(options[question] ?? {}).map(([value, label]) => ({ value, label }))
}

/** "Don't know" and "refused", where they are answers to the question. */
export function nonResponsesTo(question: QuestionId, domain: Words): ChoiceOption[] {
  if (!allowsNonResponse(question)) return []
  return Object.entries(domain.nonResponses).map(([value, label]) => ({ value, label, quiet: true }))
}
