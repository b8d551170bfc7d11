import type { BasisPoints } from '#domain/units.ts'
import type { Language } from './words.ts'

const marks = { vi: { decimal: ',', thousands: '.' }, en: { decimal: '.', thousands: ',' } } as const

/** A number as the language writes it: `3.017` and `40,5` in Vietnamese. */
export function numberText(value: number, language: Language): string {
  const { decimal, thousands } = marks[language]
  const [whole = '', fraction] = String(value).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands)
  return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`
}

/** A rate in percent, always with two decimals and without its sign; a dash where there is no rate. */
export function rateText(rate: BasisPoints | undefined, language: Language): string {
  if (rate === undefined) return '–'
  const digits = String(Math.abs(rate)).padStart(3, '0')
  const whole = numberText(Number(digits.slice(0, -2)), language)
  return `${rate < 0 ? '−' : ''}${whole}${marks[language].decimal}${digits.slice(-2)}`
}

/** `YYYY-MM-DD` → `dd/mm/yyyy`, in both languages. */
export function dateText(date: string): string {
  return date.split('-').reverse().join('/')
}
