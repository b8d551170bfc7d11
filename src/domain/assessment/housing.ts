import { isGiven } from '#domain/questionnaire/answer.ts'
import type { HouseholdAnswers } from '#domain/questionnaire/answers.ts'
import type { Indicators } from '#domain/standard/standard.ts'
import type { CodedAnswer, Reason, Verdict } from './assessment.ts'
import { presenceReasons } from './residents.ts'
import { countOf, type Subject } from './subject.ts'
import { unanswered } from './unanswered.ts'

const parts = { columns: 'dwelling_columns', walls: 'dwelling_walls', roof: 'dwelling_roof' } as const
type PartQuestion = (typeof parts)[keyof typeof parts]

/** Deprived if at least two of column, wall and roof are not durable. Doubtful materials are judged, and flagged. */
export function housingQuality({ household }: Subject, cutoffs: Indicators['housingQuality']): Verdict {
  const weak = partsWhere(household, (part, code) => !cutoffs.durable[part].includes(code))
  const doubtful = partsWhere(household, (_, code) => cutoffs.doubtful.includes(code))
  const open = Object.values(parts).filter((question) => !isGiven(household[question]))
  const [question] = open
  const flag = doubtful.length > 0 ? [doubt(weak, doubtful, open.length, cutoffs.nonDurableParts)] : []
  const verdict = { indicator: 'housingQuality', article: cutoffs.article } as const
  if (weak.length >= cutoffs.nonDurableParts)
    return { ...verdict, deprivation: 'deprived', reasons: [{ rule: 'parts_not_durable', things: weak }, ...flag] }
  if (weak.length + open.length >= cutoffs.nonDurableParts)
    return { ...verdict, deprivation: 'unknown', reasons: [...open.map(unanswered), ...flag] }
  return {
    ...verdict,
    deprivation: 'not_deprived',
    reasons: [{ rule: 'dwelling_durable', things: weak, ...(question && { question }) }, ...flag],
  }
}

/**
 * Deprived if the dwelling gives each resident less floor than the cut-off; held against the fewest and the most there may
 * be. Unit: m² per resident.
 */
export function housingArea({ household, residents }: Subject, cutoffs: Indicators['housingArea']): Verdict {
  const area = household.dwelling_area_m2
  const verdict = { indicator: 'housingArea', article: cutoffs.article } as const
  if (!isGiven(area)) return { ...verdict, deprivation: 'unknown', reasons: [unanswered('dwelling_area_m2')] }
  const { least, most } = countOf({ residents })
  const isBelow = isAreaBelow(area, least, cutoffs)
  if (isBelow !== isAreaBelow(area, most, cutoffs))
    return { ...verdict, deprivation: 'unknown', reasons: presenceReasons(residents, true) }
  const of = isBelow ? least : most
  const numbers = {
    area,
    of,
    perResident: roundedDown(area / of),
    cutoff: cutoffs.squareMetresPerResident,
    ...(least < most && { most }),
  }
  const reasons: Reason[] = [{ rule: isBelow ? 'area_below' : 'area_enough', numbers }]
  const deprivation = isBelow ? 'deprived' : 'not_deprived'
  return { ...verdict, deprivation, reasons: [...reasons, ...presenceReasons(residents, false)] }
}

/** Whether so much floor is too little for so many residents. */
export function isAreaBelow(area: number, residents: number, cutoffs: Indicators['housingArea']): boolean {
  return area < cutoffs.squareMetresPerResident * residents
}

function partsWhere(
  household: HouseholdAnswers,
  test: (part: keyof typeof parts, code: string) => boolean,
): (CodedAnswer & { question: PartQuestion })[] {
  return (Object.keys(parts) as (keyof typeof parts)[]).flatMap((part) => {
    const question = parts[part]
    const code = household[question]
    return isGiven(code) && test(part, code) ? [{ question, code }] : []
  })
}

/** Flags the doubtful parts, and says whether reading them all the other way could tip the verdict (`tips`: 1). */
function doubt(weak: CodedAnswer[], doubtful: CodedAnswer[], open: number, cutoff: number): Reason {
  const weakAndDoubtful = doubtful.filter(({ question }) => weak.some((part) => part.question === question)).length
  const least = weak.length - weakAndDoubtful
  const most = weak.length + doubtful.length - weakAndDoubtful + open
  return { rule: 'doubtful_materials', things: doubtful, numbers: { tips: least < cutoff && most >= cutoff ? 1 : 0 } }
}

/** To two decimals, downwards, so that an area below the cut-off never reads as the cut-off. */
function roundedDown(area: number): number {
  return Math.floor(area * 100 + 1e-6) / 100
}
