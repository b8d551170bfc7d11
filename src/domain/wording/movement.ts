import type { HouseholdEvent, ListId } from '#domain/household/events.ts'
import type { Movement, PassageDoubt } from '#domain/profile/movement.ts'
import type { Column, Count } from '#domain/profile/movementReport.ts'

/** Movement between two rounds in one language: the official titles and columns of reports 2 and 3, and the rest. */
export type MovementWords = {
  movements: Record<Movement, string>
  events: Record<HouseholdEvent, string>
  doubts: Record<PassageDoubt, string>
  reports: Record<ListId, { title: string; columns: Record<Column, string> }>
  lines: Record<keyof Count, string>
}
