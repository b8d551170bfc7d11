import type { FactValue } from '#domain/household/operation.ts'
import type { RoundId } from '#domain/ids.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import { itemsOfRound } from '#domain/standard/scorecard.ts'
import { valueText } from '#domain/wording/value.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useKnownHousehold } from './context.ts'

/** An answer in words; those of form B1 by the scorecard of the round they were given in, where the phone has it. */
export function useAnswerText(): (path: Path, value: FactValue, given: RoundId | undefined) => string {
  const { round } = useKnownHousehold()
  const words = useDomainWords()
  return (path, value, given) => valueText(path, value, words, itemsOfRound(given, round ? [round] : []))
}
