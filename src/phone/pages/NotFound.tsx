import { Link } from 'wouter'
import { useWords } from '#phone/wording/language.tsx'
import { buttonClass } from '#ui/Button.tsx'
import { AppPage } from './AppPage.tsx'

export function NotFound() {
  const { notFound } = useWords()
  return (
    <AppPage title={notFound.title}>
      <p>{notFound.text}</p>
      <Link href="/" className={buttonClass('primary')}>
        {notFound.home}
      </Link>
    </AppPage>
  )
}
