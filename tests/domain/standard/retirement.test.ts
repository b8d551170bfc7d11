import { describe, expect, test } from 'vitest'
import { standard2022 } from '#domain/standard/standard2022.ts'

const table = standard2022.indicators.employment.workingAge.retirement ?? {}

/**
 * Labour Code 2019, art. 169(2), in normal working conditions: in 2021 men at 60 years and 3 months and women at 55
 * years and 4 months; each year 3 months more for men until they reach 62, and 4 months more for women until 60.
 */
function byTheCode(year: number) {
  const years = year - 2021
  return {
    male: Math.min(60 * 12 + 3 + 3 * years, 62 * 12),
    female: Math.min(55 * 12 + 4 + 4 * years, 60 * 12),
  }
}

describe('the retirement ages of Decree 135/2020, art. 4', () => {
  test.each(Object.entries(table))('of %s are what the Labour Code’s steps give', (year, ages) => {
    expect(ages).toEqual(byTheCode(Number(year)))
  })

  test('stand for every year from 2021 to 2035, when the last step is taken', () => {
    expect(Object.keys(table)).toEqual(Array.from({ length: 15 }, (_, i) => String(2021 + i)))
    expect(byTheCode(2027).male).toBeLessThan(byTheCode(2028).male)
    expect(byTheCode(2028).male).toBe(62 * 12)
    expect(byTheCode(2034).female).toBeLessThan(byTheCode(2035).female)
    expect(byTheCode(2035)).toEqual({ male: 62 * 12, female: 60 * 12 })
  })
})
