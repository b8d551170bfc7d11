import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { incomeStandingUnder } from '#domain/assessment/incomeStanding.ts'
import type { Revision } from '#domain/household/operation.ts'
import { type Path, pathOf } from '#domain/questionnaire/answers.ts'
import { unansweredPaths } from '#domain/questionnaire/asked.ts'
import type { Check } from '#domain/questionnaire/check.ts'
import { VisitOutcome } from '#domain/questionnaire/visit.ts'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { useVault } from '#phone/pages/session.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import type { HouseholdView } from '#phone/store/hooks.ts'
import type { Vault } from '#phone/store/vault.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'
import { RadioChoice } from '#ui/Choice.tsx'
import { ErrorSummary } from '#ui/ErrorSummary.tsx'
import { TextArea } from '#ui/Field.tsx'
import { Notice } from '#ui/Notice.tsx'
import { CheckList } from './CheckList.tsx'
import { ClassChip } from './ClassChip.tsx'
import { checksIn } from './checks.ts'
import { useSurvey } from './context.ts'
import { NotKept, useNotKept } from './NotKept.tsx'
import { surveyAddress } from './steps.ts'
import { Unanswered } from './Unanswered.tsx'

type Ending = { outcome: VisitOutcome | undefined; note: string }
type Report =
  | { kind: 'unanswered'; paths: Path[] }
  | { kind: 'contradictory'; checks: Check[] }
  | { kind: 'not_kept' | 'nothing_changed' | 'accepted_already' | 'read_only' | 'failed' }
const notKept: Report = { kind: 'not_kept' }

/** The end of the visit: completed when all is answered, or closed as incomplete with the reason. */
export function FinishPage() {
  const survey = useSurvey()
  const { view } = survey
  const words = useWords()
  const vault = useVault()
  const [, navigate] = useLocation()
  const [ending, setEnding] = useState<Ending>(() => endingOf(view))
  // What stood on the screen when the page opened is what its author has seen.
  const [seen] = useState(view.revision)
  const [errors, setErrors] = useState<{ id: string; message: string }[]>([])
  const [tries, setTries] = useState(0)
  const [report, setReport] = useState<Report>()
  const [isQueued, setQueued] = useState(false)
  const hasUnkept = useNotKept(survey).length > 0

  const end = async () => {
    const found = errorsIn(ending, words.finish)
    setErrors(found)
    setTries(tries + 1)
    if (found.length > 0) return
    const ended = hasUnkept ? notKept : await endVisit(vault, view, ending, seen)
    if (ended === 'queued') setQueued(true)
    else setReport(ended)
  }
  // The household's page is opened once the screen has caught up with the disk: it offers nothing that is finished.
  const isShown = isQueued && view.savedAt.size === 0
  useEffect(() => {
    if (isShown) navigate(`/ho/${view.id}`)
  }, [isShown, navigate, view.id])
  return (
    <AppPage
      title={words.finish.title}
      wrong={errors.length > 0}
      backTo={surveyAddress(view.id)}
      place={<ClassChip />}
      footer={
        <Button onClick={() => void end()}>
          {ending.outcome === undefined || ending.outcome === 'completed' ? words.finish.finish : words.finish.close}
        </Button>
      }
    >
      <ErrorSummary key={tries} title={words.problemTitle} errors={errors} />
      <NotKept {...survey} />
      <Outcome report={report} />
      <EndingFields ending={ending} errors={errors} onChange={setEnding} />
      {(ending.outcome === undefined || ending.outcome === 'completed') && <StillOpen report={report} />}
    </AppPage>
  )
}

type FieldsProps = { ending: Ending; errors: { id: string; message: string }[]; onChange: (ending: Ending) => void }

function EndingFields({ ending, errors, onChange }: FieldsProps) {
  const { finish: words } = useWords()
  const domain = useDomainWords()
  const error = (id: string) => errors.find((other) => other.id === id)?.message
  return (
    <>
      <RadioChoice
        id="visit_outcome"
        name="visit_outcome"
        legend={words.how}
        error={error('visit_outcome')}
        options={VisitOutcome.options.map((value) => ({ value, label: domain.options.visit_outcome[value] }))}
        value={ending.outcome}
        onChange={(value) => onChange({ ...ending, outcome: VisitOutcome.options.find((code) => code === value) })}
      />
      {ending.outcome !== undefined && ending.outcome !== 'completed' && (
        <TextArea
          id="visit_note"
          label={words.note}
          error={error('visit_note')}
          maxLength={500}
          value={ending.note}
          onChange={(event) => onChange({ ...ending, note: event.target.value })}
        />
      )}
    </>
  )
}

/** What cannot be right and what is still open, while the visit is to end as completed. */
function StillOpen({ report }: { report: Report | undefined }) {
  const { view, round } = useSurvey()
  const { finish: words } = useWords()
  const ends: string[] = ['visit_outcome', 'visit_note']
  const open = unansweredPaths(view.answers, round.reviewDate, incomeStandingUnder(round, view.answers))
  const refused = report?.kind === 'unanswered' ? report.paths : []
  const paths = [...new Set([...open, ...refused])].filter((path) => !ends.includes(path))
  return (
    <>
      <CheckList kind="must" checks={report?.kind === 'contradictory' ? report.checks : checksIn(view, round)} />
      {paths.length > 0 ? <Unanswered paths={paths} /> : <p>{words.allAnswered}</p>}
    </>
  )
}

function Outcome({ report }: { report: Report | undefined }) {
  const { finish: words } = useWords()
  if (!report || report.kind === 'unanswered') return null
  const sentences = {
    contradictory: words.contradictory,
    not_kept: words.notKept,
    nothing_changed: words.nothingChanged,
    accepted_already: words.acceptedAlready,
    read_only: words.readOnly,
    failed: words.notFinished,
  }
  return (
    <Notice kind={report.kind === 'failed' || report.kind === 'contradictory' ? 'problem' : 'info'} live>
      {sentences[report.kind]}
    </Notice>
  )
}

/** Keeps how the visit ended, then finishes the survey. Nothing is finished unless all of it reached the disk. */
async function endVisit(vault: Vault, view: HouseholdView, ending: Ending, seen: Revision): Promise<Report | 'queued'> {
  try {
    await saveEnding(vault, view, ending, seen)
    const finished = await finish(vault, view.id)
    if (finished.outcome === 'queued') return 'queued'
    if (finished.outcome === 'unanswered') return { kind: 'unanswered', paths: finished.paths }
    if (finished.outcome === 'contradictory') return { kind: 'contradictory', checks: finished.checks }
    return { kind: finished.outcome }
  } catch (error) {
    console.error(error)
    return { kind: 'failed' }
  }
}

async function saveEnding(vault: Vault, view: HouseholdView, { outcome, note }: Ending, seen: Revision): Promise<void> {
  const [outcomePath, notePath] = [pathOf('visit_outcome'), pathOf('visit_note')]
  if (outcome !== undefined) await saveAnswer(vault, view.id, outcomePath, outcome, seen)
  if (outcome !== 'completed') await saveAnswer(vault, view.id, notePath, note, seen)
  else if (view.values.has(notePath)) await saveAnswer(vault, view.id, notePath, null, seen)
}

function endingOf({ answers }: HouseholdView): Ending {
  return { outcome: answers.household.visit_outcome, note: answers.household.visit_note ?? '' }
}

function errorsIn({ outcome, note }: Ending, words: { howMissing: string; noteMissing: string }) {
  if (outcome === undefined) return [{ id: 'visit_outcome', message: words.howMissing }]
  if (outcome !== 'completed' && note.trim() === '') return [{ id: 'visit_note', message: words.noteMissing }]
  return []
}
