import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import css from './Notice.module.css'

const icons = { info: 'info', success: 'check', warning: 'attention', problem: 'attention' } as const satisfies Record<
  string,
  IconName
>

type Props = {
  kind?: keyof typeof icons
  title?: string
  /** Read out when it appears or changes. */
  live?: boolean
  children?: ReactNode
}

/** A few sentences set apart; the kind is told by icon and words, the colour only helps. */
export function Notice({ kind = 'info', title, live, children }: Props) {
  return (
    <div
      className={kind === 'info' ? css.notice : `${css.notice} ${css[kind]}`}
      role={live ? (kind === 'problem' ? 'alert' : 'status') : undefined}
    >
      <Icon name={icons[kind]} />
      <div className={css.body}>
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  )
}
