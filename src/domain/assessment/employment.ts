import { isGiven } from '#domain/questionnaire/answer.ts'
import type { Resident, ResidentQuestion } from '#domain/questionnaire/answers.ts'
import type { Indicators, WorkingAge } from '#domain/standard/standard.ts'
import type { Deprivation, Reason, Verdict } from './assessment.ts'
import {
  agreed,
  atEachAge,
  fine,
  type Judgement,
  named,
  notConcerned,
  presenceReasons,
  type ResidentRule,
  verdictOnResidents,
} from './residents.ts'
import type { AgedResident, Subject } from './subject.ts'

/** Deprived if somebody of working age looks for work and finds none, or somebody has wage work without a contract. */
export function employment({ residents, year }: Subject, cutoffs: Indicators['employment']): Verdict {
  return verdictOnResidents(employmentRule(cutoffs, year), residents)
}

export function employmentRule(cutoffs: Indicators['employment'], year: string): ResidentRule {
  const { article, workingAge, contractAtAnyAge } = cutoffs
  const judge = (resident: Resident, place: PlaceOfAge): Judgement => {
    if (place === 'below' || (place === 'above' && !contractAtAnyAge)) return notConcerned
    return judgeWork(resident, place)
  }
  return {
    indicator: 'employment',
    article,
    fineRule: 'all_in_work',
    numbers: { from: workingAge.from },
    judgements: (resident) => placesOf(resident, workingAge, year).map((place) => judge(resident.answers, place)),
    ...(!contractAtAnyAge && { nobodyRule: 'nobody_of_working_age' }),
    missing: (resident) => {
      if (!isRetirementKnown(workingAge, year)) return retirementUnknown
      return { state: 'unknown', question: isSexMissing(resident, workingAge, year) ? 'sex' : 'birth' }
    },
  }
}

/** Where somebody's age stands to working age. */
type PlaceOfAge = 'below' | 'within' | 'above'

const retirementUnknown = { state: 'unknown', rule: 'retirement_age_unknown', question: 'birth' } as const

function judgeWork(resident: Resident, place: 'within' | 'above'): Judgement {
  const { work, work_contract: contract } = resident
  const isContractFine = contract === true
  if (!isGiven(work)) return place === 'above' && isContractFine ? fine : { state: 'unknown', question: 'work' }
  if (work === 'looking_for_work' && place === 'within') return { state: 'deprived', rule: 'without_job' }
  if (work !== 'wage' || isContractFine) return fine
  if (!isGiven(contract)) return { state: 'unknown', question: 'work_contract' }
  return { state: 'deprived', rule: 'wage_without_contract' }
}

/** Every place the resident's age may have, with what is known of birth and sex; in ascending order. */
function placesOf({ answers, months }: AgedResident, workingAge: WorkingAge, year: string): PlaceOfAge[] {
  const from = workingAge.from * 12
  const ends = endsOf(answers.sex, workingAge, year)
  const places: PlaceOfAge[] = []
  if (months.least < from) places.push('below')
  if (months.most >= from && ends.some((end) => Math.max(months.least, from) < end)) places.push('within')
  if (months.most >= from && ends.some((end) => months.most >= end)) places.push('above')
  return places
}

/** The ages, in months, at which working age may end: one for each sex that is possible, any where no table says. */
function endsOf(sex: Resident['sex'], { from, through, retirement }: WorkingAge, year: string): number[] {
  if (!retirement) return [(through + 1) * 12]
  const ages = retirement[year]
  if (!ages) return [from * 12, Number.POSITIVE_INFINITY]
  return sex === undefined ? [ages.male, ages.female] : [ages[sex]]
}

function isRetirementKnown({ retirement }: WorkingAge, year: string): boolean {
  return retirement === undefined || retirement[year] !== undefined
}

/** Whether the sex is what leaves the place open: with it, the birth as known would be enough. */
function isSexMissing(resident: AgedResident, workingAge: WorkingAge, year: string): boolean {
  if (resident.answers.sex !== undefined) return false
  return (['male', 'female'] as const).every(
    (sex) => placesOf({ ...resident, answers: { ...resident.answers, sex } }, workingAge, year).length === 1,
  )
}

export type Dependence = { state: 'dependant' | 'independent' } | { state: 'unknown'; question: ResidentQuestion }

/**
 * Deprived if more than half of all residents are dependants. Held against both ends: at the least everybody who may be
 * independent is, and no dependant lives there who may be away; at the most the other way round.
 */
export function dependants({ residents }: Subject, cutoffs: Indicators['dependants']): Verdict {
  const judged = residents.map((resident) => ({ resident, dependence: dependenceOf(resident, cutoffs) }))
  const open = judged.flatMap(({ resident, dependence }): Reason[] =>
    dependence.state === 'unknown'
      ? [{ rule: 'residents_unknown', residents: [named(resident)], question: dependence.question }]
      : [],
  )
  const inState = (...states: Dependence['state'][]) =>
    judged.filter(({ dependence }) => states.includes(dependence.state))
  const certain = inState('dependant').filter(isAtHome)
  const possible = inState('dependant', 'unknown')
  const leastOf = certain.length + inState('independent', 'unknown').length
  const mostOf = possible.length + inState('independent').filter(isAtHome).length
  const isAbove = certain.length > cutoffs.aboveShare * leastOf
  const isDecided = isAbove || possible.length <= cutoffs.aboveShare * mostOf
  const deprivation: Deprivation = !isDecided ? 'unknown' : isAbove ? 'deprived' : 'not_deprived'
  const found: Reason = {
    rule: isAbove ? 'dependants_above_half' : 'dependants_within_half',
    residents: certain.map(({ resident }) => named(resident)),
    numbers: {
      of: isAbove ? leastOf : mostOf,
      ...(possible.length > certain.length && { most: possible.length }),
    },
  }
  const reasons = [...(isDecided ? [found] : open), ...presenceReasons(residents, !isDecided)]
  return { indicator: 'dependants', article: cutoffs.article, deprivation, reasons }
}

function isAtHome({ resident }: { resident: AgedResident }): boolean {
  return !resident.mayBeAway
}

/** Whether the resident is a dependant at every age they may have; unknown where that depends on what is not known. */
export function dependenceOf({ answers, age }: AgedResident, cutoffs: Indicators['dependants']): Dependence {
  const result = agreed(atEachAge(age, (years) => dependenceAt(years, answers, cutoffs)))
  if (result.state !== 'disagree') return result
  return result.results.find(({ state }) => state === 'unknown') ?? { state: 'unknown', question: 'birth' }
}

/** A child; or old age or disability, together with the monthly allowance. Nobody counts twice. */
function dependenceAt(age: number, resident: Resident, cutoffs: Indicators['dependants']): Dependence {
  const { disability, monthly_allowance: allowance } = resident
  if (age < cutoffs.childrenBelow) return { state: 'dependant' }
  if (allowance === false) return { state: 'independent' }
  if (age < cutoffs.elderlyFrom && disability === false) return { state: 'independent' }
  if (age < cutoffs.elderlyFrom && !isGiven(disability)) return { state: 'unknown', question: 'disability' }
  return isGiven(allowance) ? { state: 'dependant' } : { state: 'unknown', question: 'monthly_allowance' }
}
