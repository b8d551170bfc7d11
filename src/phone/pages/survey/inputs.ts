import type { ReactNode } from 'react'
import type { QuestionId } from '#domain/questionnaire/answers.ts'
import type { Raw } from '#domain/wording/raw.ts'

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
