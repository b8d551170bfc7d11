import type { Scorecard } from '#domain/standard/scorecard.ts'
import { numberText } from '#domain/wording/numbers.ts'
import type { ScorecardEffect } from '#protocol/scorecard.ts'
import { Confirmation } from './Confirmation.tsx'
import { useOffice } from './office.ts'
import { ScorecardHead } from './ScorecardHead.tsx'
import { DifferencesTable, ScorecardTable } from './ScorecardTables.tsx'

type Props = {
  scorecard: Scorecard
  /** The table that was in use when the effect was asked for. */
  current: Scorecard | undefined
  effect: ScorecardEffect
  isBusy: boolean
  onConfirm: () => void
  onCancel: () => void
}

/** A checked table before it is loaded: what it is, what it changes, and the question. */
export function ScorecardCandidate({ scorecard, current, effect, isBusy, onConfirm, onCancel }: Props) {
  const text = useOffice().wording.scorecard
  return (
    <>
      <h3>{text.candidateTitle(scorecard.id, String(scorecard.version))}</h3>
      <ScorecardHead scorecard={scorecard} />
      {current ? <DifferencesTable now={current} next={scorecard} /> : <ScorecardTable scorecard={scorecard} />}
      <Effect {...effect} />
      <Confirmation
        question={text.question}
        warning={text.warning}
        confirm={text.confirm}
        isBusy={isBusy}
        onConfirm={onConfirm}
        onCancel={onCancel}
      />
    </>
  )
}

function Effect({ open, accepted, changes }: ScorecardEffect) {
  const { wording, words, language } = useOffice()
  const text = wording.scorecard
  const counted = (households: number) => numberText(households, language)
  return (
    <>
      <p>{text.effect(counted(open), counted(accepted))}</p>
      <p>{changes.length === 0 ? text.noEffect : text.effectTitle}</p>
      <ul>
        {changes.map(({ from, to, households }) => (
          <li key={`${from} ${to}`}>
            {text.effectLine(words.classifications[from], words.classifications[to], counted(households))}
          </li>
        ))}
      </ul>
    </>
  )
}
