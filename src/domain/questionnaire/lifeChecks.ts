import type { PlainDate } from '#domain/units.ts'
import { isGiven } from './answer.ts'
import { type Check, type CheckedPerson, checkOn, completedRanks, unusual } from './check.ts'

/** One resident's schooling, work and nutrition, against the age and against each other. */
export function lifeChecks(person: CheckedPerson, reviewDate: PlainDate): Check[] {
  return [
    ...schoolingChecks(person),
    ...completedChecks(person),
    ...workChecks(person),
    ...nutritionChecks(person, reviewDate),
  ]
}

function schoolingChecks({ answers, age }: CheckedPerson): Check[] {
  const { schooling_now: level, birth } = answers
  if (!isGiven(level) || level === 'none' || !isGiven(birth)) return []
  const { from, through } = unusual.schoolAge[level]
  if (age.most >= from && age.least <= through) return []
  const details = {
    numbers: { age: age.most < from ? age.most : age.least },
    answer: { question: 'schooling_now', code: level },
  } as const
  return [checkOn('schooling_unusual_for_age', [answers], ['schooling_now', 'birth'], details)]
}

function completedChecks({ answers, age }: CheckedPerson): Check[] {
  const { schooling_now: now, education_completed: completed, birth } = answers
  if (!isGiven(completed)) return []
  const answer = { question: 'education_completed', code: completed } as const
  const isEarly = isGiven(birth) && age.most < unusual.completedFrom[completed]
  const isAbove = isGiven(now) && completedRanks[completed] < completedRanks[unusual.completedBefore[now]]
  return [
    ...(isEarly
      ? [
          checkOn('completed_unusual_for_age', [answers], ['education_completed', 'birth'], {
            numbers: { age: age.most },
            answer,
          }),
        ]
      : []),
    ...(isAbove
      ? [
          checkOn('schooling_above_completed', [answers], ['education_completed', 'schooling_now'], {
            answer: { question: 'schooling_now', code: now },
          }),
        ]
      : []),
  ]
}

function workChecks({ answers, age }: CheckedPerson): Check[] {
  const { work, schooling_now: schooling, birth } = answers
  const isEarly = work === 'retired' && isGiven(birth) && age.most < unusual.retiredBelow
  return [
    ...(work === 'studying' && schooling === 'none'
      ? [checkOn('studying_without_school', [answers], ['schooling_now', 'work'])]
      : []),
    ...(isEarly ? [checkOn('retired_early', [answers], ['work', 'birth'], { numbers: { age: age.most } })] : []),
  ]
}

function nutritionChecks({ answers }: CheckedPerson, reviewDate: PlainDate): Check[] {
  const { nutrition_date: found, birth } = answers
  if (!isGiven(found)) return []
  if (found > reviewDate) return [checkOn('nutrition_after_review', [answers], ['nutrition_date'])]
  if (isGiven(birth) && found.slice(0, birth.length) < birth)
    return [checkOn('nutrition_before_birth', [answers], ['nutrition_date', 'birth'])]
  const months = fullMonthsBetween(found, reviewDate)
  return months < unusual.nutritionMonths
    ? []
    : [checkOn('nutrition_old', [answers], ['nutrition_date'], { numbers: { months } })]
}

function fullMonthsBetween(from: PlainDate, to: PlainDate): number {
  const monthOf = (date: PlainDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
  return monthOf(to) - monthOf(from) - (to.slice(8) < from.slice(8) ? 1 : 0)
}
