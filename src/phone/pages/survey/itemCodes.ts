import type { ScorecardItem } from '#domain/standard/scorecard.ts'

/** The codes of form B1 that answer `item`, each without the item's name. */
export function codesOf({ id }: ScorecardItem, codes: readonly string[]): string[] {
  return codes.filter((code) => code.startsWith(`${id}:`)).map((code) => code.slice(id.length + 1))
}

/** All codes once `item` is answered by `own`; those of other items stay as they are. */
export function withItem({ id }: ScorecardItem, codes: readonly string[], own: readonly string[]): string[] {
  const others = codes.filter((code) => code.includes(':') && !code.startsWith(`${id}:`))
  return [...others, ...own.map((code) => `${id}:${code}`)]
}

/** How many residents each option of an item has, empty where nobody was counted. */
export function countsOf(item: ScorecardItem & { kind: 'per_member' }, codes: readonly string[]): Map<string, string> {
  const counts = new Map(codesOf(item, codes).map((code) => code.split('=') as [string, string]))
  return new Map(item.options.map(({ id }) => [id, counts.get(id) ?? '']))
}

/** The item's own codes with `count` residents under `option`; options that the table no longer has fall away. */
export function withCount(counts: ReadonlyMap<string, string>, option: string, count: string): string[] {
  return [...new Map(counts).set(option, count)].filter(([, n]) => Number(n) > 0).map(([id, n]) => `${id}=${n}`)
}
