import type { QuestionId } from './answers.ts'
import { causesQuestions } from './causes.ts'
import { educationQuestions } from './education.ts'
import { employmentQuestions } from './employment.ts'
import { healthQuestions } from './health.ts'
import { housingQuestions } from './housing.ts'
import { incomeQuestions } from './income.ts'
import { informationQuestions } from './information.ts'
import { rosterQuestions } from './roster.ts'
import { visitQuestions } from './visit.ts'
import { waterAndSanitationQuestions } from './waterAndSanitation.ts'

/** The form's numbered parts, in its order; the questions of each in theirs. */
export const sections = {
  roster: questionsOf(rosterQuestions),
  employment: questionsOf(employmentQuestions),
  health: questionsOf(healthQuestions),
  education: questionsOf(educationQuestions),
  housing: questionsOf(housingQuestions),
  waterAndSanitation: questionsOf(waterAndSanitationQuestions),
  information: questionsOf(informationQuestions),
  income: questionsOf(incomeQuestions),
  causes: questionsOf(causesQuestions),
  visit: questionsOf(visitQuestions),
} as const

export type SectionId = keyof typeof sections
export const sectionIds = Object.keys(sections) as SectionId[]

export function sectionOf(question: QuestionId): SectionId {
  const found = sectionIds.find((id) => (sections[id] as readonly QuestionId[]).includes(question))
  if (!found) throw new RangeError(`no section asks ${question}`)
  return found
}

function questionsOf<Shape extends object>(shape: Shape): readonly (keyof Shape & QuestionId)[] {
  return Object.keys(shape) as (keyof Shape & QuestionId)[]
}
