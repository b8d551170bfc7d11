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
import { offeredIncomeQuestions, worksheetQuestions } from './income.ts'

/** Youngest age the form asks about work (Labour Code 2019, art. 3). */
const workFrom = 15
/** Ages that indicators 3, 5 and 6 look at; the form asks a little wider than any standard, never narrower. */
const nutritionBelow = 16 // Decree 07/2021, annex, indicator 3
const schoolingFrom = 3 // Decree 07/2021, annex, indicator 6
const educationFrom = 16 // Decree 07/2021, annex, indicator 5
const youngAdultsThrough = 30 // Decree 07/2021, annex, indicator 5
/** From here on, and for people with a disability, the form asks for the monthly social allowance. */
const allowanceFrom = 60 // Law on the Elderly 2009, art. 2

type Rule = (resident: Resident, age: AgeRange) => boolean

const residentRules: Partial<Record<ResidentQuestion, Rule>> = {
  gone: () => false,
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

/**
 * The form's skip rule for a question about a resident, with ages on the round's review date `on`. Whether they are away
 * is asked where the round needs it.
 */
export function isAskedOf(
  question: ResidentQuestion,
  resident: Resident,
  on: PlainDate,
  { needsAway }: Pick<IncomeStanding, 'needsAway'> = {},
): boolean {
  if (resident.gone !== undefined) return false
  if (question === 'away') return needsAway === true
  return residentRules[question]?.(resident, ageRange(resident.birth, on)) ?? true
}

/** What the round's terms make of the answers, as far as the form's asking depends on it: on income, and on who is away. */
export type IncomeStanding = {
  /** Form B1 against its line: `open` until it is answered, `unknown` where the answer says nothing against a line. */
  b1: 'open' | 'unknown' | 'within' | 'above'
  /** Form B1 item by item; absent where the round has no scorecard, so that only the paper's total is asked. */
  items?: 'complete' | 'missing'
  /** Whether the standard has an average living standard. */
  hasAverage: boolean
  /** Whether the round has to know who is away. */
  needsAway?: true
}
const paperOnly: IncomeStanding = { b1: 'open', hasAverage: false }

/** The form's skip rule for a question about the household. What is only offered is not asked, though it may be answered. */
export function isAsked(
  question: HouseholdQuestion,
  answers: HouseholdAnswers,
  income: IncomeStanding = paperOnly,
): boolean {
  if (question === 'visit_note') return answers.visit_outcome !== undefined && answers.visit_outcome !== 'completed'
  if (question === 'b1_points') return !asksItems(answers, income)
  if (question === 'b1_answers') return asksItems(answers, income)
  if (question in worksheetQuestions) return answers.farming_household === true && mayMatter(income)
  return !(question in offeredIncomeQuestions)
}

/** Whether the form shows a question that it does not ask: it may be left without an answer. */
export function isOffered(question: HouseholdQuestion, answers: HouseholdAnswers, income: IncomeStanding): boolean {
  if (isAsked(question, answers, income)) return false
  if (question === 'b1_answers') return income.items !== undefined
  if (question === 'farming_household') return income.hasAverage && mayMatter(income)
  return question in worksheetQuestions && income.b1 === 'unknown'
}

/** The scorecard's items stand in place of the paper's total, unless that is given. */
function asksItems({ b1_points }: HouseholdAnswers, { items }: IncomeStanding): boolean {
  return items !== undefined && b1_points === undefined
}

/**
 * Whether the worksheet can still change the class. The average living standard is for farming, forestry, fishery and
 * salt households that are neither poor nor near poor (Decree 07/2021, art. 3), at their request (Decision 24/2021);
 * and where B1 says nothing, the worksheet is the only finding on income.
 */
function mayMatter({ b1, hasAverage }: IncomeStanding): boolean {
  return b1 === 'unknown' || (b1 === 'above' && hasAverage)
}

/** Every path the form asks of this household, in the form's order: household questions, then resident by resident. */
export function askedPaths(answers: SurveyAnswers, on: PlainDate, income = paperOnly): Path[] {
  const ofHousehold = keysOf(householdQuestions).filter((question) => isAsked(question, answers.household, income))
  const ofResidents = presentResidents(answers).flatMap((resident) =>
    keysOf(residentQuestions)
      .filter((question) => isAskedOf(question, resident, on, income))
      .map((question) => pathOf(question, resident.id)),
  )
  return [...ofHousehold.map((question) => pathOf(question)), ...ofResidents]
}

/** What is asked and has neither an answer nor a non-response yet; form B1 until every item that it has is answered. */
export function unansweredPaths(answers: SurveyAnswers, on: PlainDate, income = paperOnly): Path[] {
  const given = new Set<string>([
    ...Object.keys(answers.household),
    ...answers.residents.flatMap(({ id, ...answered }) => Object.keys(answered).map((question) => `${id}/${question}`)),
  ])
  if (income.items === 'missing') given.delete('b1_answers')
  return askedPaths(answers, on, income).filter((path) => !given.has(path))
}

function wasExamined(resident: Resident): boolean {
  return isGiven(resident.nutrition_finding) && resident.nutrition_finding !== 'not_examined'
}

function keysOf<Shape extends object>(shape: Shape): (keyof Shape)[] {
  return Object.keys(shape) as (keyof Shape)[]
}
