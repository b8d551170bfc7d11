import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useWords } from '#phone/wording/language.tsx'
import { buttonClass } from '#ui/Button.tsx'
import { Icon } from '#ui/Icon.tsx'
import { Page } from '#ui/Page.tsx'
import css from './AppPage.module.css'

type Props = {
  title: string
  /** What the window is called where the title names somebody: the browser keeps it in its history, open to all. */
  documentTitle?: string
  /** Set while the page shows an error summary: the window's title then begins with it. */
  wrong?: boolean
  /** Where "back" leads; the browser's own way back stays as it is. */
  backTo?: string
  /** Beside the way back: the place, a chip. */
  place?: ReactNode
  footer?: ReactNode
  children?: ReactNode
}

/** A page of the phone: the way back above, what to do next below, the app's name in the window's title. */
export function AppPage({ title, documentTitle = title, wrong, backTo, place, footer, children }: Props) {
  const words = useWords()
  const header = (backTo !== undefined || place !== undefined) && (
    <div className={css.bar}>
      {backTo !== undefined && (
        <Link href={backTo} className={buttonClass('quiet')}>
          <Icon name="back" />
          {words.back}
        </Link>
      )}
      {place}
    </div>
  )
  return (
    <Page
      title={title}
      documentTitle={`${wrong ? words.errorPrefix : ''}${documentTitle} – ${words.app}`}
      header={header}
      footer={footer}
    >
      {children}
    </Page>
  )
}
