import { fetched } from '#phone/pages/fetched.tsx'
import { useWords } from '#phone/wording/language.tsx'

/*
 * What stands beside a verdict, a household's history, and what two writers of one survey have to settle: they come right
 * after the rest of the app (`phone/shell/askedFor.ts`).
 */

export const WhatWouldChange = fetched(async () => (await import('./WhatWouldChange.tsx')).WhatWouldChange, NotHere)
export const LowIncomeWorker = fetched(
  async () => (await import('./LowIncomeWorker.tsx')).LowIncomeWorker,
  () => null,
)
export const OtherStandards = fetched(
  async () => (await import('./OtherStandards.tsx')).OtherStandards,
  () => null,
)
export const CommuneChose = fetched(
  async () => (await import('./CommuneChose.tsx')).CommuneChose,
  () => null,
)
export const LateDraft = fetched(async () => (await import('./LateDraft.tsx')).LateDraft, NotHereYet)
export const HistoryPage = fetched(async () => (await import('./HistoryPage.tsx')).HistoryPage)
export const TwoAnswersPage = fetched(async () => (await import('./TwoAnswersPage.tsx')).TwoAnswersPage)

function NotHereYet() {
  return <p>{useWords().notFetched.text}</p>
}

/** Said once for all that a profile lacks. */
function NotHere() {
  const { profile, notFetched } = useWords()
  return (
    <p>
      {profile.whatChanges}: {notFetched.text}
    </p>
  )
}
