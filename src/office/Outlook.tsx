import { useMemo } from 'react'
import { assess } from '#domain/assessment/assess.ts'
import { whatWouldChange } from '#domain/assessment/whatIf.ts'
import { standardOf } from '#domain/standard/inForce.ts'
import { whatIfSentences } from '#domain/wording/whatIf.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { Notice } from '#ui/Notice.tsx'
import { basisOf } from './basis.ts'
import { fieldWords } from './fieldWords.ts'
import css from './Outlook.module.css'
import { useOffice } from './office.ts'

/** The smallest facts that would change the class, and whether one is enough; or decide it, where it is open. */
export function Outlook({ reply }: { reply: HouseholdReply }) {
  const { wording, words, language } = useOffice()
  const found = useMemo(() => outlookOf(reply), [reply])
  if (!found) return null
  const { answers, whatIf, isOpen } = found
  const text = wording.outlook
  const own = fieldWords[language].whatIf
  const hasSets = whatIf.sets.length > 0
  const nearTheEdge = whatIf.nearTheEdge && !isOpen
  const isNothingFound = !hasSets && isOpen
  const sentences = isNothingFound ? [own.manyOpen] : whatIfSentences({ ...whatIf, nearTheEdge }, answers, words, own)
  const listed = nearTheEdge ? sentences.slice(1) : sentences
  return (
    <section aria-labelledby="outlook" className={css.section}>
      <h2 id="outlook">{isOpen ? text.decidesTitle : text.title}</h2>
      {nearTheEdge && (
        <Notice kind="warning">
          <p>{sentences[0]}</p>
        </Notice>
      )}
      {hasSets && <p>{isOpen ? text.decidesIntro : text.intro}</p>}
      {listed.length > 0 && (
        <ul className={css.list}>
          {listed.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function outlookOf(reply: HouseholdReply) {
  const basis = basisOf(reply)
  const standard = basis && standardOf(basis.terms.standard)
  if (!basis || !standard) return undefined
  const terms = { ...basis.terms, standard }
  const isOpen = assess(basis.answers, terms).classification === 'undetermined'
  return { answers: basis.answers, whatIf: whatWouldChange(basis.answers, terms), isOpen }
}
