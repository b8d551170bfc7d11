import { describe, expect, test } from 'vitest'
import { assess } from '#domain/assessment/assess.ts'
import { dimensions } from '#domain/standard/standard.ts'
import type { BasisPoints } from '#domain/units.ts'
import { rateOf } from '#domain/units.ts'
import { en } from '#domain/wording/en.ts'
import { classSentence, findingsOf } from '#domain/wording/findings.ts'
import { numberText, rateText } from '#domain/wording/numbers.ts'
import { valueText } from '#domain/wording/value.ts'
import { vi } from '#domain/wording/vi.ts'
import { aChild, aHousehold, aResident, terms2024 } from '../../builders.ts'

const poor = assess(
  aHousehold({
    household: { b1_points: 125, water_source: 'river_or_pond', latrine: 'none' },
    residents: [aResident({ health_insurance: false }), aResident(), aChild()],
  }),
  terms2024,
)

describe('the profile in words', () => {
  test('has the six dimensions with two indicators each', () => {
    const findings = findingsOf(poor, vi)
    expect(findings.map(({ dimension }) => dimension)).toEqual(Object.keys(dimensions))
    expect(findings.map(({ items }) => items.length)).toEqual([2, 2, 2, 2, 2, 2])
    expect(findings.map(({ title }) => title)[4]).toBe('Nước sinh hoạt và vệ sinh')
  })

  test('says of an indicator its state, its sentence and its place in the decree', () => {
    expect(findingsOf(poor, vi)[1]?.items[1]).toEqual({
      indicator: 'healthInsurance',
      title: 'Bảo hiểm y tế',
      deprivation: 'deprived',
      state: 'thiếu hụt',
      sentences: ['1 trong 3 người từ đủ 6 tuổi chưa có thẻ BHYT: Lò Thị Mai'],
      article: 'Nghị định 07/2021/NĐ-CP, phụ lục, chỉ số 4',
    })
    expect(findingsOf(poor, en)[1]?.items[1]).toEqual({
      indicator: 'healthInsurance',
      title: 'Health insurance',
      deprivation: 'deprived',
      state: 'deprived',
      sentences: ['Without health insurance, 1 of 3 residents aged 6 or more: Lò Thị Mai'],
      article: 'Decree 07/2021/ND-CP, annex, indicator 4',
    })
  })

  test('ends in the sentence that decided the class', () => {
    expect(classSentence(poor, vi)).toBe('Điểm B1 125 ≤ 140 và thiếu hụt 3 chỉ số (30 điểm), đạt ngưỡng 30 điểm')
    expect(classSentence(poor, en)).toBe(
      'B1 points 125 ≤ 140 and 3 indicators deprived (30 points), which reaches the cut-off of 30 points',
    )
  })
})

describe('an answer in words', () => {
  test.each([
    {
      place: 'water_source',
      value: 'protected_spring',
      vietnamese: 'Khe, mó được bảo vệ',
      english: 'Protected spring',
    },
    { place: 'r00000001/ethnic_group', value: '24', vietnamese: 'Thổ', english: 'Thổ' },
    { place: 'ethnic_group', value: '56', vietnamese: 'Không xác định', english: 'Not known' },
    { place: 'r00000001/birth', value: '1984-03-02', vietnamese: '02/03/1984', english: '02/03/1984' },
    { place: 'r00000001/birth', value: '1984', vietnamese: '1984', english: '1984' },
    { place: 'r00000001/birth', value: 'dont_know', vietnamese: 'Không biết', english: 'Does not know' },
    { place: 'internet_use', value: true, vietnamese: 'Có', english: 'Yes' },
    { place: 'internet_use', value: false, vietnamese: 'Không', english: 'No' },
    { place: 'dwelling_area_m2', value: 40.5, vietnamese: '40,5 m²', english: '40.5 m²' },
    { place: 'b1_points', value: 140, vietnamese: '140', english: '140' },
    { place: 'devices', value: ['radio', 'laptop'], vietnamese: 'Đài, Máy tính xách tay', english: 'Radio, Laptop' },
    { place: 'devices', value: [], vietnamese: 'Không có', english: 'None' },
    { place: 'latrine', value: null, vietnamese: 'Đã bỏ câu trả lời', english: 'Answer withdrawn' },
    { place: 'visit_outcome', value: 'refused', vietnamese: 'Hộ từ chối', english: 'Household refused' },
    { place: 'latrine', value: 'refused', vietnamese: 'Từ chối trả lời', english: 'Refused to answer' },
    { place: 'r00000001/name', value: 'refused', vietnamese: 'refused', english: 'refused' },
    { place: 'r00000001/citizen_number', value: '038184000001', vietnamese: '038184000001', english: '038184000001' },
    {
      place: 'latrine',
      value: 'code_of_a_newer_form',
      vietnamese: 'code_of_a_newer_form',
      english: 'code_of_a_newer_form',
    },
  ])('$value to $place', ({ place, value, vietnamese, english }) => {
    expect(valueText(place, value, vi)).toBe(vietnamese)
    expect(valueText(place, value, en)).toBe(english)
  })

  test('items of form B1 are named by the scorecard; they stay codes where it lacks them, and say so without it', () => {
    const items = [
      {
        kind: 'one_option' as const,
        id: 'house',
        label: 'Tường nhà',
        options: [{ id: 'brick', label: 'Gạch', points: 1 }],
      },
      {
        kind: 'per_member' as const,
        id: 'work',
        label: 'Việc làm',
        options: [{ id: 'wage', label: 'Làm công', points: 1 }],
      },
      { kind: 'count' as const, id: 'cow', label: 'Số bò', pointsEach: 1, atMost: 4 },
    ]
    const codes = ['house:brick', 'work:wage=2', 'cow:3', 'house:leaf', 'pig:1']
    expect(valueText('b1_answers', codes, vi, items)).toBe(
      'Tường nhà: Gạch; Việc làm: Làm công (2); Số bò: 3; house:leaf; pig:1',
    )
    expect(valueText('b1_answers', codes, vi)).toBe(
      'house:brick, work:wage=2, cow:3, house:leaf, pig:1 (mã các mục của phiếu B1; ở đây không có bảng điểm của đợt ấy)',
    )
    expect(valueText('b1_answers', ['cow:3'], en)).toBe(
      'cow:3 (codes of form B1’s items; the scorecard of that round is not at hand)',
    )
    expect(valueText('b1_answers', [], vi, items)).toBe('Không có')
  })
})

describe('a figure', () => {
  test.each([
    { value: 0, vietnamese: '0', english: '0' },
    { value: 729, vietnamese: '729', english: '729' },
    { value: 3_017, vietnamese: '3.017', english: '3,017' },
    { value: 1_500_000, vietnamese: '1.500.000', english: '1,500,000' },
    { value: 7.96, vietnamese: '7,96', english: '7.96' },
    { value: -1_234.5, vietnamese: '-1.234,5', english: '-1,234.5' },
  ])('$value is grouped and pointed as each language does', ({ value, vietnamese, english }) => {
    expect(numberText(value, 'vi')).toBe(vietnamese)
    expect(numberText(value, 'en')).toBe(english)
  })

  test.each([
    { rate: rateOf(32, 729), vietnamese: '4,39', english: '4.39' },
    { rate: rateOf(13, 98), vietnamese: '13,27', english: '13.27' },
    { rate: rateOf(0, 98), vietnamese: '0,00', english: '0.00' },
    { rate: 5 as BasisPoints, vietnamese: '0,05', english: '0.05' },
    { rate: rateOf(1, 1), vietnamese: '100,00', english: '100.00' },
    { rate: -137 as BasisPoints, vietnamese: '−1,37', english: '−1.37' },
    { rate: rateOf(3, 0), vietnamese: '–', english: '–' },
  ])('a rate of $rate basis points has two decimals, or is no rate', ({ rate, vietnamese, english }) => {
    expect(rateText(rate, 'vi')).toBe(vietnamese)
    expect(rateText(rate, 'en')).toBe(english)
  })
})
