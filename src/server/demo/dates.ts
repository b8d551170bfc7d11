import { day, type PlainDate } from '#domain/units.ts'
import type { Chance } from './chance.ts'

const dayMs = 86_400_000

export function daysBefore(date: PlainDate, days: number): PlainDate {
  return day(new Date(Date.parse(date) - days * dayMs).toISOString().slice(0, 10))
}

export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs)
}

/** A day of birth that gives `age` full years on the day `on`, never a birthday on that very day. */
export function birthAt(chance: Chance, age: number, on: PlainDate): PlainDate {
  const birthday = day(`${Number(on.slice(0, 4)) - age}${on.slice(4)}`)
  return daysBefore(birthday, chance.whole(1, 363))
}
