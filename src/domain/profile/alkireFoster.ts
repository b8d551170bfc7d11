import type { Assessment } from '#domain/assessment/assessment.ts'
import { type IndicatorId, indicatorIds, type Standard } from '#domain/standard/standard.ts'

/** An exact fraction of whole numbers; no rate where `whole` is 0. */
export type Ratio = { part: number; whole: number }

/** One household, or one person, in the matrix of deprivations. */
export type Case<Id extends string> = {
  deprivedIn: ReadonlySet<Id>
  /** How many units of the population it stands for: 1, or the number of residents. */
  size: number
  /** False where another condition, such as income, rules poverty out whatever the count. */
  mayBePoor: boolean
}

/** What a measure counts with: the weight of each indicator, and the weighted count from which a case is poor. */
export type Scheme<Id extends string> = { weights: Readonly<Record<Id, number>>; povertyCutoff: number }

/** One indicator among the poor. */
export type IndicatorMeasure = {
  /** Poor and deprived in it, as a share of the whole population. */
  censoredHeadcount: Ratio
  /** Its share of M₀. */
  contribution: Ratio
}

/**
 * The measures of Alkire and Foster (2011), with whole-number weights, so that every figure is exact.
 * M₀ = H × A, and the contributions add up to 1 wherever somebody is poor.
 */
export type Measures<Id extends string> = {
  /** H: the poor among all. */
  headcountRatio: Ratio
  /** A: the mean share of deprivations among the poor. */
  intensity: Ratio
  /** M₀: the weighted deprivations of the poor, of all that the whole population could have. */
  adjustedHeadcount: Ratio
  indicators: Record<Id, IndicatorMeasure>
}

/** H, A, M₀, censored headcounts and contributions over `cases`. */
export function measuresOf<Id extends string>(cases: readonly Case<Id>[], scheme: Scheme<Id>): Measures<Id> {
  const ids = Object.keys(scheme.weights) as Id[]
  const allWeights = ids.reduce((sum, id) => sum + scheme.weights[id], 0)
  const poor = cases.filter((each) => each.mayBePoor && weightedCount(each, scheme) >= scheme.povertyCutoff)
  const population = sizeOf(cases)
  const deprivations = poor.reduce((sum, each) => sum + each.size * weightedCount(each, scheme), 0)
  const measureOf = (id: Id): IndicatorMeasure => {
    const both = sizeOf(poor.filter(({ deprivedIn }) => deprivedIn.has(id)))
    return {
      censoredHeadcount: { part: both, whole: population },
      contribution: { part: both * scheme.weights[id], whole: deprivations },
    }
  }
  return {
    headcountRatio: { part: sizeOf(poor), whole: population },
    intensity: { part: deprivations, whole: sizeOf(poor) * allWeights },
    adjustedHeadcount: { part: deprivations, whole: population * allWeights },
    indicators: Object.fromEntries(ids.map((id) => [id, measureOf(id)])) as Record<Id, IndicatorMeasure>,
  }
}

/** A household as the law found it, with the number of its residents. */
export type AssessedHousehold = {
  assessment: Pick<Assessment, 'verdicts' | 'classification'>
  residents: number
}

/** `counting`: poor by the number of deprivations alone; `official`: poor by the decree, so income counts too. */
export type PovertyRule = 'counting' | 'official'
export type CountedBy = 'household' | 'resident'

/**
 * The profile of Alkire and Foster beside the official counts; not itself official. Both rules look at the same
 * households: those with an unknown indicator or an undetermined class are left out, and counted in `leftOut`.
 */
export type Profile = {
  counting: Measures<IndicatorId>
  official: Measures<IndicatorId>
  measured: number
  leftOut: number
}

/**
 * The unofficial profile of these households under `standard`: each indicator weighs one twelfth, and the cut-off
 * is the standard's own number of deprivations. With the dimensions of 2022–2025, two indicators each, this is
 * also the equal weighting of dimensions; under a standard with other dimensions it no longer is.
 */
export function profileOf(
  households: readonly AssessedHousehold[],
  { povertyCutoff }: Pick<Standard, 'povertyCutoff'>,
  countedBy: CountedBy,
): Profile {
  const known = households.filter(isKnown)
  const scheme = { weights: equalWeights, povertyCutoff }
  const casesUnder = (rule: PovertyRule) => known.map((household) => caseOf(household, rule, countedBy))
  return {
    counting: measuresOf(casesUnder('counting'), scheme),
    official: measuresOf(casesUnder('official'), scheme),
    measured: known.length,
    leftOut: households.length - known.length,
  }
}

const equalWeights = Object.fromEntries(indicatorIds.map((id) => [id, 1])) as Record<IndicatorId, number>

function isKnown({ assessment: { verdicts, classification } }: AssessedHousehold): boolean {
  return classification !== 'undetermined' && verdicts.every(({ deprivation }) => deprivation !== 'unknown')
}

function caseOf(
  { assessment: { verdicts, classification }, residents }: AssessedHousehold,
  rule: PovertyRule,
  countedBy: CountedBy,
): Case<IndicatorId> {
  const deprived = verdicts.filter(({ deprivation }) => deprivation === 'deprived')
  return {
    deprivedIn: new Set(deprived.map(({ indicator }) => indicator)),
    size: countedBy === 'resident' ? residents : 1,
    mayBePoor: rule === 'counting' || classification === 'poor',
  }
}

function weightedCount<Id extends string>({ deprivedIn }: Case<Id>, { weights }: Scheme<Id>): number {
  return [...deprivedIn].reduce((sum, id) => sum + weights[id], 0)
}

function sizeOf(cases: readonly { size: number }[]): number {
  return cases.reduce((sum, { size }) => sum + size, 0)
}
