import { useState } from 'react'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import type { ScorecardEffect, ScorecardReply } from '#protocol/scorecard.ts'
import { Button } from '#ui/Button.tsx'
import { TextField } from '#ui/Field.tsx'
import css from './Form.module.css'
import { useOffice } from './office.ts'
import { useStep } from './queries.ts'
import { RefusalNotice } from './RefusalNotice.tsx'
import { ScorecardCandidate } from './ScorecardCandidate.tsx'
import { ScorecardForms } from './ScorecardForms.tsx'
import { ScorecardProblems } from './ScorecardProblems.tsx'
import { type FileProblem, readScorecardFile } from './scorecardFile.ts'

/** A table that may be loaded, with what was in use when its effect was asked for. */
type Candidate = { scorecard: Scorecard; current: Scorecard | undefined; effect: ScorecardEffect }

type Props = { reply: ScorecardReply; onLoaded: () => Promise<void> }

/** From a chosen file to a loaded table: checked here, weighed by the server, loaded only once confirmed. */
export function ScorecardLoad({ reply, onLoaded }: Props) {
  const { wording } = useOffice()
  const text = wording.scorecard
  const load = useScorecardLoad(reply, onLoaded)
  const { round, practice } = reply
  const isSampleFit = sampleScorecard.standard === round.standard && sampleScorecard.area === round.area
  return (
    <div className={css.form}>
      <p>{text.loadIntro}</p>
      <ScorecardForms round={round} />
      <TextField
        id="scorecard"
        type="file"
        accept=".xlsx,.json"
        label={text.file}
        disabled={load.isBusy}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          target.value = '' // so that the same file, corrected, can be chosen again
          if (file) void load.choose(file)
        }}
      />
      {practice && isSampleFit && !round.scorecard?.sample && (
        <div className={css.actions}>
          <Button kind="secondary" disabled={load.isBusy} onClick={() => void load.weigh(sampleScorecard)}>
            {text.loadSample}
          </Button>
        </div>
      )}
      {load.isBusy && !load.candidate && <p role="status">{text.reading}</p>}
      {load.problems.length > 0 && <ScorecardProblems problems={load.problems} />}
      {load.candidate && (
        <ScorecardCandidate
          {...load.candidate}
          isBusy={load.isBusy}
          onConfirm={() => void load.confirm()}
          onCancel={load.forget}
        />
      )}
      <RefusalNotice refusal={load.refusal} wording={wording} />
    </div>
  )
}

function useScorecardLoad({ round, practice }: ScorecardReply, onLoaded: Props['onLoaded']) {
  const { line, wording, say } = useOffice()
  const { take, ...step } = useStep()
  const [problems, setProblems] = useState<readonly FileProblem[]>([])
  const [candidate, setCandidate] = useState<Candidate>()
  const forget = () => {
    setCandidate(undefined)
    setProblems([])
  }
  const weighed = async (scorecard: Scorecard) => {
    setCandidate({ scorecard, current: round.scorecard, effect: await line.scorecardEffect({ scorecard }) })
  }
  const weigh = (scorecard: Scorecard) => {
    forget()
    return take(() => weighed(scorecard))
  }
  const choose = (file: File) => {
    forget()
    return take(async () => {
      const reading = await readScorecardFile(file, { practice })
      setProblems(reading.problems)
      if (reading.scorecard) await weighed(reading.scorecard)
    })
  }
  const confirm = async () => {
    if (!candidate) return
    const { scorecard, current } = candidate
    const replaces = current && { id: current.id, version: current.version }
    if (!(await take(() => line.loadScorecard({ scorecard, ...(replaces && { replaces }) })))) return
    forget()
    say(wording.scorecard.done(scorecard.id, String(scorecard.version)), '/phieu-b1')
    await onLoaded()
  }
  return { ...step, problems, candidate, weigh, choose, confirm, forget }
}
