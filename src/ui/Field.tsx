import { type ComponentProps, type ReactNode, useId } from 'react'
import css from './Field.module.css'

type Frame = {
  label: ReactNode
  hint?: ReactNode
  /** The sentence shown beside the field and tied to it. */
  error?: string | undefined
  /** Beside the label: what was answered before, a tick. */
  beside?: ReactNode
}

type TextProps = Frame & { unit?: ReactNode; short?: boolean } & Omit<ComponentProps<'input'>, 'children'>

/** One line of text; with `inputMode` a number, a code, a PIN. Takes what `register` of react-hook-form gives. */
export function TextField({ label, hint, error, beside, unit, short, id, ...input }: TextProps) {
  const own = useId()
  const field = id ?? own
  return (
    <Framed {...{ label, hint, error, beside }} id={field}>
      <span className={css.control}>
        <input
          id={field}
          className={classOf(short, error)}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy(field, hint, error)}
          autoComplete="off"
          {...input}
        />
        {unit && <span>{unit}</span>}
      </span>
    </Framed>
  )
}

type AreaProps = Frame & Omit<ComponentProps<'textarea'>, 'children'>

/** A few lines of text. */
export function TextArea({ label, hint, error, beside, id, ...input }: AreaProps) {
  const own = useId()
  const field = id ?? own
  return (
    <Framed {...{ label, hint, error, beside }} id={field}>
      <textarea
        id={field}
        rows={3}
        className={classOf(false, error)}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(field, hint, error)}
        {...input}
      />
    </Framed>
  )
}

type SelectProps = Frame & { options: { value: string; label: string }[]; empty: string } & Omit<
    ComponentProps<'select'>,
    'children'
  >

/** A list to choose from, for more choices than radios can show; `empty` is what stands for nothing chosen. */
export function SelectField({ label, hint, error, beside, options, empty, id, ...select }: SelectProps) {
  const own = useId()
  const field = id ?? own
  return (
    <Framed {...{ label, hint, error, beside }} id={field}>
      <select
        id={field}
        className={classOf(false, error)}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(field, hint, error)}
        {...select}
      >
        <option value="">{empty}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Framed>
  )
}

function Framed({ label, hint, error, beside, id, children }: Frame & { id: string; children: ReactNode }) {
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      {beside}
      {hint && (
        <span id={`${id}-hint`} className={css.hint}>
          {hint}
        </span>
      )}
      {error && (
        <span id={`${id}-error`} className={css.error}>
          {error}
        </span>
      )}
      {children}
    </div>
  )
}

function classOf(short: boolean | undefined, error: string | undefined): string {
  return [css.input, short && css.short, error && css.wrong].filter(Boolean).join(' ')
}

/** The ids that `aria-describedby` names: hint and error, those that are there. */
export function describedBy(id: string, hint: unknown, error: unknown): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
}
