import { Suspense } from 'react'
import type { Assessment } from '#domain/assessment/assessment.ts'
import { classNotes, classSentence, findingsOf } from '#domain/wording/findings.ts'
import { assessmentOf, deprivationIn, previousAssessment } from '#phone/pages/assessments.ts'
import css from '#phone/pages/stack.module.css'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { DeprivationWheel } from '#ui/DeprivationWheel.tsx'
import { FindingList } from '#ui/FindingList.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useKnownHousehold } from './context.ts'
import { LowIncomeWorker, OtherStandards, WhatWouldChange } from './fetchedParts.tsx'
import { pointsText } from './points.ts'

/** The deprivation profile from the answers as they stand now, with last year's beside it. */
export function Profile() {
  const { view, round } = useKnownHousehold()
  const { household: words } = useWords()
  const domain = useDomainWords()
  const assessment = assessmentOf(view.answers, round)
  const decided = view.previous?.accepted
  return (
    <section className={css.stack} aria-labelledby="profile">
      <h2 id="profile">{view.survey?.state === 'accepted' ? words.classAccepted : words.class}</h2>
      {assessment ? <Result assessment={assessment} /> : round && <p>{words.noResidents}</p>}
      {view.previous && decided && (
        <p>{words.lastYear(view.previous.round, domain.classifications[decided.classification])}</p>
      )}
      {assessment && (
        <>
          <Suspense fallback={null}>
            <WhatWouldChange assessment={assessment} />
          </Suspense>
          <Findings assessment={assessment} />
          <Suspense fallback={null}>
            <OtherStandards assessment={assessment} />
          </Suspense>
        </>
      )}
    </section>
  )
}

/** The class, the rule that decided it, where the finding on income comes from, and what has to be said beside it. */
function Result({ assessment }: { assessment: Assessment }) {
  const { view, round } = useKnownHousehold()
  const { profile: words } = useWords()
  const domain = useDomainWords()
  const { classification, income } = assessment
  return (
    <div className={css.close}>
      <p className={css.big}>{domain.classifications[classification]}</p>
      <p>{classSentence(assessment, domain)}</p>
      {income.withinLine !== 'unknown' && <p>{words.incomeFrom(domain.incomeSources[income.source])}</p>}
      {classNotes(assessment, domain).map((note) => (
        <Notice key={note} kind="warning">
          <p>{note}</p>
        </Notice>
      ))}
      {round && (
        <Suspense fallback={null}>
          <LowIncomeWorker assessment={assessment} answers={view.answers} round={round} />
        </Suspense>
      )}
    </div>
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
  return (
    <>
      <DeprivationWheel
        groups={groups}
        label={words.wheel}
        legend={domain.deprivations}
        centre={pointsText(assessment)}
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
  if (now === 'unknown') return <small className={css.quiet}>{words.lastYearState(domain.deprivations[before])}</small>
  if (before === now) return <small className={css.quiet}>{words.lastYearSame}</small>
  return (
    <strong>
      {words.changed}. {words.lastYearState(domain.deprivations[before])}
    </strong>
  )
}
