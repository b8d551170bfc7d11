import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess } from '#domain/assessment/assess.ts'
import { type Case, measuresOf, profileOf } from '#domain/profile/alkireFoster.ts'
import { indicatorIds } from '#domain/standard/standard.ts'
import { standard2022 } from '#domain/standard/standard2022.ts'
import { aHousehold, aResident, terms2024 } from '../../builders.ts'

const person = (...deprivedIn: string[]): Case<string> => ({
  deprivedIn: new Set(deprivedIn),
  size: 1,
  mayBePoor: true,
})
const of = (part: number, whole: number) => ({ part, whole })
const shareOf = ({ part, whole }: { part: number; whole: number }) => part / whole

/**
 * The first society of Box 5.5 in § 5.5.1 of Alkire, Foster, Seth, Santos, Roche and Ballon (2015), Multidimensional
 * Poverty Measurement and Analysis, Oxford University Press: four people, four dimensions of equal weight, deprivation
 * scores 0, 1/2, 1 and 1/4; the second and the third person are poor, as with k = 2 of 4. H, A and M₀ follow from the
 * scores alone. In which dimensions persons 2 and 4 are deprived was not read there: that is set here. The measures are
 * those of Alkire and Foster (2011), Journal of Public Economics 95, 476–487.
 *
 *              income  schooling  nutrition  sanitation   count
 *   person 1      0        0          0          0          0
 *   person 2      1        0          0          1          2   poor
 *   person 3      1        1          1          1          4   poor
 *   person 4      0        1          0          0          1   below k: its deprivation is censored
 *
 * By hand: H = 2/4 = 1/2. A = (2/4 + 4/4)/2 = 3/4. M₀ = 1/2 × 3/4 = 3/8 = (2 + 4)/(4 × 4).
 * Censored headcounts: income 2/4, schooling 1/4 (person 4 falls out), nutrition 1/4, sanitation 2/4; their mean
 * is (2 + 1 + 1 + 2)/16 = 3/8 again. Contributions: 2/6, 1/6, 1/6, 2/6.
 */
const four = [
  person(),
  person('income', 'sanitation'),
  person('income', 'schooling', 'nutrition', 'sanitation'),
  person('schooling'),
]
const weights = { income: 1, schooling: 1, nutrition: 1, sanitation: 1 }

describe('the worked example of the public text', () => {
  test('k = 2: H = 1/2, A = 3/4, M₀ = 3/8', () => {
    const { headcountRatio, intensity, adjustedHeadcount } = measuresOf(four, { weights, povertyCutoff: 2 })
    expect(shareOf(headcountRatio)).toBe(1 / 2)
    expect(shareOf(intensity)).toBe(3 / 4)
    expect(shareOf(adjustedHeadcount)).toBe(3 / 8)
  })

  test('censored headcounts and contributions of each dimension', () => {
    expect(measuresOf(four, { weights, povertyCutoff: 2 }).indicators).toEqual({
      income: { censoredHeadcount: of(2, 4), contribution: of(2, 6) },
      schooling: { censoredHeadcount: of(1, 4), contribution: of(1, 6) },
      nutrition: { censoredHeadcount: of(1, 4), contribution: of(1, 6) },
      sanitation: { censoredHeadcount: of(2, 4), contribution: of(2, 6) },
    })
  })

  test.each([
    { name: 'union', povertyCutoff: 1, h: of(3, 4), a: of(7, 12), m0: of(7, 16) },
    { name: 'between', povertyCutoff: 2, h: of(2, 4), a: of(6, 8), m0: of(6, 16) },
    { name: 'between', povertyCutoff: 3, h: of(1, 4), a: of(4, 4), m0: of(4, 16) },
    { name: 'intersection', povertyCutoff: 4, h: of(1, 4), a: of(4, 4), m0: of(4, 16) },
    { name: 'beyond every count', povertyCutoff: 5, h: of(0, 4), a: of(0, 0), m0: of(0, 16) },
  ])('k = $povertyCutoff, $name', ({ povertyCutoff, h, a, m0 }) => {
    const measures = measuresOf(four, { weights, povertyCutoff })
    expect(measures.headcountRatio).toEqual(h)
    expect(measures.intensity).toEqual(a)
    expect(measures.adjustedHeadcount).toEqual(m0)
  })

  test('weights count: with income worth 2 of 5 and k = 3, person 2 (2 + 1) is poor still, person 4 is not', () => {
    const measures = measuresOf(four, { weights: { ...weights, income: 2 }, povertyCutoff: 3 })
    expect(measures.headcountRatio).toEqual(of(2, 4))
    expect(measures.adjustedHeadcount).toEqual(of(8, 20)) // 3 + 5 of 4 × 5
    expect(measures.indicators.income?.contribution).toEqual(of(4, 8)) // 2 people × 2
  })

  test('who is rich enough is not poor, whatever the count', () => {
    const withoutThird = four.map((each, i) => ({ ...each, mayBePoor: i !== 2 }))
    expect(measuresOf(withoutThird, { weights, povertyCutoff: 2 }).headcountRatio).toEqual(of(1, 4))
  })
})

describe('for any population', () => {
  const anyCases = fc.array(
    fc.record({
      deprivedIn: fc.subarray(Object.keys(weights)).map((ids) => new Set(ids)),
      size: fc.integer({ min: 1, max: 9 }),
      mayBePoor: fc.boolean(),
    }),
    { minLength: 1 },
  )

  test('M₀ = H × A exactly; contributions add up to 1; M₀ is the mean censored headcount', () => {
    fc.assert(
      fc.property(anyCases, fc.integer({ min: 1, max: 4 }), (cases, povertyCutoff) => {
        const {
          headcountRatio: h,
          intensity: a,
          adjustedHeadcount: m0,
          indicators,
        } = measuresOf(cases, { weights, povertyCutoff })
        expect(m0.part * h.whole * a.whole).toBe(h.part * a.part * m0.whole)
        const parts = Object.values(indicators)
        const censored = parts.reduce((sum, { censoredHeadcount }) => sum + censoredHeadcount.part, 0)
        expect(censored).toBe(m0.part)
        for (const { contribution } of parts) expect(contribution.whole).toBe(m0.part)
        expect(parts.reduce((sum, { contribution }) => sum + contribution.part, 0)).toBe(m0.part)
      }),
    )
  })

  test('one more deprivation never lowers H or M₀', () => {
    fc.assert(
      fc.property(
        anyCases,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(...Object.keys(weights)),
        (cases, k, id) => {
          const before = measuresOf(cases, { weights, povertyCutoff: k })
          const worse = cases.map((each, i) =>
            i === 0 ? { ...each, deprivedIn: new Set([...each.deprivedIn, id]) } : each,
          )
          const after = measuresOf(worse, { weights, povertyCutoff: k })
          expect(after.headcountRatio.part).toBeGreaterThanOrEqual(before.headcountRatio.part)
          expect(after.adjustedHeadcount.part).toBeGreaterThanOrEqual(before.adjustedHeadcount.part)
        },
      ),
    )
  })
})

describe('the commune’s households', () => {
  const three = { water_source: 'river_or_pond', latrine: 'none', internet_use: false } as const
  const household = (answers: Parameters<typeof aHousehold>[0], residents = 1) => ({
    assessment: assess(aHousehold(answers), terms2024),
    residents,
  })
  const poor = household({ household: { ...three, b1_points: 140 } }, 5)
  const deprivedOnly = household({ household: { ...three, b1_points: 141 } }, 2)
  const nearPoor = household({ household: { latrine: 'none', b1_points: 140 } }, 3)
  const unknownWater = household({ household: { ...three, b1_points: 140, devices: 'dont_know' } }, 4)
  const unknownIncome = household({ household: { b1_points: 'refused' } }, 4)
  const all = [poor, deprivedOnly, nearPoor, unknownWater, unknownIncome]

  test('counting asks for three of twelve; official asks for the income of the decree too', () => {
    const { counting, official, measured, leftOut } = profileOf(all, standard2022, 'household')
    expect({ measured, leftOut }).toEqual({ measured: 3, leftOut: 2 })
    expect(counting.headcountRatio).toEqual(of(2, 3))
    expect(counting.intensity).toEqual(of(6, 24))
    expect(counting.adjustedHeadcount).toEqual(of(6, 36))
    expect(official.headcountRatio).toEqual(of(1, 3))
    expect(official.adjustedHeadcount).toEqual(of(3, 36))
    expect(official.indicators.sanitation).toEqual({ censoredHeadcount: of(1, 3), contribution: of(1, 3) })
    expect(official.indicators.employment).toEqual({ censoredHeadcount: of(0, 3), contribution: of(0, 3) })
  })

  test('by residents, each household weighs as many as live in it', () => {
    const { counting, official } = profileOf(all, standard2022, 'resident')
    expect(counting.headcountRatio).toEqual(of(7, 10))
    expect(official.headcountRatio).toEqual(of(5, 10))
    expect(official.indicators.water.censoredHeadcount).toEqual(of(5, 10))
  })

  test('has the twelve indicators in the decree’s order, and no rate for nobody', () => {
    const { counting } = profileOf([], standard2022, 'household')
    expect(Object.keys(counting.indicators)).toEqual([...indicatorIds])
    expect(counting.headcountRatio).toEqual(of(0, 0))
  })

  test('the official poor are never more than those by counting', () => {
    const uninsured = household({
      household: { ...three, b1_points: 90 },
      residents: [aResident({ health_insurance: false })],
    })
    const { counting, official } = profileOf([...all, uninsured], standard2022, 'household')
    expect(official.headcountRatio.part).toBeLessThanOrEqual(counting.headcountRatio.part)
    expect(official.headcountRatio.part).toBe(2)
  })
})
