import { useMemo } from 'react'
import type { Assessment } from '#domain/assessment/assessment.ts'
import { type WhatIf, whatWouldChange } from '#domain/assessment/whatIf.ts'
import type { SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { standardOf } from '#domain/standard/inForce.ts'
import { type WhatIfWords, whatIfSentences } from '#domain/wording/whatIf.ts'
import { whatIf as vi } from '#domain/wording/whatIf.vi.ts'
import css from '#phone/pages/stack.module.css'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { inLanguage } from '#phone/wording/inLanguage.ts'
import { useWords } from '#phone/wording/language.tsx'
import type { RoundTerms } from '#protocol/changes.ts'
import { Notice } from '#ui/Notice.tsx'
import { useKnownHousehold } from './context.ts'
import disclosure from './Disclosure.module.css'

const useWhatIfWords = inLanguage<WhatIfWords>(vi, async () => (await import('#domain/wording/whatIf.en.ts')).whatIf)

/** More sentences than this stand behind a heading of their own, so that the wheel stays in sight. */
const atOnce = 3

/** Whether the household stands near the edge, and the smallest sets of facts that would change its class, or decide it. */
export function WhatWouldChange({ assessment }: { assessment: Assessment }) {
  const { view, round } = useKnownHousehold()
  const { profile: words } = useWords()
  const whatIf = useMemo(() => soughtUnder(round, view.answers), [round, view.answers])
  const isOpen = assessment.classification === 'undetermined'
  const sentences = useSentences(whatIf, isOpen)
  return (
    <>
      {whatIf?.nearTheEdge && !isOpen && (
        <Notice kind="warning" title={words.nearTheEdge}>
          <p>{words.nearTheEdgeText}</p>
        </Notice>
      )}
      {sentences.length > 0 && (
        <section className={css.close} aria-labelledby="what-would-change">
          <h2 id="what-would-change">{isOpen ? words.whatDecides : words.whatChanges}</h2>
          <Sentences sentences={sentences.slice(0, atOnce)} />
          <More sentences={sentences.slice(atOnce)} />
        </section>
      )}
    </>
  )
}

function soughtUnder(round: RoundTerms | undefined, answers: SurveyAnswers): WhatIf | undefined {
  const standard = round && standardOf(round.standard)
  return standard && whatWouldChange(answers, { ...round, standard })
}

/** Each set in a sentence; where there is none, whether that means a firm result, or one still open. */
function useSentences(whatIf: WhatIf | undefined, isOpen: boolean): string[] {
  const { view } = useKnownHousehold()
  const domain = useDomainWords()
  const own = useWhatIfWords()
  if (!whatIf) return []
  const { sets, nearTheEdge } = whatIf
  if (sets.length === 0 && isOpen) return [own.manyOpen]
  if (sets.length === 0 && nearTheEdge) return []
  return [...new Set(whatIfSentences({ ...whatIf, nearTheEdge: false }, view.answers, domain, own))]
}

function More({ sentences }: { sentences: readonly string[] }) {
  const { profile: words } = useWords()
  if (sentences.length === 0) return null
  return (
    <details>
      <summary className={disclosure.summary}>{words.more(sentences.length)}</summary>
      <Sentences sentences={sentences} />
    </details>
  )
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className={disclosure.list}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
