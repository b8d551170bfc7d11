import type { PlainDate } from '#domain/units.ts'
import { isGiven } from './answer.ts'
import type { Resident } from './answers.ts'
import { type Check, type CheckedPerson, checkKinds, checkOn, unusual } from './check.ts'

/** Who lives together: one head, ages that can be, generations in their order. */
export function rosterChecks(people: readonly CheckedPerson[], reviewDate: PlainDate): Check[] {
  if (people.length === 0)
    return [{ code: 'nobody_present', kind: checkKinds.nobody_present, paths: [], residents: [] }]
  const residents = people.map(({ answers }) => answers)
  return [
    ...headChecks(residents),
    ...spouseChecks(residents),
    ...people.flatMap((person) => ageChecks(person, reviewDate)),
    ...generationChecks(residents),
    ...childrenChecks(people),
  ]
}

function headChecks(residents: Resident[]): Check[] {
  const heads = residents.filter(({ relation }) => relation === 'head')
  if (heads.length > 1) return [checkOn('several_heads', heads, ['relation'])]
  const isOpen = residents.some(({ relation }) => relation === undefined)
  return heads.length === 0 && !isOpen ? [checkOn('no_head', residents, ['relation'])] : []
}

function spouseChecks(residents: Resident[]): Check[] {
  const spouses = residents.filter(({ relation }) => relation === 'spouse')
  return spouses.length > 1 ? [checkOn('several_spouses', spouses, ['relation'])] : []
}

/** Ages are doubted only where every possible age is doubtful. */
function ageChecks({ answers, age }: CheckedPerson, reviewDate: PlainDate): Check[] {
  const { birth, relation } = answers
  if (!isGiven(birth)) return []
  if (birth > reviewDate.slice(0, birth.length)) return [checkOn('born_after_review', [answers], ['birth'])]
  const numbers = { age: age.most }
  return [
    ...(age.least >= unusual.oldFrom
      ? [checkOn('very_old', [answers], ['birth'], { numbers: { age: age.least } })]
      : []),
    ...(relation === 'head' && age.most < unusual.headBelow
      ? [checkOn('young_head', [answers], ['relation', 'birth'], { numbers })]
      : []),
    ...(relation === 'spouse' && age.most < unusual.spouseBelow
      ? [checkOn('young_spouse', [answers], ['relation', 'birth'], { numbers })]
      : []),
  ]
}

/** Relations by blood to the head, and whether the head is the elder. */
const generations = { child: 'elder', grandchild: 'elder', parent: 'younger', grandparent: 'younger' } as const

function generationChecks(residents: Resident[]): Check[] {
  const [head, ...others] = residents.filter(({ relation }) => relation === 'head')
  if (!head || others.length > 0) return []
  return residents.flatMap((resident) => generationCheck(resident, head))
}

function generationCheck(resident: Resident, head: Resident): Check[] {
  const { relation } = resident
  if (relation === undefined || !(relation in generations)) return []
  const generation = relation as keyof typeof generations
  const born = birthYear(resident)
  const headBorn = birthYear(head)
  if (born === undefined || headBorn === undefined) return []
  const years = generations[generation] === 'elder' ? born - headBorn : headBorn - born
  const questions = ['birth', 'relation'] as const
  const answer = { question: 'relation', code: generation } as const
  if (years <= 0) return [checkOn('generation_reversed', [resident, head], questions, { answer })]
  if (years >= unusual.gapBelow[generation]) return []
  return [checkOn('generation_gap_small', [resident, head], questions, { answer, numbers: { years } })]
}

function childrenChecks(people: readonly CheckedPerson[]): Check[] {
  const residents = people.map(({ answers }) => answers)
  const children = residents.filter(({ relation }) => relation === 'child')
  const hasNoAdult = people.every(({ age }) => age.most < unusual.adultFrom)
  return [
    ...(hasNoAdult ? [checkOn('no_adult', residents, ['birth'])] : []),
    ...(children.length >= unusual.childrenFrom
      ? [checkOn('many_children', children, ['relation'], { numbers: { count: children.length } })]
      : []),
  ]
}

function birthYear({ birth }: Resident): number | undefined {
  return isGiven(birth) ? Number(birth.slice(0, 4)) : undefined
}
