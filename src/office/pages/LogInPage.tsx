import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod/mini'
import css from '#office/Form.module.css'
import { problemAt, problemsIn } from '#office/forms.ts'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { useStep } from '#office/queries.ts'
import { RefusalNotice } from '#office/RefusalNotice.tsx'
import { Button } from '#ui/Button.tsx'
import { ErrorSummary } from '#ui/ErrorSummary.tsx'
import { TextField } from '#ui/Field.tsx'

const LogIn = z.object({
  login: z.string().check(z.trim(), z.minLength(1, { error: 'login' })),
  password: z.string().check(z.minLength(1, { error: 'password' })),
})
type LogIn = z.infer<typeof LogIn>

/** Who is at the desk? */
export function LogInPage() {
  const { line, wording, reloadSession } = useOffice()
  const step = useStep()
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(LogIn),
    defaultValues: { login: '', password: '' },
    shouldFocusError: false,
  })
  const words = wording.logIn
  const problems = problemsIn(formState.errors, words.errors, { login: words.login, password: words.password })
  const logIn = async (given: LogIn) => {
    if (await step.take(() => line.logIn(given))) await reloadSession()
  }
  return (
    <OfficePage title={words.title} hasErrors={problems.length > 0}>
      <form className={css.form} noValidate onSubmit={(event) => void handleSubmit(logIn)(event)}>
        <ErrorSummary title={wording.errorsTitle} errors={problems} />
        <RefusalNotice refusal={step.refusal} wording={wording} />
        <TextField
          id="login"
          label={words.login}
          error={problemAt(problems, 'login')}
          {...register('login')}
          autoComplete="username"
          autoCapitalize="none"
        />
        <TextField
          id="password"
          type="password"
          label={words.password}
          error={problemAt(problems, 'password')}
          {...register('password')}
          autoComplete="current-password"
        />
        <div className={css.actions}>
          <Button type="submit" disabled={step.isBusy}>
            {words.submit}
          </Button>
        </div>
      </form>
    </OfficePage>
  )
}
