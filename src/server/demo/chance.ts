/** A seeded run of chance: the same seed always draws the same demo. */
export type Chance = {
  /** At least 0, below 1. */
  next(): number
  /** A whole number from `least` through `most`. */
  whole(least: number, most: number): number
  happens(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** Picks a key by its weight. */
  weighted<Key extends string>(weights: Readonly<Partial<Record<Key, number>>>): Key
  shuffled<Item>(items: readonly Item[]): Item[]
}

/** Mulberry32, the small generator of Tommy Ettinger: 32 bits of state are plenty for a demo. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    happens: (probability) => next() < probability,
    pick: (items) => pickFrom(items, next()),
    weighted: (weights) => weightedFrom(weights, next()),
    shuffled: (items) => shuffledBy(items, whole),
  }
}

/** Digits of the given base, e.g. 32 hexadecimal ones. */
export function digits(chance: Chance, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[chance.whole(0, alphabet.length - 1)]).join('')
}

/** A UUID of version 4, drawn from the seed. */
export function uuidOf(chance: Chance): string {
  const hex = digits(chance, '0123456789abcdef', 32)
  const variant = '89ab'[chance.whole(0, 3)]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

function pickFrom<Item>(items: readonly Item[], at: number): Item {
  if (items.length === 0) throw new RangeError('nothing to pick')
  return items[Math.floor(at * items.length)] as Item
}

function weightedFrom<Key extends string>(weights: Readonly<Partial<Record<Key, number>>>, at: number): Key {
  const entries = Object.entries(weights) as [Key, number][]
  let left = at * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [key, weight] of entries) {
    left -= weight
    if (left < 0) return key
  }
  throw new RangeError('no weight to pick by')
}

function shuffledBy<Item>(items: readonly Item[], whole: Chance['whole']): Item[] {
  const shuffled = [...items]
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = whole(0, i)
    const moved = shuffled[i] as Item
    shuffled[i] = shuffled[j] as Item
    shuffled[j] = moved
  }
  return shuffled
}
