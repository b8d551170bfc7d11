import type { NamedTerms } from '#domain/assessment/assessUnder.ts'
import { incomeStandingUnder } from '#domain/assessment/incomeStanding.ts'
import { type Path, placeOf, presentResidents, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { askedPaths, unansweredPaths } from '#domain/questionnaire/asked.ts'
import { type SectionId, sectionIds, sectionOf } from '#domain/questionnaire/sections.ts'

export type SectionState = 'not_started' | 'in_progress' | 'done' | 'has_problem'
export type SectionProgress = { section: SectionId; state: SectionState; given: number; asked: number; missing: Path[] }
export type RosterProblem = 'nobody' | 'no_head' | 'many_heads'

/** How far each section is, in the form's order. `returned` is the question the commune sent the survey back to, until it is answered anew. */
export function progressOf(answers: SurveyAnswers, terms: NamedTerms, returned?: Path): SectionProgress[] {
  const income = incomeStandingUnder(terms, answers)
  const asked = askedPaths(answers, terms.reviewDate, income)
  const missing = unansweredPaths(answers, terms.reviewDate, income)
  const roster = rosterProblem(answers)
  return sectionIds.map((section) => {
    const all = asked.filter((path) => sectionAt(path) === section)
    const open = missing.filter((path) => sectionAt(path) === section)
    const isReturned = returned !== undefined && sectionAt(returned) === section
    const hasProblem = isReturned || (section === 'roster' && roster !== undefined && roster !== 'nobody')
    const base = { section, given: all.length - open.length, asked: all.length, missing: open }
    return { ...base, state: hasProblem ? 'has_problem' : stateOf(section, answers, all.length, open.length) }
  })
}

/** What the roster as a whole lacks, whoever is in it. */
export function rosterProblem(answers: SurveyAnswers): RosterProblem | undefined {
  const present = presentResidents(answers)
  if (present.length === 0) return 'nobody'
  const heads = present.filter(({ relation }) => relation === 'head').length
  if (heads === 1) return undefined
  if (heads > 1) return 'many_heads'
  return present.every(({ relation }) => relation !== undefined) ? 'no_head' : undefined
}

function stateOf(section: SectionId, answers: SurveyAnswers, asked: number, open: number): SectionState {
  if (section === 'roster' && presentResidents(answers).length === 0) return 'not_started'
  if (open === 0) return asked === 0 && presentResidents(answers).length === 0 ? 'not_started' : 'done'
  return open === asked ? 'not_started' : 'in_progress'
}

function sectionAt(path: Path): SectionId {
  return sectionOf(placeOf(path)!.question)
}
