import type { Household } from '#domain/household/household.ts'
import type { FactValue } from '#domain/household/operation.ts'
import { answersIn, type Field, type Rival } from '#domain/household/survey.ts'
import type { ResidentId } from '#domain/ids.ts'
import { type Path, placeOf, type QuestionId } from '#domain/questionnaire/answers.ts'
import { askedPaths, type IncomeStanding } from '#domain/questionnaire/asked.ts'
import { type SectionId, sectionIds, sections } from '#domain/questionnaire/sections.ts'
import type { PlainDate } from '#domain/units.ts'

/** One question of one household: this round's answer, those that disagree with it, and last year's. */
export type AnswerRow = {
  path: Path
  question: QuestionId
  isAsked: boolean
  current?: Field
  rivals: Rival[]
  previous?: FactValue
}

/** The questions of one section about the household, or about one resident. */
export type AnswerGroup = { section: SectionId; resident?: ResidentId; rows: AnswerRow[] }

/** All that was or should be answered, this round or last, in the form's order; empty groups are left out. */
export function answerGroups(household: Household, reviewDate: PlainDate, income?: IncomeStanding): AnswerGroup[] {
  const rows = rowsOf(household, reviewDate, income)
  const residents = residentsIn(rows)
  return sectionIds
    .flatMap((section) =>
      [undefined, ...residents].map((resident): AnswerGroup => {
        const asked = sections[section].map((question) => rows.get(pathText(question, resident)))
        const group = { section, rows: asked.filter((row) => row !== undefined) }
        return resident === undefined ? group : { ...group, resident }
      }),
    )
    .filter((group) => group.rows.length > 0)
}

/** What a survey can be sent back to: every question that the form asks now, and every one that has two answers. */
export function returnChoices(groups: readonly AnswerGroup[]): AnswerGroup[] {
  return groups
    .map((group) => ({ ...group, rows: group.rows.filter((row) => row.isAsked || row.rivals.length > 0) }))
    .filter((group) => group.rows.length > 0)
}

/** Residents by their name of this round, else of the last; the empty text where neither has one. */
export function residentNames(household: Household): Map<ResidentId, string> {
  const names = new Map<ResidentId, string>()
  const values: [string, FactValue][] = [
    ...Object.entries(household.previous?.answers ?? {}),
    ...Object.entries(household.survey.fields).map(([path, field]): [string, FactValue] => [path, field.value]),
  ]
  for (const [path, value] of values) {
    const place = placeOf(path)
    if (place?.resident === undefined) continue
    if (place.question === 'name' && typeof value === 'string') names.set(place.resident, value)
    else if (!names.has(place.resident)) names.set(place.resident, '')
  }
  return names
}

function rowsOf(
  { survey, previous }: Household,
  reviewDate: PlainDate,
  income: IncomeStanding | undefined,
): Map<string, AnswerRow> {
  const hasStarted = Object.keys(survey.fields).length > 0 || Object.keys(survey.rivals).length > 0
  const asked = new Set<string>(hasStarted ? askedPaths(answersIn(survey), reviewDate, income) : [])
  const paths = new Set([
    ...asked,
    ...Object.keys(survey.fields),
    ...Object.keys(survey.rivals),
    ...Object.keys(previous?.answers ?? {}),
  ]) as Set<Path>
  return new Map(
    [...paths].map((path): [string, AnswerRow] => {
      const current = survey.fields[path]
      const before = previous?.answers[path]
      const row: AnswerRow = {
        path,
        question: placeOf(path)!.question,
        isAsked: asked.has(path),
        rivals: survey.rivals[path] ?? [],
      }
      if (current !== undefined) row.current = current
      if (before !== undefined) row.previous = before
      return [path, row]
    }),
  )
}

/** In the order of their first answer of this round; those of last year alone come after. */
function residentsIn(rows: Map<string, AnswerRow>): ResidentId[] {
  const found = [...rows.keys()].map((path) => placeOf(path)?.resident)
  return [...new Set(found.filter((resident) => resident !== undefined))]
}

function pathText(question: QuestionId, resident: ResidentId | undefined): string {
  return resident === undefined ? question : `${resident}/${question}`
}
