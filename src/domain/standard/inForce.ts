import type { PlainDate } from '#domain/units.ts'
import type { Standard } from './standard.ts'
import { standard2022 } from './standard2022.ts'
import { standard2027 } from './standard2027.ts'

/** Every standard this build knows, the older before the newer. A round keeps the one it names. */
export const standards: readonly Standard[] = [standard2022, standard2027]

/** The standard that a round names; undefined for an id that no standard has. */
export function standardOf(id: string): Standard | undefined {
  return standards.find((standard) => standard.id === id)
}

/** The standard in force on that day, its first and last day included; undefined before and after all of them. */
export function inForceOn(on: PlainDate): Standard | undefined {
  return standards.find(({ inForce: { from, until } }) => from <= on && on <= until)
}
