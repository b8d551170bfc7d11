import { isGiven } from '#domain/questionnaire/answer.ts'
import type { Resident } from '#domain/questionnaire/answers.ts'
import type { IndicatorId, Indicators, Standard } from '#domain/standard/standard.ts'
import type { Assessment, Verdict } from './assessment.ts'
import { pointsOf } from './classify.ts'
import { adultEducationRule, childSchoolingRule } from './education.ts'
import { dependenceOf, employmentRule } from './employment.ts'
import { healthInsuranceRule, nutritionRule } from './health.ts'
import { isAreaBelow } from './housing.ts'
import { judgementOn, type ResidentRule } from './residents.ts'
import { type AgedResident, countOf, countsOf, type Subject } from './subject.ts'

/** The indicators that look at residents; one answer of a resident may bear on several of them. */
const aboutResidents: readonly IndicatorId[] = [
  'employment',
  'dependants',
  'nutrition',
  'healthInsurance',
  'adultEducation',
  'childSchooling',
]

/** B2 points with so many residents; `residents` is 0 where nobody lives there for certain. */
export type PointsAt = { residents: number; points: Assessment['points'] }

/**
 * B2 points for each number of residents there may be: the fewest and the most over all ways of answering what is
 * unknown, exactly. Counting the unknown indicators would be too wide: a girl of 15 or 16 may be an undernourished child
 * or an adult without schooling, never both; and who lives elsewhere takes all of theirs along.
 */
export function pointsByCount(subject: Subject, verdicts: Verdict[], standard: Standard): PointsAt[] {
  const { least, most } = countOf(subject)
  const counts = least === 0 ? [0, ...countsOf(subject)] : countsOf(subject)
  const isOpenOf = (ids: readonly IndicatorId[]) => (verdict: Verdict) =>
    verdict.deprivation === 'unknown' && ids.includes(verdict.indicator)
  const isPlain =
    least === most
      ? verdicts.filter(isOpenOf(aboutResidents)).length < 2
      : !verdicts.some(isOpenOf([...aboutResidents, 'housingArea']))
  if (isPlain) return counts.map((residents) => ({ residents, points: pointsOf(verdicts, standard) }))
  const deprivations = deprivationsByCount(subject, standard.indicators)
  return counts.map((residents) => {
    const rest = pointsOf(restAt(residents, subject, verdicts, standard.indicators), standard)
    const ofResidents = deprivations[residents]!
    return {
      residents,
      points: {
        least: rest.least + ofResidents.least * standard.pointsPerDeprivation,
        most: rest.most + ofResidents.most * standard.pointsPerDeprivation,
      },
    }
  })
}

/** The indicators that do not look at residents, with the floor area as it is for so many. */
function restAt(residents: number, { household }: Subject, verdicts: Verdict[], cutoffs: Indicators): Verdict[] {
  const area = household.dwelling_area_m2
  return verdicts
    .filter(({ indicator }) => !aboutResidents.includes(indicator))
    .map((verdict) => {
      if (verdict.indicator !== 'housingArea' || !isGiven(area)) return verdict
      const isBelow = isAreaBelow(area, residents, cutoffs.housingArea)
      return { ...verdict, deprivation: isBelow ? 'deprived' : 'not_deprived' }
    })
}

type Span = { least: number; most: number }

/** The fewest and the most deprivations that the answers of the residents may come to, by how many of them live there. */
function deprivationsByCount({ residents, year }: Subject, cutoffs: Indicators): Span[] {
  const rules = [
    employmentRule(cutoffs.employment, year),
    nutritionRule(cutoffs.nutrition),
    healthInsuranceRule(cutoffs.healthInsurance),
    adultEducationRule(cutoffs.adultEducation),
    childSchoolingRule(cutoffs.childSchooling),
  ]
  const cuts = monthsThatTell(cutoffs, year)
  const all = residents
    .map((resident) => outcomesOf(resident, rules, cuts, cutoffs))
    .reduce(together, new Map<Outcome, Span>([[0, { least: 0, most: 0 }]]))
  const spans: Span[] = []
  for (const [outcome, dependants] of all) {
    const count = outcome >> countAt
    const limit = cutoffs.dependants.aboveShare * count
    const others = bitsOf(outcome & allRules)
    const here = {
      least: others + (dependants.least > limit ? 1 : 0),
      most: others + (dependants.most > limit ? 1 : 0),
    }
    spans[count] = widened(spans[count], here)
  }
  return spans
}

/** One way things may be, as one number: a bit for each rule that finds a deprivation, above them how many live there. */
type Outcome = number
const countAt = 5 // how many rules have a bit below: no number of the law
const oneResident = 1 << countAt
const allRules = oneResident - 1

/** Ways things may be, each with the fewest and the most dependants it may have. */
type Outcomes = Map<Outcome, Span>

function add(outcomes: Outcomes, outcome: Outcome, dependants: Span): void {
  outcomes.set(outcome, widened(outcomes.get(outcome), dependants))
}

function widened(span: Span | undefined, by: Span): Span {
  return span ? { least: Math.min(span.least, by.least), most: Math.max(span.most, by.most) } : by
}

/**
 * What may come out for one resident: over the ages and the work they may have, all else being independent; or they are
 * away.
 */
function outcomesOf(resident: AgedResident, rules: ResidentRule[], cuts: number[], cutoffs: Indicators): Outcomes {
  const outcomes: Outcomes = new Map()
  if (resident.mayBeAway) add(outcomes, 0, { least: 0, most: 0 })
  for (const variant of variantsOf(resident, cuts)) {
    const { state } = dependenceOf(variant, cutoffs.dependants)
    const dependants = { least: state === 'dependant' ? 1 : 0, most: state === 'independent' ? 0 : 1 }
    for (const deprived of deprivedBits(variant, rules)) add(outcomes, deprived | oneResident, dependants)
  }
  return outcomes
}

/** With age and work fixed, no two rules rest on the same unknown answer, so each unknown goes both ways. */
function deprivedBits(resident: AgedResident, rules: ResidentRule[]): number[] {
  return rules.reduce<number[]>(
    (sums, rule, place) => {
      const { state } = judgementOn(rule, resident)
      const deprived = sums.map((sum) => sum | (1 << place))
      if (state === 'unknown') return sums.concat(deprived)
      return state === 'deprived' ? deprived : sums
    },
    [0],
  )
}

/** All other kinds of work are judged like the last. */
const telling: readonly Resident['work'][] = ['wage', 'looking_for_work', 'self_employed']

function variantsOf({ answers, months }: AgedResident, cuts: number[]): AgedResident[] {
  const ages = [months.least, ...cuts.filter((cut) => cut > months.least && cut <= months.most)]
  const works = isGiven(answers.work) ? [answers.work] : telling
  return ages.flatMap((month) => {
    const age = Math.floor(month / 12)
    return works.map((work) => ({
      mayBeAway: false,
      answers: { ...answers, ...(work && { work }) },
      age: { least: age, most: age },
      months: { least: month, most: month },
    }))
  })
}

/** Every age in months at which some rule begins to judge otherwise. */
function monthsThatTell(cutoffs: Indicators, year: string): number[] {
  const { workingAge } = cutoffs.employment
  const { preschoolFrom, primaryFrom, lowerSecondaryFrom, below } = cutoffs.childSchooling
  const { from, through, lowerSecondaryBelow } = cutoffs.adultEducation
  const { childrenBelow, elderlyFrom } = cutoffs.dependants
  const years = [workingAge.from, workingAge.through + 1, childrenBelow, elderlyFrom, cutoffs.nutrition.below]
  years.push(cutoffs.healthInsurance.from, from, lowerSecondaryBelow, through + 1)
  years.push(preschoolFrom, primaryFrom, lowerSecondaryFrom, below)
  const retirement = workingAge.retirement?.[year]
  const months = retirement ? [retirement.male, retirement.female] : []
  return [...new Set([...years.map((age) => age * 12), ...months])]
}

/** Two groups of residents: a rule finds a deprivation where it finds one in either; people add up. */
function together(these: Outcomes, those: Outcomes): Outcomes {
  const all: Outcomes = new Map()
  for (const [one, here] of these)
    for (const [other, there] of those) {
      const outcome = ((one | other) & allRules) + (one & ~allRules) + (other & ~allRules)
      add(all, outcome, { least: here.least + there.least, most: here.most + there.most })
    }
  return all
}

function bitsOf(mask: number): number {
  return mask === 0 ? 0 : (mask & 1) + bitsOf(mask >> 1)
}
