import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { type Control, useController, useForm } from 'react-hook-form'
import { useLocation } from 'wouter'
import { pathOf, presentResidents } from '#domain/questionnaire/answers.ts'
import { useVault } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { newResidentId } from '#phone/store/drafts.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'
import { ErrorSummary } from '#ui/ErrorSummary.tsx'
import { Notice } from '#ui/Notice.tsx'
import { AnswerInput } from './AnswerInput.tsx'
import { type RawAnswers, schemaFor } from './answerForm.ts'
import { useSurvey } from './context.ts'
import { addResident, type NewResident } from './roster.ts'
import { pathAddress } from './steps.ts'
import { useSaving } from './useSaving.ts'

const asked = ['name', 'relation', 'sex'] as const

/** Adds a resident: name, relation and sex here, then on to the birth date. Opens by itself in an empty household. */
export function MemberForm() {
  const { view } = useSurvey()
  const { roster: words } = useWords()
  const isEmpty = presentResidents(view.answers).length === 0 && view.previous === undefined
  const [isOpen, setOpen] = useState(isEmpty)
  if (isOpen) return <OpenForm onClose={() => setOpen(false)} />
  return (
    <Button kind="secondary" onClick={() => setOpen(true)}>
      {words.add}
    </Button>
  )
}

function OpenForm({ onClose }: { onClose: () => void }) {
  const { view } = useSurvey()
  const words = useWords()
  const domain = useDomainWords()
  const vault = useVault()
  const saving = useSaving()
  const [, navigate] = useLocation()
  // One id for this form: adding again after a failure writes the same resident.
  const [id] = useState(newResidentId)
  const { control, handleSubmit, formState } = useForm<RawAnswers, unknown, Record<string, unknown>>({
    resolver: zodResolver(schemaFor(asked, '9999', words, domain)),
    defaultValues: { name: '', relation: '', sex: '' },
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
  })
  const errors = asked.flatMap((question) => {
    const message = formState.errors[question]?.message
    return typeof message === 'string' ? [{ id: question, message }] : []
  })
  const add = (added: Record<string, unknown>) =>
    saving.run(async () => {
      await addResident(vault, view, id, added as NewResident)
      navigate(pathAddress(view.id, pathOf('birth', id)))
    })
  return (
    <form className={css.stack} noValidate onSubmit={handleSubmit(add)}>
      <h2>{words.roster.addTitle}</h2>
      <ErrorSummary key={formState.submitCount} title={words.problemTitle} errors={errors} />
      {saving.failed && (
        <Notice kind="problem" live>
          {words.survey.notSaved}
        </Notice>
      )}
      {asked.map((question) => (
        <MemberField key={question} control={control} question={question} />
      ))}
      <div className={css.row}>
        <Button type="submit" disabled={saving.busy}>
          {words.roster.addThis}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {words.roster.cancel}
        </Button>
      </div>
    </form>
  )
}

type FieldProps = { control: Control<RawAnswers, unknown, Record<string, unknown>>; question: (typeof asked)[number] }

function MemberField({ control, question }: FieldProps) {
  const domain = useDomainWords()
  const { field, fieldState } = useController({ control, name: question })
  const { label, hint } = domain.questions[question]
  return (
    <AnswerInput
      question={question}
      label={label}
      hint={hint}
      error={fieldState.error?.message}
      raw={field.value}
      onAnswer={field.onChange}
      beside={null}
    />
  )
}
