import { describe, expect, test } from 'vitest'
import { HouseholdEvent } from '#domain/household/events.ts'
import { movements, passageDoubts } from '#domain/profile/movement.ts'
import { columns } from '#domain/profile/movementReport.ts'
import { profileWords as profileEn } from '#domain/wording/alkireFoster.en.ts'
import { profileWords as profileVi } from '#domain/wording/alkireFoster.vi.ts'
import { movementWords as en } from '#domain/wording/movement.en.ts'
import { movementWords as vi } from '#domain/wording/movement.vi.ts'

/** Every text below `node`, sentences with figures in them included. */
function textsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  if (typeof node === 'function') return [String(node({ measured: 729, leftOut: 3 }))]
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsOf) : []
}

describe('movement and profile in words', () => {
  test.each([
    { name: 'Vietnamese', texts: textsOf([vi, profileVi]) },
    { name: 'English', texts: textsOf([en, profileEn]) },
  ])('$name is composed, trimmed and complete', ({ texts }) => {
    for (const text of texts) {
      expect(text).toBe(text.normalize('NFC').trim())
      expect(text).not.toMatch(/undefined|NaN|_|[.:;,]$/)
      expect(text).not.toBe('')
    }
  })

  test('English holds no Vietnamese letter', () => {
    for (const text of textsOf([en, profileEn])) expect(text).not.toMatch(/[À-ÖØ-ỹĐđ]/)
  })

  test.each([vi, en])('no two movements, events, doubts or columns of a report have one name', (words) => {
    const lists = [
      { texts: movements.map((movement) => words.movements[movement]), of: movements.length },
      { texts: HouseholdEvent.options.map((event) => words.events[event]), of: HouseholdEvent.options.length },
      { texts: passageDoubts.map((doubt) => words.doubts[doubt]), of: passageDoubts.length },
      { texts: columns.map((column) => words.reports.poor.columns[column]), of: 9 },
      { texts: columns.map((column) => words.reports.near_poor.columns[column]), of: 9 },
    ]
    for (const { texts, of } of lists) expect(new Set(texts).size).toBe(of)
  })

  test('the official titles stand as printed, and mirror each other', () => {
    expect(vi.reports.poor.title).toBe('Tổng hợp diễn biến hộ nghèo')
    expect(vi.reports.near_poor.title).toBe('Tổng hợp diễn biến hộ cận nghèo')
    expect(vi.reports.poor.columns[5]).toBe(vi.reports.near_poor.columns[3])
    expect(en.reports.poor.columns[5]).toBe(en.reports.near_poor.columns[3])
  })

  test('the profile says of itself that it is not official', () => {
    expect(profileVi.unofficial).toContain('không phải số liệu chính thức')
    expect(profileEn.unofficial).toContain('not the decree’s official figures')
    expect(profileVi.leftOut({ measured: 1_729, leftOut: 3 })).toContain('1.729 hộ')
  })
})
