import { useMemo } from 'react'
import { whatWouldChange } from '#domain/assessment/whatIf.ts'
import { standardOf } from '#domain/standard/inForce.ts'
import { whatIfSentences } from '#domain/wording/whatIf.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { Notice } from '#ui/Notice.tsx'
import { basisOf } from './basis.ts'
import { fieldWords } from './fieldWords.ts'
import css from './Outlook.module.css'
import { useOffice } from './office.ts'

/** The smallest facts that would change the class, and whether one is enough; for a household that can be assessed. */
export function Outlook({ reply }: { reply: HouseholdReply }) {
  const { wording, words, language } = useOffice()
  const found = useMemo(() => outlookOf(reply), [reply])
  if (!found) return null
  const { nearTheEdge } = found.whatIf
  const sentences = whatIfSentences(found.whatIf, found.answers, words, fieldWords[language].whatIf)
  const listed = nearTheEdge ? sentences.slice(1) : sentences
  return (
    <section aria-labelledby="outlook" className={css.section}>
      <h2 id="outlook">{wording.outlook.title}</h2>
      {nearTheEdge && (
        <Notice kind="warning">
          <p>{sentences[0]}</p>
        </Notice>
      )}
      {found.whatIf.sets.length > 0 && <p>{wording.outlook.intro}</p>}
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
  return { answers: basis.answers, whatIf: whatWouldChange(basis.answers, { ...basis.terms, standard }) }
}
