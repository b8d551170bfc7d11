import type { FactValue } from '#domain/household/operation.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import { valueText } from '#domain/wording/value.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import type { AnswerGroup, AnswerRow } from './answers.ts'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'
import { type Names, questionText } from './placeText.ts'
import css from './RivalList.module.css'

type Props = {
  groups: readonly AnswerGroup[]
  names: Names
  /** Absent where the survey cannot be returned now. */
  onReturn: ((path: Path) => void) | undefined
}

/** Questions that two people answered differently, each with both values: who said what, and when. */
export function RivalList({ groups, names, onReturn }: Props) {
  const { wording, words } = useOffice()
  const text = wording.household
  const disputed = groups.flatMap(({ resident, rows }) =>
    rows.filter((row) => row.rivals.length > 0).map((row) => ({ row, ...(resident && { resident }) })),
  )
  if (disputed.length === 0) return null
  return (
    <Notice kind="warning" title={text.rivalsTitle}>
      <p>{text.rivalsIntro}</p>
      {disputed.map(({ row, resident }) => {
        const question = questionText({ question: row.question, ...(resident && { resident }) }, names, words)
        return (
          <div key={row.path}>
            <h3>{question}</h3>
            <Values row={row} />
            {onReturn && (
              <Button
                kind="secondary"
                aria-label={`${text.returnThis}: ${question}`}
                onClick={() => onReturn(row.path)}
              >
                {text.returnThis}
              </Button>
            )}
          </div>
        )
      })}
    </Notice>
  )
}

function Values({ row: { path, current, rivals } }: { row: AnswerRow }) {
  const { wording, words } = useOffice()
  const text = wording.household
  const line = (value: { value: FactValue; by: string; at: string }) =>
    `${valueText(path, value.value, words)} (${value.by}, ${instantText(value.at)})`
  return (
    <dl className={css.values}>
      <dt>{text.kept}</dt>
      <dd>{current ? line(current) : text.unanswered}</dd>
      <dt>{text.other}</dt>
      {rivals.map((rival) => (
        <dd key={rival.op}>{line(rival)}</dd>
      ))}
    </dl>
  )
}
