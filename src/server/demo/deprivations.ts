import type { IndicatorId } from '#domain/standard/standard.ts'
import type { Chance } from './chance.ts'

/**
 * How many of the 32 poor households are deprived in each indicator: near the mean of four districts' reports 5
 * of 2023 and 2024, 123 in all, 3.8 a household.
 */
export const poorMarginals: Readonly<Record<IndicatorId, number>> = {
  employment: 9,
  dependants: 14,
  nutrition: 11,
  healthInsurance: 11,
  adultEducation: 15,
  childSchooling: 8,
  housingQuality: 6,
  housingArea: 16,
  water: 1,
  sanitation: 15,
  internet: 9,
  devices: 8,
}

/** How many deprivations each poor household has; at least the three that make it poor. */
const poorSizes = [...times(14, 3), ...times(11, 4), ...times(5, 5), ...times(2, 6)]
const nearPoorSizes = [...times(3, 0), ...times(8, 1), ...times(10, 2)]

/** How often a household above the line lacks something; dependants follow from the family alone. */
const notPoorRates: Readonly<Partial<Record<IndicatorId, number>>> = {
  employment: 0.13,
  nutrition: 0.08,
  healthInsurance: 0.1,
  adultEducation: 0.12,
  childSchooling: 0.02,
  housingQuality: 0.02,
  housingArea: 0.06,
  water: 0.02,
  sanitation: 0.1,
  internet: 0.06,
  devices: 0.01,
}

/** The deprivations of each poor household, so that every indicator reaches its marginal. */
export function poorDeprivations(chance: Chance): Set<IndicatorId>[] {
  const households = chance.shuffled(poorSizes).map((left) => ({ left, has: new Set<IndicatorId>() }))
  const without = chance.shuffled(households).slice(0, poorMarginals.internet)
  // Who has no device uses no internet either.
  for (const [i, household] of without.entries())
    give(household, i < poorMarginals.devices ? ['internet', 'devices'] : ['internet'])
  const others = indicatorsOf(poorMarginals).filter((indicator) => indicator !== 'internet' && indicator !== 'devices')
  for (const indicator of chance.shuffled(others)) {
    const neediest = chance.shuffled(households).sort((a, b) => b.left - a.left)
    for (const household of neediest.slice(0, poorMarginals[indicator])) give(household, [indicator])
  }
  return households.map(({ has }) => has)
}

/** Two deprivations at the most for each near-poor household, chosen by the same marginals. */
export function nearPoorDeprivations(chance: Chance): Set<IndicatorId>[] {
  return chance.shuffled(nearPoorSizes).map((size) => {
    const has = new Set<IndicatorId>()
    while (has.size < size) {
      const { devices: _, ...weights } = poorMarginals
      has.add(chance.weighted(weights))
    }
    return has
  })
}

export function notPoorDeprivations(chance: Chance): Set<IndicatorId> {
  const has = new Set(indicatorsOf(notPoorRates).filter((indicator) => chance.happens(notPoorRates[indicator] ?? 0)))
  if (has.has('devices')) has.add('internet')
  return has
}

function give(household: { left: number; has: Set<IndicatorId> }, indicators: IndicatorId[]): void {
  for (const indicator of indicators) household.has.add(indicator)
  household.left -= indicators.length
}

function indicatorsOf(table: Readonly<Partial<Record<IndicatorId, number>>>): IndicatorId[] {
  return Object.keys(table) as IndicatorId[]
}

function times(count: number, size: number): number[] {
  return Array.from({ length: count }, () => size)
}
