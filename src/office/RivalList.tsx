import type { FactValue } from '#domain/household/operation.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import type { HistoryEntry } from '#protocol/history.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import type { AnswerGroup, AnswerRow } from './answers.ts'
import { useAnswerText } from './answerText.ts'
import css from './Form.module.css'
import { useOffice } from './office.ts'
import { type Names, questionText } from './placeText.ts'
import { useStep } from './queries.ts'
import { RefusalNotice } from './RefusalNotice.tsx'
import { RivalChoice } from './RivalChoice.tsx'
import { rivalValues } from './rivalValues.ts'

type Props = {
  household: HouseholdReply['household']
  groups: readonly AnswerGroup[]
  names: Names
  history: readonly HistoryEntry[] | undefined
  /** Absent where the survey cannot be returned now. */
  onReturn: ((path: Path) => void) | undefined
  reload: () => Promise<void>
}

/** Questions that two people answered differently: who said what, when, over what; and the reviewer's choice. */
export function RivalList({ household, groups, names, history, onReturn, reload }: Props) {
  const { wording, words, line, say } = useOffice()
  const answerText = useAnswerText()
  const step = useStep()
  const { round } = household.survey
  const ofThisRound = history?.filter((entry) => entry.round === round)
  const disputed = groups.flatMap(({ resident, rows }) =>
    rows.filter(({ rivals }) => rivals.length > 0).map((row) => ({ row, ...(resident && { resident }) })),
  )
  const settle = async ({ path }: AnswerRow, question: string, revision: number, value: FactValue) => {
    if (await step.take(() => line.settle(household.id, { revision, path, value })))
      say(wording.settle.done(answerText(path, value, round), question), `/ho/${household.id}`)
    await reload()
  }
  if (disputed.length === 0) return <RefusalNotice refusal={step.refusal} wording={wording} />
  return (
    <section aria-labelledby="rivals" className={css.group}>
      <h2 id="rivals">{wording.household.rivalsTitle}</h2>
      <Notice kind="warning">
        <p>{wording.household.rivalsIntro}</p>
      </Notice>
      <RefusalNotice refusal={step.refusal} wording={wording} />
      {disputed.map(({ row, resident }) => {
        const question = questionText({ question: row.question, ...(resident && { resident }) }, names, words)
        return (
          <div key={row.path} className={css.form}>
            <RivalChoice
              {...{ row, question, round }}
              values={rivalValues(row, ofThisRound)}
              revision={household.revision}
              isBusy={step.isBusy}
              onSettle={(seen, value) => void settle(row, question, seen, value)}
            />
            {onReturn && <ReturnThis question={question} onReturn={() => onReturn(row.path)} />}
          </div>
        )
      })}
    </section>
  )
}

function ReturnThis({ question, onReturn }: { question: string; onReturn: () => void }) {
  const { returnThis } = useOffice().wording.household
  return (
    <div className={css.actions}>
      <Button kind="secondary" aria-label={`${returnThis}: ${question}`} onClick={onReturn}>
        {returnThis}
      </Button>
    </div>
  )
}
