import { isGiven } from '#domain/questionnaire/answer.ts'
import type { Resident } from '#domain/questionnaire/answers.ts'
import type { IndicatorId, Indicators, Standard } from '#domain/standard/standard.ts'
import type { Assessment, Verdict } from './assessment.ts'
import { pointsOf } from './classify.ts'
import { adultEducationRule, childSchoolingRule } from './education.ts'
import { dependenceOf, employmentRule } from './employment.ts'
import { healthInsuranceRule, nutritionRule } from './health.ts'
import { judgementOn, type ResidentRule } from './residents.ts'
import type { AgedResident, Subject } from './subject.ts'

/** The indicators that look at residents; one answer of a resident may bear on several of them. */
const aboutResidents: readonly IndicatorId[] = [
  'employment',
  'dependants',
  'nutrition',
  'healthInsurance',
  'adultEducation',
  'childSchooling',
]

/**
 * B2 points: the fewest and the most over all ways of answering what is unknown, exactly. Counting the unknown
 * indicators would be too wide: a girl of 15 or 16 may be an undernourished child or an adult without schooling,
 * never both.
 */
export function pointsOver(subject: Subject, verdicts: Verdict[], standard: Standard): Assessment['points'] {
  const isAboutResidents = ({ indicator }: Verdict) => aboutResidents.includes(indicator)
  const open = verdicts.filter(({ deprivation }) => deprivation === 'unknown').filter(isAboutResidents)
  if (open.length < 2) return pointsOf(verdicts, standard)
  const rest = pointsOf(
    verdicts.filter((verdict) => !isAboutResidents(verdict)),
    standard,
  )
  const deprivations = deprivationsOfResidents(subject, standard.indicators)
  return {
    least: rest.least + Math.min(...deprivations) * standard.pointsPerDeprivation,
    most: rest.most + Math.max(...deprivations) * standard.pointsPerDeprivation,
  }
}

/** Every number of deprivations that the answers of the residents may come to. */
function deprivationsOfResidents({ residents, year }: Subject, cutoffs: Indicators): number[] {
  const rules = [
    employmentRule(cutoffs.employment, year),
    nutritionRule(cutoffs.nutrition),
    healthInsuranceRule(cutoffs.healthInsurance),
    adultEducationRule(cutoffs.adultEducation),
    childSchoolingRule(cutoffs.childSchooling),
  ]
  const cuts = monthsThatTell(cutoffs, year)
  const all = residents.reduce(
    (before, resident) => together(before, outcomesOf(resident, rules, cuts, cutoffs)),
    new Set<Outcome>([0]),
  )
  const limit = cutoffs.dependants.aboveShare * residents.length
  return [...all].map((outcome) => bitsOf(outcome & allRules) + (outcome >> dependantsAt > limit ? 1 : 0))
}

/** One way things may be, as one number: a bit for each rule that finds a deprivation, above them how many are dependants. */
type Outcome = number
const dependantsAt = 5 // how many rules have a bit below: no number of the law
const oneDependant = 1 << dependantsAt
const allRules = oneDependant - 1

/** What may come out for one resident: over the ages and the work they may have, all else being independent. */
function outcomesOf(resident: AgedResident, rules: ResidentRule[], cuts: number[], cutoffs: Indicators): Set<Outcome> {
  const outcomes = new Set<Outcome>()
  for (const variant of variantsOf(resident, cuts)) {
    const { state } = dependenceOf(variant, cutoffs.dependants)
    for (const deprived of deprivedBits(variant, rules)) {
      if (state !== 'dependant') outcomes.add(deprived)
      if (state !== 'independent') outcomes.add(deprived | oneDependant)
    }
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

/** Two groups of residents: a rule finds a deprivation where it finds one in either; dependants add up. */
function together(these: Set<Outcome>, those: Set<Outcome>): Set<Outcome> {
  const all = new Set<Outcome>()
  for (const one of these)
    for (const other of those) all.add(((one | other) & allRules) + (one & ~allRules) + (other & ~allRules))
  return all
}

function bitsOf(mask: number): number {
  return mask === 0 ? 0 : (mask & 1) + bitsOf(mask >> 1)
}
