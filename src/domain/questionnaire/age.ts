import type { PlainDate } from '#domain/units.ts'
import { isGiven } from './answer.ts'
import type { ResidentAnswers } from './answers.ts'

/** Full years of age somebody may have: equal when the birth date is known, a year apart when only the year is. */
export type AgeRange = { least: number; most: number }

const anyAge: AgeRange = { least: 0, most: 130 }

/**
 * Full years on the day `on`. A birthday counts from the day itself; we read that somebody born on
 * 29 February completes a year on 1 March of a common year.
 */
export function ageRange(birth: ResidentAnswers['birth'], on: PlainDate): AgeRange {
  if (!isGiven(birth)) return anyAge
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  if (birth.length === 4) return { least: Math.max(0, years - 1), most: Math.max(0, years) }
  const hadBirthday = on.slice(5) >= birth.slice(5)
  const age = Math.max(0, hadBirthday ? years : years - 1)
  return { least: age, most: age }
}
