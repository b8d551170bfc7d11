import { Link } from 'wouter'
import type { Path } from '#domain/questionnaire/answers.ts'
import { valueText } from '#domain/wording/value.ts'
import { assessmentOf } from '#phone/pages/assessments.ts'
import { labelAt } from '#phone/pages/labels.ts'
import { pathAddress } from '#phone/pages/survey/steps.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { timeText } from '#phone/wording/times.ts'
import { buttonClass } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useKnownHousehold } from './context.ts'
import { LateDraft } from './LateDraft.tsx'

/** What the commune has to say: sent back, decided, held, or two answers to one question. */
export function Banners() {
  const { view, round } = useKnownHousehold()
  const { household: words } = useWords()
  return (
    <>
      {!round && <Notice kind="warning">{words.noRound}</Notice>}
      {view.survey?.state === 'returned' && <Returned />}
      {view.needs && view.needs.reason !== 'late_draft' && <Needs />}
      {view.late.size > 0 && <LateDraft />}
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

function Needs() {
  const { view } = useKnownHousehold()
  const { household: words, survey } = useWords()
  const domain = useDomainWords()
  const rivals = Object.entries(view.survey?.rivals ?? {})
  if (!view.needs) return null
  return (
    <Notice kind="warning">
      <p>{words.needs[view.needs.reason]}</p>
      {view.needs.reason === 'two_answers' && (
        <ul>
          {rivals.map(([path, others]) => {
            const own = view.survey?.fields[path as Path]
            const all = own ? [own, ...others] : others
            const values = all.map(({ value, by }) => survey.rival(valueText(path, value, domain), by)).join(' / ')
            return (
              <li key={path}>
                <Link href={pathAddress(view.id, path as Path)}>{labelAt(path, view.answers, domain)}</Link>: {values}
              </li>
            )
          })}
        </ul>
      )}
    </Notice>
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
  const decided = view.survey?.accepted
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
