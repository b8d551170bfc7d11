import { nonResponsesTo } from '#domain/wording/choices.ts'
import { kinds } from '#domain/wording/kinds.ts'
import { isNonResponse } from '#domain/wording/raw.ts'
import css from '#phone/pages/stack.module.css'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { CheckboxChoice } from '#ui/Choice.tsx'
import { DateField } from '#ui/DateField.tsx'
import { TextField } from '#ui/Field.tsx'
import type { InputProps } from './inputs.ts'
import { inLanguage, typedMoney } from './money.ts'

const keyboards = { area: 'decimal', points: 'numeric', money: 'numeric', citizen_number: 'numeric' } as const

/** An answer that is typed, and below it the two ways of not answering. */
export function TypedInput(props: InputProps) {
  const domain = useDomainWords()
  const { survey: words } = useWords()
  const others = nonResponsesTo(props.question, domain)
  const raw = String(props.raw)
  return (
    <div className={css.close}>
      <Typed {...props} />
      {others.length > 0 && (
        <CheckboxChoice
          name={`${props.question}-no-answer`}
          legend={words.noAnswer}
          options={others}
          values={isNonResponse(raw) ? [raw] : []}
          onChange={(values, changed) => props.onAnswer(values.includes(changed) ? changed : '')}
        />
      )}
    </div>
  )
}

function Typed({ question, label, hint, error, beside, raw, onAnswer }: InputProps) {
  const { survey: words } = useWords()
  const domain = useDomainWords()
  const kind = kinds[question]
  const shown = isNonResponse(raw) && kind !== 'text' ? '' : String(raw)
  if (kind === 'date' || kind === 'birth')
    return (
      <DateField
        {...{ hint, error, beside }}
        id={question}
        legend={label}
        labels={words.date}
        value={shown}
        onChange={onAnswer}
      />
    )
  return (
    <TextField
      {...{ label, hint, error, beside }}
      id={question}
      inputMode={kind in keyboards ? keyboards[kind as keyof typeof keyboards] : 'text'}
      short={kind !== 'text'}
      autoCapitalize={kind === 'text' ? 'words' : 'none'}
      value={shown}
      onChange={(event) => onAnswer(event.target.value)}
      {...(kind === 'area' && { unit: 'm²' })}
      {...(kind === 'money' && {
        unit: domain.dong,
        value: inLanguage(shown, domain.language),
        onChange: (event) => onAnswer(typedMoney(event.target, shown, domain.language)),
      })}
    />
  )
}
