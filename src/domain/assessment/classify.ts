import type { Classification, Standard } from '#domain/standard/standard.ts'
import type { Assessment, ClassRule, IncomeFinding, Verdict } from './assessment.ts'

/** B2 points: those certain, and with all that is unknown. */
export function pointsOf(verdicts: Verdict[], standard: Standard): Assessment['points'] {
  const certain = verdicts.filter(({ deprivation }) => deprivation === 'deprived').length
  const unknown = verdicts.filter(({ deprivation }) => deprivation === 'unknown').length
  const least = certain * standard.pointsPerDeprivation
  return { least, most: least + unknown * standard.pointsPerDeprivation }
}

/** B2 points from which a household within the line is poor. */
export function cutoffPoints(standard: Standard): number {
  return standard.povertyCutoff * standard.pointsPerDeprivation
}

/** Where a farming household's worksheet puts it above the line; `not_claimed` for every other household. */
export type AverageLiving = 'within' | 'above' | 'not_established' | 'not_claimed'

/**
 * The class and the rule that decided it (art. 3). Undetermined only where an unknown answer could tip it: `average` is
 * given at a household's request by its worksheet (Decision 24/2021), so without one nothing is open.
 */
export function classify(
  points: Assessment['points'],
  withinLine: IncomeFinding['withinLine'],
  standard: Standard,
  averageLiving: AverageLiving = 'not_claimed',
): { classification: Classification; decidedBy: ClassRule } {
  if (withinLine === 'unknown') return { classification: 'undetermined', decidedBy: 'income_unknown' }
  if (!withinLine) return classesAboveLine[averageLiving]
  const cutoff = cutoffPoints(standard)
  if (points.least >= cutoff) return { classification: 'poor', decidedBy: 'within_line_and_cutoff_reached' }
  if (points.most < cutoff) return { classification: 'near_poor', decidedBy: 'within_line_and_cutoff_not_reached' }
  return { classification: 'undetermined', decidedBy: 'deprivations_unknown' }
}

const classesAboveLine = {
  within: { classification: 'average', decidedBy: 'above_line_within_average' },
  above: { classification: 'not_poor', decidedBy: 'above_average' },
  not_established: { classification: 'not_poor', decidedBy: 'above_line_average_not_established' },
  not_claimed: { classification: 'not_poor', decidedBy: 'above_line' },
} as const satisfies Record<AverageLiving, { classification: Classification; decidedBy: ClassRule }>
