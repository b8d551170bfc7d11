import { useId } from 'react'
import css from './DeprivationWheel.module.css'

export type WheelState = 'deprived' | 'not_deprived' | 'unknown'
export type WheelGroup = { title: string; items: readonly { id: string; title: string; state: WheelState }[] }

type Props = {
  groups: readonly WheelGroup[]
  /** The drawing's accessible name. */
  label: string
  /** The word for each state; they stand below the wheel and in its description. */
  legend: Record<WheelState, string>
  /** What stands in the hub, e.g. the points. */
  centre?: string
}

const symbols: Record<WheelState, string> = { deprived: '✕', not_deprived: '✓', unknown: '?' }
const states: WheelState[] = ['deprived', 'not_deprived', 'unknown']

/** All indicators at a glance, group by group clockwise from the top; each state has its own symbol and pattern. */
export function DeprivationWheel({ groups, label, legend, centre }: Props) {
  const id = useId()
  const items = groups.flatMap((group) => group.items)
  const step = items.length === 0 ? 0 : 360 / items.length
  const description = groups
    .map((group) => `${group.title}: ${group.items.map((item) => `${item.title} – ${legend[item.state]}`).join('; ')}`)
    .join('. ')
  return (
    <figure className={css.figure}>
      <svg
        className={css.wheel}
        viewBox="-110 -110 220 220"
        role="img"
        aria-labelledby={`${id}t`}
        aria-describedby={`${id}d`}
      >
        <title id={`${id}t`}>{label}</title>
        <desc id={`${id}d`}>{description}</desc>
        <pattern id={`${id}p`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className={css.stroke} x1="0" y1="0" x2="0" y2="7" />
        </pattern>
        {items.map((item, place) => (
          <Segment
            key={item.id}
            number={place + 1}
            state={item.state}
            from={place * step}
            to={(place + 1) * step}
            hatch={`${id}p`}
          />
        ))}
        <Spokes groups={groups} step={step} />
        <circle className={css.hub} r="34" />
        <text className={(centre?.length ?? 0) > 3 ? `${css.centre} ${css.long}` : css.centre} y="8">
          {centre}
        </text>
      </svg>
      <figcaption className={css.legend}>
        {states.map((state) => (
          <span key={state}>
            {symbols[state]} {legend[state]}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

type SegmentProps = { number: number; state: WheelState; from: number; to: number; hatch: string }

function Segment({ number, state, from, to, hatch }: SegmentProps) {
  const shape = ring(from, to)
  const middle = (from + to) / 2
  const [x, y] = at(86, middle)
  const [symbolX, symbolY] = at(56, middle)
  const ink = state === 'deprived' ? `${css.number} ${css.onDeprived}` : css.number
  return (
    <g data-state={state}>
      <path className={`${css.segment} ${css[state]}`} d={shape} />
      {state === 'deprived' && <path className={css.hatch} fill={`url(#${hatch})`} d={shape} />}
      <text className={ink} x={x} y={y + 5}>
        {number}
      </text>
      <text className={ink} x={symbolX} y={symbolY + 5}>
        {symbols[state]}
      </text>
    </g>
  )
}

/** Thick lines between the groups. */
function Spokes({ groups, step }: { groups: readonly WheelGroup[]; step: number }) {
  let before = 0
  return groups.map((group) => {
    const [x, y] = at(104, before * step)
    before += group.items.length
    return <line key={group.title} className={css.spoke} x1="0" y1="0" x2={x} y2={y} />
  })
}

/** A ring's sector between two angles in degrees, clockwise from the top. */
function ring(from: number, to: number): string {
  const [a, b, c, d] = [at(100, from), at(100, to), at(34, to), at(34, from)]
  return `M${a}A100 100 0 0 1 ${b}L${c}A34 34 0 0 0 ${d}Z`
}

function at(radius: number, degrees: number): [number, number] {
  const angle = ((degrees - 90) * Math.PI) / 180
  return [Math.round(radius * Math.cos(angle) * 100) / 100, Math.round(radius * Math.sin(angle) * 100) / 100]
}
