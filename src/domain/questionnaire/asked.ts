import type { PlainDate } from '#domain/units.ts'
import { type AgeRange, ageRange } from './age.ts'
import { isGiven } from './answer.ts'
import {
  type HouseholdAnswers,
  type HouseholdQuestion,
  householdQuestions,
  type Path,
  pathOf,
  presentResidents,
  type Resident,
  type ResidentQuestion,
  residentQuestions,
  type SurveyAnswers,
} from './answers.ts'
import { offeredIncomeQuestions } from './income.ts'

/** Youngest age the form asks about work (Labour Code 2019, art. 3). */
const workFrom = 15
/** Ages that indicators 3, 5 and 6 look at; the form asks a little wider than any standard, never narrower. */
const nutritionBelow = 16
const schoolingFrom = 3
const educationFrom = 16
const youngAdultsThrough = 30
/** From here on, and for people with a disability, the form asks for the monthly social allowance. */
const allowanceFrom = 60

type Rule = (resident: Resident, age: AgeRange) => boolean

const residentRules: Partial<Record<ResidentQuestion, Rule>> = {
  gone: () => false,
  away: () => false,
  work: (_, age) => age.most >= workFrom,
  work_contract: (resident, age) => age.most >= workFrom && resident.work === 'wage',
  monthly_allowance: (resident, age) => age.most >= allowanceFrom || resident.disability === true,
  nutrition_finding: (_, age) => age.least < nutritionBelow,
  nutrition_source: (resident, age) => age.least < nutritionBelow && wasExamined(resident),
  nutrition_date: (resident, age) => age.least < nutritionBelow && wasExamined(resident),
  schooling_now: (_, age) => age.most >= schoolingFrom && age.least <= youngAdultsThrough,
  education_completed: (_, age) => age.most >= educationFrom,
  enterprise_certificate: (resident, age) =>
    age.most >= educationFrom && age.least <= youngAdultsThrough && resident.work === 'wage',
}

/** The form's skip rule for a question about a resident, with ages on the round's review date `on`. */
export function isAskedOf(question: ResidentQuestion, resident: Resident, on: PlainDate): boolean {
  if (resident.gone !== undefined) return false
  return residentRules[question]?.(resident, ageRange(resident.birth, on)) ?? true
}

/** The form's skip rule for a question about the household. What is only offered is not asked, though it may be answered. */
export function isAsked(question: HouseholdQuestion, answers: HouseholdAnswers): boolean {
  if (question in offeredIncomeQuestions) return false
  if (question === 'visit_note') return answers.visit_outcome !== undefined && answers.visit_outcome !== 'completed'
  return true
}

/** Every path the form asks of this household, in the form's order: household questions, then resident by resident. */
export function askedPaths(answers: SurveyAnswers, on: PlainDate): Path[] {
  const ofHousehold = keysOf(householdQuestions).filter((question) => isAsked(question, answers.household))
  const ofResidents = presentResidents(answers).flatMap((resident) =>
    keysOf(residentQuestions)
      .filter((question) => isAskedOf(question, resident, on))
      .map((question) => pathOf(question, resident.id)),
  )
  return [...ofHousehold.map((question) => pathOf(question)), ...ofResidents]
}

/** What is asked and has neither an answer nor a non-response yet. */
export function unansweredPaths(answers: SurveyAnswers, on: PlainDate): Path[] {
  const given = new Set<string>([
    ...Object.keys(answers.household),
    ...answers.residents.flatMap(({ id, ...answered }) => Object.keys(answered).map((question) => `${id}/${question}`)),
  ])
  return askedPaths(answers, on).filter((path) => !given.has(path))
}

function wasExamined(resident: Resident): boolean {
  return isGiven(resident.nutrition_finding) && resident.nutrition_finding !== 'not_examined'
}

function keysOf<Shape extends object>(shape: Shape): (keyof Shape)[] {
  return Object.keys(shape) as (keyof Shape)[]
}
