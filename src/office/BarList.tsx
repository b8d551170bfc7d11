import css from './BarList.module.css'

/** `length` and `mark` are of a scale of 1; `label` says the bar to who does not see it, `told` stands beside it. */
export type Bar = { id: string; name: string; length: number; mark?: number; label: string; told: string }

/** The scale's length in the drawing's own units. */
const full = 400

/** Bars on one scale, one below the other, each with its name before it and its figures behind it. */
export function BarList({ bars }: { bars: readonly Bar[] }) {
  return (
    <ol className={css.bars}>
      {bars.map(({ id, name, length, mark, label, told }) => (
        <li key={id} className={css.row}>
          <span className={css.name}>{name}</span>
          <svg
            className={css.drawing}
            viewBox={`-4 0 ${full + 8} 28`}
            preserveAspectRatio="none"
            role="img"
            aria-label={label}
          >
            <rect className={css.track} x="0" y="6" width={full} height="16" />
            <rect className={css.bar} x="0" y="6" width={drawn(length)} height="16" />
            {mark !== undefined && <line className={css.mark} x1={drawn(mark)} x2={drawn(mark)} y1="0" y2="28" />}
          </svg>
          <span aria-hidden="true">{told}</span>
        </li>
      ))}
    </ol>
  )
}

function drawn(length: number): number {
  return Math.round(length * full)
}
