import { z } from 'zod/mini'
import type { VisitOutcome } from '#domain/questionnaire/visit.ts'
import type { Classification } from '#domain/standard/standard.ts'

/** The two lists that a commune recognises (Decision 24/2021/QĐ-TTg). */
export const ListId = z.enum(['poor', 'near_poor'])
export type ListId = z.infer<typeof ListId>

/** What else happens to a household between two rounds; reports 2 and 3 name these in columns (4) and (8). */
export const HouseholdEvent = z.enum(['died_out', 'moved_away', 'moved_in', 'split', 'merged', 'members_changed'])
export type HouseholdEvent = z.infer<typeof HouseholdEvent>

/** The list of a class; undefined for all classes that have none, and for none at all. */
export function listOfClass(classification: Classification | undefined): ListId | undefined {
  return classification === 'poor' || classification === 'near_poor' ? classification : undefined
}

/** A household that is accepted: whether the book had it before this round, its class then, and its class now. */
export type Crossing = { wasInBook: boolean; before?: Classification | undefined; now: Classification }

/**
 * The events that can be why this household came onto a list or left both. None where it did neither: between the
 * two lists an event counts for nothing. One that is still here has neither died out nor moved away.
 */
export function eventsFor({ wasInBook, before, now }: Crossing): HouseholdEvent[] {
  if ((listOfClass(before) === undefined) === (listOfClass(now) === undefined)) return []
  return wasInBook ? ['members_changed', 'split', 'merged'] : ['moved_in', 'split']
}

/** The lists an earlier exit from which bears on this household's movement: both where it comes onto a list, else none. */
export function exitsFor({ before, now }: Crossing): ListId[] {
  return listOfClass(before) === undefined && listOfClass(now) !== undefined ? ['poor', 'near_poor'] : []
}

/** Why a household is no longer here, as far as the visit's outcome says so; none where it may still be here. */
export function departuresFor(outcome: VisitOutcome | undefined): HouseholdEvent[] {
  if (outcome === 'moved_away') return ['moved_away']
  return outcome === 'dissolved' ? ['died_out', 'merged', 'split'] : []
}
