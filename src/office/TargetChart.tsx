import { rateText } from '#domain/wording/numbers.ts'
import type { AppendixRow } from './appendix.ts'
import { BarList } from './BarList.tsx'
import { useOffice } from './office.ts'

/** One bar per hamlet: how many in a hundred are poor now, and a line where the plan wants the year to end. */
export function TargetChart({ rows }: { rows: readonly AppendixRow[] }) {
  const { wording, language } = useOffice()
  const words = wording.hamlets
  const most = Math.max(1, ...rows.flatMap((row) => [row.now.poorRate ?? 0, row.target ?? 0]))
  const bars = rows.map(({ hamlet, now, target }) => {
    const name = hamlet?.name ?? ''
    const [nowText, targetText] = [rateText(now.poorRate, language), rateText(target, language)]
    return {
      id: hamlet?.id ?? '',
      name,
      length: (now.poorRate ?? 0) / most,
      mark: (target ?? 0) / most,
      label: words.chartLabel(name, nowText, targetText),
      told: `${words.now} ${nowText} % · ${words.target} ${targetText} %`,
    }
  })
  return <BarList bars={bars} />
}
