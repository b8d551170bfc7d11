import type { Assessment } from '#domain/assessment/assessment.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import { VisitOutcome } from '#domain/questionnaire/visit.ts'
import { type Crossing, departuresFor, eventsFor, exitsFor } from './events.ts'
import type { PreviousSurvey } from './household.ts'
import type { Decision, Departure, Survey } from './survey.ts'

/** Why the reviewer's step cannot be taken; the survey stays as it was. */
export type ReviewRefusal =
  | 'not_submitted'
  | 'has_rivals'
  | 'class_undetermined'
  | 'visit_incomplete'
  | 'sample_scorecard'
  | 'event_unfit'
  | 'still_here'

/** What a decision is checked against: whether the class rests on invented points, and the round before. */
type Basis = Pick<Assessment, 'restsOnSample'> & { previous?: PreviousSurvey | undefined }

/**
 * Accepts a submitted survey. Never one with two values for a question, that gives no class, whose points are invented,
 * or with an event or an earlier exit that cannot be why its list changed.
 */
export function accept(
  survey: Survey,
  decision: Decision,
  { restsOnSample, previous }: Basis = {},
): Survey | ReviewRefusal {
  if (survey.state !== 'submitted') return 'not_submitted'
  if (Object.keys(survey.rivals).length > 0) return 'has_rivals'
  if (outcomeOf(survey) !== 'completed') return 'visit_incomplete'
  if (decision.classification === 'undetermined') return 'class_undetermined'
  if (restsOnSample) return 'sample_scorecard'
  if (!isFitting(decision, crossingOf(decision.classification, previous))) return 'event_unfit'
  const { movedBy: _, ...kept } = survey
  return { ...kept, state: 'accepted', accepted: decision }
}

/** From the class that was accepted in the round before to the one that is accepted now. */
export function crossingOf(now: Decision['classification'], previous: PreviousSurvey | undefined): Crossing {
  return { wasInBook: previous !== undefined, before: previous?.accepted?.classification, now }
}

/**
 * Takes a household that is no longer here off the hamlet's list: the survey is closed without a class. Never where
 * two answers stand, or where the enumerator's visit does not say that the household is gone in this way.
 */
export function depart(survey: Survey, departed: Departure): Survey | ReviewRefusal {
  if (survey.state !== 'submitted') return 'not_submitted'
  if (Object.keys(survey.rivals).length > 0) return 'has_rivals'
  const events = departuresFor(outcomeOf(survey))
  if (events.length === 0) return 'still_here'
  if (!events.includes(departed.event)) return 'event_unfit'
  const { movedBy: _, ...kept } = survey
  return { ...kept, state: 'accepted', departed }
}

/** Sends a submitted survey back to one question. */
export function sendBack(survey: Survey, returned: NonNullable<Survey['returned']>): Survey | ReviewRefusal {
  if (survey.state !== 'submitted') return 'not_submitted'
  const { movedBy: _, ...kept } = survey
  return { ...kept, state: 'returned', returned }
}

/** How the visit ended, as the commune's record has it. */
export function outcomeOf({ fields }: Survey): VisitOutcome | undefined {
  return VisitOutcome.safeParse(fields[visitOutcome]?.value).data
}

const visitOutcome = 'visit_outcome' as Path

function isFitting({ event, earlierExits = [] }: Decision, crossing: Crossing): boolean {
  const isEventFit = event === undefined || eventsFor(crossing).includes(event)
  return isEventFit && earlierExits.every((list) => exitsFor(crossing).includes(list))
}
