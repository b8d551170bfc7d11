import { isGiven } from '#domain/questionnaire/answer.ts'
import type { Resident } from '#domain/questionnaire/answers.ts'
import type { EducationCompleted, SchoolingNow } from '#domain/questionnaire/education.ts'
import type { Indicators } from '#domain/standard/standard.ts'
import type { Verdict } from './assessment.ts'
import { atEachAge, fine, type Judgement, notConcerned, type ResidentRule, verdictOnResidents } from './residents.ts'
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
  return verdictOnResidents(adultEducationRule(cutoffs), residents)
}

export function adultEducationRule(cutoffs: Indicators['adultEducation']): ResidentRule {
  const { article, from, through, lowerSecondaryBelow } = cutoffs
  const judge = (resident: Resident, age: number): Judgement => {
    if (age < from || age > through) return notConcerned
    return judgeEducation(resident, age < lowerSecondaryBelow ? lowerSecondaryOrMore : upperSecondaryOrVocational)
  }
  return {
    indicator: 'adultEducation',
    article,
    fineRule: 'adults_educated',
    numbers: { from, through },
    judgements: ({ answers, age }) => atEachAge(age, (years) => judge(answers, years)),
  }
}

function judgeEducation(resident: Resident, enough: readonly EducationCompleted[]): Judgement {
  const { schooling_now: now, education_completed: completed, work, enterprise_certificate: certificate } = resident
  if (isGiven(now) && now !== 'none') return fine
  if (isGiven(completed) && enough.includes(completed)) return fine
  if (work === 'wage' && certificate === true) return fine
  if (!isGiven(now)) return { state: 'unknown', question: 'schooling_now' }
  if (!isGiven(completed)) return { state: 'unknown', question: 'education_completed' }
  // A certificate counts for those who are hired, so an unknown job leaves it open unless there is none anyhow.
  if (!isGiven(work) && certificate !== false) return { state: 'unknown', question: 'work' }
  if (work === 'wage' && !isGiven(certificate)) return { state: 'unknown', question: 'enterprise_certificate' }
  const answer = { question: 'education_completed', code: completed } as const
  return { state: 'deprived', rule: 'adults_without_education', answer }
}

/** In the order in which the ages ask for them (Decree 07/2021, annex, indicator 6); what stands level counts alike. */
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
  return verdictOnResidents(childSchoolingRule(cutoffs), residents)
}

export function childSchoolingRule(cutoffs: Indicators['childSchooling']): ResidentRule {
  const judge = ({ schooling_now: now, disability }: Resident, age: number): Judgement => {
    if (age < cutoffs.preschoolFrom || age >= cutoffs.below) return notConcerned
    if (!isGiven(now)) return { state: 'unknown', question: 'schooling_now' }
    if (levels[now] >= levels[levelAt(age, cutoffs)]) return fine
    const answer = { question: 'schooling_now', code: now } as const
    return { state: 'deprived', rule: 'children_not_at_level', answer, ...(disability === true && { disability }) }
  }
  return {
    indicator: 'childSchooling',
    article: cutoffs.article,
    fineRule: 'children_at_level',
    numbers: { from: cutoffs.preschoolFrom, below: cutoffs.below },
    judgements: ({ answers, age }) => atEachAge(age, (years) => judge(answers, years)),
  }
}

/** The level a child of this age should attend. */
export function levelAt(age: number, { primaryFrom, lowerSecondaryFrom }: Indicators['childSchooling']): SchoolingNow {
  if (age >= lowerSecondaryFrom) return 'lower_secondary'
  return age >= primaryFrom ? 'primary' : 'preschool'
}
