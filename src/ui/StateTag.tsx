import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import css from './StateTag.module.css'

type Props = { tone?: 'quiet' | 'ok' | 'waiting' | 'attention'; icon: IconName; children: ReactNode }

/** A state as icon and word; the colour repeats what they say. */
export function StateTag({ tone = 'quiet', icon, children }: Props) {
  return (
    <span className={tone === 'quiet' ? css.tag : `${css.tag} ${css[tone]}`}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  )
}
