import type { ComponentProps } from 'react'
import css from './Button.module.css'

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger'

type Props = ComponentProps<'button'> & { kind?: ButtonKind }

/** A button of at least the touch size; `type` is `button` unless said otherwise. */
export function Button({ kind = 'primary', type = 'button', ...rest }: Props) {
  return <button type={type} className={buttonClass(kind)} {...rest} />
}

/** The same look for a link. */
export function buttonClass(kind: ButtonKind): string {
  return `${css.button} ${css[kind]}`
}
