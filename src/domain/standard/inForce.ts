import type { Standard } from './standard.ts'
import { standard2022 } from './standard2022.ts'

const standards: readonly Standard[] = [standard2022]

/** The standard that a round names; undefined for an id that no standard has. */
export function standardOf(id: string): Standard | undefined {
  return standards.find((standard) => standard.id === id)
}
