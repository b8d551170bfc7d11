import type { ResidentId } from '#domain/ids.ts'
import type { PlainDate } from '#domain/units.ts'
import { type AgeRange, ageRange } from './age.ts'
import {
  type HouseholdQuestion,
  type Path,
  pathOf,
  presentResidents,
  type QuestionId,
  type Resident,
  type ResidentQuestion,
  type SurveyAnswers,
} from './answers.ts'
import { isAskedOf } from './asked.ts'
import type { EducationCompleted, SchoolingNow } from './education.ts'
import type { Relation } from './roster.ts'

/** `must`: cannot be right as it stands. `look_again`: may be right, but is unusual enough to be looked at and explained. */
export type CheckKind = 'must' | 'look_again'

/** Every check of the form, with its kind. */
export const checkKinds = {
  // the roster
  nobody_present: 'must',
  no_head: 'must',
  several_heads: 'must',
  several_spouses: 'look_again',
  born_after_review: 'must',
  very_old: 'look_again',
  young_head: 'look_again',
  young_spouse: 'look_again',
  generation_reversed: 'must',
  generation_gap_small: 'look_again',
  no_adult: 'look_again',
  many_children: 'look_again',
  // citizen numbers
  citizen_number_sex: 'must',
  citizen_number_birth: 'must',
  citizen_number_province: 'look_again',
  citizen_number_twice: 'must',
  citizen_number_elsewhere: 'look_again',
  // school, work, nutrition
  schooling_unusual_for_age: 'look_again',
  completed_unusual_for_age: 'look_again',
  schooling_above_completed: 'must',
  studying_without_school: 'must',
  retired_early: 'look_again',
  nutrition_before_birth: 'must',
  nutrition_after_review: 'must',
  nutrition_old: 'look_again',
  // the household, and the year before
  b1_unusual: 'look_again',
  internet_without_device: 'look_again',
  area_jump: 'look_again',
  vanished: 'look_again',
  sex_changed: 'look_again',
  birth_changed: 'look_again',
  completed_fell: 'look_again',
} as const satisfies Record<string, CheckKind>
export type CheckCode = keyof typeof checkKinds

/** What a check found, ready to be put in words: `code` picks the sentence, the rest fills it. */
export type Check = {
  code: CheckCode
  kind: CheckKind
  /** The answers to look at, the likeliest first. */
  paths: Path[]
  residents: CheckedResident[]
  numbers?: CheckNumbers
  /** One of the questionnaire's own options that the sentence mentions. */
  answer?: { question: QuestionId; code: string }
  /** Where in the commune the same citizen number stands. */
  elsewhere?: Elsewhere
}
export type CheckedResident = { id: ResidentId; name: string }
export type CheckNumbers = Partial<
  Record<
    'age' | 'from' | 'through' | 'years' | 'months' | 'count' | 'before' | 'now' | 'birthYear' | 'numberYear',
    number
  >
>

/** A household that holds the same citizen number, as the commune's server found it; it names nobody. */
export type Elsewhere = {
  /** The number this was found for: the fact is void once the answer is another. */
  citizenNumber: string
  hamlet: string
  /** Its number in the hamlet's book. */
  household: number
}

/** What the checks look at besides the answers. */
export type CheckFacts = {
  reviewDate: PlainDate
  /** The answers of the round before, where there was one. */
  previous?: SurveyAnswers
  /** By the path of the citizen number. */
  citizenNumberElsewhere?: Partial<Record<Path, Elsewhere>>
}

/** Completed levels in the form's order. */
export const completedRanks: Record<EducationCompleted, number> = {
  none: 0,
  primary: 1,
  lower_secondary: 2,
  upper_secondary: 3,
  elementary_vocational: 4,
  intermediate_vocational: 5,
  college: 6,
  university_or_higher: 7,
}

/**
 * From where on an answer is unusual. None of this is law: it is our reading of what a careful enumerator would
 * ask about twice, and no class depends on it. Ages are full years at the review date.
 */
export const unusual = {
  /** A head or a spouse below this age. Marriage is lawful later; the form records how people live. */
  headBelow: 15,
  spouseBelow: 16,
  oldFrom: 106,
  adultFrom: 16,
  childrenFrom: 9,
  retiredBelow: 50,
  /** Years between the head and a relative of another generation, below which it is asked about. */
  gapBelow: { child: 13, parent: 13, grandchild: 26, grandparent: 26 } satisfies Partial<Record<Relation, number>>,
  /** Age at which a level is attended: a child a year early or some years late is usual. */
  schoolAge: {
    preschool: { from: 0, through: 6 },
    primary: { from: 5, through: 14 },
    lower_secondary: { from: 10, through: 18 },
    upper_secondary: { from: 14, through: 21 },
    vocational: { from: 14, through: 130 },
    college_or_university: { from: 17, through: 130 },
  } satisfies Record<Exclude<SchoolingNow, 'none'>, { from: number; through: number }>,
  /** The age from which a level may have been completed. */
  completedFrom: {
    none: 0,
    primary: 10,
    lower_secondary: 14,
    upper_secondary: 17,
    elementary_vocational: 15,
    intermediate_vocational: 17,
    college: 19,
    university_or_higher: 20,
  } satisfies Record<EducationCompleted, number>,
  /** What must be completed before a level is attended; some lead from lower secondary straight to college. */
  completedBefore: {
    none: 'none',
    preschool: 'none',
    primary: 'none',
    lower_secondary: 'primary',
    upper_secondary: 'lower_secondary',
    vocational: 'primary',
    college_or_university: 'lower_secondary',
  } satisfies Record<SchoolingNow, EducationCompleted>,
  /** Last round's finding may be kept, with its date; one of the round before that is looked at again. */
  nutritionMonths: 24,
  b1Points: { from: 40, through: 300 },
  /** Change of the floor area since the round before, as a share of it. */
  areaChangeAbove: 0.5,
} as const

/** A present resident as the checks see one: the answers that the form still asks for, and the age. */
export type CheckedPerson = { answers: Resident; age: AgeRange }

export function checkedPeople(answers: SurveyAnswers, on: PlainDate): CheckedPerson[] {
  return presentResidents(answers).map((resident) => {
    const asked = Object.entries(resident).filter(
      ([question]) => question !== 'id' && isAskedOf(question as ResidentQuestion, resident, on),
    )
    return { answers: { ...Object.fromEntries(asked), id: resident.id }, age: ageRange(resident.birth, on) }
  })
}

/** A check about these residents, at these questions of each. */
export function checkOn(
  code: CheckCode,
  residents: readonly Resident[],
  questions: readonly ResidentQuestion[],
  details: Pick<Check, 'numbers' | 'answer' | 'elsewhere'> = {},
): Check {
  return {
    code,
    kind: checkKinds[code],
    paths: residents.flatMap(({ id }) => questions.map((question) => pathOf(question, id))),
    residents: residents.map(({ id, name = '' }) => ({ id, name })),
    ...details,
  }
}

/** A check about the household, at these questions. */
export function checkAt(code: CheckCode, questions: HouseholdQuestion[], numbers?: CheckNumbers): Check {
  const paths = questions.map((question) => pathOf(question))
  return { code, kind: checkKinds[code], paths, residents: [], ...(numbers && { numbers }) }
}
