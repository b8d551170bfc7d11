import { canonical } from '#domain/household/operation.ts'
import type { Rival, Survey } from '#domain/household/survey.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import type { HistoryEntry } from '#protocol/history.ts'

/** What the history tells of one thing; when it was stands once for all that happened together. */
export type Happened = Pick<HistoryEntry, 'by' | 'what' | 'path' | 'before' | 'after' | 'note'>

/** All that happened to a survey between two states of it. `by` did what names no author of its own. */
export function happenedBetween(before: Survey, after: Survey, by: string): Happened[] {
  return [...writtenIn(before, after), ...rivalsIn(before, after, by), ...stepsIn(before, after, by)]
}

function writtenIn(before: Survey, after: Survey): Happened[] {
  return pathsOf(after.fields).flatMap((path) => {
    const [old, field] = [before.fields[path], after.fields[path]]
    if (!field || (old && canonical(old) === canonical(field))) return []
    return [{ what: 'written', path, by: field.by, ...(old && { before: old.value }), after: field.value }]
  })
}

function rivalsIn(before: Survey, after: Survey, by: string): Happened[] {
  const paths = new Set([...pathsOf(before.rivals), ...pathsOf(after.rivals)])
  return [...paths].flatMap((path): Happened[] => {
    const [old, now] = [before.rivals[path] ?? [], after.rivals[path] ?? []]
    const current = after.fields[path]
    const kept = without(now, old).map((rival) => ({
      what: 'rival_kept' as const,
      path,
      by: rival.by,
      ...(current && { before: current.value }),
      after: rival.value,
    }))
    const settled = without(old, now).map((rival) => ({
      what: 'rival_settled' as const,
      path,
      by,
      before: rival.value,
      ...(current && { after: current.value }),
    }))
    return [...kept, ...settled]
  })
}

function stepsIn(before: Survey, after: Survey, by: string): Happened[] {
  const { accepted, departed, returned } = after
  switch (after.state) {
    case 'not_started':
      return []
    case 'submitted':
      if (before.state === 'accepted') return [{ what: 'reopened', by, ...decided('before', before) }]
      return canonical(before.movedBy) === canonical(after.movedBy) ? [] : [{ what: 'submitted', by }]
    case 'returned':
      if (!returned || before.returned?.at === returned.at) return []
      return [{ what: 'returned', by: returned.by, path: returned.path, note: returned.reason }]
    case 'accepted': {
      if (before.state === 'accepted') return []
      const what = departed ? ('departed' as const) : ('accepted' as const)
      return [{ what, by: departed?.by ?? accepted?.by ?? by, ...decided('after', after) }]
    }
  }
}

function decided(when: 'before' | 'after', { accepted, departed }: Survey) {
  const value = departed?.event ?? accepted?.classification
  return value === undefined ? {} : { [when]: value }
}

function without(rivals: readonly Rival[], others: readonly Rival[]): Rival[] {
  return rivals.filter(({ device, op }) => !others.some((other) => other.device === device && other.op === op))
}

function pathsOf(byPath: object): Path[] {
  return Object.keys(byPath) as Path[]
}
