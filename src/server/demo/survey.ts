import {
  type AnswerValue,
  type Path,
  placeOf,
  type Resident,
  type SurveyAnswers,
} from '#domain/questionnaire/answers.ts'
import { askedPaths } from '#domain/questionnaire/asked.ts'
import { type PlainDate, PlainYear } from '#domain/units.ts'
import type { Chance } from './chance.ts'
import { daysBefore, daysBetween } from './dates.ts'
import { householdAnswers } from './dwelling.ts'
import { type Ethnicity, familyOf } from './family.ts'
import { concerning, fits, withHardship } from './hardship.ts'
import { type Papers, papersFor, type Registry } from './papers.ts'
import {
  type Cared,
  careFor,
  dependantsAreMany,
  type Person,
  type Standing,
  settledPerson,
  type Wanted,
} from './people.ts'

/** Only the year is known of some of those born long ago; nobody near an age that a rule looks at. */
const yearOnlyFrom = 66

/** A commune to be born and registered in. */
export type World = { chance: Chance; ethnicity: Ethnicity; registry: Registry; on: PlainDate }

/** A household that was surveyed: what is asked of it and answered, in the form's order. */
export type Surveyed = { answers: [Path, AnswerValue][]; residents: number }

/** A family in which exactly the wanted indicators can be deprived. `sizes` are drawn until one fits. */
export function familyFor(world: World, wanted: Wanted, sizes: readonly number[]): Cared[] {
  for (let tries = 0; tries < 100_000; tries++) {
    const family = cared(world, world.chance.pick(sizes), wanted.standing)
    if (fits(family, wanted)) return family
  }
  throw new RangeError(`no family can be deprived in ${[...wanted.deprived].join(', ')}`)
}

/** Any family of `size` above the line, with those of the deprivations that can be about it. */
export function anyFamily(
  world: World,
  size: number,
  deprived: Wanted['deprived'],
): { family: Cared[]; wanted: Wanted } {
  const family = cared(world, size, 'not_poor')
  const own = concerning(family, deprived)
  if (dependantsAreMany(family)) own.add('dependants')
  return { family, wanted: { standing: 'not_poor', deprived: own } }
}

/** The whole interview with a family. */
export function surveyOf(world: World, family: readonly Cared[], wanted: Wanted): Surveyed {
  const { chance, on } = world
  const people = withHardship(
    chance,
    family.map((member) => settledPerson(chance, member, wanted.standing, on)),
    wanted,
  )
  const merit = chance.happens(0.03)
  const answers: SurveyAnswers = {
    household: householdAnswers(chance, people, wanted),
    residents: people.map((person) => residentOf(world, person, merit)),
  }
  return { answers: askedPaths(answers, on).map((path) => [path, valueAt(answers, path)]), residents: people.length }
}

function cared({ chance, ethnicity }: World, size: number, standing: Standing): Cared[] {
  return familyOf(chance, size, ethnicity).map((member) => careFor(chance, member, standing))
}

/** Every question about a resident answered; the form asks only some of them. */
function residentOf(world: World, person: Person, merit: boolean): Resident {
  const { chance, registry } = world
  const papers = papersFor(chance, person, registry)
  const yearOnly = person.age >= yearOnlyFrom && chance.happens(0.25)
  return {
    ...rosterOf(papers, person),
    birth: yearOnly ? PlainYear.parse(person.birth.slice(0, 4)) : person.birth,
    merit: merit && person.age >= 66 && (person.relation === 'head' || person.relation === 'parent'),
    work: person.work,
    work_contract: person.contract,
    disability: person.disability,
    monthly_allowance: person.allowance,
    health_insurance: person.insured,
    ...nutritionOf(world, person),
    schooling_now: person.schooling,
    education_completed: person.completed,
    enterprise_certificate: person.certificate,
  }
}

function rosterOf(papers: Papers, { relation, sex, line }: Person) {
  return {
    id: papers.id,
    name: papers.name,
    relation,
    sex,
    citizen_number: papers.citizenNumber,
    ethnic_group: line.ethnic,
  }
}

function nutritionOf({ chance, on }: World, { age, birth, nutrition }: Person) {
  const ago = Math.min(chance.whole(12, 150), daysBetween(birth, on))
  const source = age < 6 ? 'health_station_list' : 'school_health'
  return {
    nutrition_finding: nutrition,
    nutrition_source: chance.happens(0.9)
      ? (source as 'health_station_list' | 'school_health')
      : ('health_book' as const),
    nutrition_date: daysBefore(on, ago),
  }
}

function valueAt(answers: SurveyAnswers, path: Path): AnswerValue {
  const place = placeOf(path)
  const holder: Record<string, unknown> | undefined =
    place?.resident === undefined ? answers.household : answers.residents.find(({ id }) => id === place.resident)
  const value = place && holder?.[place.question]
  if (value === undefined) throw new RangeError(`no answer at ${path}`)
  return value as AnswerValue
}
