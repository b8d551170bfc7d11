import { type MouseEvent, useEffect, useRef } from 'react'
import css from './ErrorSummary.module.css'

type Props = {
  title: string
  /** In the page's order; `id` is the control that the words are about. */
  errors: readonly { id: string; message: string }[]
}

/** What must be put right, at the top of the page, in the same words as beside the fields. Takes the focus. */
export function ErrorSummary({ title, errors }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const words = errors.map((error) => error.message).join('\n')
  useEffect(() => {
    if (words !== '') box.current?.focus()
  }, [words])
  if (errors.length === 0) return null
  return (
    <div ref={box} className={css.summary} role="alert" tabIndex={-1}>
      <h2>{title}</h2>
      <ul className={css.list}>
        {errors.map((error) => (
          <li key={error.id}>
            <a className={css.link} href={`#${error.id}`} onClick={(event) => goTo(event, error.id)}>
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Moves the focus without touching the address, which the router reads. */
function goTo(event: MouseEvent, id: string): void {
  event.preventDefault()
  const control = document.getElementById(id)
  control?.scrollIntoView({ block: 'center' })
  control?.focus()
}
