import { placeOf, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { Words } from '#domain/wording/words.ts'

/** The question at `path` as people call it, with the resident it is about. */
export function labelAt(path: string, answers: SurveyAnswers, words: Words): string {
  const place = placeOf(path)
  if (!place) return path
  const { label } = words.questions[place.question]
  if (place.resident === undefined) return label
  const resident = answers.residents.find(({ id }) => id === place.resident)
  return `${label} – ${resident?.name ?? words.unnamed}`
}
