import type { ResidentId } from '#domain/ids.ts'
import type { QuestionId } from '#domain/questionnaire/answers.ts'
import type { SectionId } from '#domain/questionnaire/sections.ts'
import type { Words } from '#domain/wording/words.ts'

export type Names = ReadonlyMap<ResidentId, string>

/** A section, and the resident it is about: `Y tế – Lò Thị Mai`. */
export function groupText(section: SectionId, resident: ResidentId | undefined, names: Names, words: Words): string {
  const title = words.sections[section]
  return resident === undefined ? title : `${title} – ${nameText(resident, names, words)}`
}

/** A question, and the resident it is about: `Hiện có bảo hiểm y tế – Lò Thị Mai`. */
export function questionText(
  place: { question: QuestionId; resident?: ResidentId },
  names: Names,
  words: Words,
): string {
  const { label } = words.questions[place.question]
  return place.resident === undefined ? label : `${label} – ${nameText(place.resident, names, words)}`
}

function nameText(resident: ResidentId, names: Names, words: Words): string {
  return names.get(resident) || words.unnamed
}
