import { type ReactNode, useEffect, useRef } from 'react'
import css from './Page.module.css'

type Props = {
  /** The page's one `h1`; it takes the focus when the page opens. */
  title: string
  /** What the window is called; `title` where absent. */
  documentTitle?: string
  /** Above the title: the way back, the place one is at. */
  header?: ReactNode
  /** Stays at the bottom of the screen: what to do next. */
  footer?: ReactNode
  wide?: boolean
  children?: ReactNode
}

/** The frame of every screen. Give it a `key` per place, so that a new place takes the focus anew. */
export function Page({ title, documentTitle, header, footer, wide, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    document.title = documentTitle ?? title
  }, [documentTitle, title])
  return (
    <div className={wide ? `${css.page} ${css.wide}` : css.page}>
      {header && <header className={css.header}>{header}</header>}
      <main className={css.main}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
      {footer && <footer className={css.footer}>{footer}</footer>}
    </div>
  )
}
