import { type Instant, PlainDate } from '#domain/units.ts'

/** `15/10/2024 14:32`, by this computer's clock and place; both languages write it so. */
export function instantText(instant: Instant): string {
  const at = new Date(instant)
  const date = [at.getDate(), at.getMonth() + 1, at.getFullYear()].map(twoDigits).join('/')
  return `${date} ${[at.getHours(), at.getMinutes()].map(twoDigits).join(':')}`
}

/** The calendar day where this computer is: `2024-10-15`. */
export function dayOf(now: Date): string {
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`
}

/** The day that `5/3/2026` names; undefined if there is none. */
export function typedDay(text: string): PlainDate | undefined {
  const [day = '', month = '', year = ''] = text.split('/')
  const parsed = PlainDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  return parsed.success ? parsed.data : undefined
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
