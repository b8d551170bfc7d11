import { type AgeRange, ageRange } from '#domain/questionnaire/age.ts'
import { isGiven } from '#domain/questionnaire/answer.ts'
import {
  type HouseholdAnswers,
  presentResidents,
  type Resident,
  type ResidentAnswers,
  type SurveyAnswers,
} from '#domain/questionnaire/answers.ts'
import type { PlainDate } from '#domain/units.ts'
import type { AssessmentTerms, AwayResidents } from './assessment.ts'

/** Whom the indicators look at, with their ages on the review date, and the year whose retirement ages hold. */
export type Subject = { household: HouseholdAnswers; residents: AgedResident[]; year: string }

/**
 * `age` in full years and `months` in full months, both to the day; a range where the birth leaves it open.
 * `mayBeAway`: the round does not count who is away, and whether this resident is, is not known.
 */
export type AgedResident = { answers: Resident; age: AgeRange; months: AgeRange; mayBeAway: boolean }

export function subjectOf(answers: SurveyAnswers, { reviewDate, awayResidents }: AssessmentTerms): Subject {
  const residents = countedResidents(answers, awayResidents).map((resident) => ({
    answers: resident,
    age: ageRange(resident.birth, reviewDate),
    months: monthRange(resident.birth, reviewDate),
    mayBeAway: awayResidents === 'not_counted' && !isGiven(resident.away),
  }))
  return { household: answers.household, residents, year: reviewDate.slice(0, 4) }
}

/** How many residents there may be: those who live at home for certain, up to all who may. */
export function countOf({ residents }: Pick<Subject, 'residents'>): { least: number; most: number } {
  return { least: residents.filter(({ mayBeAway }) => !mayBeAway).length, most: residents.length }
}

/** Each number of residents there may be, the fewest first; none but 0 only where nobody may be counted. */
export function countsOf(subject: Pick<Subject, 'residents'>): number[] {
  const { least, most } = countOf(subject)
  const first = Math.max(least, Math.min(1, most))
  return Array.from({ length: most - first + 1 }, (_, i) => first + i)
}

/** Those present; without those who are away for certain where the round does not count them. */
export function countedResidents(answers: SurveyAnswers, awayResidents: AwayResidents = 'counted'): Resident[] {
  const present = presentResidents(answers)
  return awayResidents === 'counted' ? present : present.filter(({ away }) => away !== true)
}

/** The widest that an age may be; no number of the law. */
const anyMonth: AgeRange = { least: 0, most: 130 * 12 + 11 }

/** Full months of age on the day `on`; between the first and the last day of the year where only that is known. */
export function monthRange(birth: ResidentAnswers['birth'], on: PlainDate): AgeRange {
  if (!isGiven(birth)) return anyMonth
  if (birth.length > 4) return { least: monthsBetween(birth, on), most: monthsBetween(birth, on) }
  return { least: monthsBetween(`${birth}-12-31`, on), most: monthsBetween(`${birth}-01-01`, on) }
}

function monthsBetween(birth: string, on: PlainDate): number {
  const isShort = on.slice(8) < birth.slice(8)
  return Math.max(0, monthOf(on) - monthOf(birth) - (isShort ? 1 : 0))
}

/** Months since the year 0. */
function monthOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
}
