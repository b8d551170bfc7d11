import type { Assessment } from '#domain/assessment/assessment.ts'
import { underOtherStandard } from '#domain/assessment/assessUnder.ts'
import { standards } from '#domain/standard/inForce.ts'
import type { Standard } from '#domain/standard/standard.ts'
import { classSentence } from '#domain/wording/findings.ts'
import { standardText } from '#domain/wording/standards.ts'
import { deprivationIn } from '#phone/pages/assessments.ts'
import css from '#phone/pages/stack.module.css'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { useKnownHousehold } from './context.ts'
import disclosure from './Disclosure.module.css'
import { pointsText } from './points.ts'

/** The same answers under every standard but the round's own, each folded away: it informs and decides nothing. */
export function OtherStandards({ assessment }: { assessment: Assessment }) {
  return standards
    .filter(({ id }) => id !== assessment.standard)
    .map((standard) => <OtherStandard key={standard.id} standard={standard} here={assessment} />)
}

function OtherStandard({ standard, here }: { standard: Standard; here: Assessment }) {
  const { view, round } = useKnownHousehold()
  const { profile: words } = useWords()
  const domain = useDomainWords()
  const there = round && underOtherStandard(round, view.answers, standard.id)
  if (!there) return null
  return (
    <details>
      <summary className={disclosure.summary}>{domain.underOtherStandard(domain.standards[standard.id])}</summary>
      <div className={css.close}>
        <p>
          <strong>{words.otherClass(domain.classifications[there.classification])}</strong>
        </p>
        <p>{classSentence(there, domain)}</p>
        <p>{words.otherPoints(pointsText(there))}</p>
        <Differences here={here} there={there} />
        <WhatIsDraft standard={standard} />
        <p>{words.roundKeeps(domain.standards[here.standard])}</p>
      </div>
    </details>
  )
}

/** The indicators that the two standards judge differently. */
function Differences({ here, there }: { here: Assessment; there: Assessment }) {
  const { profile: words } = useWords()
  const { indicators, deprivations } = useDomainWords()
  const differences = there.verdicts.flatMap(({ indicator, deprivation }) => {
    const own = deprivationIn(here, indicator)
    if (own === undefined || own === deprivation) return []
    return [words.difference(indicators[indicator], deprivations[own], deprivations[deprivation])]
  })
  if (differences.length === 0) return <p>{words.sameIndicators}</p>
  return (
    <>
      <p>{words.differentIndicators}</p>
      <ul className={disclosure.list}>
        {differences.map((difference) => (
          <li key={difference}>{difference}</li>
        ))}
      </ul>
    </>
  )
}

/** What of the standard is not official, and what its draft holds that is not counted. */
function WhatIsDraft({ standard }: { standard: Standard }) {
  const { parts, notes } = standardText(standard, useDomainWords())
  const unofficial = parts.filter(({ status }) => status !== 'official')
  return (
    <>
      {unofficial.map(({ status, title, names }) => (
        <p key={status}>
          <strong>{title}</strong>: {names.join(', ')}
        </p>
      ))}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </>
  )
}
