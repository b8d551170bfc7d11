import { zodResolver } from '@hookform/resolvers/zod'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod/mini'
import { Path } from '#domain/questionnaire/answers.ts'
import { Button } from '#ui/Button.tsx'
import { ErrorSummary } from '#ui/ErrorSummary.tsx'
import { SelectField, TextArea } from '#ui/Field.tsx'
import { type AnswerGroup, returnChoices } from './answers.ts'
import css from './Form.module.css'
import { problemAt, problemsIn } from './forms.ts'
import { useOffice } from './office.ts'
import type { Names } from './placeText.ts'
import { QuestionSelect } from './QuestionSelect.tsx'

const returnReasons = [
  'unclear',
  'contradicts',
  'differs_from_papers',
  'differs_from_last_year',
  'two_answers',
  'other',
] as const

const Return = z
  .object({
    path: Path,
    reason: z.enum(returnReasons, { error: 'reason' }),
    note: z.string().check(z.trim(), z.maxLength(400, { error: 'too_long' })),
  })
  .check(z.refine(({ reason, note }) => reason !== 'other' || note !== '', { path: ['note'], error: 'note' }))
type Return = z.infer<typeof Return>

type Props = {
  groups: readonly AnswerGroup[]
  names: Names
  returnTo: Path | undefined
  isBusy: boolean
  onReturn: (path: Path, reason: string) => Promise<void>
}

/** Sends the survey back to one question, with a reason the enumerator will read. */
export function ReturnForm({ groups, names, returnTo, isBusy, onReturn }: Props) {
  const { wording } = useOffice()
  const text = wording.household
  const { register, handleSubmit, formState } = useReturnForm(returnTo)
  const problems = problemsIn(formState.errors, text.returnErrors, {
    path: text.returnPath,
    reason: text.returnReason,
    note: text.returnNote,
  })
  const sendBack = ({ path, reason, note }: Return) => {
    const words = text.returnReasons[reason]
    return onReturn(path, note === '' ? words : reason === 'other' ? note : `${words}. ${note}`)
  }
  return (
    <form className={css.form} noValidate onSubmit={(event) => void handleSubmit(sendBack)(event)}>
      <h3>{text.sendBack}</h3>
      <ErrorSummary title={wording.errorsTitle} errors={problems} />
      <QuestionSelect
        id="path"
        groups={returnChoices(groups)}
        names={names}
        error={problemAt(problems, 'path')}
        {...register('path')}
      />
      <SelectField
        id="reason"
        label={text.returnReason}
        empty={text.returnReasonChoose}
        options={returnReasons.map((value) => ({ value, label: text.returnReasons[value] }))}
        error={problemAt(problems, 'reason')}
        {...register('reason')}
      />
      <TextArea
        id="note"
        label={text.returnNote}
        hint={text.returnNoteHint}
        error={problemAt(problems, 'note')}
        {...register('note')}
      />
      <div className={css.actions}>
        <Button type="submit" kind="secondary" disabled={isBusy}>
          {text.returnConfirm}
        </Button>
      </div>
    </form>
  )
}

/** The form, filled in with the question in dispute that was chosen elsewhere on the page. */
function useReturnForm(returnTo: Path | undefined) {
  const form = useForm<z.input<typeof Return>, unknown, Return>({
    resolver: zodResolver(Return),
    defaultValues: { path: '', note: '' },
    shouldFocusError: false,
  })
  const { setValue, setFocus } = form
  useEffect(() => {
    if (returnTo === undefined) return
    setValue('path', returnTo)
    setValue('reason', 'two_answers')
    setFocus('path')
  }, [returnTo, setValue, setFocus])
  return form
}
