import { createContext, use } from 'react'
import type { HouseholdView } from '#phone/store/hooks.ts'
import type { RoundTerms } from '#protocol/changes.ts'

type Survey = { view: HouseholdView; round: RoundTerms }

export const SurveyContext = createContext<Survey | undefined>(undefined)

/** The survey whose pages are open, and the round it belongs to. Throws outside of them. */
export function useSurvey(): Survey {
  const survey = use(SurveyContext)
  if (!survey) throw new Error('no survey is open')
  return survey
}
