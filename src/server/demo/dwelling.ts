import type { HouseholdAnswers } from '#domain/questionnaire/answers.ts'
import type { PovertyCause, SupportNeed } from '#domain/questionnaire/causes.ts'
import type { Chance } from './chance.ts'
import type { Person, Standing, Wanted } from './people.ts'

/** What is asked once for the household: house, water, information, B1, causes and needs. */
export function householdAnswers(chance: Chance, people: readonly Person[], wanted: Wanted): HouseholdAnswers {
  return {
    ...house(chance, wanted),
    dwelling_area_m2: area(chance, people.length, wanted),
    ...waterAndSanitation(chance, wanted),
    ...information(chance, wanted),
    b1_points: b1Points(chance, wanted.standing),
    poverty_causes: causes(chance, people, wanted),
    support_needs: needs(chance, wanted),
    visit_outcome: 'completed',
  }
}

/**
 * Within the line only walls and columns that everybody reads alike, so that no class rests on a doubtful material;
 * a sheet roof over sound walls and columns is then one part of three at the most.
 */
function house(chance: Chance, { standing, deprived }: Wanted): HouseholdAnswers {
  if (deprived.has('housingQuality'))
    return {
      dwelling_floor: chance.pick(['earth', 'earth', 'wood', 'tiles_or_concrete']),
      dwelling_columns: 'bamboo_or_softwood',
      dwelling_walls: chance.pick(['bamboo_or_leaf', 'bamboo_or_leaf', 'earth']),
      dwelling_roof: chance.pick(['leaf_or_thatch', 'fibro_cement']),
    }
  if (standing === 'not_poor' && chance.happens(0.18)) return stiltHouse(chance)
  const well = standing === 'not_poor'
  return {
    dwelling_floor: well
      ? chance.weighted({ tiles_or_concrete: 9, brick: 1 })
      : chance.pick(['tiles_or_concrete', 'brick', 'earth']),
    dwelling_columns: chance.pick(['concrete', 'brick_or_stone', 'brick_or_stone']),
    dwelling_walls: chance.weighted({ brick_or_stone: 9, concrete: well ? 1 : 0 }),
    dwelling_roof: chance.weighted({ tiles: 5, fibro_cement: 3, metal_sheet: well ? 3 : 1, concrete: well ? 2 : 0 }),
  }
}

/** Nhà sàn: columns of ironwood, walls of boards, a roof of tiles. */
function stiltHouse(chance: Chance): HouseholdAnswers {
  return {
    dwelling_floor: 'wood',
    dwelling_columns: 'hardwood',
    dwelling_walls: 'wood',
    dwelling_roof: chance.pick(['tiles', 'tiles', 'fibro_cement']),
  }
}

function area(chance: Chance, residents: number, { standing, deprived }: Wanted): number {
  if (deprived.has('housingArea')) return Math.floor(residents * (4.6 + 2.8 * chance.next()))
  const usual = standing === 'not_poor' ? chance.whole(48, 115) : chance.whole(32, 64)
  return Math.max(usual, 9 * residents)
}

function waterAndSanitation(chance: Chance, { standing, deprived }: Wanted): HouseholdAnswers {
  const well = standing === 'not_poor' ? 1 : 0
  return {
    water_source: deprived.has('water')
      ? chance.pick(['unprotected_dug_well', 'unprotected_spring'])
      : chance.weighted({ piped: well, drilled_well: 5, protected_dug_well: 3, protected_spring: 3 - well, rain: 0.2 }),
    latrine: deprived.has('sanitation')
      ? chance.pick(['single_vault_or_open_pit', 'single_vault_or_open_pit', 'none'])
      : chance.weighted({ septic: 0.5 + 6 * well, pour_flush: 2, ventilated_improved_pit: 1, double_vault: 2 }),
    livestock_shed: chance.weighted({
      no_livestock: 3,
      hygienic_shed: 2 + 4 * well,
      unhygienic_shed: 4 - 2 * well,
      under_or_beside_the_house: 2 - well,
    }),
  }
}

/** No device, no internet; with the internet at least something to use it on. */
function information(chance: Chance, { standing, deprived }: Wanted): HouseholdAnswers {
  if (deprived.has('devices')) return { internet_use: false, devices: [] }
  const television = chance.happens(standing === 'not_poor' ? 0.95 : 0.75)
  if (deprived.has('internet')) return { internet_use: false, devices: television ? ['television'] : ['radio'] }
  const laptop = standing === 'not_poor' && chance.happens(0.16)
  return {
    internet_use: true,
    devices: [...(television ? ['television' as const] : []), ...(laptop ? ['laptop' as const] : []), 'smartphone'],
  }
}

function b1Points(chance: Chance, standing: Standing): number {
  if (standing === 'poor') return chance.whole(14, 26) * 5
  if (standing === 'near_poor') return chance.whole(19, 27) * 5
  return 5 * Math.max(31, Math.round(42 + 9 * (chance.next() + chance.next() - 1)))
}

function causes(chance: Chance, people: readonly Person[], { standing, deprived }: Wanted): PovertyCause[] {
  if (standing === 'not_poor') return []
  const named = new Set<PovertyCause>()
  if (people.some(({ disability }) => disability)) named.add('illness_or_accident')
  if (deprived.has('dependants')) named.add('no_labour')
  const others = chance.shuffled([
    'no_capital',
    'no_production_knowledge',
    'no_land',
    'no_work_skills',
    'no_tools',
  ] as const)
  for (const cause of others.slice(0, standing === 'poor' ? chance.whole(1, 2) : 1)) named.add(cause)
  return [...named]
}

function needs(chance: Chance, { standing, deprived }: Wanted): SupportNeed[] {
  if (standing === 'not_poor') return chance.happens(0.15) ? [chance.pick(['credit', 'production'])] : []
  return [
    ...(deprived.has('healthInsurance') || deprived.has('nutrition') ? ['health' as const] : []),
    ...(deprived.has('adultEducation') || deprived.has('childSchooling') ? ['education' as const] : []),
    ...(deprived.has('housingQuality') || deprived.has('housingArea') ? ['housing' as const] : []),
    chance.pick(['production', 'credit']),
  ]
}
