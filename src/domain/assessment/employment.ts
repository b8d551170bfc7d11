import { isGiven } from '#domain/questionnaire/answer.ts'
import type { Resident, ResidentQuestion } from '#domain/questionnaire/answers.ts'
import type { Indicators } from '#domain/standard/standard.ts'
import type { Deprivation, Reason, Verdict } from './assessment.ts'
import { fine, type Judgement, named, notConcerned, overAges, verdictOnResidents } from './residents.ts'
import type { AgedResident, Subject } from './subject.ts'

/** Deprived if somebody of working age looks for work and finds none, or somebody has wage work without a contract. */
export function employment({ residents }: Subject, cutoffs: Indicators['employment']): Verdict {
  const { workingAge, contractAtAnyAge } = cutoffs
  const judge = (resident: Resident, age: number): Judgement => {
    const isOfWorkingAge = age >= workingAge.from && age <= workingAge.through
    if (age < workingAge.from || !(isOfWorkingAge || contractAtAnyAge)) return notConcerned
    if (!isGiven(resident.work)) return { state: 'unknown', question: 'work' }
    if (resident.work === 'looking_for_work' && isOfWorkingAge) return { state: 'deprived', rule: 'without_job' }
    return resident.work === 'wage' ? judgeContract(resident) : fine
  }
  const numbers = contractAtAnyAge ? { from: workingAge.from } : workingAge
  return verdictOnResidents(
    { indicator: 'employment', article: cutoffs.article, fineRule: 'all_in_work', numbers, judge },
    residents,
  )
}

function judgeContract({ work_contract: contract }: Resident): Judgement {
  if (!isGiven(contract)) return { state: 'unknown', question: 'work_contract' }
  return contract ? fine : { state: 'deprived', rule: 'wage_without_contract' }
}

type Dependence = { state: 'dependant' | 'independent' } | { state: 'unknown'; question: ResidentQuestion }

/** Deprived if more than half of all residents are dependants. */
export function dependants({ residents }: Subject, cutoffs: Indicators['dependants']): Verdict {
  const judged = residents.map((resident) => ({ resident, dependence: dependenceOf(resident, cutoffs) }))
  const certain = judged.filter(({ dependence }) => dependence.state === 'dependant')
  const open = judged.filter(({ dependence }) => dependence.state === 'unknown')
  const limit = cutoffs.aboveShare * residents.length
  const isDecided = certain.length > limit || certain.length + open.length <= limit
  const isAbove = certain.length > limit
  const deprivation: Deprivation = !isDecided ? 'unknown' : isAbove ? 'deprived' : 'not_deprived'
  const found: Reason = {
    rule: isAbove ? 'dependants_above_half' : 'dependants_within_half',
    residents: certain.map(({ resident }) => named(resident)),
    numbers: { of: residents.length },
  }
  const reasons = isDecided ? [found] : open.flatMap(unknownDependence)
  return { indicator: 'dependants', article: cutoffs.article, deprivation, reasons }
}

function unknownDependence({ resident, dependence }: { resident: AgedResident; dependence: Dependence }): Reason[] {
  if (dependence.state !== 'unknown') return []
  return [{ rule: 'residents_unknown', residents: [named(resident)], question: dependence.question }]
}

function dependenceOf({ answers, age }: AgedResident, cutoffs: Indicators['dependants']): Dependence {
  const result = overAges(age, (years) => dependenceAt(years, answers, cutoffs))
  if (result.state !== 'disagree') return result
  return result.results.find(({ state }) => state === 'unknown') ?? { state: 'unknown', question: 'birth' }
}

/** A child; or old age or disability, together with the monthly allowance. Nobody counts twice. */
function dependenceAt(age: number, resident: Resident, cutoffs: Indicators['dependants']): Dependence {
  if (age < cutoffs.childrenBelow) return { state: 'dependant' }
  if (age < cutoffs.elderlyFrom && resident.disability === false) return { state: 'independent' }
  if (age < cutoffs.elderlyFrom && !isGiven(resident.disability)) return { state: 'unknown', question: 'disability' }
  if (!isGiven(resident.monthly_allowance)) return { state: 'unknown', question: 'monthly_allowance' }
  return { state: resident.monthly_allowance ? 'dependant' : 'independent' }
}
