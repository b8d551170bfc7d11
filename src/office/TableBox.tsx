import type { ReactNode } from 'react'
import css from './TableBox.module.css'

type Props = {
  label: string
  /** For a table of many short lines. */
  dense?: boolean
  children: ReactNode
}

/** Who uses no mouse must be able to come here and scroll with the arrow keys. */
const reachable = { tabIndex: 0 }

/** A table that scrolls inside its own box, so that the page never does sideways. */
export function TableBox({ label, dense, children }: Props) {
  return (
    <section className={css.box} aria-label={label} {...reachable}>
      <table className={dense ? `${css.table} ${css.dense}` : css.table}>{children}</table>
    </section>
  )
}
