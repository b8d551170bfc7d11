import type { z } from 'zod/mini'
import { standardOf } from './inForce.ts'
import { mostCodes, Scorecard, type ScorecardItem } from './scorecard.ts'

/** Why a table cannot be used; each has its sentence in both languages. */
export const scorecardProblemCodes = [
  'not_understood',
  'line_missing',
  'line_differs',
  'line_unreachable',
  'no_items',
  'no_options',
  'points_not_whole',
  'points_too_far',
  'too_many',
  'answer_too_long',
  'duplicate_item',
  'duplicate_option',
  'sample_not_allowed',
] as const
export type ScorecardProblemCode = (typeof scorecardProblemCodes)[number]

/** `at` names the place: item and option ids, or the path in the file where it has none. Figures for those that mention them. */
export type ScorecardProblem = {
  code: ScorecardProblemCode
  at: string
  numbers?: { line?: number; expected?: number; least?: number; most?: number; count?: number }
}

export type ScorecardCheck =
  | { scorecard: Scorecard; problems: [] }
  | { scorecard?: never; problems: ScorecardProblem[] }

/** Reads a table that a commune loads: the scorecard, or everything that is wrong with it. Only practice may load a sample. */
export function checkScorecard(json: unknown, { practice = false } = {}): ScorecardCheck {
  const read = Scorecard.safeParse(json)
  if (!read.success) return { problems: uniqueProblems(read.error.issues.map((issue) => problemOf(issue, json))) }
  const scorecard = read.data
  const problems = [...duplicatesIn(scorecard), ...lineProblems(scorecard), ...lengthProblems(scorecard)]
  if (scorecard.sample && !practice) problems.push({ code: 'sample_not_allowed', at: scorecard.id })
  return problems.length > 0 ? { problems } : { scorecard, problems: [] }
}

/** The lowest and the highest total that any household can have. Endless where each resident adds points. */
export function totalsOf({ items }: Scorecard): { least: number; most: number } {
  const reaches = items.map(reachOf)
  return {
    least: reaches.reduce((total, { least }) => total + least, 0),
    most: reaches.reduce((total, { most }) => total + most, 0),
  }
}

function reachOf(item: ScorecardItem): { least: number; most: number } {
  if (item.kind === 'count') {
    const furthest = item.pointsEach * item.atMost
    return { least: Math.min(0, furthest), most: Math.max(0, furthest) }
  }
  const points = item.options.map((option) => option.points)
  const [least, most] = [Math.min(...points), Math.max(...points)]
  if (item.kind === 'one_option') return { least, most }
  return { least: least < 0 ? Number.NEGATIVE_INFINITY : least, most: most > 0 ? Number.POSITIVE_INFINITY : most }
}

/** A line must be the circular's where the standard has one, and must divide: some households within it, some above. */
function lineProblems(scorecard: Scorecard): ScorecardProblem[] {
  const { line, area, id } = scorecard
  const problems: ScorecardProblem[] = []
  const { scoreLine } = standardOf(scorecard.standard)! // the schema lets no other id through
  if (scoreLine !== 'not_established' && scoreLine[area] !== line)
    problems.push({ code: 'line_differs', at: id, numbers: { line, expected: scoreLine[area] } })
  const totals = totalsOf(scorecard)
  if (totals.least > line || totals.most <= line)
    problems.push({ code: 'line_unreachable', at: id, numbers: { line, ...totals } })
  return problems
}

/** One code for an item, or for each option of an item that asks of each resident: all must fit into one answer. */
function lengthProblems({ id, items }: Scorecard): ScorecardProblem[] {
  const count = items.reduce((sum, item) => sum + (item.kind === 'per_member' ? item.options.length : 1), 0)
  return count > mostCodes ? [{ code: 'answer_too_long', at: id, numbers: { count, most: mostCodes } }] : []
}

function duplicatesIn({ items }: Scorecard): ScorecardProblem[] {
  const options = items.flatMap((item) =>
    item.kind === 'count' ? [] : repeated(item.options.map(({ id }) => `${item.id}:${id}`)),
  )
  return [
    ...repeated(items.map(({ id }) => id)).map((at): ScorecardProblem => ({ code: 'duplicate_item', at })),
    ...options.map((at): ScorecardProblem => ({ code: 'duplicate_option', at })),
  ]
}

function repeated(ids: string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(ids.filter((id) => seen.has(id) || !seen.add(id)))]
}

function problemOf(issue: z.core.$ZodIssue, json: unknown): ScorecardProblem {
  const { path } = issue
  const [first, second] = path
  const last = path.at(-1)
  const at = path.join('.')
  if (first === 'line') return { code: 'line_missing', at }
  if (issue.code === 'too_big' && (last === 'items' || last === 'options'))
    return { code: 'too_many', at: itemAt(path, json), numbers: { most: Number(issue.maximum) } }
  if (first === 'items' && (second === undefined || !Array.isArray(Object(json).items))) return { code: 'no_items', at }
  if (last === 'options') return { code: 'no_options', at: itemAt(path, json) }
  const isFar = issue.code === 'too_big' || issue.code === 'too_small'
  if (last === 'points' || last === 'pointsEach')
    return { code: isFar ? 'points_too_far' : 'points_not_whole', at: itemAt(path, json) }
  return { code: 'not_understood', at }
}

/** `floor:earth`, as far as the file names what stands at that path; else the path itself. */
function itemAt(path: readonly PropertyKey[], json: unknown): string {
  const names: string[] = []
  let node: unknown = json
  for (const key of path) {
    node = Object(node)[key]
    if (typeof key === 'number' && typeof Object(node).id === 'string') names.push(Object(node).id)
  }
  return names.length > 0 ? names.join(':') : path.join('.')
}

function uniqueProblems(problems: ScorecardProblem[]): ScorecardProblem[] {
  return [...new Map(problems.map((problem) => [`${problem.code} ${problem.at}`, problem])).values()]
}
