import type { ComponentProps } from 'react'
import css from '#ui/Field.module.css'
import { describedBy } from '#ui/Field.tsx'
import type { AnswerGroup } from './answers.ts'
import { useOffice } from './office.ts'
import { groupText, type Names } from './placeText.ts'

type Props = { id: string; groups: readonly AnswerGroup[]; names: Names; error: string | undefined } & Omit<
  ComponentProps<'select'>,
  'children'
>

/** One of the form's questions, grouped by section and resident. */
export function QuestionSelect({ id, groups, names, error, ...select }: Props) {
  const { wording, words } = useOffice()
  const text = wording.household
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {text.returnPath}
      </label>
      {error && (
        <span id={`${id}-error`} className={css.error}>
          {error}
        </span>
      )}
      <select
        id={id}
        className={css.input}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, undefined, error)}
        {...select}
      >
        <option value="">{text.returnPathChoose}</option>
        {groups.map(({ section, resident, rows }) => (
          <optgroup key={`${section} ${resident}`} label={groupText(section, resident, names, words)}>
            {rows.map(({ path, question }) => (
              <option key={path} value={path}>
                {words.questions[question].label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}
