import { AppPage } from '#phone/pages/AppPage.tsx'
import { LanguageSwitch } from '#phone/pages/LanguageSwitch.tsx'
import css from '#phone/pages/stack.module.css'
import { useWords } from '#phone/wording/language.tsx'
import { Notice } from '#ui/Notice.tsx'

/** A phone that nobody is enrolled on: how to start. `unfinished` is who began and did not end. */
export function WelcomePage({ unfinished }: { unfinished: string | undefined }) {
  const { welcome } = useWords()
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
