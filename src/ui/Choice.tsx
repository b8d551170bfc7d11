import { type ReactNode, useId } from 'react'
import css from './Choice.module.css'
import { describedBy } from './Field.tsx'

export type ChoiceOption = {
  value: string
  label: string
  /** Set apart from the answers proper: "don't know". */
  quiet?: boolean
}

type Frame = {
  legend: ReactNode
  hint?: ReactNode
  error?: string | undefined
  beside?: ReactNode
  /** Of the first row, so that an error summary can lead there. */
  id?: string
  name: string
  options: readonly ChoiceOption[]
}

type RadioProps = Frame & { value: string | undefined; onChange: (value: string) => void }

/** One of several. The whole row can be tapped. */
export function RadioChoice({ value, onChange, ...frame }: RadioProps) {
  return (
    <Framed
      {...frame}
      row={(option, id) => (
        <input
          id={id}
          className={css.mark}
          type="radio"
          name={frame.name}
          value={option.value}
          checked={value === option.value}
          onChange={() => onChange(option.value)}
        />
      )}
    />
  )
}

type CheckboxProps = Frame & {
  values: readonly string[]
  /** With the values as they would be; what excludes what is the caller's to say. */
  onChange: (values: string[], changed: string) => void
}

/** Any of several. The whole row can be tapped. */
export function CheckboxChoice({ values, onChange, ...frame }: CheckboxProps) {
  const toggled = (value: string) =>
    values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
  return (
    <Framed
      {...frame}
      row={(option, id) => (
        <input
          id={id}
          className={css.mark}
          type="checkbox"
          name={frame.name}
          value={option.value}
          checked={values.includes(option.value)}
          onChange={() => onChange(toggled(option.value), option.value)}
        />
      )}
    />
  )
}

type FramedProps = Frame & { row: (option: ChoiceOption, id: string) => ReactNode }

function Framed({ legend, hint, error, beside, id, options, row }: FramedProps) {
  const own = useId()
  const first = id ?? own
  return (
    <fieldset
      className={error ? `${css.choice} ${css.wrong}` : css.choice}
      aria-describedby={describedBy(first, hint, error)}
    >
      <legend className={css.legend}>{legend}</legend>
      {beside}
      {hint && (
        <span id={`${first}-hint`} className={css.hint}>
          {hint}
        </span>
      )}
      {error && (
        <span id={`${first}-error`} className={css.error}>
          {error}
        </span>
      )}
      {options.map((option, place) => {
        const rowId = place === 0 ? first : `${first}-${option.value}`
        return (
          <label key={option.value} htmlFor={rowId} className={option.quiet ? `${css.row} ${css.quiet}` : css.row}>
            {row(option, rowId)}
            <span>{option.label}</span>
          </label>
        )
      })}
    </fieldset>
  )
}
