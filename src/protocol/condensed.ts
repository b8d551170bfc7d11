import { z } from 'zod/mini'
import type { Household } from '#domain/household/household.ts'

/**
 * A household as it crosses the wire: each field's value alone, and beside them the stamps, each told once, with the
 * fields that do not bear the first of them (`stampOf`). Fields stand as the answers of the last survey do, so that what
 * has not changed compresses to nothing; `residents` then says in which order theirs stood. 100 households in the middle
 * of a round take half the bytes. Whatever else is in a state or a stamp travels as it is.
 */
export function condensed(state: Household): object {
  const { fields, ...survey } = state.survey
  const paths = Object.keys(fields)
  if (paths.length === 0) return state
  const places = new Map(Object.keys(state.previous?.answers ?? {}).map((path, i) => [path, i]))
  const place = (path: string) => places.get(path) ?? places.size
  const values: Record<string, unknown> = {}
  const stamps = new Map<string, { place: number; stamp: object }>()
  const stampOf: Record<string, number> = {}
  for (const [path, { value, ...stamp }] of Object.entries(fields).sort(([a], [b]) => place(a) - place(b))) {
    const key = JSON.stringify(stamp)
    const known = stamps.get(key) ?? { place: stamps.size, stamp }
    stamps.set(key, known)
    values[path] = value
    if (known.place > 0) stampOf[path] = known.place
  }
  const residents = residentsIn(paths)
  const isReordered = residents.join() !== residentsIn(Object.keys(values)).join()
  return {
    ...state,
    survey: {
      ...survey,
      fields: values,
      stamps: [...stamps.values()].map(({ stamp }) => stamp),
      ...(Object.keys(stampOf).length > 0 && { stampOf }),
      ...(isReordered && { residents }),
    },
  }
}

const Condensed = z.looseObject({
  survey: z.looseObject({
    fields: z.record(z.string(), z.unknown()),
    stamps: z.array(z.looseObject({})),
    stampOf: z.optional(z.record(z.string(), z.int())),
    residents: z.optional(z.array(z.string())),
  }),
})

/** The reverse; anything that is not condensed comes back as it is. */
export function expanded(state: unknown): unknown {
  const read = Condensed.safeParse(state).data
  if (!read) return state
  const { fields, stamps, stampOf = {}, residents = [], ...survey } = read.survey
  const place = (path: string) => residents.indexOf(path.split('/')[0]!)
  const whole = Object.entries(fields)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([path, value]) => [path, { value, ...stamps[stampOf[path] ?? 0] }])
  return { ...read, survey: { ...survey, fields: Object.fromEntries(whole) } }
}

/** In the order of their first path. */
function residentsIn(paths: string[]): string[] {
  return [...new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0]!))]
}
