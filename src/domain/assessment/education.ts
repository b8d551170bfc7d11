import { isGiven } from '#domain/questionnaire/answer.ts'
import type { Resident } from '#domain/questionnaire/answers.ts'
import type { EducationCompleted, SchoolingNow } from '#domain/questionnaire/education.ts'
import type { Indicators } from '#domain/standard/standard.ts'
import type { Verdict } from './assessment.ts'
import { fine, type Judgement, notConcerned, verdictOnResidents } from './residents.ts'
import type { Subject } from './subject.ts'

const upperSecondaryOrVocational: readonly EducationCompleted[] = [
  'upper_secondary',
  'elementary_vocational',
  'intermediate_vocational',
  'college',
  'university_or_higher',
]
const lowerSecondaryOrMore: readonly EducationCompleted[] = ['lower_secondary', ...upperSecondaryOrVocational]

/** Deprived if a young adult neither studies, nor holds the education of the age, nor was certified by an employer. */
export function adultEducation({ residents }: Subject, cutoffs: Indicators['adultEducation']): Verdict {
  const { from, through, lowerSecondaryBelow } = cutoffs
  const judge = (resident: Resident, age: number): Judgement => {
    if (age < from || age > through) return notConcerned
    return judgeEducation(resident, age < lowerSecondaryBelow ? lowerSecondaryOrMore : upperSecondaryOrVocational)
  }
  return verdictOnResidents(
    {
      indicator: 'adultEducation',
      article: cutoffs.article,
      fineRule: 'adults_educated',
      numbers: { from, through },
      judge,
    },
    residents,
  )
}

function judgeEducation(resident: Resident, enough: readonly EducationCompleted[]): Judgement {
  const { schooling_now: now, education_completed: completed, work, enterprise_certificate: certificate } = resident
  if (isGiven(now) && now !== 'none') return fine
  if (isGiven(completed) && enough.includes(completed)) return fine
  if (certificate === true) return fine // asked of those who are hired only
  if (!isGiven(now)) return { state: 'unknown', question: 'schooling_now' }
  if (!isGiven(completed)) return { state: 'unknown', question: 'education_completed' }
  if (!isGiven(work)) return { state: 'unknown', question: 'work' }
  if (work === 'wage' && !isGiven(certificate)) return { state: 'unknown', question: 'enterprise_certificate' }
  const answer = { question: 'education_completed', code: completed } as const
  return { state: 'deprived', rule: 'adults_without_education', answer }
}

const levels: Record<SchoolingNow, number> = {
  none: 0,
  preschool: 1,
  primary: 2,
  lower_secondary: 3,
  upper_secondary: 4,
  vocational: 4,
  college_or_university: 5,
}

/** Deprived if a child is not at the level of its age or above it. Disability is no exemption, but is shown. */
export function childSchooling({ residents }: Subject, cutoffs: Indicators['childSchooling']): Verdict {
  const judge = ({ schooling_now: now, disability }: Resident, age: number): Judgement => {
    if (age < cutoffs.preschoolFrom || age >= cutoffs.below) return notConcerned
    if (!isGiven(now)) return { state: 'unknown', question: 'schooling_now' }
    if (levels[now] >= levels[levelAt(age, cutoffs)]) return fine
    const answer = { question: 'schooling_now', code: now } as const
    return { state: 'deprived', rule: 'children_not_at_level', answer, ...(disability === true && { disability }) }
  }
  const numbers = { from: cutoffs.preschoolFrom, below: cutoffs.below }
  return verdictOnResidents(
    { indicator: 'childSchooling', article: cutoffs.article, fineRule: 'children_at_level', numbers, judge },
    residents,
  )
}

function levelAt(age: number, { primaryFrom, lowerSecondaryFrom }: Indicators['childSchooling']): SchoolingNow {
  if (age >= lowerSecondaryFrom) return 'lower_secondary'
  return age >= primaryFrom ? 'primary' : 'preschool'
}
