import { type ComponentType, type FunctionComponent, lazy } from 'react'
import { useWords } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'
import { AppPage } from './AppPage.tsx'

/** What comes by the line when it is first opened; where it cannot come, `missing` stands there: a page that says so. */
export function fetched<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
  missing: FunctionComponent = NotFetched,
) {
  return lazy(async (): Promise<{ default: ComponentType<Props> }> => {
    try {
      return { default: await load() }
    } catch (error) {
      console.warn('a part of the app did not arrive', error)
      return { default: missing }
    }
  })
}

function NotFetched() {
  const { notFetched: words, fault } = useWords()
  return (
    <AppPage title={words.title} backTo="/">
      <p>{words.text}</p>
      <Button onClick={() => location.reload()}>{fault.reload}</Button>
    </AppPage>
  )
}
