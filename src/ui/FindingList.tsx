import type { ReactNode } from 'react'
import css from './FindingList.module.css'
import { StateTag } from './StateTag.tsx'

/** Findings in words, group by group; the shape in which the domain's words give them. */
export type FindingGroup = {
  dimension: string
  title: string
  items: readonly {
    indicator: string
    title: string
    deprivation: 'deprived' | 'not_deprived' | 'unknown'
    state: string
    sentences: readonly string[]
    article: string
  }[]
}

type Props = {
  findings: readonly FindingGroup[]
  /** What stands below an indicator, e.g. last year's finding. */
  below?: (indicator: string) => ReactNode
}

const looks = {
  deprived: { icon: 'cross', tone: 'attention' },
  not_deprived: { icon: 'check', tone: 'ok' },
  unknown: { icon: 'question', tone: 'quiet' },
} as const

/** Every indicator with its state, its reasons in sentences and where the law says so, numbered as in the wheel. */
export function FindingList({ findings, below }: Props) {
  const numbers = new Map(findings.flatMap((group) => group.items).map((item, place) => [item.indicator, place + 1]))
  return (
    <div className={css.groups}>
      {findings.map((group) => (
        <section key={group.dimension} aria-labelledby={`finding-${group.dimension}`}>
          <h3 id={`finding-${group.dimension}`}>{group.title}</h3>
          <ul className={css.items}>
            {group.items.map((item) => (
              <li key={item.indicator} className={css.item}>
                <strong>
                  {numbers.get(item.indicator)}. {item.title}
                </strong>
                <StateTag {...looks[item.deprivation]}>{item.state}</StateTag>
                {item.sentences.map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
                {below?.(item.indicator)}
                <small className={css.article}>{item.article}</small>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
