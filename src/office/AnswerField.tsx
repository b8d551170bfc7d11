import type { QuestionId } from '#domain/questionnaire/answers.ts'
import { nonResponsesTo, optionsOf } from '#domain/wording/choices.ts'
import { kinds } from '#domain/wording/kinds.ts'
import { isNonResponse, nothing, type Raw, ticked } from '#domain/wording/raw.ts'
import { CheckboxChoice, RadioChoice } from '#ui/Choice.tsx'
import { DateField } from '#ui/DateField.tsx'
import { SelectField, TextField } from '#ui/Field.tsx'
import css from './Form.module.css'
import { useOffice } from './office.ts'

type Props = {
  id: string
  question: QuestionId
  label: string
  error: string | undefined
  raw: Raw
  onAnswer: (raw: Raw) => void
}

/** A question's own way of answering, but for the scorecard, whose items are asked at the door only. */
export function AnswerField(props: Props) {
  const kind = kinds[props.question]
  if (kind === 'choice' || kind === 'yes_no') return <OneField {...props} />
  if (kind === 'several') return <SeveralField {...props} />
  if (kind === 'ethnic_group') return <GroupField {...props} />
  return <TypedField {...props} />
}

function OneField({ id, question, label, error, raw, onAnswer }: Props) {
  const { words } = useOffice()
  return (
    <RadioChoice
      {...{ id, error }}
      name={id}
      legend={label}
      options={[...optionsOf(question, words), ...nonResponsesTo(question, words)]}
      value={String(raw)}
      onChange={onAnswer}
    />
  )
}

function SeveralField({ id, question, label, error, raw, onAnswer }: Props) {
  const { words, wording } = useOffice()
  return (
    <CheckboxChoice
      {...{ id, error }}
      name={id}
      legend={label}
      options={[
        ...optionsOf(question, words),
        { value: nothing, label: wording.settle.none, quiet: true },
        ...nonResponsesTo(question, words),
      ]}
      values={Array.isArray(raw) ? raw : []}
      onChange={(values, changed) => onAnswer(ticked(values, changed))}
    />
  )
}

function GroupField({ id, question, label, error, raw, onAnswer }: Props) {
  const { words, wording } = useOffice()
  const groups = Object.entries(words.ethnicGroups).map(([value, name]) => ({ value, label: name }))
  return (
    <SelectField
      {...{ id, label, error }}
      empty={wording.settle.chooseGroup}
      options={[...groups.toSorted((a, b) => a.value.localeCompare(b.value)), ...nonResponsesTo(question, words)]}
      value={String(raw)}
      onChange={({ target }) => onAnswer(target.value)}
    />
  )
}

/** An answer that is typed, and below it the two ways of not answering. */
function TypedField(props: Props) {
  const { words, wording } = useOffice()
  const others = nonResponsesTo(props.question, words)
  const raw = String(props.raw)
  return (
    <div className={css.form}>
      <Typed {...props} raw={isNonResponse(raw) && others.length > 0 ? '' : raw} />
      {others.length > 0 && (
        <CheckboxChoice
          name={`${props.id}-no-answer`}
          legend={wording.settle.noAnswer}
          options={others}
          values={isNonResponse(raw) ? [raw] : []}
          onChange={(values, changed) => props.onAnswer(values.includes(changed) ? changed : '')}
        />
      )}
    </div>
  )
}

function Typed({ id, question, label, error, raw, onAnswer }: Props) {
  const { words, wording } = useOffice()
  const kind = kinds[question]
  if (kind === 'date' || kind === 'birth')
    return (
      <DateField
        {...{ id, error }}
        legend={label}
        labels={wording.setUp.dateParts}
        value={String(raw)}
        onChange={onAnswer}
      />
    )
  return (
    <TextField
      {...{ id, label, error }}
      short={kind !== 'text'}
      value={String(raw)}
      onChange={({ target }) => onAnswer(target.value)}
      {...(kind === 'area' && { unit: 'm²' })}
      {...(kind === 'money' && { unit: words.dong })}
    />
  )
}
