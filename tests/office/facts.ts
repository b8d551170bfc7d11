import { type AnswerValue, pathOf, type ResidentQuestion, type SurveyAnswers } from '#domain/questionnaire/answers.ts'

/** Answers by path, as a letter or an earlier round carries them. */
export function factsOf({ household, residents }: SurveyAnswers): Record<string, AnswerValue> {
  const theirs = residents.flatMap(({ id, ...answers }) =>
    Object.entries(answers).map(([question, value]) => [pathOf(question as ResidentQuestion, id), value] as const),
  )
  return Object.fromEntries([...Object.entries(household), ...theirs])
}
