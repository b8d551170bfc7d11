import { type AgeRange, ageRange } from '#domain/questionnaire/age.ts'
import {
  type HouseholdAnswers,
  presentResidents,
  type Resident,
  type ResidentQuestion,
  type SurveyAnswers,
} from '#domain/questionnaire/answers.ts'
import { isAskedOf } from '#domain/questionnaire/asked.ts'
import type { PlainDate } from '#domain/units.ts'

/** Whom the indicators look at: those present, with their age and only the answers that the form asks of them. */
export type Subject = { household: HouseholdAnswers; residents: AgedResident[] }
export type AgedResident = { answers: Resident; age: AgeRange }

export function subjectOf(answers: SurveyAnswers, on: PlainDate): Subject {
  const residents = presentResidents(answers).map((resident) => ({
    answers: askedAnswers(resident, on),
    age: ageRange(resident.birth, on),
  }))
  return { household: answers.household, residents }
}

function askedAnswers(resident: Resident, on: PlainDate): Resident {
  const asked = Object.entries(resident).filter(
    ([question]) => question !== 'id' && isAskedOf(question as ResidentQuestion, resident, on),
  )
  return { ...Object.fromEntries(asked), id: resident.id }
}
