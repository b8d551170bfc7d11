import type { ResidentAnswers } from '#domain/questionnaire/answers.ts'
import type { Chance } from './chance.ts'
import { type Ethnic, type Line, lineOf, type Sex } from './names.ts'

/** One of a family, before names and papers: ages are full years on the review date. */
export type Member = { relation: NonNullable<ResidentAnswers['relation']>; sex: Sex; age: number; line: Line }

/** How common each ethnic group is where the family lives. */
export type Ethnicity = Readonly<Partial<Record<Ethnic, number>>>

type Shape = 'alone' | 'elderly' | 'couple' | 'loneParent' | 'withElders' | 'threeGenerations' | 'grandparents'

const shapes: Readonly<Partial<Record<Shape, number>>>[] = [
  { alone: 1 },
  { elderly: 5, couple: 2, loneParent: 2, grandparents: 1 },
  { couple: 6, elderly: 2, loneParent: 1.5, grandparents: 1 },
  { couple: 7, threeGenerations: 2, withElders: 1, loneParent: 0.5, grandparents: 0.5 },
  { couple: 2, withElders: 3, threeGenerations: 4 },
  { couple: 0.5, withElders: 4, threeGenerations: 5 },
  { withElders: 4, threeGenerations: 5 },
  { withElders: 4, threeGenerations: 5 },
]
export const largestFamily = shapes.length

/** A family of `size` people, the head first; every child is at least 17 years younger than its parents. */
export function familyOf(chance: Chance, size: number, ethnicity: Ethnicity): Member[] {
  const weights = shapes[size - 1]
  if (!weights) throw new RangeError(`no family of ${size}`)
  return builders[chance.weighted(weights)](chance, size, ethnicity)
}

const builders: Record<Shape, (chance: Chance, size: number, ethnicity: Ethnicity) => Member[]> = {
  alone: (chance, _, ethnicity) => [
    chance.happens(0.7)
      ? head(chance.happens(0.75) ? 'female' : 'male', chance.whole(62, 86), someLine(chance, ethnicity))
      : head(someSex(chance), chance.whole(34, 58), someLine(chance, ethnicity)),
  ],
  elderly: (chance, size, ethnicity) => {
    const line = someLine(chance, ethnicity)
    const ages = childAges(chance, size - 2, chance.whole(19, 27))
    const mother = ages[0] === undefined ? chance.whole(58, 79) : ages[0] + chance.whole(27, 40)
    return [...marriedHead(chance, mother, line, ethnicity), ...children('child', chance, ages, line)]
  },
  couple: (chance, size, ethnicity) => coupleWithChildren(chance, size - 2, someLine(chance, ethnicity), ethnicity),
  loneParent: (chance, size, ethnicity) => {
    const line = someLine(chance, ethnicity)
    const ages = childAges(chance, size - 1)
    const age = Math.max(20, (ages[0] ?? 0) + chance.whole(19, 28))
    const parent = chance.happens(0.8)
      ? head('female', age, someLine(chance, mostly(line.ethnic, ethnicity)))
      : head('male', age, line)
    return [parent, ...children('child', chance, ages, line)]
  },
  withElders: (chance, size, ethnicity) => {
    const line = someLine(chance, ethnicity)
    const elders = size >= 6 && chance.happens(0.6) ? 2 : 1
    const young = coupleWithChildren(chance, size - 2 - elders, line, ethnicity)
    const older = young[0]!.age + chance.whole(20, 29)
    const parents = marriedHead(chance, older, line, ethnicity).map((member) => ({
      ...member,
      relation: 'parent' as const,
    }))
    return [...young, ...(elders === 2 ? parents : [chance.happens(0.8) ? parents[1]! : parents[0]!])]
  },
  threeGenerations,
  grandparents: (chance, size, ethnicity) => {
    const line = someLine(chance, ethnicity)
    const alone = size === 2 || chance.happens(0.3)
    const ages = childAges(chance, size - (alone ? 1 : 2))
    const elders = marriedHead(chance, (ages[0] ?? 0) + chance.whole(42, 54), line, ethnicity)
    const heads = alone ? [{ ...elders[1]!, relation: 'head' as const }] : elders
    return [...heads, ...children('grandchild', chance, ages, line)]
  },
}

function threeGenerations(chance: Chance, size: number, ethnicity: Ethnicity): Member[] {
  const line = someLine(chance, ethnicity)
  const widowed = size === 4 ? chance.happens(0.6) : chance.happens(0.25)
  const unmarried = size >= 7 ? 1 : 0
  const young = coupleWithChildren(chance, size - 2 - (widowed ? 1 : 2) - unmarried, line, ethnicity)
  const [son, wife, ...grandchildren] = young
  const elders = marriedHead(chance, son!.age + chance.whole(19, 27), line, ethnicity)
  const heads = widowed ? [{ ...elders[1]!, relation: 'head' as const }] : elders
  const brothers = children('child', chance, unmarried ? [Math.max(17, son!.age - chance.whole(2, 10))] : [], line)
  return [
    ...heads,
    { ...son!, relation: 'child' },
    { ...wife!, relation: 'child_in_law' },
    ...brothers,
    ...grandchildren.map((child) => ({ ...child, relation: 'grandchild' as const })),
  ]
}

function coupleWithChildren(chance: Chance, count: number, line: Line, ethnicity: Ethnicity): Member[] {
  const ages = childAges(chance, count)
  const oldest = ages[0]
  const mother = oldest === undefined ? chance.whole(20, 27) : Math.max(20, oldest + chance.whole(18, 26))
  return [...marriedHead(chance, mother, line, ethnicity), ...children('child', chance, ages, line)]
}

/** A husband of the family's line at the head, and his wife of `age`. */
function marriedHead(chance: Chance, age: number, line: Line, ethnicity: Ethnicity): [Member, Member] {
  const husband = head('male', Math.max(21, age + chance.whole(-1, 6)), line)
  const wife = someLine(chance, mostly(line.ethnic, ethnicity))
  return [husband, { relation: 'spouse', sex: 'female', age, line: wife }]
}

function head(sex: Sex, age: number, line: Line): Member {
  return { relation: 'head', sex, age, line }
}

/** Oldest first, two to five years apart, nobody above 26. */
function childAges(
  chance: Chance,
  count: number,
  youngest = chance.whole(0, count === 1 ? 24 : count === 2 ? 18 : 12),
): number[] {
  if (count <= 0) return []
  const ages = [youngest]
  while (ages.length < count) ages.unshift(Math.min(ages[0]! + chance.whole(2, 5), 30))
  const over = Math.max(0, ages[0]! - 26)
  return ages.map((age) => Math.max(0, age - over))
}

function children(relation: 'child' | 'grandchild', chance: Chance, ages: number[], line: Line): Member[] {
  return ages.map((age) => ({ relation, sex: someSex(chance), age, line }))
}

/** People marry within their group more often than not. */
function mostly(ethnic: Ethnic, ethnicity: Ethnicity): Ethnicity {
  return { ...ethnicity, [ethnic]: 3 * (ethnicity[ethnic] ?? 1) }
}

function someSex(chance: Chance): Sex {
  return chance.happens(0.51) ? 'male' : 'female'
}

function someLine(chance: Chance, ethnicity: Ethnicity): Line {
  return lineOf(chance, chance.weighted(ethnicity))
}
