import { fold } from '#domain/fold.ts'
import type { ReviewState } from '#domain/household/survey.ts'
import type { HouseholdId } from '#domain/ids.ts'
import type { Classification } from '#domain/standard/standard.ts'
import type { HouseholdsReply } from '#protocol/office.ts'

export type QueueHousehold = HouseholdsReply['households'][number]

/** What the reviewer looks for; `all` and the empty text leave nothing out. */
export type QueueFilter = { state: ReviewState | 'all'; classification: Classification | 'all'; text: string }

export const wholeQueue: QueueFilter = { state: 'all', classification: 'all', text: '' }

/** What waits for the reviewer stands first, what is done last. */
const stateOrder: Record<ReviewState, number> = { submitted: 0, returned: 1, not_started: 2, accepted: 3 }

/** Submitted first, those with two answers before all others; then the round's list; then the number in the book. */
export function inQueueOrder(households: readonly QueueHousehold[]): QueueHousehold[] {
  return households.toSorted(
    (a, b) =>
      stateOrder[a.state] - stateOrder[b.state] ||
      Number(b.hasRivals) - Number(a.hasRivals) ||
      Number(b.listed !== undefined) - Number(a.listed !== undefined) ||
      a.number - b.number,
  )
}

/** Those that fit the filter, in the order given. Text is looked for in the head's name and the household's number. */
export function filtered(households: readonly QueueHousehold[], filter: QueueFilter): QueueHousehold[] {
  const sought = fold(filter.text)
  return households.filter(
    (household) =>
      (filter.state === 'all' || household.state === filter.state) &&
      (filter.classification === 'all' || household.now === filter.classification) &&
      (sought === '' || fold(household.head).includes(sought) || String(household.number) === sought),
  )
}

/** The household to review after this one: the next in the queue that waits, from its start again at its end. */
export function nextSubmitted(households: readonly QueueHousehold[], current: HouseholdId): QueueHousehold | undefined {
  const waiting = inQueueOrder(households).filter(({ state, id }) => state === 'submitted' || id === current)
  const place = waiting.findIndex(({ id }) => id === current)
  const others = [...waiting.slice(place + 1), ...waiting.slice(0, place)].filter(({ id }) => id !== current)
  return others.find(({ state }) => state === 'submitted')
}
