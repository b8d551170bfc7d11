import { HouseholdRow } from '#phone/pages/households/HouseholdRow.tsx'
import css from '#phone/pages/stack.module.css'
import type { HouseholdCard } from '#phone/store/hooks.ts'

type Props = { title: string; households: HouseholdCard[]; none?: string }

/** Households under a heading, each leading to its page. */
export function HouseholdLinks({ title, households, none }: Props) {
  return (
    <section className={css.close}>
      <h2>{title}</h2>
      {households.length === 0 && <p className={css.quiet}>{none}</p>}
      <ul>
        {households.map((card) => (
          <HouseholdRow key={card.id} card={card} />
        ))}
      </ul>
    </section>
  )
}
