import type { Change, WhatIf } from '#domain/assessment/whatIf.ts'
import { placeOf, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { valueText } from './value.ts'
import type { Words } from './words.ts'

/** What is said of that which would change the result, in one language. */
export type WhatIfWords = {
  /** One fact: whose, which question, from what to what. */
  fact: (parts: { name: string; question: string; from: string; to: string }) => string
  movedAway: (name: string) => string
  notGiven: string
  /** A set of facts with the class they lead to and the indicators they flip. */
  set: (parts: { facts: string[]; indicators: string[]; classification: string }) => string
  nothingSmall: string
  /** In its place where answers that may matter are missing. */
  manyOpen: string
  nearTheEdge: string
}

/** One sentence for each set, «near the edge» first where it is; never empty. */
export function whatIfSentences(
  { sets, nearTheEdge, tooMuchOpen }: WhatIf,
  answers: SurveyAnswers,
  words: Words,
  own: WhatIfWords,
): string[] {
  const sentences = sets.map((set) => setSentence(set, answers, words, own))
  return [
    ...(nearTheEdge ? [own.nearTheEdge] : []),
    ...(sentences.length === 0 && !nearTheEdge ? [tooMuchOpen ? own.manyOpen : own.nothingSmall] : sentences),
  ]
}

function setSentence(set: Change[], answers: SurveyAnswers, words: Words, own: WhatIfWords): string {
  const indicators = [...new Set(set.flatMap(({ flips }) => flips))]
  const leadsTo = set[0]?.leadsTo ?? 'undetermined'
  return own.set({
    facts: set.map((change) => factText(change, answers, words, own)),
    indicators: indicators.map((indicator) => words.indicators[indicator]),
    classification: words.classifications[leadsTo],
  })
}

function factText({ path, from, to }: Change, answers: SurveyAnswers, words: Words, own: WhatIfWords): string {
  const place = placeOf(path)
  if (!place) throw new RangeError(`no question at ${path}`)
  const resident = answers.residents.find(({ id }) => id === place.resident)
  const name = resident ? (resident.name ?? words.unnamed) : ''
  if (place.question === 'gone') return own.movedAway(name)
  return own.fact({
    name,
    question: words.questions[place.question].label,
    from: from === undefined ? own.notGiven : valueText(path, from, words),
    to: valueText(path, to, words),
  })
}
