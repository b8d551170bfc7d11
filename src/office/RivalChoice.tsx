import { useState } from 'react'
import { canonical, type FactValue } from '#domain/household/operation.ts'
import type { RoundId } from '#domain/ids.ts'
import { kinds } from '#domain/wording/kinds.ts'
import { isEmpty, type Raw, type Read, readRaw } from '#domain/wording/raw.ts'
import { RadioChoice } from '#ui/Choice.tsx'
import { AnswerField } from './AnswerField.tsx'
import { AskedStep } from './AskedStep.tsx'
import type { AnswerRow } from './answers.ts'
import { useAnswerText } from './answerText.ts'
import { dayOf, instantText } from './instant.ts'
import { useOffice } from './office.ts'
import { phoneCode, type RivalValue } from './rivalValues.ts'

type Props = {
  row: AnswerRow
  /** The question as people call it, with the resident it is about. */
  question: string
  values: readonly RivalValue[]
  /** In which they were all given. */
  round: RoundId
  revision: number
  isBusy: boolean
  onSettle: (seen: number, value: FactValue) => void
}

const another = 'another'

/** Which of the values of one question stands, or what else does. */
export function RivalChoice({ row, question, values, round, revision, isBusy, onSettle }: Props) {
  const { wording } = useOffice()
  const answerText = useAnswerText()
  const [chosen, setChosen] = useState<string>()
  const [raw, setRaw] = useState<Raw>('')
  const lineOf = useValueLine(row, round)
  const text = wording.settle
  const isScorecard = kinds[row.question] === 'scorecard'
  const read = readRaw(row.question, raw, dayOf(new Date()))
  const value = chosen === another ? answerIn(read) : values.find(({ id }) => id === chosen)?.value
  const options = values.map((each) => ({ value: each.id, label: lineOf(each) }))
  return (
    <>
      <RadioChoice
        name={`settle-${row.path}`}
        legend={text.legend(question)}
        {...(isScorecard && { hint: text.onlyOne })}
        options={isScorecard ? options : [...options, { value: another, label: text.another }]}
        value={chosen}
        onChange={setChosen}
      />
      {chosen === another && (
        <AnswerField
          id={`typed-${row.path}`}
          question={row.question}
          label={text.typed(question)}
          error={'wrong' in read && !isEmpty(raw) ? text.wrong[read.wrong] : undefined}
          raw={raw}
          onAnswer={setRaw}
        />
      )}
      <AskedStep
        key={canonical([chosen ?? '', value ?? null])}
        revision={revision}
        label={text.step}
        name={text.stepOf(question)}
        question={text.question(answerText(row.path, value ?? null, round), question)}
        warning={text.warning}
        confirm={text.confirm}
        focus="confirm"
        isBusy={isBusy}
        isMissing={value === undefined}
        onConfirm={(seen) => value !== undefined && onSettle(seen, value)}
      />
    </>
  )
}

function answerIn(read: Read): FactValue | undefined {
  return 'value' in read ? read.value : undefined
}

/** A value with who gave it, when, on which phone, and what stood there before. */
function useValueLine({ path }: AnswerRow, round: RoundId) {
  const { wording } = useOffice()
  const answerText = useAnswerText()
  const text = wording.settle
  return ({ id, value, by, at, device, before }: RivalValue): string => {
    const phone = device === 'office' ? text.atOffice : text.phone(phoneCode(device))
    const told = text.value(answerText(path, value, round), by, instantText(at), phone)
    const line = id === 'current' ? text.current(told) : told
    if (!before) return line
    return before.value === undefined
      ? text.nothingBefore(line)
      : text.before(line, answerText(path, before.value, round))
  }
}
