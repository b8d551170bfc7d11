import type { Measures } from '#domain/profile/alkireFoster.ts'
import { type IndicatorId, indicatorIds } from '#domain/standard/standard.ts'
import { numberText } from '#domain/wording/numbers.ts'
import { BarList } from './BarList.tsx'
import { percentText } from './figures.ts'
import { useOffice } from './office.ts'

/** One bar for each indicator: its contribution to M₀, the longest one as long as the scale. */
export function IndicatorBars({ measures }: { measures: Measures<IndicatorId> }) {
  const { wording, words, language } = useOffice()
  const text = wording.measures
  const longest = Math.max(1, ...indicatorIds.map((id) => measures.indicators[id].contribution.part))
  const bars = indicatorIds.map((id) => {
    const { censoredHeadcount, contribution } = measures.indicators[id]
    const name = words.indicators[id]
    const poor = `${numberText(censoredHeadcount.part, language)} (${percentText(censoredHeadcount, language)})`
    const share = percentText(contribution, language)
    return {
      id,
      name,
      length: contribution.part / longest,
      label: text.bar(name, poor, share),
      told: `${poor} ${text.poorAndDeprived} · ${share} ${text.contribution}`,
    }
  })
  return <BarList bars={bars} />
}
