import { AppPage } from '#phone/pages/AppPage.tsx'
import { LanguageSwitch } from '#phone/pages/LanguageSwitch.tsx'
import css from '#phone/pages/stack.module.css'
import { useStartWords } from '#phone/wording/startWords.ts'
import { Notice } from '#ui/Notice.tsx'

/** A phone that nobody is enrolled on: how to start. `unfinished` is who began and did not end. */
export function WelcomePage({ unfinished }: { unfinished: string | undefined }) {
  const { welcome } = useStartWords()
  return (
    <AppPage title={welcome.title} place={<LanguageSwitch />}>
      <p>{welcome.text}</p>
      {unfinished !== undefined && <Notice kind="warning">{welcome.unfinished(unfinished)}</Notice>}
      <ol className={css.steps}>
        {welcome.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </AppPage>
  )
}
