import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { Fault } from '#phone/pages/Fault.tsx'
import { fetched } from '#phone/pages/fetched.tsx'
import { Opening } from '#phone/pages/Opening.tsx'
import { SessionContext } from '#phone/pages/session.ts'
import { PinPage } from '#phone/pages/start/PinPage.tsx'
import { useWiped, WipedPage } from '#phone/pages/start/WipedPage.tsx'
import { UnlockedRoutes } from '#phone/pages/UnlockedRoutes.tsx'
import { useAutoLock } from '#phone/shell/autoLock.ts'
import { startSending } from '#phone/shell/sending.ts'
import { registerWorker } from '#phone/shell/updates.ts'
import { useVaultCards } from '#phone/store/hooks.ts'
import type { VaultCard } from '#phone/store/registry.ts'
import { lock, type Vault } from '#phone/store/vault.ts'
import { LanguageProvider } from '#phone/wording/language.tsx'
import { Boundary } from '#ui/Boundary.tsx'

const WelcomePage = fetched(async () => (await import('#phone/pages/start/WelcomePage.tsx')).WelcomePage)
const EnrolPage = fetched(async () => (await import('#phone/pages/start/EnrolPage.tsx')).EnrolPage)
const AddPersonPage = fetched(async () => (await import('#phone/pages/start/AddPersonPage.tsx')).AddPersonPage)
const ForgottenPinPage = fetched(async () => (await import('#phone/pages/start/ForgottenPinPage.tsx')).ForgottenPinPage)

/** The enumerator's app: language, faults and waiting first; then who is at the phone. */
export function Phone() {
  useEffect(registerWorker, [])
  return (
    <Suspense fallback={null}>
      <LanguageProvider>
        <Boundary fallback={<Fault />}>
          <Suspense fallback={<Opening />}>
            <Doors />
          </Suspense>
        </Boundary>
      </LanguageProvider>
    </Suspense>
  )
}

/** Enrolment, welcome, PIN, or the book itself. The open vault lives here and nowhere else. */
function Doors() {
  const [location, navigate] = useLocation()
  const [vault, setVault] = useState<Vault>()
  const open = useRef<Vault>(undefined)
  const cards = useVaultCards()
  const { wiped, know } = useWiped(cards)
  const keep = useCallback((unlocked: Vault | undefined) => {
    if (open.current && open.current !== unlocked) lock(open.current)
    open.current = unlocked
    setVault(unlocked)
  }, [])
  const lockNow = useCallback(() => keep(undefined), [keep])
  useAutoLock(lockNow)
  // Started anew with every opening and locking: what waits goes at once, and an open book is fetched for at once.
  useEffect(() => startSending(vault), [vault])

  const enter = (unlocked: Vault, place: string) => {
    keep(unlocked)
    // An answer of the commune stands in the address itself; it goes on being read there.
    if (location !== '/tra-loi') navigate(place, { replace: true })
  }
  // A vault just enrolled is held here like any other, so that the lock reaches it.
  if (location === '/ghi-danh')
    return <EnrolPage vault={vault} onEnrolled={keep} onOpen={(enrolled) => enter(enrolled, '/')} />
  if (location === '/them-nguoi') return <AddPersonPage />
  if (!cards) return <Opening />
  if (!vault && wiped) return <WipedPage onKnown={know} />
  if (vault)
    return (
      <SessionContext value={{ vault, lockNow }}>
        <UnlockedRoutes />
      </SessionContext>
    )
  return <Locked cards={cards} isForgotten={location === '/quen-pin'} onUnlocked={enter} />
}

type LockedProps = { cards: VaultCard[]; isForgotten: boolean; onUnlocked: (vault: Vault, place: string) => void }

/** Nobody's book is open: how to start, the PIN, or how to come by a new one. */
function Locked({ cards, isForgotten, onUnlocked }: LockedProps) {
  const ready = cards.filter((card) => card.state === 'ready')
  if (ready.length === 0) return <WelcomePage unfinished={cards[0]?.enumerator} />
  if (isForgotten) return <ForgottenPinPage cards={ready} onOpened={onUnlocked} />
  return <PinPage cards={ready} onUnlocked={onUnlocked} />
}
