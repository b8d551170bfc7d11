import type { NamedTerms } from '#domain/assessment/assessUnder.ts'
import { incomeStandingUnder } from '#domain/assessment/incomeStanding.ts'
import type { HouseholdId, ResidentId } from '#domain/ids.ts'
import {
  type HouseholdQuestion,
  householdQuestions,
  type Path,
  placeOf,
  presentResidents,
  type QuestionId,
  type Resident,
  type ResidentQuestion,
  type SurveyAnswers,
} from '#domain/questionnaire/answers.ts'
import { isAsked, isAskedOf, isOffered } from '#domain/questionnaire/asked.ts'
import { Relation } from '#domain/questionnaire/roster.ts'
import { type SectionId, sectionOf } from '#domain/questionnaire/sections.ts'

/** Which questions share a page: one to four that belong together. `gone` and the visit have pages of their own. */
export const groups = {
  roster: [
    ['name', 'relation', 'sex'],
    ['birth', 'citizen_number'],
    ['ethnic_group', 'merit', 'away'],
  ],
  employment: [
    ['work', 'work_contract'],
    ['disability', 'monthly_allowance'],
  ],
  health: [['health_insurance'], ['nutrition_finding', 'nutrition_source', 'nutrition_date']],
  education: [['schooling_now'], ['education_completed', 'enterprise_certificate']],
  housing: [['dwelling_floor', 'dwelling_columns'], ['dwelling_walls', 'dwelling_roof'], ['dwelling_area_m2']],
  waterAndSanitation: [['water_source'], ['latrine', 'livestock_shed']],
  information: [['internet_use', 'devices']],
  income: [
    ['b1_answers'],
    ['b1_points'],
    ['farming_household'],
    ['income_wages', 'income_crops', 'income_livestock', 'income_forestry'],
    ['income_fishery', 'income_salt', 'income_business', 'income_other'],
  ],
  causes: [['poverty_causes'], ['support_needs']],
  visit: [],
} as const satisfies Record<SectionId, readonly (readonly QuestionId[])[]>

/** One page of questions; about a resident where the section goes resident by resident. */
export type Step = { section: SectionId; resident?: ResidentId; questions: readonly QuestionId[] }

/** The pages of a section that ask or offer anything now, in order, resident by resident. */
export function stepsOf(section: SectionId, answers: SurveyAnswers, terms: NamedTerms): Step[] {
  const pages: readonly (readonly QuestionId[])[] = groups[section]
  const about = isPerResident(section) ? inOrder(presentResidents(answers)) : [undefined]
  return about
    .flatMap((resident) =>
      pages.map((questions): Step => ({ section, questions, ...(resident && { resident: resident.id }) })),
    )
    .filter((step) => shownOn(step, answers, terms).length > 0)
}

/** The head first, then by relation as the form lists them, the older before the younger. */
export function inOrder(residents: readonly Resident[]): Resident[] {
  const place = ({ relation }: Resident) =>
    relation === undefined ? Relation.options.length : Relation.options.indexOf(relation)
  return residents.toSorted((a, b) => place(a) - place(b) || (a.birth ?? '9').localeCompare(b.birth ?? '9'))
}

/** The page's questions that are asked as things stand. */
export function askedOn(step: Step, answers: SurveyAnswers, terms: NamedTerms): QuestionId[] {
  const resident = residentOf(step, answers)
  const income = incomeStandingUnder(terms, answers)
  if (resident)
    return step.questions.filter((question) =>
      isAskedOf(question as ResidentQuestion, resident, terms.reviewDate, income),
    )
  return step.questions.filter((question) => isAsked(question as HouseholdQuestion, answers.household, income))
}

/** The same, with those that are only offered. */
export function shownOn(step: Step, answers: SurveyAnswers, terms: NamedTerms): QuestionId[] {
  const asked = askedOn(step, answers, terms)
  const income = step.section === 'income' ? incomeStandingUnder(terms, answers) : undefined
  if (!income) return asked
  return step.questions.filter(
    (question) => asked.includes(question) || isOffered(question as HouseholdQuestion, answers.household, income),
  )
}

export function residentOf(step: Step, answers: SurveyAnswers): Resident | undefined {
  return answers.residents.find((resident) => resident.id === step.resident)
}

/** The page that holds a question; undefined where no page asks it. */
export function stepFor(place: { question: QuestionId; resident?: ResidentId }): Step | undefined {
  const section = sectionOf(place.question)
  const pages: readonly (readonly QuestionId[])[] = groups[section]
  const questions = pages.find((page) => page.includes(place.question))
  return questions && { section, questions, ...(place.resident !== undefined && { resident: place.resident }) }
}

/** The page after this one; within the roster only of the same resident. Undefined at the end of the section. */
export function stepAfter(step: Step, answers: SurveyAnswers, terms: NamedTerms): Step | undefined {
  const all = stepsOf(step.section, answers, terms)
  const here = all.findIndex((other) => other.resident === step.resident && other.questions[0] === step.questions[0])
  const next = all[here + 1]
  return step.section === 'roster' && next?.resident !== step.resident ? undefined : next
}

/** Where the survey's pages stand. */
export function surveyAddress(household: HouseholdId, rest = ''): string {
  return `/ho/${household}/phieu${rest}`
}

export function stepAddress(household: HouseholdId, { section, resident, questions }: Step): string {
  return surveyAddress(household, `/${[section, resident, questions[0]].filter(Boolean).join('/')}`)
}

/** The page that asks the question at `path`. */
export function pathAddress(household: HouseholdId, path: Path): string {
  const place = placeOf(path)
  if (!place || place.question === 'gone') return surveyAddress(household, '/roster')
  const step = stepFor(place)
  return step ? stepAddress(household, { ...step, questions: [place.question] }) : surveyAddress(household, '/visit')
}

function isPerResident(section: SectionId): boolean {
  const [first] = groups[section][0] ?? []
  return first !== undefined && !(first in householdQuestions)
}
