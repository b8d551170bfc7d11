import { type ReactNode, useId } from 'react'
import css from './Field.module.css'
import { describedBy } from './Field.tsx'

type Props = {
  legend: ReactNode
  hint?: ReactNode
  error?: string | undefined
  beside?: ReactNode
  id?: string
  /** `day/month/year` as typed, each part maybe empty: `5/3/2015`, `//1980`. */
  value: string
  labels: { day: string; month: string; year: string }
  disabled?: boolean
  onChange: (value: string) => void
  onBlur?: () => void
}

/** A date in three fields; where only the year is known, only the year is filled. */
export function DateField(props: Props) {
  const own = useId()
  const id = props.id ?? own
  const [day = '', month = '', year = ''] = props.value.split('/')
  const part = { hint: props.hint, error: props.error, id, disabled: props.disabled ?? false, onBlur: props.onBlur }
  return (
    <fieldset className={css.field} aria-describedby={describedBy(id, props.hint, props.error)}>
      <legend className={css.label}>{props.legend}</legend>
      {props.beside}
      {props.hint && (
        <span id={`${id}-hint`} className={css.hint}>
          {props.hint}
        </span>
      )}
      {props.error && (
        <span id={`${id}-error`} className={css.error}>
          {props.error}
        </span>
      )}
      <div className={css.date}>
        <Part {...part} label={props.labels.day} value={day} onType={(it) => props.onChange(join(it, month, year))} />
        <Part
          {...part}
          id={`${id}-month`}
          label={props.labels.month}
          value={month}
          onType={(it) => props.onChange(join(day, it, year))}
        />
        <Part
          {...part}
          id={`${id}-year`}
          label={props.labels.year}
          value={year}
          isYear
          onType={(it) => props.onChange(join(day, month, it))}
        />
      </div>
    </fieldset>
  )
}

type PartProps = {
  id: string
  label: string
  value: string
  isYear?: boolean
  error?: string | undefined
  disabled: boolean
  onType: (typed: string) => void
  onBlur?: (() => void) | undefined
}

function Part({ id, label, value, isYear, error, disabled, onType, onBlur }: PartProps) {
  return (
    <div className={isYear ? `${css.part} ${css.year}` : css.part}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={error ? `${css.input} ${css.wrong}` : css.input}
        inputMode="numeric"
        autoComplete="off"
        maxLength={isYear ? 4 : 2}
        disabled={disabled}
        aria-invalid={error !== undefined}
        value={value}
        onChange={(event) => onType(event.target.value.replace(/\D/g, ''))}
        onBlur={onBlur}
      />
    </div>
  )
}

function join(day: string, month: string, year: string): string {
  return day === '' && month === '' && year === '' ? '' : `${day}/${month}/${year}`
}
