import { ResidentId } from '#domain/ids.ts'
import { type Chance, digits } from './chance.ts'
import { fullName } from './names.ts'
import type { Person } from './people.ts'

/** Citizen numbers begin with the code of the province of birth; 038 is Thanh Hóa. */
const province = '038'
const crockford = '0123456789abcdefghjkmnpqrstvwxyz'

/** What is already given out in this commune: nobody gets another's number, and no two born in one year have the same name. */
export type Registry = { numbers: Set<string>; people: Set<string> }

export type Papers = { id: ResidentId; name: string; citizenNumber: string }

export function emptyRegistry(): Registry {
  return { numbers: new Set(), people: new Set() }
}

export function papersFor(chance: Chance, { birth, sex, line }: Person, registry: Registry): Papers {
  const bornIn = Number(birth.slice(0, 4))
  const name = unused(
    registry.people,
    (tried) => `${tried} ${bornIn}`,
    () => fullName(chance, line, sex, bornIn),
  )
  const citizenNumber = unused(
    registry.numbers,
    (tried) => tried,
    () => citizenNumberOf(chance, birth, sex),
  )
  return { id: ResidentId.parse(`r${digits(chance, crockford, 8)}`), name, citizenNumber }
}

/** Province, a digit for century and sex (Circular 59/2021/TT-BCA, art. 4), two of the year, six by chance. */
function citizenNumberOf(chance: Chance, birth: string, sex: Person['sex']): string {
  const century = birth.startsWith('20') ? 2 : 0
  return `${province}${century + (sex === 'female' ? 1 : 0)}${birth.slice(2, 4)}${digits(chance, '0123456789', 6)}`
}

function unused(given: Set<string>, keyOf: (tried: string) => string, draw: () => string): string {
  let tried = draw()
  while (given.has(keyOf(tried))) tried = draw()
  given.add(keyOf(tried))
  return tried
}
