import type { ReactNode } from 'react'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { useSession } from '#phone/pages/session.ts'
import { useHouseholds } from '#phone/store/hooks.ts'
import { useUnsent } from '#phone/store/kept.ts'
import { useSafetyWords } from '#phone/wording/safetyWords.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { HouseholdLinks } from './HouseholdLinks.tsx'
import { SaveToFile } from './SaveToFile.tsx'
import { SendNow } from './SendNow.tsx'

/** Before somebody else takes the phone: what the commune does not have yet, and what may be done about it. Only locks. */
export function SignOutPage() {
  const { vault, lockNow } = useSession()
  const { people: words } = useSafetyWords()
  const cards = useHouseholds(vault)
  const unsent = useUnsent(vault)
  if (!cards || !unsent) return null
  const unsentCards = cards.filter(({ id }) => unsent.households.includes(id))
  const drafts = cards.filter(({ id, hasDraft }) => hasDraft && !unsent.households.includes(id))
  const count = unsentCards.length + drafts.length
  return (
    <AppPage
      key={count > 0 ? 'unsent' : 'sent'}
      title={count > 0 ? words.unsentTitle(count) : words.sentTitle}
      backTo="/dong-bo"
    >
      <Notice>{words.nothingLost}</Notice>
      {unsentCards.length > 0 && <HouseholdLinks title={words.unsent} households={unsentCards} />}
      {drafts.length > 0 && <HouseholdLinks title={words.drafts} households={drafts} />}
      {unsent.letters > 0 && <Ways />}
      <Leave onLeave={lockNow}>{count > 0 ? words.leave : words.switch}</Leave>
    </AppPage>
  )
}

function Ways() {
  return (
    <>
      <SendNow />
      <SaveToFile />
    </>
  )
}

function Leave({ onLeave, children }: { onLeave: () => void; children: ReactNode }) {
  return (
    <Button kind="secondary" onClick={onLeave}>
      {children}
    </Button>
  )
}
