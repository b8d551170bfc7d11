import type { Ratio } from '#domain/profile/alkireFoster.ts'
import { type Count, endByIdentity, type MovementReports, type MovementRow } from '#domain/profile/movementReport.ts'
import { rateOf } from '#domain/units.ts'
import { numberText, rateText } from '#domain/wording/numbers.ts'
import type { Language } from '#domain/wording/words.ts'

/** Column (9) reckoned before the reader's eyes: `32 − 2 − 1 − 0 + 0 + 0 + 3 + 0 = 32`. */
export function reckoningText(row: MovementRow, line: keyof Count, language: Language): string {
  const text = (column: keyof MovementRow) => numberText(row[column][line], language)
  const out = ([2, 3, 4] as const).map((column) => ` − ${text(column)}`).join('')
  const into = ([5, 6, 7, 8] as const).map((column) => ` + ${text(column)}`).join('')
  return `${text(1)}${out}${into} = ${numberText(endByIdentity(row)[line], language)}`
}

/** Whether column (9), counted from the households, is what the other columns give. */
export function isReckoned(row: MovementRow): boolean {
  const { households, people } = endByIdentity(row)
  return row[9].households === households && row[9].people === people
}

/** Whether both reports have the same households and people going from one list to the other. */
export function isMirrored({ poor, near_poor: nearPoor }: MovementReports): boolean {
  return isSame(poor[2], nearPoor[5]) && isSame(poor[5], nearPoor[3])
}

/** `4,39 %`; a dash where there is no denominator. */
export function percentText({ part, whole }: Ratio, language: Language): string {
  const rate = rateOf(part, whole)
  return rate === undefined ? '–' : `${rateText(rate, language)} %`
}

function isSame(one: Count, other: Count): boolean {
  return one.households === other.households && one.people === other.people
}
