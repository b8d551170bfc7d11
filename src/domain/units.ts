import { z } from 'zod/mini'

/** Whole đồng. The currency has no smaller unit in use, so no fractions. */
export const Vnd = z.int().check(z.nonnegative()).brand<'Vnd'>()
export type Vnd = z.infer<typeof Vnd>

/** A day of the Gregorian calendar as `YYYY-MM-DD`; a day that does not exist is refused. */
export const PlainDate = z
  .string()
  .check(z.refine(isRealDay, { error: 'not_a_day' }))
  .brand<'PlainDate'>()
export type PlainDate = z.infer<typeof PlainDate>

/** A calendar year as `YYYY`. */
export const PlainYear = z
  .string()
  .check(z.regex(/^(19|20)\d{2}$/, { error: 'not_a_year' }))
  .brand<'PlainYear'>()
export type PlainYear = z.infer<typeof PlainYear>

/** An instant in UTC as ISO 8601, the way `Date.toISOString` writes it. A label; nothing is ordered by it. */
export const Instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/))
export type Instant = z.infer<typeof Instant>

/** Whole percent × 100, so 4.39 % is 439: exact, and free of binary fractions. */
export type BasisPoints = number & { readonly brand: 'BasisPoints' }

export function vnd(amount: number): Vnd {
  return Vnd.parse(amount)
}

export function day(text: string): PlainDate {
  return PlainDate.parse(text)
}

/**
 * `part` of `whole`, in basis points, rounded half up from the counts themselves;
 * undefined where there is no denominator: no rate, never 0 %.
 */
export function rateOf(part: number, whole: number): BasisPoints | undefined {
  if (whole <= 0) return undefined
  return Math.floor((part * 20_000 + whole) / (2 * whole)) as BasisPoints
}

function isRealDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
