import { describe, expect, test } from 'vitest'
import { inForceOn, standardOf, standards } from '#domain/standard/inForce.ts'
import { partsOf } from '#domain/standard/parts.ts'
import { indicatorIds, standardIds } from '#domain/standard/standard.ts'
import { standard2022 } from '#domain/standard/standard2022.ts'
import { standard2027 } from '#domain/standard/standard2027.ts'
import { day } from '#domain/units.ts'
import { en } from '#domain/wording/en.ts'
import { standardText } from '#domain/wording/standards.ts'
import { vi } from '#domain/wording/vi.ts'

describe('the standard in force', () => {
  test.each([
    { on: '2021-12-31', id: undefined, because: '2021 stays on the standard before, Decree 07/2021 art. 2' },
    { on: '2022-01-01', id: '2022-2025', because: 'the first day of Decree 07/2021, art. 3' },
    { on: '2025-12-31', id: '2022-2025', because: 'the last day it was made for' },
    { on: '2026-01-01', id: '2022-2025', because: 'Decree 351/2025 keeps it for 2026' },
    { on: '2026-12-31', id: '2022-2025', because: 'its last day' },
    { on: '2027-01-01', id: '2027-2030', because: 'the first day of the new one' },
    { on: '2030-12-31', id: '2027-2030', because: 'its last day' },
    { on: '2031-01-01', id: undefined, because: 'nothing is known of 2031' },
  ])('on $on is $id: $because', ({ on, id }) => expect(inForceOn(day(on))?.id).toBe(id))

  test('is one of a list that has each id once, and no day twice', () => {
    expect(standards.map(({ id }) => id)).toEqual(standardIds)
    for (const id of standardIds) expect(standardOf(id)?.id).toBe(id)
    expect(standardOf('2016-2020')).toBeUndefined()
    standards.slice(1).forEach((later, i) => {
      expect(later.inForce.from > standards[i]!.inForce.until).toBe(true)
    })
  })
})

describe('the figures of the decrees', () => {
  test.each([
    { standard: standard2022, rural: 1_500_000, urban: 2_000_000 },
    { standard: standard2027, rural: 2_200_000, urban: 2_800_000 },
  ])('$standard.id: $rural đồng rural, $urban đồng urban, three deprivations', ({ standard, rural, urban }) => {
    expect(standard.povertyLine).toEqual({ rural, urban })
    expect(standard.povertyCutoff).toBe(3)
    expect(Object.keys(standard.indicators)).toEqual(indicatorIds)
  })

  test('2022–2025: 140 and 175 points, 2,250,000 and 3,000,000 đồng for the average living standard', () => {
    expect(standard2022.scoreLine).toEqual({ rural: 140, urban: 175 })
    expect(standard2022.averageLine).toMatchObject({ rural: 2_250_000, urban: 3_000_000, sureness: 'our_reading' })
    expect(standard2022.lowIncomeWorker).toMatchObject({
      from: '2025-02-24',
      limit: { rural: 2_250_000, urban: 3_000_000 },
      sureness: 'our_reading',
    })
  })
})

describe('what a standard says of itself', () => {
  test('2022–2025 is official in all its parts', () => {
    const { official, draft, not_established } = partsOf(standard2022)
    expect(official).toHaveLength(6 + 12)
    expect([...draft, ...not_established, ...standard2022.draftNotes]).toEqual([])
  })

  test('2027–2030 has official lines, indicators as drafted, and no score line', () => {
    expect(partsOf(standard2027)).toEqual({
      official: ['inForce', 'povertyLine', 'povertyCutoff'],
      draft: [...indicatorIds],
      not_established: ['scoreLine', 'averageLine', 'lowIncomeWorker'],
    })
  })

  test('no indicator of a draft passes for more than our reading', () => {
    for (const { status, sureness } of Object.values(standard2027.indicators))
      expect([status, sureness]).toEqual(['draft', 'our_reading'])
  })

  test('2027–2030 says so in words, with what the draft holds beyond it', () => {
    const text = standardText(standard2027, vi)
    expect(text.title).toBe('Chuẩn 2027–2030 (Nghị định 351/2025/NĐ-CP)')
    expect(text.parts.map(({ title, names }) => [title, names.length])).toEqual([
      ['Chính thức', 3],
      ['Theo dự thảo', 12],
      ['Chưa xác định được', 3],
    ])
    expect(text.parts[0]?.names).toContain('mức chuẩn thu nhập')
    expect(text.notes).toEqual([
      'Dự thảo chỉ giữ một chỉ số thông tin là dịch vụ viễn thông; ở đây vẫn tính cả phương tiện tiếp cận thông tin',
      'Dự thảo thêm chỉ số xử lý rác thải; ở đây chưa tính',
    ])
  })

  test('2022–2025 has one list only, and no notes', () => {
    expect(standardText(standard2022, en).parts.map(({ status }) => status)).toEqual(['official'])
    expect(standardText(standard2022, en).notes).toEqual([])
  })

  test('a rule of the draft is not cited as the new decree’s', () => {
    const citation = { annexIndicator: 4 }
    expect(vi.citation('2027-2030', citation)).toBe(
      'Dự thảo chuẩn 2027–2030; quy tắc theo Nghị định 07/2021/NĐ-CP, phụ lục, chỉ số 4',
    )
    expect(en.citation('2027-2030', citation)).not.toContain('351')
  })
})
