/** Numbers that follow from a seed alone (Tommy Ettinger's mulberry32): the same seed, the same schedule, everywhere. */
export type Chance = {
  /** A whole number from 0 to `below` − 1. */
  int: (below: number) => number
  /** True about once in `times`. */
  once: (times: number) => boolean
  pick: <Value>(values: readonly Value[]) => Value
}

export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (below: number) => Math.floor(next() * below)
  return { int, once: (times) => int(times) === 0, pick: (values) => values[int(values.length)]! }
}
