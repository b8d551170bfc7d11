import { Link } from 'wouter'
import { StatusTag } from '#phone/pages/StatusTag.tsx'
import type { HouseholdCard } from '#phone/store/hooks.ts'
import { useWords } from '#phone/wording/language.tsx'
import css from './HouseholdRow.module.css'

/** One household of the list; the whole row leads to it. */
export function HouseholdRow({ card }: { card: HouseholdCard }) {
  const { households: words } = useWords()
  const details = [words.number(card.number), words.people(card.residents), ...(card.listed ? [words.listed] : [])]
  return (
    <li className={css.row}>
      <Link href={`/ho/${card.id}`} className={css.link}>
        <strong>{card.head || words.unnamed}</strong>
        <span className={css.details}>{details.join(' · ')}</span>
        <StatusTag status={card.status} receipt={card.receipt} />
      </Link>
    </li>
  )
}
