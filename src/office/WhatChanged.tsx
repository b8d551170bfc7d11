import type { FactValue } from '#domain/household/operation.ts'
import type { RoundId } from '#domain/ids.ts'
import { type Path, placeOf } from '#domain/questionnaire/answers.ts'
import type { HistoryEntry } from '#protocol/history.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { useAnswerText } from './answerText.ts'
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
          <ChangeList changes={corrections} names={names} rounds={[survey.round, survey.round]} />
        </details>
      )}
      {previous && survey.state !== 'not_started' && sinceLastRound.length === 0 && (
        <p>{text.asLastRound(previous.round)}</p>
      )}
      {previous && sinceLastRound.length > 0 && (
        <details>
          <summary>{text.sinceLastRound(sinceLastRound.length, previous.round)}</summary>
          <ChangeList changes={sinceLastRound} names={names} rounds={[previous.round, survey.round]} />
        </details>
      )}
    </>
  )
}

type ChangeListProps = {
  changes: readonly Change[]
  names: Names
  /** That of the answers before, and that of those after. */
  rounds: readonly [RoundId, RoundId]
}

function ChangeList({ changes, names, rounds: [earlier, later] }: ChangeListProps) {
  const { wording, words } = useOffice()
  const { change, nothing } = wording.changes
  const answerText = useAnswerText()
  const told = (path: Path, value: FactValue | undefined, round: RoundId) =>
    value === undefined ? nothing : answerText(path, value, round)
  return (
    <ul>
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          {change(questionText(placeOf(path)!, names, words), told(path, before, earlier), told(path, after, later))}
        </li>
      ))}
    </ul>
  )
}
