import { fold } from '#domain/fold.ts'
import type { HouseholdCard, HouseholdStatus } from '#phone/store/hooks.ts'

export const filterIds = ['listed', 'not_visited', 'draft', 'waiting', 'received', 'needs', 'accepted'] as const
export type Filter = 'all' | (typeof filterIds)[number]

/** The cards that fit, in the order given: every word typed is part of the name or the number, diacritics or not. */
export function found(cards: readonly HouseholdCard[], typed: string, filter: Filter): HouseholdCard[] {
  const sought = fold(typed).split(/\s+/).filter(Boolean)
  return cards.filter(
    (card) =>
      passes(card, filter) && sought.every((part) => card.folded.includes(part) || String(card.number) === part),
  )
}

/** How far the hamlet is: visited in any way, not yet visited of those on the list (of all, where there is no list), returned. */
export function countsOf(cards: readonly HouseholdCard[]): { visited: number; left: number; returned: number } {
  const listed = cards.filter((card) => card.listed !== undefined)
  const expected = listed.length > 0 ? listed : cards
  const count = (among: readonly HouseholdCard[], status: HouseholdStatus) =>
    among.filter((card) => card.status === status).length
  return {
    visited: cards.length - count(cards, 'not_visited'),
    left: count(expected, 'not_visited'),
    returned: count(cards, 'returned'),
  }
}

function passes(card: HouseholdCard, filter: Filter): boolean {
  if (filter === 'all') return true
  if (filter === 'listed') return card.listed !== undefined
  if (filter === 'needs') return card.status === 'needs_you' || card.status === 'returned'
  return card.status === filter
}
