import { type HouseholdEvent, type ListId, listOfClass } from '#domain/household/events.ts'
import type { Classification } from '#domain/standard/standard.ts'

/** A household at one end of the period, as decided: its class, and who lived in it. */
export type Standing = {
  classification: Exclude<Classification, 'undetermined'>
  /** Whatever names a resident the same at both ends: resident ids, as a rule. */
  residents: readonly string[]
}

/** One household over one period. At least one end is there; the facts are passed in, nothing is guessed. */
export type Passage = {
  /** Absent where the household was not in this unit at the start. */
  start?: Standing
  /** Absent where it is no longer in this unit at the end. */
  end?: Standing
  /** Stands only where the commune says that the event, and no change of living, is why a list changed. */
  event?: HouseholdEvent
  /** The lists it was recognised as having left before this period. How far back to look is the caller's (not established). */
  earlierExits?: readonly ListId[]
}

/** What a household did between two rounds, in the words of reports 2 and 3 (Circular 07/2021/TT-BLĐTBXH). */
export const movements = [
  'stayed_poor',
  'left_to_near_poor',
  'left_beyond_near_poor',
  'other_out_of_poor',
  'fell_to_poor',
  'returned_to_poor',
  'newly_poor',
  'other_into_poor',
  'stayed_near_poor',
  'left_near_poor',
  'other_out_of_near_poor',
  'returned_to_near_poor',
  'newly_near_poor',
  'other_into_near_poor',
  'on_neither_list',
] as const
export type Movement = (typeof movements)[number]

/**
 * The one movement of a household. Between the two lists an event never matters, so that report 2 and report 3
 * agree; near-poor → poor is a fall even for a household that was poor before (our reading).
 * A household that is new in the book counts by its event, or as newly arisen where it has none.
 */
export function movementOf(passage: Passage): Movement {
  const from = listOf(passage.start)
  const to = listOf(passage.end)
  if (from === 'poor') return to === 'poor' ? 'stayed_poor' : outOfPoor(to, passage)
  if (from === 'near_poor') return to === 'near_poor' ? 'stayed_near_poor' : outOfNearPoor(to, passage)
  if (to === undefined) return 'on_neither_list'
  return intoList(to, passage)
}

/** The list a household stands on; undefined for all others, and where it is not in this unit. */
export function listOf(standing: Standing | undefined): ListId | undefined {
  return listOfClass(standing?.classification)
}

function outOfPoor(to: ListId | undefined, passage: Passage): Movement {
  if (to === 'near_poor') return 'left_to_near_poor'
  return isOtherOut(passage) ? 'other_out_of_poor' : 'left_beyond_near_poor'
}

function outOfNearPoor(to: ListId | undefined, passage: Passage): Movement {
  if (to === 'poor') return 'fell_to_poor'
  return isOtherOut(passage) ? 'other_out_of_near_poor' : 'left_near_poor'
}

function isOtherOut({ end, event }: Passage): boolean {
  return end === undefined || event !== undefined
}

/** A return outweighs an event for a household that was here all along; one that was not has nothing to return to. */
function intoList(to: ListId, { start, event, earlierExits = [] }: Passage): Movement {
  const isNewHere = start === undefined
  if (isNewHere && event !== undefined) return to === 'poor' ? 'other_into_poor' : 'other_into_near_poor'
  if (earlierExits.includes(to)) return to === 'poor' ? 'returned_to_poor' : 'returned_to_near_poor'
  if (event !== undefined) return to === 'poor' ? 'other_into_poor' : 'other_into_near_poor'
  return to === 'poor' ? 'newly_poor' : 'newly_near_poor'
}

/** What a reviewer should settle before the reports are signed. */
export const passageDoubts = ['vanished_without_event', 'event_contradicts_ends', 'nobody_in_household'] as const
export type PassageDoubt = (typeof passageDoubts)[number]

/** The doubts about one passage; it is counted all the same, so that the reports always add up. */
export function doubtsOf({ start, end, event }: Passage): PassageDoubt[] {
  const isNobody = start?.residents.length === 0 || end?.residents.length === 0
  const hasEnded = event === 'died_out' || event === 'moved_away'
  const contradicts = (hasEnded && end !== undefined) || (event === 'moved_in' && start !== undefined)
  return [
    ...(start && !end && event === undefined ? (['vanished_without_event'] as const) : []),
    ...(contradicts ? (['event_contradicts_ends'] as const) : []),
    ...(isNobody ? (['nobody_in_household'] as const) : []),
  ]
}
