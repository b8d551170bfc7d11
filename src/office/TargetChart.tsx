import { rateText } from '#domain/wording/numbers.ts'
import type { AppendixRow } from './appendix.ts'
import { useOffice } from './office.ts'
import css from './TargetChart.module.css'

/** The scale's length in the drawing's own units. */
const full = 400

/** One bar per hamlet: how many in a hundred are poor now, and a line where the plan wants the year to end. */
export function TargetChart({ rows }: { rows: readonly AppendixRow[] }) {
  const { wording, language } = useOffice()
  const words = wording.hamlets
  const most = Math.max(1, ...rows.flatMap((row) => [row.now.poorRate ?? 0, row.target ?? 0]))
  const length = (rate: number | undefined) => Math.round(((rate ?? 0) / most) * full)
  return (
    <ul className={css.bars}>
      {rows.map(({ hamlet, now, target }) => {
        const [nowText, targetText] = [rateText(now.poorRate, language), rateText(target, language)]
        return (
          <li key={hamlet?.id} className={css.row}>
            <span className={css.name}>{hamlet?.name}</span>
            <svg
              className={css.drawing}
              viewBox={`-4 0 ${full + 8} 28`}
              preserveAspectRatio="none"
              role="img"
              aria-label={words.chartLabel(hamlet?.name ?? '', nowText, targetText)}
            >
              <rect className={css.track} x="0" y="6" width={full} height="16" />
              <rect className={css.now} x="0" y="6" width={length(now.poorRate)} height="16" />
              <line className={css.target} x1={length(target)} x2={length(target)} y1="0" y2="28" />
            </svg>
            <span aria-hidden="true">
              {words.now} {nowText} % · {words.target} {targetText} %
            </span>
          </li>
        )
      })}
    </ul>
  )
}
