import type { Assessment } from '#domain/assessment/assessment.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import type { Decision, Survey } from './survey.ts'

/** Why the reviewer's step cannot be taken; the survey stays as it was. */
export type ReviewRefusal =
  | 'not_submitted'
  | 'has_rivals'
  | 'class_undetermined'
  | 'visit_incomplete'
  | 'sample_scorecard'

/** Accepts a submitted survey. Never one with two values for a question, that gives no class, or whose points are invented. */
export function accept(
  survey: Survey,
  decision: Decision,
  { restsOnSample }: Pick<Assessment, 'restsOnSample'> = {},
): Survey | ReviewRefusal {
  if (survey.state !== 'submitted') return 'not_submitted'
  if (Object.keys(survey.rivals).length > 0) return 'has_rivals'
  if (survey.fields[visitOutcome]?.value !== 'completed') return 'visit_incomplete'
  if (decision.classification === 'undetermined') return 'class_undetermined'
  if (restsOnSample) return 'sample_scorecard'
  const { movedBy: _, ...kept } = survey
  return { ...kept, state: 'accepted', accepted: decision }
}

/** Sends a submitted survey back to one question. */
export function sendBack(survey: Survey, returned: NonNullable<Survey['returned']>): Survey | ReviewRefusal {
  if (survey.state !== 'submitted') return 'not_submitted'
  const { movedBy: _, ...kept } = survey
  return { ...kept, state: 'returned', returned }
}

const visitOutcome = 'visit_outcome' as Path
