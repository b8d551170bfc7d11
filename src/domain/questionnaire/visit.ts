import { z } from 'zod/mini'
import { text } from './answer.ts'

export const VisitOutcome = z.enum(['completed', 'absent', 'refused', 'moved_away', 'dissolved', 'other'])
export type VisitOutcome = z.infer<typeof VisitOutcome>

/** Section 10: how the visit ended. */
export const visitQuestions = {
  /** 10.1 Completed, or why the household is closed as incomplete. */
  visit_outcome: VisitOutcome,
  /** 10.2 In the enumerator's words, where the outcome needs them. */
  visit_note: text(500),
} as const
