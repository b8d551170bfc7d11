import type { Household } from '#domain/household/household.ts'
import { canonical, type FactValue } from '#domain/household/operation.ts'
import type { Survey } from '#domain/household/survey.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import type { HistoryEntry } from '#protocol/history.ts'

/** An answer that became another; undefined is none, null one that was withdrawn. */
export type Change = { path: Path; before: FactValue | undefined; after: FactValue | undefined }

/** What this round's answers say otherwise than last round's, in the order they were given; what was not asked again is no change. */
export function changesSinceLastRound({ survey, previous }: Pick<Household, 'survey' | 'previous'>): Change[] {
  if (!previous) return []
  return pathsOf(survey.fields)
    .map((path) => ({ path, before: previous.answers[path], after: survey.fields[path]?.value }))
    .filter((change) => change.before !== undefined && isChange(change))
}

/** What was written since the survey was last sent back: from what stood then to what stands now. Undefined where it never was. */
export function correctionsIn(history: readonly HistoryEntry[]): Change[] | undefined {
  const returned = history.findIndex(({ what }) => what === 'returned')
  if (returned === -1) return undefined
  const corrections = new Map<Path, Change>()
  for (const { what, path, before, after } of history.slice(0, returned).toReversed()) {
    if (what !== 'written' || path === undefined) continue
    const first = corrections.get(path)
    corrections.set(path, { path, before: first ? first.before : before, after })
  }
  return [...corrections.values()].filter(isChange)
}

/** What a held letter says otherwise than the record, and how many of its answers stand there already. */
export function heldChanges(
  facts: Readonly<Record<string, FactValue>>,
  survey?: Pick<Survey, 'fields'>,
): { changes: Change[]; same: number } {
  const all = pathsOf(facts).map((path) => ({ path, before: survey?.fields[path]?.value, after: facts[path] }))
  const changes = all.filter(isChange)
  return { changes, same: all.length - changes.length }
}

function isChange({ before, after }: Change): boolean {
  return canonical(before ?? null) !== canonical(after ?? null)
}

function pathsOf(byPath: object): Path[] {
  return Object.keys(byPath) as Path[]
}
