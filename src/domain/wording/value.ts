import type { FactValue } from '#domain/household/operation.ts'
import type { NonResponse } from '#domain/questionnaire/answer.ts'
import { placeOf, type QuestionId } from '#domain/questionnaire/answers.ts'
import { worksheetQuestions } from '#domain/questionnaire/income.ts'
import type { ScorecardItem } from '#domain/standard/scorecard.ts'
import { dateText, numberText } from './numbers.ts'
import type { Words } from './words.ts'

/**
 * An answer as people read it. `place` is a question or a path; a code this language has no word for stays as it is.
 * `items` are those of the scorecard of the round it was given in, whose labels stand in place of the codes of
 * `b1_answers`; without them the codes stay, and a sentence says what they are.
 */
export function valueText(place: string, value: FactValue, words: Words, items?: readonly ScorecardItem[]): string {
  const question = placeOf(place)?.question ?? (place as QuestionId)
  if (value === null) return question === 'gone' ? words.stillHere : words.withdrawn
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return withUnit(question, numberText(value, words.language), words)
  if (typeof value === 'string') return codeText(question, value, words)
  if (value.length === 0) return words.nothing
  if (question === 'b1_answers')
    return items ? value.map((code) => itemText(code, items)).join('; ') : words.codesOnly(value.join(', '))
  return value.map((code) => codeText(question, code, words)).join(', ')
}

/** The label of one of a question's options, a non-response, a date, or the text itself. */
export function codeText(
  question: QuestionId,
  code: string,
  words: Pick<Words, 'options' | 'ethnicGroups' | 'nonResponses'>,
): string {
  const options: Partial<Record<string, Record<string, string>>> = words.options
  const ethnicGroups: Record<string, string> = words.ethnicGroups
  if (question === 'name' || question === 'visit_note') return code
  const option = options[question]?.[code]
  if (option !== undefined) return option
  if (code === 'dont_know' || code === 'refused') return words.nonResponses[code satisfies NonResponse]
  if (question === 'ethnic_group') return ethnicGroups[code] ?? code
  return question === 'birth' || question === 'nutrition_date' ? dateText(code) : code
}

/** `Tường nhà: Gạch`, `Số bò: 3`, `Việc làm: Làm công (2)`; the code where the scorecard has no such item or option. */
function itemText(code: string, items: readonly ScorecardItem[]): string {
  const [id, given = ''] = code.split(':')
  const item = items.find((each) => each.id === id)
  if (!item) return code
  if (item.kind === 'count') return `${item.label}: ${given}`
  const [chosen, count] = given.split('=')
  const option = item.options.find((each) => each.id === chosen)
  return option ? `${item.label}: ${option.label}${count === undefined ? '' : ` (${count})`}` : code
}

function withUnit(question: QuestionId, text: string, words: Words): string {
  if (question === 'dwelling_area_m2') return `${text} m²`
  return question in worksheetQuestions ? `${text} ${words.dong}` : text
}
