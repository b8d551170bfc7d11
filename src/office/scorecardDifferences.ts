import type { Scorecard, ScorecardItem } from '#domain/standard/scorecard.ts'

/** One line of a table: an option with its points, or what each counted thing gives. */
export type Line = {
  key: string
  item: string
  kind: ScorecardItem['kind']
  option?: string
  atMost?: number
  points: number
}

/** A line that one table has and the other lacks, or that both have otherwise. */
export type Difference = { key: string; now?: Line; next?: Line }

/** The table's lines in its order. */
export function linesOf({ items }: Pick<Scorecard, 'items'>): Line[] {
  return items.flatMap((item): Line[] => {
    const { id, label, kind } = item
    if (item.kind === 'count') return [{ key: id, item: label, kind, atMost: item.atMost, points: item.pointsEach }]
    return item.options.map((option) => ({
      key: `${id}:${option.id}`,
      item: label,
      kind,
      option: option.label,
      points: option.points,
    }))
  })
}

/** What the new table changes, in its own order; what it leaves out stands last. */
export function differencesBetween(now: Scorecard, next: Scorecard): Difference[] {
  const before = new Map(linesOf(now).map((line) => [line.key, line]))
  const after = new Map(linesOf(next).map((line) => [line.key, line]))
  const changed = [...after.values()].flatMap((line): Difference[] => {
    const old = before.get(line.key)
    if (JSON.stringify(old) === JSON.stringify(line)) return []
    return [{ key: line.key, next: line, ...(old && { now: old }) }]
  })
  const removed = [...before.values()]
    .filter(({ key }) => !after.has(key))
    .map((line) => ({ key: line.key, now: line }))
  return [...changed, ...removed]
}
