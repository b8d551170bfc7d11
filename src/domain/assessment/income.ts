import { isGiven } from '#domain/questionnaire/answer.ts'
import type { HouseholdAnswers } from '#domain/questionnaire/answers.ts'
import { type WorksheetQuestion, worksheetQuestions } from '#domain/questionnaire/income.ts'
import { appliesTo, type Scorecard, scoreOf } from '#domain/standard/scorecard.ts'
import { type Vnd, vnd } from '#domain/units.ts'
import type { AssessmentTerms, IncomeDoubt, IncomeFinding } from './assessment.ts'
import type { AverageLiving } from './classify.ts'

const monthsOfWorksheet = 12 // Circular 07/2021: income of the 12 months before the review

/**
 * Income against the line with so many residents: by the paper's B1 total, else by the loaded scorecard, else by the
 * worksheet. The paper comes first because it is what the commune signs; a table typed in later may hold a slip, a
 * worksheet is the household's word.
 */
export function incomeOf(household: HouseholdAnswers, residents: number, terms: AssessmentTerms): IncomeFinding {
  const { standard, area } = terms
  const perHead = perHeadOf(household, residents)
  const decided = byB1(household, residents, terms) ?? byWorksheet(perHead, terms)
  const common = {
    povertyLine: standard.povertyLine[area],
    ...(standard.averageLine !== 'not_established' && { averageLine: standard.averageLine[area] }),
    ...(perHead !== undefined && { perHead }),
  }
  if (decided) return { ...common, ...decided }
  const line = scoreLineOf(terms)
  return { ...common, source: 'paper_b1', withinLine: 'unknown', ...(line && { scoreLine: line.points }) }
}

/** What the other sources say against the one that decided. */
export function doubtsOn(
  income: IncomeFinding,
  household: HouseholdAnswers,
  residents: number,
  terms: AssessmentTerms,
): IncomeDoubt[] {
  if (income.source === 'worksheet') return []
  const worksheet = byWorksheet(income.perHead, terms)
  const scorecard = byScorecard(household, residents, terms)
  const isContradicted =
    income.withinLine !== 'unknown' && worksheet !== undefined && worksheet.withinLine !== income.withinLine
  const isOtherTotal = income.points !== undefined && scorecard !== undefined && scorecard.points !== income.points
  return [
    ...(isContradicted ? (['worksheet_contradicts_b1'] as const) : []),
    ...(isOtherTotal ? (['scorecard_differs_from_paper'] as const) : []),
  ]
}

/** Where a farming household's worksheet stands above the poverty line; the band begins above it (Decree 07/2021, art. 3). */
export function averageLivingOf(
  household: HouseholdAnswers,
  { perHead }: IncomeFinding,
  { standard, area }: AssessmentTerms,
): AverageLiving {
  if (household.farming_household !== true || perHead === undefined) return 'not_claimed'
  if (perHead <= standard.povertyLine[area]) return 'not_claimed'
  if (standard.averageLine === 'not_established') return 'not_established'
  return perHead <= standard.averageLine[area] ? 'within' : 'above'
}

/**
 * Whole đồng per resident per month by the worksheet; undefined until all its lines are filled in. Rounded up: a line is
 * whole đồng, so the rounded figure is above it exactly when the sum is.
 */
export function perHeadOf(household: HouseholdAnswers, residents: number): Vnd | undefined {
  const lines = (Object.keys(worksheetQuestions) as WorksheetQuestion[]).map((question) => household[question])
  const given = lines.filter(isGiven)
  if (given.length < lines.length || residents === 0) return undefined
  const total = given.reduce((sum: number, amount) => sum + amount, 0)
  return vnd(Math.ceil(total / (monthsOfWorksheet * residents)))
}

type BySource = Omit<IncomeFinding, 'povertyLine' | 'averageLine' | 'perHead' | 'perHeadIs'>

/** Form B1 against its line, by the paper's total, else by the scorecard; undefined where neither says. */
export function byB1(household: HouseholdAnswers, residents: number, terms: AssessmentTerms): BySource | undefined {
  return byPaper(household, terms) ?? byScorecard(household, residents, terms)
}

/** At the line counts as within it, here as in the other two. */
function byPaper({ b1_points: points }: HouseholdAnswers, terms: AssessmentTerms): BySource | undefined {
  const line = scoreLineOf(terms)
  if (!isGiven(points) || !line) return undefined
  const withinLine = points <= line.points
  return { source: 'paper_b1', points, scoreLine: line.points, withinLine, ...(line.isSample && { isSample: true }) }
}

function byScorecard(
  { b1_answers: codes }: HouseholdAnswers,
  residents: number,
  terms: AssessmentTerms,
): BySource | undefined {
  const scorecard = scorecardIn(terms)
  if (!scorecard || !isGiven(codes)) return undefined
  const { points } = scoreOf(scorecard, codes, residents)
  if (points === 'unknown') return undefined
  const { line, sample } = scorecard
  return { source: 'scorecard', points, scoreLine: line, withinLine: points <= line, ...(sample && { isSample: true }) }
}

function byWorksheet(perHead: Vnd | undefined, { standard, area }: AssessmentTerms): BySource | undefined {
  return perHead === undefined ? undefined : { source: 'worksheet', withinLine: perHead <= standard.povertyLine[area] }
}

/** The standard's line; where it has none, that of the table loaded for it. */
function scoreLineOf(terms: AssessmentTerms): { points: number; isSample?: true } | undefined {
  const { standard, area } = terms
  if (standard.scoreLine !== 'not_established') return { points: standard.scoreLine[area] }
  const scorecard = scorecardIn(terms)
  return scorecard && { points: scorecard.line, ...(scorecard.sample && { isSample: true }) }
}

/** The loaded scorecard, where it was made for the round's standard and area. */
export function scorecardIn({ standard, area, scorecard }: AssessmentTerms): Scorecard | undefined {
  return scorecard && appliesTo(scorecard, standard, area) ? scorecard : undefined
}
