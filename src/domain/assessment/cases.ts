import type { Assessment, AssessmentTerms, IncomeFinding } from './assessment.ts'
import { classify } from './classify.ts'
import type { PointsAt } from './completions.ts'
import { averageLivingOf, doubtsOn, incomeOf } from './income.ts'
import { lowIncomeWorkerOf } from './lowIncomeWorker.ts'
import type { Subject } from './subject.ts'

type Class = Pick<Assessment, 'classification' | 'decidedBy'>

/** What follows with one of the numbers of residents that there may be. */
export type Case = PointsAt & Class & Pick<Assessment, 'income' | 'doubts' | 'lowIncomeWorker'>

export function caseOf({ residents, points }: PointsAt, subject: Subject, terms: AssessmentTerms): Case {
  const { household } = subject
  const income = incomeOf(household, residents, terms)
  const decided = classAt(residents, points, income, subject, terms)
  return {
    residents,
    points,
    income,
    ...decided,
    doubts: doubtsOn(income, household, residents, terms),
    lowIncomeWorker: lowIncomeWorkerOf(subject, income.perHead, decided.classification, terms),
  }
}

const presenceUnknown: Class = { classification: 'undetermined', decidedBy: 'presence_unknown' }

/** A household in which nobody lives gets no class. */
function classAt(
  residents: number,
  points: Assessment['points'],
  income: IncomeFinding,
  { household }: Subject,
  terms: AssessmentTerms,
): Class {
  if (residents === 0) return presenceUnknown
  const decided = classify(points, income.withinLine, terms.standard, averageLivingOf(household, income, terms))
  const lacksScoreLine = decided.decidedBy === 'income_unknown' && income.scoreLine === undefined
  return lacksScoreLine ? { ...decided, decidedBy: 'score_line_not_established' } : decided
}

/** What holds in every case: what comes out differently in two of them is not known. */
export function overCases(cases: Case[]): Omit<Assessment, 'standard' | 'verdicts' | 'restsOnSample'> {
  const inhabited = cases.filter(({ residents }) => residents > 0)
  const shown = nearestOf(inhabited)
  const flags = new Set(inhabited.map(({ lowIncomeWorker }) => lowIncomeWorker))
  return {
    points: {
      least: Math.min(...cases.map(({ points }) => points.least)),
      most: Math.max(...cases.map(({ points }) => points.most)),
    },
    income: incomeOver(inhabited, shown),
    ...(isOneClass(cases) ? { classification: shown.classification, decidedBy: shown.decidedBy } : presenceUnknown),
    doubts: shown.doubts.filter((doubt) => inhabited.every(({ doubts }) => doubts.includes(doubt))),
    lowIncomeWorker: flags.size === 1 ? shown.lowIncomeWorker : 'unknown',
  }
}

/** The case in which the income stands nearest to its line: within it with the fewest residents, above it with the most. */
function nearestOf(inhabited: Case[]): Case {
  const [fewest] = inhabited
  return fewest?.income.withinLine === true ? fewest : inhabited.at(-1)!
}

/** One class on one source of income, and where it is undetermined, by one rule. */
function isOneClass(cases: Case[]): boolean {
  const ways = cases.map(({ classification, decidedBy, income }) =>
    classification === 'undetermined' ? decidedBy : `${classification} ${income.source}`,
  )
  return new Set(ways).size === 1
}

/** The finding nearest to the line, where all agree on the source and the side. */
function incomeOver(inhabited: Case[], { income }: Case): IncomeFinding {
  if (inhabited.length === 1) return income
  const { perHead, ...rest } = income
  const isLike = (other: IncomeFinding) => other.source === income.source && other.withinLine === income.withinLine
  if (!inhabited.every((other) => isLike(other.income))) return { ...rest, withinLine: 'unknown' }
  const isOfFewest = income === inhabited[0]!.income
  return { ...rest, ...(perHead !== undefined && { perHead, perHeadIs: isOfFewest ? 'most' : 'least' }) }
}
