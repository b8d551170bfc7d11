import { isGiven } from '#domain/questionnaire/answer.ts'
import type { HouseholdAnswers } from '#domain/questionnaire/answers.ts'
import type { Classification, Standard } from '#domain/standard/standard.ts'
import type { Assessment, AssessmentTerms, ClassRule, IncomeFinding, Verdict } from './assessment.ts'

/** B2 points: those certain, and with all that is unknown. */
export function pointsOf(verdicts: Verdict[], standard: Standard): Assessment['points'] {
  const certain = verdicts.filter(({ deprivation }) => deprivation === 'deprived').length
  const unknown = verdicts.filter(({ deprivation }) => deprivation === 'unknown').length
  const least = certain * standard.pointsPerDeprivation
  return { least, most: least + unknown * standard.pointsPerDeprivation }
}

/** The paper's B1 total against the line of the area; at the line counts as within it. */
export function incomeOf(household: HouseholdAnswers, { standard, area }: AssessmentTerms): IncomeFinding {
  const scoreLine = standard.scoreLine[area]
  const points = household.b1_points
  if (!isGiven(points)) return { source: 'paper_b1', scoreLine, withinLine: 'unknown' }
  return { source: 'paper_b1', points, scoreLine, withinLine: points <= scoreLine }
}

/** B2 points from which a household within the line is poor. */
export function cutoffPoints(standard: Standard): number {
  return standard.povertyCutoff * standard.pointsPerDeprivation
}

/** The class and the rule that decided it (art. 3). Undetermined only where an unknown answer could tip it. */
export function classify(
  points: Assessment['points'],
  withinLine: IncomeFinding['withinLine'],
  standard: Standard,
): { classification: Classification; decidedBy: ClassRule } {
  if (withinLine === 'unknown') return { classification: 'undetermined', decidedBy: 'income_unknown' }
  if (!withinLine) return { classification: 'not_poor', decidedBy: 'above_line' }
  const cutoff = cutoffPoints(standard)
  if (points.least >= cutoff) return { classification: 'poor', decidedBy: 'within_line_and_cutoff_reached' }
  if (points.most < cutoff) return { classification: 'near_poor', decidedBy: 'within_line_and_cutoff_not_reached' }
  return { classification: 'undetermined', decidedBy: 'deprivations_unknown' }
}
