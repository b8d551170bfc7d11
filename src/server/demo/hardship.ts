import type { IndicatorId } from '#domain/standard/standard.ts'
import type { Chance } from './chance.ts'
import { type Cared, dependantsAreMany, type Person, type Wanted } from './people.ts'

type PersonalIndicator = 'employment' | 'nutrition' | 'healthInsurance' | 'adultEducation' | 'childSchooling'

/** Whom an indicator could be about, well within its ages: nobody's class rests on an edge that can be read two ways. */
const concerned: Record<PersonalIndicator, (member: Cared) => boolean> = {
  employment: ({ age, disability }) => age >= 18 && age <= 54 && !disability,
  nutrition: ({ age }) => age < 16,
  healthInsurance: ({ age }) => age >= 7,
  adultEducation: ({ age }) => age >= 16 && age <= 29,
  childSchooling: ({ age }) => age >= 4 && age <= 15,
}

/** Can a family like this be deprived in exactly these indicators? */
export function fits(members: readonly Cared[], { deprived }: Wanted): boolean {
  return (
    dependantsAreMany(members) === deprived.has('dependants') &&
    [...deprived].every((indicator) => concerns(members, indicator))
  )
}

/** Those of the indicators that could be about this family at all. */
export function concerning(members: readonly Cared[], deprived: ReadonlySet<IndicatorId>): Set<IndicatorId> {
  return new Set([...deprived].filter((indicator) => concerns(members, indicator)))
}

/** The same people, some of them lacking what is wanted. */
export function withHardship(chance: Chance, people: readonly Person[], { deprived }: Wanted): Person[] {
  let struck = [...people]
  for (const indicator of ['childSchooling', 'adultEducation', 'employment', 'nutrition', 'healthInsurance'] as const) {
    if (!deprived.has(indicator)) continue
    const candidates = struck.filter(concerned[indicator])
    const victims = new Set([chance.pick(candidates)])
    if (chance.happens(0.25)) victims.add(chance.pick(candidates))
    struck = struck.map((person) => (victims.has(person) ? strike[indicator](chance, person) : person))
  }
  return struck
}

const strike: Record<PersonalIndicator, (chance: Chance, person: Person) => Person> = {
  employment: (chance, person) => ({
    ...person,
    schooling: 'none',
    work: chance.happens(0.4) ? 'looking_for_work' : 'wage',
    contract: false,
  }),
  nutrition: (chance, person) => ({
    ...person,
    nutrition: chance.weighted({ stunted: 6, underweight: 2, stunted_and_underweight: 2 }),
  }),
  healthInsurance: (_, person) => ({ ...person, insured: false }),
  adultEducation: (chance, person) => ({
    ...person,
    schooling: 'none',
    completed: person.age < 18 || chance.happens(0.3) ? 'primary' : 'lower_secondary',
    work: person.work === 'studying' ? 'self_employed' : person.work,
    certificate: false,
  }),
  childSchooling: (_, person) => ({ ...person, schooling: 'none', work: 'housework' }),
}

function concerns(members: readonly Cared[], indicator: IndicatorId): boolean {
  if (indicator === 'housingArea') return members.length >= 3
  const test = concerned[indicator as PersonalIndicator] as ((member: Cared) => boolean) | undefined
  return test === undefined || members.some(test)
}
