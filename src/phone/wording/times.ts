import type { Instant } from '#domain/units.ts'

/** The time of day by this phone's clock: `14:31`. */
export function clockText(at: Instant): string {
  const date = new Date(at)
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The time alone when it is of today, else with its day: `14:31`, or `14:31, 05/03/2024`. */
export function timeText(at: Instant, now: Date): string {
  const date = new Date(at)
  if (date.toDateString() === now.toDateString()) return clockText(at)
  return `${clockText(at)}, ${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`
}

/** The calendar day where this phone is: `2024-03-05`. */
export function dayText(now: Date): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
