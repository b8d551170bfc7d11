import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod/mini'
import { HamletId } from '#domain/ids.ts'
import type { AppendixReply, EnrolmentReply } from '#protocol/office.ts'
import { Button } from '#ui/Button.tsx'
import { ErrorSummary } from '#ui/ErrorSummary.tsx'
import { SelectField, TextField } from '#ui/Field.tsx'
import css from './Form.module.css'
import { problemAt, problemsIn, requiredText } from './forms.ts'
import { useOffice } from './office.ts'
import { useStep } from './queries.ts'
import { RefusalNotice } from './RefusalNotice.tsx'

const Enrolment = z.object({
  enumerator: requiredText(80),
  hamlet: z.pipe(z.string().check(z.minLength(1, { error: 'hamlet' })), HamletId),
})

type Props = {
  hamlets: AppendixReply['hamlets']
  onEnrolled: (enumerator: string, enrolment: EnrolmentReply) => void
}

/** Whose phone, and for which hamlet. */
export function EnrolmentForm({ hamlets, onEnrolled }: Props) {
  const { line, wording } = useOffice()
  const step = useStep()
  const words = wording.devices
  const { register, handleSubmit, reset, formState } = useForm({
    resolver: zodResolver(Enrolment),
    defaultValues: { enumerator: '', hamlet: '' },
    shouldFocusError: false,
  })
  const problems = problemsIn(formState.errors, words.errors, {
    enumerator: words.enumerator,
    hamlet: words.hamlet,
  })
  const enrol = async (request: z.infer<typeof Enrolment>) => {
    const isDone = await step.take(async () => onEnrolled(request.enumerator, await line.enrol(request)))
    if (isDone) reset()
  }
  return (
    <form className={css.form} noValidate onSubmit={(event) => void handleSubmit(enrol)(event)}>
      <ErrorSummary title={wording.errorsTitle} errors={problems} />
      <RefusalNotice refusal={step.refusal} wording={wording} />
      <TextField
        id="enumerator"
        label={words.enumerator}
        error={problemAt(problems, 'enumerator')}
        {...register('enumerator')}
      />
      <SelectField
        id="hamlet"
        label={words.hamlet}
        empty={words.hamletChoose}
        options={hamlets.map(({ id, name }) => ({ value: id, label: name }))}
        error={problemAt(problems, 'hamlet')}
        {...register('hamlet')}
      />
      <div className={css.actions}>
        <Button type="submit" disabled={step.isBusy}>
          {words.enrol}
        </Button>
      </div>
    </form>
  )
}
