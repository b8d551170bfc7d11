import type { FactValue } from '#domain/household/operation.ts'
import { type Path, placeOf } from '#domain/questionnaire/answers.ts'
import { valueText } from '#domain/wording/value.ts'
import type { HistoryEntry } from '#protocol/history.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { type Change, changesSinceLastRound, correctionsIn } from './changes.ts'
import { useOffice } from './office.ts'
import { type Names, questionText } from './placeText.ts'

type Props = {
  household: HouseholdReply['household']
  history: readonly HistoryEntry[] | undefined
  names: Names
}

/** What a correction changed since the survey was sent back, and what this round says otherwise than the last. */
export function WhatChanged({ household, history, names }: Props) {
  const { wording } = useOffice()
  const text = wording.changes
  const { survey, previous } = household
  const corrections = history && correctionsIn(history.filter(({ round }) => round === survey.round))
  const sinceLastRound = changesSinceLastRound(household)
  return (
    <>
      {corrections && corrections.length === 0 && <p>{text.notCorrected}</p>}
      {corrections && corrections.length > 0 && (
        <details open>
          <summary>{text.corrected(corrections.length)}</summary>
          <ChangeList changes={corrections} names={names} />
        </details>
      )}
      {previous && survey.state !== 'not_started' && sinceLastRound.length === 0 && (
        <p>{text.asLastRound(previous.round)}</p>
      )}
      {previous && sinceLastRound.length > 0 && (
        <details>
          <summary>{text.sinceLastRound(sinceLastRound.length, previous.round)}</summary>
          <ChangeList changes={sinceLastRound} names={names} />
        </details>
      )}
    </>
  )
}

function ChangeList({ changes, names }: { changes: readonly Change[]; names: Names }) {
  const { wording, words } = useOffice()
  const { change, nothing } = wording.changes
  const told = (path: Path, value: FactValue | undefined) =>
    value === undefined ? nothing : valueText(path, value, words)
  return (
    <ul>
      {changes.map(({ path, before, after }) => (
        <li key={path}>{change(questionText(placeOf(path)!, names, words), told(path, before), told(path, after))}</li>
      ))}
    </ul>
  )
}
