import type { FactValue } from '#domain/household/operation.ts'
import type { RoundId } from '#domain/ids.ts'
import { itemsOfRound } from '#domain/standard/scorecard.ts'
import { valueText } from '#domain/wording/value.ts'
import { useOffice } from './office.ts'

/** An answer in words; those of form B1 by the scorecard of the round they were given in, where the commune has it. */
export function useAnswerText(): (path: string, value: FactValue, given: RoundId | undefined) => string {
  const { words, session } = useOffice()
  const rounds = [...(session.round ? [session.round] : []), ...(session.closedRounds ?? [])]
  return (path, value, given) => valueText(path, value, words, itemsOfRound(given, rounds))
}
