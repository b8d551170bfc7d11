import { createContext, use } from 'react'
import type { HouseholdView } from '#phone/store/hooks.ts'
import type { RoundTerms } from '#protocol/changes.ts'

type Known = { view: HouseholdView; round: RoundTerms | undefined }

export const HouseholdContext = createContext<Known | undefined>(undefined)

/** The household whose pages are open. Throws outside of them. */
export function useKnownHousehold(): Known {
  const known = use(HouseholdContext)
  if (!known) throw new Error('no household is open')
  return known
}
