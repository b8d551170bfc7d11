import { assessUnder } from '#domain/assessment/assessUnder.ts'
import { type Crossing, eventsFor, exitsFor } from '#domain/household/events.ts'
import { accept, type ReviewRefusal } from '#domain/household/review.ts'
import { answersIn, type Survey } from '#domain/household/survey.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import type { ChosenFacts } from './DecisionFacts.tsx'

/** Why the server would refuse to accept this survey now; undefined where it would not. */
export function obstacleToAccept(survey: Survey, round: RoundTerms): ReviewRefusal | undefined {
  const assessment = assessUnder(round, answersIn(survey))
  const decision = {
    classification: assessment?.classification ?? 'undetermined',
    deprivations: 0,
    standard: round.standard,
    reviewDate: round.reviewDate,
    by: '',
    at: '',
  }
  const outcome = accept(survey, decision, assessment)
  return typeof outcome === 'string' ? outcome : undefined
}

/** What was chosen, as far as it can still be why the list changes: the answers may be others by now. */
export function fittingFacts({ event, earlierExits = [] }: ChosenFacts, crossing: Crossing): ChosenFacts {
  const exits = earlierExits.filter((list) => exitsFor(crossing).includes(list))
  return {
    ...(event && eventsFor(crossing).includes(event) && { event }),
    ...(exits.length > 0 && { earlierExits: exits }),
  }
}

/** Whether anything of this round has come in yet. */
export function hasStarted({ fields, rivals }: Survey): boolean {
  return Object.keys(fields).length > 0 || Object.keys(rivals).length > 0
}
