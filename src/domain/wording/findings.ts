import type { Assessment, Deprivation, IncomeFinding, Verdict } from '#domain/assessment/assessment.ts'
import { cutoffPoints } from '#domain/assessment/classify.ts'
import { standardOf } from '#domain/standard/inForce.ts'
import { type DimensionId, dimensions, type IndicatorId } from '#domain/standard/standard.ts'
import { numberText } from './numbers.ts'
import type { ClassFigures, Words } from './words.ts'

/** One dimension of the deprivation profile, in words. */
export type DimensionFindings = { dimension: DimensionId; title: string; items: Finding[] }
export type Finding = {
  indicator: IndicatorId
  title: string
  deprivation: Deprivation
  state: string
  sentences: string[]
  article: string
}

/** The profile in words: the six dimensions in the decree's order, each indicator with its reasons. */
export function findingsOf(assessment: Assessment, words: Words): DimensionFindings[] {
  return (Object.keys(dimensions) as DimensionId[]).map((dimension) => {
    const indicators: readonly IndicatorId[] = dimensions[dimension]
    const items = assessment.verdicts
      .filter(({ indicator }) => indicators.includes(indicator))
      .map((verdict) => findingOf(verdict, assessment, words))
    return { dimension, title: words.dimensions[dimension], items }
  })
}

/** The class's deciding rule as a sentence with its numbers. */
export function classSentence(assessment: Assessment, words: Words): string {
  const { points, decidedBy } = assessment
  const standard = standardOf(assessment.standard)
  if (!standard) throw new RangeError(`no standard ${assessment.standard}`)
  const each = standard.pointsPerDeprivation
  return words.classRules[decidedBy]({
    income: incomeFigures(assessment, words),
    points,
    deprivations: { least: points.least / each, most: points.most / each },
    cutoff: cutoffPoints(standard),
  })
}

/** What has to be said beside the class: invented points, sources that contradict. */
export function classNotes(assessment: Assessment, words: Words): string[] {
  const { restsOnSample, doubts } = assessment
  return [...(restsOnSample ? [words.restsOnSample] : []), ...doubts.map((doubt) => words.incomeDoubts[doubt])]
}

/** The worksheet's income per resident; the least or the most it may be, where the number of residents is not known. */
export function perHeadText({ perHead, perHeadIs }: IncomeFinding, { language, bounds }: Words): string {
  if (perHead === undefined) return ''
  const figure = numberText(perHead, language)
  return perHeadIs ? bounds[perHeadIs](figure) : figure
}

function incomeFigures({ income }: Assessment, words: Words): ClassFigures['income'] {
  const shown = (amount: number | undefined) => (amount === undefined ? '' : numberText(amount, words.language))
  return {
    source: income.source,
    b1: shown(income.points),
    scoreLine: shown(income.scoreLine),
    perHead: perHeadText(income, words),
    povertyLine: shown(income.povertyLine),
    averageLine: shown(income.averageLine),
  }
}

function findingOf(
  { indicator, deprivation, article, reasons }: Verdict,
  { standard }: Assessment,
  words: Words,
): Finding {
  return {
    indicator,
    title: words.indicators[indicator],
    deprivation,
    state: words.deprivations[deprivation],
    sentences: reasons.map((reason) => words.reasons[reason.rule](reason)),
    article: words.citation(standard, article),
  }
}
