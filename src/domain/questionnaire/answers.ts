import { z } from 'zod/mini'
import { ResidentId } from '#domain/ids.ts'
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

/** What is asked once for the household, by question. */
export const householdQuestions = {
  ...housingQuestions,
  ...waterAndSanitationQuestions,
  ...informationQuestions,
  ...incomeQuestions,
  ...causesQuestions,
  ...visitQuestions,
} as const

/** What is asked for each resident, by question. */
export const residentQuestions = {
  ...rosterQuestions,
  ...employmentQuestions,
  ...healthQuestions,
  ...educationQuestions,
} as const

export type HouseholdQuestion = keyof typeof householdQuestions
export type ResidentQuestion = keyof typeof residentQuestions
export type QuestionId = HouseholdQuestion | ResidentQuestion

export type HouseholdAnswers = { [Id in HouseholdQuestion]?: z.infer<(typeof householdQuestions)[Id]> }
export type ResidentAnswers = { [Id in ResidentQuestion]?: z.infer<(typeof residentQuestions)[Id]> }
export type Resident = ResidentAnswers & { id: ResidentId }

/** One household's answers in one round: its own, and those of each resident, those who are gone included. */
export type SurveyAnswers = { household: HouseholdAnswers; residents: Resident[] }

/** Any answer, once it has passed the schema of its question. */
export type AnswerValue = string | number | boolean | string[]

/** Where an answer stands: `water_source`, or `r1a2b3c4d/birth` for a resident's. */
export const Path = z
  .string()
  .check(z.refine((path) => placeOf(path) !== undefined, { error: 'unknown_question' }))
  .brand<'Path'>()
export type Path = z.infer<typeof Path>

export type Place = { question: QuestionId; resident?: ResidentId }

export function pathOf(question: HouseholdQuestion): Path
export function pathOf(question: ResidentQuestion, resident: ResidentId): Path
export function pathOf(question: QuestionId, resident?: ResidentId): Path {
  return (resident === undefined ? question : `${resident}/${question}`) as Path
}

/** The question, and the resident it is about; undefined for a path that no form has. */
export function placeOf(path: string): Place | undefined {
  const [first, second, ...rest] = path.split('/')
  if (first === undefined || rest.length > 0) return undefined
  if (second === undefined)
    return Object.hasOwn(householdQuestions, first) ? { question: first as HouseholdQuestion } : undefined
  const resident = ResidentId.safeParse(first)
  if (!resident.success || !Object.hasOwn(residentQuestions, second)) return undefined
  return { question: second as ResidentQuestion, resident: resident.data }
}

/** The schema of the question at `path`. Throws for a path that `Path` would refuse. */
export function schemaAt(path: Path): z.ZodMiniType<AnswerValue> {
  const place = placeOf(path)
  if (!place) throw new RangeError(`no question at ${path}`)
  const schemas: Record<string, z.ZodMiniType> = place.resident ? residentQuestions : householdQuestions
  return schemas[place.question] as z.ZodMiniType<AnswerValue>
}

/**
 * Values by path → the same, nested and typed. Each value must already have passed `schemaAt(path)`.
 * Residents stand in the order of their first path.
 */
export function answersOf(values: Iterable<readonly [Path, AnswerValue]>): SurveyAnswers {
  const household: Record<string, AnswerValue> = {}
  const residents = new Map<ResidentId, Record<string, AnswerValue>>()
  for (const [path, value] of values) {
    const place = placeOf(path)
    if (!place) throw new RangeError(`no question at ${path}`)
    if (place.resident === undefined) household[place.question] = value
    else {
      const resident = residents.get(place.resident) ?? {}
      resident[place.question] = value
      residents.set(place.resident, resident)
    }
  }
  return { household, residents: [...residents].map(([id, answers]) => ({ ...answers, id }) as Resident) }
}

/** Those who live in the household now. */
export function presentResidents(answers: SurveyAnswers): Resident[] {
  return answers.residents.filter((resident) => resident.gone === undefined)
}

/** Who the household is called after: its head, else whoever was entered first. */
export function headOf(answers: SurveyAnswers): Resident | undefined {
  const present = presentResidents(answers)
  return present.find(({ relation }) => relation === 'head') ?? present[0]
}
