import { useState } from 'react'
import { nonResponsesTo, optionsOf } from '#domain/wording/choices.ts'
import { kinds } from '#domain/wording/kinds.ts'
import { nothing, ticked } from '#domain/wording/raw.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { CheckboxChoice, RadioChoice } from '#ui/Choice.tsx'
import { SelectField } from '#ui/Field.tsx'
import type { InputProps } from './inputs.ts'
import { ScorecardInput } from './ScorecardInput.tsx'
import { TypedInput } from './TypedInput.tsx'

/** The way to answer a question, by its kind: rows to tap for a few choices, fields for what is typed. */
export function AnswerInput(props: InputProps) {
  const kind = kinds[props.question]
  if (kind === 'choice' || kind === 'yes_no') return <OneInput {...props} />
  if (kind === 'several') return <SeveralInput {...props} />
  if (kind === 'scorecard') return <ScorecardInput {...props} />
  if (kind === 'ethnic_group') return <EthnicGroupInput {...props} />
  return <TypedInput {...props} />
}

function OneInput({ question, label, hint, error, beside, raw, onAnswer }: InputProps) {
  const domain = useDomainWords()
  return (
    <RadioChoice
      {...{ hint, error, beside }}
      id={question}
      name={question}
      legend={label}
      options={[...optionsOf(question, domain), ...nonResponsesTo(question, domain)]}
      value={String(raw)}
      onChange={onAnswer}
    />
  )
}

function SeveralInput({ question, label, hint, error, beside, raw, onAnswer }: InputProps) {
  const domain = useDomainWords()
  const { survey: words } = useWords()
  return (
    <CheckboxChoice
      {...{ hint, error, beside }}
      id={question}
      name={question}
      legend={label}
      options={[
        ...optionsOf(question, domain),
        { value: nothing, label: words.none, quiet: true },
        ...nonResponsesTo(question, domain),
      ]}
      values={Array.isArray(raw) ? raw : []}
      onChange={(values, changed) => onAnswer(ticked(values, changed))}
    />
  )
}

/** Thái, Thổ, Mường, Kinh: the groups of these communes, one tap each; all others in a list. */
const nearGroups = ['03', '24', '06', '01']

function EthnicGroupInput({ question, label, hint, error, beside, raw, onAnswer }: InputProps) {
  const domain = useDomainWords()
  const { survey: words } = useWords()
  const groups: Record<string, string> = domain.ethnicGroups
  const codes = Object.keys(groups).sort()
  const [isOther, setOther] = useState(codes.includes(String(raw)) && !nearGroups.includes(String(raw)))
  return (
    <>
      <RadioChoice
        {...{ hint, error, beside }}
        id={question}
        name={question}
        legend={label}
        options={[
          ...nearGroups.map((code) => ({ value: code, label: groups[code] ?? code })),
          { value: 'other', label: words.otherGroup },
          ...nonResponsesTo(question, domain),
        ]}
        value={isOther ? 'other' : String(raw)}
        onChange={(value) => {
          setOther(value === 'other')
          onAnswer(value === 'other' ? '' : value)
        }}
      />
      {isOther && (
        <SelectField
          label={words.chooseGroup}
          empty="–"
          options={codes
            .filter((code) => !nearGroups.includes(code))
            .map((code) => ({ value: code, label: groups[code] ?? code }))}
          value={String(raw)}
          onChange={(event) => onAnswer(event.target.value)}
        />
      )}
    </>
  )
}
