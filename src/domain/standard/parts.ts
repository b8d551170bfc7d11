import { type IndicatorId, indicatorIds, type Standard, type Status } from './standard.ts'

/** The parts of a standard that may each be official, a draft, or not established. */
export const commonParts = [
  'inForce',
  'povertyLine',
  'povertyCutoff',
  'scoreLine',
  'averageLine',
  'lowIncomeWorker',
] as const
export type StandardPart = (typeof commonParts)[number] | IndicatorId

export type PartStatus = Status | 'not_established'

/** What a standard says of itself: each of its parts once, by how official it is, in the decree's order. */
export function partsOf(standard: Standard): Record<PartStatus, StandardPart[]> {
  const statusOf = (part: StandardPart): PartStatus => {
    if (isIndicator(part)) return standard.indicators[part].status
    return standard[part] === 'not_established' ? 'not_established' : 'official'
  }
  const parts: StandardPart[] = [...commonParts, ...indicatorIds]
  const within = (status: PartStatus) => parts.filter((part) => statusOf(part) === status)
  return { official: within('official'), draft: within('draft'), not_established: within('not_established') }
}

function isIndicator(part: StandardPart): part is IndicatorId {
  return (indicatorIds as readonly string[]).includes(part)
}
