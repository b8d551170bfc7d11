import type { Measures } from '#domain/profile/alkireFoster.ts'
import { type IndicatorId, indicatorIds } from '#domain/standard/standard.ts'
import { numberText } from '#domain/wording/numbers.ts'
import { percentText } from './figures.ts'
import css from './IndicatorBars.module.css'
import { useOffice } from './office.ts'

/** The scale's length in the drawing's own units. */
const full = 400

/** One bar for each indicator: its contribution to M₀, the longest one as long as the scale. */
export function IndicatorBars({ measures }: { measures: Measures<IndicatorId> }) {
  const { wording, words, language } = useOffice()
  const text = wording.measures
  const longest = Math.max(1, ...indicatorIds.map((id) => measures.indicators[id].contribution.part))
  return (
    <ol className={css.bars}>
      {indicatorIds.map((id) => {
        const { censoredHeadcount, contribution } = measures.indicators[id]
        const poor = `${numberText(censoredHeadcount.part, language)} (${percentText(censoredHeadcount, language)})`
        const share = percentText(contribution, language)
        return (
          <li key={id} className={css.row}>
            <span className={css.name}>{words.indicators[id]}</span>
            <svg
              className={css.drawing}
              viewBox={`0 0 ${full} 20`}
              preserveAspectRatio="none"
              role="img"
              aria-label={text.bar(words.indicators[id], poor, share)}
            >
              <rect className={css.track} x="0" y="2" width={full} height="16" />
              <rect
                className={css.bar}
                x="0"
                y="2"
                width={Math.round((contribution.part / longest) * full)}
                height="16"
              />
            </svg>
            <span aria-hidden="true">
              {poor} {text.poorAndDeprived} · {share} {text.contribution}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
