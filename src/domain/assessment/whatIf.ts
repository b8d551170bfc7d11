import { isGiven } from '#domain/questionnaire/answer.ts'
import { type Path, placeOf, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import type { Classification, IndicatorId } from '#domain/standard/standard.ts'
import { assess } from './assess.ts'
import type { Assessment, AssessmentTerms } from './assessment.ts'
import { type EdgeReading, edgeReading, type Fact, isNearLine, plausibleFacts } from './plausible.ts'

/** One fact of a set: the indicators it flips when the rest of the set holds, and the class the whole set leads to. */
export type Change = Fact & { flips: IndicatorId[]; leadsTo: Classification }

export type WhatIf = {
  /** The smallest sets of plausible facts that would change the class: of one fact, or of two where no one fact does. */
  sets: Change[][]
  /** One single fact changes the class, or B1 stands within its margin of the line. */
  nearTheEdge: boolean
  /** So much is open about the residents that only single facts about the household were tried. */
  tooMuchOpen?: true
}

/** More sets than a meeting can read, and no number of the law; the first in the order of the facts are kept. */
const mostSets = 12
/** Open facts about residents up to which all facts are tried: each makes every assessment slower, and adds more of them. */
const mostOpen = 30 // no number of the law

/**
 * What would change the result. The order is that of the decree and the form, so the same answers give the same sets.
 * Sets of three and more facts are not sought: then nothing small changes the class, and `sets` is empty. For an
 * undetermined household only single answers that would decide it are sought; what else is missing, its reasons say.
 * While most is open about the residents, only single facts about the household are, and `tooMuchOpen` says so.
 * Throws `RangeError` for a household with no present resident.
 */
export function whatWouldChange(
  answers: SurveyAnswers,
  terms: AssessmentTerms,
  reading: EdgeReading = edgeReading,
): WhatIf {
  const before = assess(answers, terms)
  const plausible = plausibleFacts(answers, terms, before.income, reading)
  const tooMuchOpen = plausible.filter(isOpenOfResident).length > mostOpen
  const facts = tooMuchOpen ? plausible.filter(({ path }) => !placeOf(path)?.resident) : plausible
  const isChanging = (set: Fact[]) => {
    const { classification } = assess(withFacts(answers, set), terms)
    return classification !== before.classification && classification !== 'undetermined'
  }
  const singles = facts.map((fact) => [fact]).filter(isChanging)
  const isPairSought = singles.length === 0 && before.classification !== 'undetermined' && !tooMuchOpen
  const smallest = isPairSought ? firstOf(pairsOf(facts), isChanging) : singles.slice(0, mostSets)
  const sets = smallest.map((set) => set.map((fact) => changeOf(fact, set, answers, terms)))
  const nearTheEdge = singles.length > 0 || isNearLine(before.income, reading)
  return { sets, nearTheEdge, ...(tooMuchOpen && { tooMuchOpen }) }
}

/** A moving away has no `from` either, but is no open answer. */
function isOpenOfResident({ path, from }: Fact): boolean {
  const place = placeOf(path)
  return place?.resident !== undefined && place.question !== 'gone' && !isGiven(from)
}

/** The first sets that change the class; no more are tried. */
function firstOf(sets: Fact[][], isChanging: (set: Fact[]) => boolean): Fact[][] {
  const found: Fact[][] = []
  for (const set of sets) {
    if (found.length === mostSets) break
    if (isChanging(set)) found.push(set)
  }
  return found
}

function changeOf(fact: Fact, set: Fact[], answers: SurveyAnswers, terms: AssessmentTerms): Change {
  const rest = assess(
    withFacts(
      answers,
      set.filter((other) => other !== fact),
    ),
    terms,
  )
  const whole = assess(withFacts(answers, set), terms)
  return { ...fact, flips: flipped(rest, whole), leadsTo: whole.classification }
}

function flipped(before: Assessment, after: Assessment): IndicatorId[] {
  return after.verdicts
    .filter(({ deprivation }, i) => deprivation !== before.verdicts[i]?.deprivation)
    .map(({ indicator }) => indicator)
}

function pairsOf(facts: Fact[]): Fact[][] {
  return facts.flatMap((one, i) =>
    facts.slice(i + 1).flatMap((other) => (isPair(one.path, other.path) ? [[one, other]] : [])),
  )
}

/** Two facts about one answer cannot both hold; that somebody has moved away is looked at alone. */
function isPair(one: Path, other: Path): boolean {
  return one !== other && [one, other].every((path) => placeOf(path)?.question !== 'gone')
}

/** The answers as they would be. */
function withFacts(answers: SurveyAnswers, facts: Fact[]): SurveyAnswers {
  return facts.reduce(withFact, answers)
}

function withFact(answers: SurveyAnswers, { path, to }: Fact): SurveyAnswers {
  const place = placeOf(path)
  if (!place?.resident) return { ...answers, household: { ...answers.household, [path]: to } }
  const residents = answers.residents.map((resident) =>
    resident.id === place.resident ? { ...resident, [place.question]: to } : resident,
  )
  return { ...answers, residents }
}
