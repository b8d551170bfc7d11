import type { Assessment } from '#domain/assessment/assessment.ts'
import { classSentence, findingsOf } from '#domain/wording/findings.ts'
import { assessmentOf, deprivationIn, previousAssessment } from '#phone/pages/assessments.ts'
import css from '#phone/pages/stack.module.css'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { DeprivationWheel } from '#ui/DeprivationWheel.tsx'
import { FindingList } from '#ui/FindingList.tsx'
import { useKnownHousehold } from './context.ts'

/** The deprivation profile from the answers as they stand now, with last year's beside it. */
export function Profile() {
  const { view, round } = useKnownHousehold()
  const { household: words } = useWords()
  const domain = useDomainWords()
  const assessment = assessmentOf(view.answers, round)
  const decided = view.previous?.accepted
  return (
    <section className={css.stack} aria-labelledby="profile">
      <h2 id="profile">{view.status === 'accepted' ? words.classAccepted : words.class}</h2>
      {assessment ? (
        <div className={css.close}>
          <p className={css.big}>{domain.classifications[assessment.classification]}</p>
          <p>{classSentence(assessment, domain)}</p>
        </div>
      ) : (
        round && <p>{words.noResidents}</p>
      )}
      {view.previous && decided && (
        <p>{words.lastYear(view.previous.round, domain.classifications[decided.classification])}</p>
      )}
      {assessment && <Findings assessment={assessment} />}
    </section>
  )
}

function Findings({ assessment }: { assessment: Assessment }) {
  const { view, round } = useKnownHousehold()
  const { household: words } = useWords()
  const domain = useDomainWords()
  const before = previousAssessment(view, round)
  const findings = findingsOf(assessment, domain)
  const groups = findings.map(({ title, items }) => ({
    title,
    items: items.map((item) => ({ id: item.indicator, title: item.title, state: item.deprivation })),
  }))
  const { least, most } = assessment.points
  return (
    <>
      <DeprivationWheel
        groups={groups}
        label={words.wheel}
        legend={domain.deprivations}
        centre={least === most ? `${least}` : `${least}–${most}`}
      />
      <h2>{words.findings}</h2>
      <FindingList
        findings={findings}
        below={(indicator) => (
          <Change now={deprivationIn(assessment, indicator)} before={deprivationIn(before, indicator)} />
        )}
      />
    </>
  )
}

function Change({
  now,
  before,
}: {
  now: string | undefined
  before: keyof ReturnType<typeof useDomainWords>['deprivations'] | undefined
}) {
  const { household: words } = useWords()
  const domain = useDomainWords()
  if (before === undefined) return null
  if (before === now) return <small className={css.quiet}>{words.lastYearSame}</small>
  return (
    <strong>
      {words.changed}. {words.lastYearState(domain.deprivations[before])}
    </strong>
  )
}
