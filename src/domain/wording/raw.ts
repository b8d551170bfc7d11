import type { FactValue } from '#domain/household/operation.ts'
import type { AnswerValue, QuestionId } from '#domain/questionnaire/answers.ts'
import { isAnswerTo, kinds } from './kinds.ts'

/** An answer as the form holds it: as typed, or the codes ticked. Empty is not answered. */
export type Raw = string | string[]

/** What is wrong with something typed; each has its sentence. */
export type Wrong =
  | 'choose'
  | 'fill'
  | 'number'
  | 'whole'
  | 'range'
  | 'rangeFromZero'
  | 'date'
  | 'wholeDate'
  | 'future'
  | 'twelveDigits'
  | 'tooLong'

export type Read = { value: AnswerValue } | { wrong: Wrong }

/** The boxes that stand alone: ticking one clears the others. */
export const nothing = 'none'
const alone: readonly string[] = [nothing, 'dont_know', 'refused']

export function rawOf(question: QuestionId, value: FactValue | undefined): Raw {
  if (kinds[question] === 'several' || kinds[question] === 'scorecard') {
    if (value === undefined || value === null) return []
    if (Array.isArray(value)) return value.length === 0 ? [nothing] : value
    return [String(value)]
  }
  if (value === undefined || value === null) return ''
  if (isNonResponse(String(value))) return String(value)
  if (kinds[question] === 'date' || kinds[question] === 'birth') return typedDate(String(value))
  if (kinds[question] === 'money') return grouped(String(value))
  return String(value).replace('.', kinds[question] === 'area' ? ',' : '.')
}

/** Digits with a point between the thousands, as money stands in the form whatever the language of the screen. */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, '.')
}

/** What was typed, read as an answer. Spaces are ignored; `latest` is the last day that a date may name. */
export function readRaw(question: QuestionId, raw: Raw, latest: string): Read {
  const read = Array.isArray(raw) ? readSeveral(raw) : readOne(question, raw, latest)
  if ('wrong' in read || isAnswerTo(question, read.value)) return read
  return { wrong: kinds[question] === 'text' ? 'tooLong' : 'choose' }
}

export function isEmpty(raw: Raw): boolean {
  return Array.isArray(raw) ? raw.length === 0 : raw.trim() === ''
}

export function isNonResponse(raw: Raw): boolean {
  return raw === 'dont_know' || raw === 'refused'
}

/** The ticked boxes after one was changed. */
export function ticked(values: readonly string[], changed: string): string[] {
  if (alone.includes(changed)) return values.filter((value) => value === changed)
  return values.filter((value) => !alone.includes(value))
}

function readSeveral(raw: string[]): Read {
  const [first] = raw
  if (first === undefined) return { wrong: 'choose' }
  if (first === nothing) return { value: [] }
  return { value: isNonResponse(first) ? first : raw }
}

function readOne(question: QuestionId, raw: string, latest: string): Read {
  const kind = kinds[question]
  const isTyped = kind !== 'choice' && kind !== 'yes_no' && kind !== 'ethnic_group'
  if (raw.trim() === '') return { wrong: isTyped ? 'fill' : 'choose' }
  if (kind !== 'text' && isNonResponse(raw)) return { value: raw }
  if (kind === 'yes_no') return { value: raw === 'true' }
  if (kind === 'area') return readArea(raw)
  if (kind === 'points') return readPoints(raw)
  if (kind === 'money') return readMoney(raw)
  if (kind === 'citizen_number') return readCitizenNumber(raw)
  if (kind === 'date' || kind === 'birth') return readDate(raw, kind, latest)
  return { value: kind === 'text' ? raw.normalize('NFC').trim().replace(/\s+/g, ' ') : raw }
}

/** Three digits behind the mark are refused: in Vietnamese `1.200` is more than a thousand, elsewhere little more than one. */
function readArea(raw: string): Read {
  const typed = raw.replace(/\s/g, '')
  if (!/^\d+([.,]\d{1,2})?$/.test(typed)) return { wrong: 'number' }
  const value = Number(typed.replace(',', '.'))
  return value > 0 && value <= mostArea ? { value } : { wrong: 'range' }
}

function readPoints(raw: string): Read {
  const typed = raw.replace(/\s/g, '')
  if (!/^\d+$/.test(typed)) return { wrong: 'whole' }
  return Number(typed) <= mostPoints ? { value: Number(typed) } : { wrong: 'rangeFromZero' }
}

/** Whole đồng; points or spaces may stand between groups of three digits. */
function readMoney(raw: string): Read {
  const typed = raw.replace(/\s/g, '')
  return /^(\d{1,3}(\.\d{3})+|\d+)$/.test(typed) ? { value: Number(typed.replaceAll('.', '')) } : { wrong: 'whole' }
}

function readCitizenNumber(raw: string): Read {
  const typed = raw.replace(/[\s.-]/g, '')
  return /^\d{12}$/.test(typed) ? { value: typed } : { wrong: 'twelveDigits' }
}

function readDate(raw: string, kind: 'date' | 'birth', latest: string): Read {
  const [day = '', month = '', year = ''] = raw.split('/')
  if (!/^(19|20)\d{2}$/.test(year)) return { wrong: year === '' ? 'wholeDate' : 'date' }
  if (day === '' && month === '' && kind === 'birth') return year > latest ? { wrong: 'future' } : { value: year }
  if (day === '' || month === '') return { wrong: 'wholeDate' }
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isAnswerTo(kind === 'date' ? 'nutrition_date' : 'birth', value)) return { wrong: 'date' }
  return value > latest ? { wrong: 'future' } : { value }
}

function typedDate(value: string): string {
  const [year = '', month = '', day = ''] = value.split('-')
  return `${month === '' ? '' : Number(day)}/${month === '' ? '' : Number(month)}/${year}`
}

/** The most that the questions' schemas take; a test holds these to them. */
export const mostArea = 2_000
export const mostPoints = 500
