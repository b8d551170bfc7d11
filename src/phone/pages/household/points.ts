import type { Assessment } from '#domain/assessment/assessment.ts'

/** B2 points: one figure, or from the certain ones to the most that the unknown could add to. */
export function pointsText({ points: { least, most } }: Assessment): string {
  return least === most ? `${least}` : `${least}–${most}`
}
