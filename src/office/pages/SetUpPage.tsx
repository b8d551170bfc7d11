import { zodResolver } from '@hookform/resolvers/zod'
import { FormProvider, useForm } from 'react-hook-form'
import css from '#office/Form.module.css'
import { problemAt, problemsIn } from '#office/forms.ts'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { useStep } from '#office/queries.ts'
import { RefusalNotice } from '#office/RefusalNotice.tsx'
import { CommuneFields, HamletFields, ReviewerFields } from '#office/SetUpFields.tsx'
import { emptySetUp, SetUp, setupRequest } from '#office/setUp.ts'
import type { Wording } from '#office/wording/vi.ts'
import { Button } from '#ui/Button.tsx'
import { ErrorSummary } from '#ui/ErrorSummary.tsx'
import { TextField } from '#ui/Field.tsx'

/** The first visit: the commune, its round and its hamlets, and who reviews. */
export function SetUpPage() {
  const { line, wording, reloadSession } = useOffice()
  const step = useStep()
  const words = wording.setUp
  const form = useForm({ resolver: zodResolver(SetUp), defaultValues: emptySetUp, shouldFocusError: false })
  const problems = problemsIn(form.formState.errors, words.errors, labelsOf(form.getValues().hamlets.length, words))
  const setUp = async (given: SetUp) => {
    if (await step.take(() => line.setUp(setupRequest(given)))) await reloadSession()
  }
  return (
    <OfficePage title={words.title} hasErrors={problems.length > 0}>
      <p>{words.intro}</p>
      <FormProvider {...form}>
        <form className={css.form} noValidate onSubmit={(event) => void form.handleSubmit(setUp)(event)}>
          <ErrorSummary title={wording.errorsTitle} errors={problems} />
          <TextField id="code" label={words.code} error={problemAt(problems, 'code')} {...form.register('code')} />
          <CommuneFields problems={problems} />
          <HamletFields problems={problems} />
          <ReviewerFields problems={problems} />
          <RefusalNotice refusal={step.refusal} wording={wording} />
          <div className={css.actions}>
            <Button type="submit" disabled={step.isBusy}>
              {words.submit}
            </Button>
          </div>
        </form>
      </FormProvider>
    </OfficePage>
  )
}

/** Every control's label by its id, in the page's order. */
function labelsOf(hamlets: number, words: Wording['setUp']): Record<string, string> {
  const { code, commune, round, reviewDate, reviewer, login, password, repeated } = words
  const rows = Array.from({ length: hamlets }, (_, place): [string, string][] => {
    const row = words.hamlet(place + 1)
    return [
      [`hamlets.${place}.name`, `${row}: ${words.hamletName}`],
      [`hamlets.${place}.people`, `${row}: ${words.people}`],
      [`hamlets.${place}.households`, `${row}: ${words.households}`],
      [`hamlets.${place}.toLift`, `${row}: ${words.toLift}`],
    ]
  })
  return { code, commune, round, reviewDate, ...Object.fromEntries(rows.flat()), reviewer, login, password, repeated }
}
