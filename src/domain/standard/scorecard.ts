import { z } from 'zod/mini'
import type { Area, Standard } from './standard.ts'
import { standardIds } from './standard.ts'

/** Ids of scorecards, items, options and regions: they stand in answers and in letters. */
const Slug = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,39}$/))
/** As the printed form writes it: something to read, and nothing that cannot be seen. */
const Label = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(200), z.regex(/^[\P{C}\s]*[\p{L}\p{N}][\P{C}\s]*$/u))
/** Whole points; an option may take points away. */
const Points = z.int().check(z.minimum(-1000), z.maximum(1000))
/** The most codes that an answer of `b1_answers` holds. */
export const mostCodes = 200

const Option = z.strictObject({ id: Slug, label: Label, points: Points })
const Options = z.array(Option).check(z.minLength(1), z.maxLength(60))

/**
 * One line of form B1. `one_option`: exactly one of its options fits. `count`: so many points for each, up to `atMost`
 * counted. `per_member`: each resident fits exactly one of its options.
 */
export const ScorecardItem = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one_option'), id: Slug, label: Label, options: Options }),
  z.strictObject({ kind: z.literal('per_member'), id: Slug, label: Label, options: Options }),
  z.strictObject({
    kind: z.literal('count'),
    id: Slug,
    label: Label,
    pointsEach: Points,
    atMost: z.int().check(z.positive(), z.maximum(999)),
  }),
])
export type ScorecardItem = z.infer<typeof ScorecardItem>

/**
 * The table of form B1 (điểm A) for one standard, area and region, as a commune loads it from its printed forms: the
 * points are not established in any source of ours, so none stand in the code. A corrected table is a new version.
 */
export const Scorecard = z.strictObject({
  id: Slug,
  version: z.int().check(z.positive()),
  standard: z.enum(standardIds),
  area: z.enum(['rural', 'urban']),
  /** The circular has one form for all urban areas and one for each rural region. */
  region: Slug,
  /** Which document the points were copied from. */
  source: Label,
  /** Invented, for the demo and for practice: a class that rests on it cannot be accepted. */
  sample: z.optional(z.literal(true)),
  /** Points that stand for the poverty line: at or below counts as within it. */
  line: z.int(),
  items: z.array(ScorecardItem).check(z.minLength(1), z.maxLength(100)),
})
export type Scorecard = z.infer<typeof Scorecard>

/** Whether the table was made for this standard and area; another one's points say nothing here. */
export function appliesTo(scorecard: Scorecard, standard: Standard, area: Area): boolean {
  return scorecard.standard === standard.id && scorecard.area === area
}

/**
 * The items by which the answers of `round` are read; undefined where the table is of none of `rounds`. Another round's
 * table may give the same codes another meaning.
 */
export function itemsOfRound(
  round: string | undefined,
  rounds: readonly { id: string; scorecard?: Scorecard }[],
): readonly ScorecardItem[] | undefined {
  return rounds.find(({ id }) => id === round)?.scorecard?.items
}

/** The total, or `unknown` with the items whose answer is missing or does not fit. */
export type Score = { points: number; missing: [] } | { points: 'unknown'; missing: string[] }

/**
 * The points of these answers. Each is a code of `b1_answers`: `item:option`, `item:3` for a count, and
 * `item:option=2` for how many residents fit an option. Codes of items that the table lacks count for nothing.
 */
export function scoreOf(scorecard: Scorecard, codes: readonly string[], residents: number): Score {
  const scored = scorecard.items.map((item) => ({ id: item.id, points: pointsFor(item, codes, residents) }))
  const missing = scored.filter(({ points }) => points === undefined).map(({ id }) => id)
  if (missing.length > 0) return { points: 'unknown', missing }
  return { points: scored.reduce((total, { points = 0 }) => total + points, 0), missing: [] }
}

function pointsFor(item: ScorecardItem, codes: readonly string[], residents: number): number | undefined {
  const given = codes.filter((code) => code.startsWith(`${item.id}:`)).map((code) => code.slice(item.id.length + 1))
  if (item.kind === 'per_member') return pointsPerMember(item.options, given, residents)
  const [only, ...others] = given
  if (only === undefined || others.length > 0) return undefined
  if (item.kind === 'one_option') return item.options.find(({ id }) => id === only)?.points
  return isCount(only) ? Math.min(Number(only), item.atMost) * item.pointsEach : undefined
}

/** Undefined unless every resident stands under exactly one option. */
function pointsPerMember(options: z.infer<typeof Options>, given: string[], residents: number): number | undefined {
  const counted = given.map((code) => {
    const [id = '', count = ''] = code.split('=')
    return { option: options.find((option) => option.id === id), count: isCount(count) ? Number(count) : undefined }
  })
  let [points, people] = [0, 0]
  for (const { option, count } of counted) {
    if (option === undefined || count === undefined) return undefined
    points += option.points * count
    people += count
  }
  const isTwice = new Set(counted.map(({ option }) => option)).size < counted.length
  return people === residents && !isTwice ? points : undefined
}

function isCount(text: string): boolean {
  return /^\d{1,3}$/.test(text)
}
