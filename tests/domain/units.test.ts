import { describe, expect, test } from 'vitest'
import { day, PlainDate, PlainYear, rateOf, vnd } from '#domain/units.ts'

describe('a rate', () => {
  // The appendix of the commune's plan of 2024: poor households, all households, percent as printed.
  test.each([
    { hamlet: 'Quang Trung', poor: 1, households: 126, rate: 79 },
    { hamlet: 'Làng Gió', poor: 3, households: 126, rate: 238 },
    { hamlet: 'Thắng Lộc', poor: 4, households: 130, rate: 308 },
    { hamlet: 'Làng Sao', poor: 2, households: 105, rate: 190 },
    { hamlet: 'Hợp Thành', poor: 9, households: 144, rate: 625 },
    { hamlet: 'Làng Mài', poor: 13, households: 98, rate: 1327 },
    { hamlet: 'the commune', poor: 32, households: 729, rate: 439 },
    { hamlet: 'the commune before', poor: 40, households: 729, rate: 549 },
    { hamlet: 'the commune, near-poor', poor: 21, households: 729, rate: 288 },
    { hamlet: 'Làng Mài at the end of the year', poor: 7, households: 98, rate: 714 },
  ])('of $poor in $households households of $hamlet is the printed one', ({ poor, households, rate }) => {
    expect(rateOf(poor, households)).toBe(rate)
  })

  test.each([
    { part: 1, whole: 20_000, rate: 1, because: 'exactly half a basis point goes up' },
    { part: 1, whole: 20_001, rate: 0, because: 'less than half goes down' },
    { part: 3, whole: 20_000, rate: 2, because: 'one and a half goes up, not to the even' },
    { part: 5, whole: 20_000, rate: 3, because: 'two and a half goes up' },
    { part: 0, whole: 7, rate: 0, because: 'none is none' },
    { part: 7, whole: 7, rate: 10_000, because: 'all is a hundred percent' },
  ])('of $part in $whole is $rate: $because', ({ part, whole, rate }) => expect(rateOf(part, whole)).toBe(rate))

  test('does not exist without a denominator', () => {
    expect(rateOf(0, 0)).toBeUndefined()
    expect(rateOf(3, 0)).toBeUndefined()
  })
})

describe('a day', () => {
  test.each(['2024-02-29', '2000-02-29', '2023-12-31', '1950-01-01'])('%s exists', (text) =>
    expect(day(text)).toBe(text),
  )
  test.each(['2023-02-29', '1900-02-29', '2024-04-31', '2024-13-01', '2024-00-10', '2024-1-1', '15/10/2024', ''])(
    '%s does not',
    (text) => expect(PlainDate.safeParse(text).success).toBe(false),
  )
  test.each(['1899', '2100', '84', '19842'])('%s is no year of birth', (text) =>
    expect(PlainYear.safeParse(text).success).toBe(false),
  )
})

test('money is whole and never negative', () => {
  expect(vnd(1_500_000)).toBe(1_500_000)
  expect(() => vnd(-1)).toThrow()
  expect(() => vnd(0.5)).toThrow()
})
