import { Suspense, useState } from 'react'
import { Link } from 'wouter'
import type { OpId } from '#domain/ids.ts'
import { assessmentOf } from '#phone/pages/assessments.ts'
import { labelAt } from '#phone/pages/labels.ts'
import { useVault } from '#phone/pages/session.ts'
import { pathAddress } from '#phone/pages/survey/steps.ts'
import { putAside } from '#phone/store/outbox.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { timeText } from '#phone/wording/times.ts'
import { Button, buttonClass } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useKnownHousehold } from './context.ts'
import { CommuneChose, LateDraft } from './fetchedParts.tsx'
import { whatToDo } from './whatToDo.ts'

/** What the commune has to say: sent back, decided, held, or two answers to one question. */
export function Banners() {
  const { view, round } = useKnownHousehold()
  const { household: words } = useWords()
  return (
    <>
      {!round && <Notice kind="warning">{words.noRound}</Notice>}
      {view.survey?.state === 'returned' && <Returned />}
      {view.needs && !view.late.some(({ why }) => why === view.needs?.reason) && <Needs />}
      <Suspense fallback={null}>
        {view.late.length > 0 && <LateDraft />}
        <CommuneChose />
      </Suspense>
      {view.survey?.state === 'accepted' && <Accepted />}
      <Incomplete />
    </>
  )
}

function Returned() {
  const { view } = useKnownHousehold()
  const { household: words } = useWords()
  const domain = useDomainWords()
  const returned = view.survey?.returned
  if (!returned || view.status === 'waiting') return null
  return (
    <Notice kind="problem" title={words.returnedTitle}>
      <p>{returned.reason}</p>
      <p>{labelAt(returned.path, view.answers, domain)}</p>
      <small>{words.returnedBy(returned.by, timeText(returned.at, new Date()))}</small>
      <Link href={pathAddress(view.id, returned.path)} className={buttonClass('primary')}>
        {words.openQuestion}
      </Link>
    </Notice>
  )
}

/** What a person has to know or do: the sentence, what can be done, and the way there. */
function Needs() {
  const { view, round } = useKnownHousehold()
  const { household: words } = useWords()
  if (!view.needs) return null
  const { reason, toRead } = view.needs
  const advice = whatToDo(reason, words)
  return (
    <Notice kind="warning">
      <p>{words.needs[reason]}</p>
      {advice && <p>{advice}</p>}
      {reason === 'two_answers' && round && (
        <Link href={`/ho/${view.id}/hai-cau`} className={buttonClass('primary')}>
          {words.chooseAnswer}
        </Link>
      )}
      {toRead && <PutAside ops={toRead} />}
    </Notice>
  )
}

/** What nothing comes of any more needs nobody once it is read; this phone keeps it. */
function PutAside({ ops }: { ops: readonly OpId[] }) {
  const { view } = useKnownHousehold()
  const { db } = useVault()
  const { putAside: words } = useWords().household
  const [hasFailed, setFailed] = useState(false)
  const note = async () => {
    try {
      await putAside(db, view.id, ops)
    } catch (error) {
      console.error(error)
      setFailed(true)
    }
  }
  return (
    <>
      {hasFailed && <p role="alert">{words.failed}</p>}
      <Button kind="secondary" onClick={() => void note()}>
        {words.read}
      </Button>
    </>
  )
}

/** How the last visit ended, where it did not end with a whole form. */
function Incomplete() {
  const { view } = useKnownHousehold()
  const domain = useDomainWords()
  const { visit_outcome: outcome, visit_note: note } = view.answers.household
  if (outcome === undefined || outcome === 'completed') return null
  return (
    <Notice title={domain.options.visit_outcome[outcome]}>
      <p>{note}</p>
    </Notice>
  )
}

function Accepted() {
  const { view, round } = useKnownHousehold()
  const { household: words } = useWords()
  const domain = useDomainWords()
  const { accepted: decided, departed } = view.survey ?? {}
  if (departed) return <Notice title={words.departed(departed.by, timeText(departed.at, new Date()))} />
  if (!decided) return null
  const derived = assessmentOf(view.answers, round)?.classification
  const classes = domain.classifications
  return (
    <Notice kind="success" title={words.accepted(classes[decided.classification])}>
      <p>{words.acceptedBy(decided.by, timeText(decided.at, new Date()))}</p>
      {derived && derived !== decided.classification && <p>{words.differs(classes[derived])}</p>}
    </Notice>
  )
}
