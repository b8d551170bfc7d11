import { useWords } from '#phone/wording/language.tsx'
import { Button, buttonClass } from '#ui/Button.tsx'
import { AppPage } from './AppPage.tsx'

/** When something below has thrown while drawing. What was saved is in the store, whatever happened here. */
export function Fault() {
  const { fault } = useWords()
  return (
    <AppPage title={fault.title}>
      <p>{fault.text}</p>
      <Button onClick={() => location.reload()}>{fault.reload}</Button>
      <a href="/rescue.html" className={buttonClass('quiet')}>
        {fault.rescue}
      </a>
    </AppPage>
  )
}
