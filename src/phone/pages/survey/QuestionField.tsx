import { useEffect } from 'react'
import { type Control, useController } from 'react-hook-form'
import type { QuestionId } from '#domain/questionnaire/answers.ts'
import type { Raw } from '#domain/wording/raw.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { AnswerInput } from './AnswerInput.tsx'
import { type Keeping, pathIn, type RawAnswers } from './answerForm.ts'
import { Beside } from './Beside.tsx'
import type { Step } from './steps.ts'

type Props = {
  control: Control<RawAnswers, unknown, Record<string, unknown>>
  question: QuestionId
  step: Step
  saved: Keeping['saved']
  onAnswer: (question: QuestionId, raw: Raw) => void
  /** The address names this question: it is brought into view. */
  isSought: boolean
}

/** One question: its label, last year's answer, the tick once it is kept, what is wrong, and the way to answer. */
export function QuestionField({ control, question, step, saved, onAnswer, isSought }: Props) {
  const domain = useDomainWords()
  const { field, fieldState } = useController({ control, name: question })
  useEffect(() => {
    if (isSought) document.getElementById(question)?.scrollIntoView({ block: 'center' })
  }, [isSought, question])
  const answer = (raw: Raw) => onAnswer(question, raw)
  const { label, hint } = domain.questions[question]
  return (
    <AnswerInput
      question={question}
      label={label}
      hint={hint}
      error={fieldState.error?.message}
      raw={field.value}
      onAnswer={answer}
      beside={<Beside path={pathIn(step, question)} raw={field.value} saved={saved} onAnswer={answer} />}
    />
  )
}
