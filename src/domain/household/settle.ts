import type { Path } from '#domain/questionnaire/answers.ts'
import type { FactValue, Revision } from './operation.ts'
import type { Survey } from './survey.ts'

/** Which value stands, as the reviewer decided. */
export type Settlement = { path: Path; value: FactValue; revision: Revision; by: string; at: string }

/** Writes the reviewer's value where two or more stood; the others go, and whoever had not seen this makes a rival anew. */
export function settleRival(survey: Survey, { path, value, revision, by, at }: Settlement): Survey | 'no_such_rival' {
  const { [path]: settled, ...rivals } = survey.rivals
  if (settled === undefined) return 'no_such_rival'
  const field = { value, revision, device: 'office' as const, n: 0, by, at }
  return { ...survey, fields: { ...survey.fields, [path]: field }, rivals }
}
