import type { FactValue } from '#domain/household/operation.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import type { Household, PreviousSurvey } from './household.ts'

/** What a household brings into a round: its earlier survey, and why it stands on the list to review. */
export type Brought = Pick<Household, 'previous' | 'listed'>

/**
 * What a household brings into the round after this one: the survey that was accepted, and the list that its class puts
 * it on. What was not decided changes nothing, so that it brings again what it had brought; one that is no longer here
 * stands on no list and has no class.
 */
export function broughtOn({ survey, previous, listed }: Household): Brought {
  const { accepted, round } = survey
  if (survey.state !== 'accepted') return { ...(previous && { previous }), ...(listed && { listed }) }
  const answers = Object.fromEntries(Object.entries(survey.fields).map(([path, { value }]) => [path, value]))
  const ended = { round, answers: answers as Record<Path, FactValue> } satisfies PreviousSurvey
  if (!accepted) return { previous: ended }
  const { classification } = accepted
  const isListed = classification === 'poor' || classification === 'near_poor'
  return { previous: { ...ended, accepted }, ...(isListed && { listed: classification }) }
}
