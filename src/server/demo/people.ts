import type { ResidentAnswers } from '#domain/questionnaire/answers.ts'
import type { IndicatorId } from '#domain/standard/standard.ts'
import type { PlainDate } from '#domain/units.ts'
import type { Chance } from './chance.ts'
import { birthAt } from './dates.ts'
import type { Member } from './family.ts'

/** What a demo household comes out as, and which indicators it is deprived in. */
export type Wanted = { standing: Standing; deprived: ReadonlySet<IndicatorId> }
export type Standing = 'poor' | 'near_poor' | 'not_poor'

type Given<Question extends keyof ResidentAnswers> = NonNullable<ResidentAnswers[Question]>

/** A member with what makes somebody a dependant. */
export type Cared = Member & { disability: boolean; allowance: boolean }

/** A cared-for member with a life: work, schooling, insurance, and below 16 the finding on nutrition. */
export type Person = Cared & {
  birth: PlainDate
  work: Given<'work'>
  contract: boolean
  certificate: boolean
  insured: boolean
  nutrition: Given<'nutrition_finding'>
  schooling: Given<'schooling_now'>
  completed: Given<'education_completed'>
}

export function careFor(chance: Chance, member: Member, standing: Standing): Cared {
  const disability = member.age >= 3 && chance.happens(standing === 'not_poor' ? 0.015 : 0.05)
  const supportedFrom = standing === 'not_poor' ? 80 : 75
  const allowance = member.age >= supportedFrom || (disability && chance.happens(0.7))
  return { ...member, disability, allowance }
}

/** Children, and the old or disabled who receive the allowance, against everybody. */
export function dependantsAreMany(members: readonly Cared[]): boolean {
  const dependants = members.filter(({ age, allowance }) => age < 16 || allowance)
  return 2 * dependants.length > members.length
}

/** Somebody for whom every indicator is in order. */
export function settledPerson(chance: Chance, member: Cared, standing: Standing, on: PlainDate): Person {
  const birth = birthAt(chance, member.age, on)
  const schoolYears = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  const runsAHouse = member.relation === 'head' || member.relation === 'spouse' || member.relation === 'child_in_law'
  const schooling = runsAHouse ? 'none' : schoolingAt(chance, schoolYears, standing)
  return {
    ...member,
    birth,
    schooling,
    completed: completedBy(chance, member.age, schoolYears, schooling, standing),
    work: schooling === 'none' ? workOf(chance, member, standing) : 'studying',
    contract: true,
    certificate: chance.happens(0.2),
    insured: true,
    nutrition: 'normal',
  }
}

/** Schools go by calendar years: grade 1 begins in the year of the 6th birthday, upper secondary ends in that of the 18th. */
function schoolingAt(chance: Chance, years: number, standing: Standing): Given<'schooling_now'> {
  if (years < 3) return 'none'
  if (years <= 5) return 'preschool'
  if (years <= 10) return 'primary'
  if (years <= 14) return 'lower_secondary'
  if (years <= 17) return chance.happens(0.85) ? 'upper_secondary' : 'vocational'
  if (years > 22) return 'none'
  const staysIn = standing === 'not_poor' ? 0.22 : 0.06
  if (!chance.happens(staysIn)) return 'none'
  return chance.happens(0.6) ? 'college_or_university' : 'vocational'
}

/** The birthday in whose year college (three years) or university (four) may end. */
const [collegeDoneIn, universityDoneIn] = [21, 22]

function completedBy(
  chance: Chance,
  age: number,
  years: number,
  schooling: Given<'schooling_now'>,
  standing: Standing,
): Given<'education_completed'> {
  if (years <= 10) return 'none'
  if (years <= 14) return 'primary'
  if (years <= 17) return 'lower_secondary'
  if (schooling !== 'none') return 'upper_secondary'
  const well = standing === 'not_poor' ? 1 : 0
  if (age <= 30)
    return chance.weighted({
      upper_secondary: 7,
      elementary_vocational: 1.5,
      intermediate_vocational: 1 + well,
      college: years >= collegeDoneIn ? well : 0,
      university_or_higher: years >= universityDoneIn ? well : 0,
    })
  if (age < 60)
    return chance.weighted({
      none: 1.2 - well,
      primary: 4 - 2 * well,
      lower_secondary: 5,
      upper_secondary: 1 + 2 * well,
      intermediate_vocational: 0.6 * well,
      college: 0.4 * well,
      university_or_higher: 0.5 * well,
    })
  return chance.weighted({ none: 3 - well, primary: 4, lower_secondary: 2 + well, upper_secondary: 0.6 * well })
}

function workOf(chance: Chance, { age, disability }: Cared, standing: Standing): Given<'work'> {
  const well = standing === 'not_poor' ? 1 : 0
  if (disability && age >= 15 && chance.happens(0.6)) return 'unable_to_work'
  if (age < 18) return 'self_employed'
  if (age < 60) return chance.weighted({ self_employed: 12, wage: 0.5 + 4 * well, housework: 0.8 })
  if (age <= 70) return chance.weighted({ self_employed: 6, housework: 2, not_looking: 1, retired: well })
  return chance.weighted({ not_looking: 5, unable_to_work: 3, housework: 2, retired: 0.8 * well })
}
