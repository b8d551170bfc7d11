import { lazy, useEffect } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { HouseholdsPage } from '#phone/pages/households/HouseholdsPage.tsx'
import { rememberPlace } from '#phone/store/drafts.ts'
import { fetched } from './fetched.tsx'
import { NotFound } from './NotFound.tsx'
import { askOnce } from './persistence.ts'
import { useVault } from './session.ts'

const SyncPage = lazy(async () => ({ default: (await import('#phone/pages/sync/SyncPage.tsx')).SyncPage }))
const AnswerPage = fetched(async () => (await import('#phone/pages/sync/AnswerPage.tsx')).AnswerPage)
const SignOutPage = lazy(async () => ({ default: (await import('#phone/pages/sync/SignOutPage.tsx')).SignOutPage }))
const HouseholdRoutes = lazy(async () => ({
  default: (await import('#phone/pages/household/HouseholdRoutes.tsx')).HouseholdRoutes,
}))

/** Places that one passes through, and that the PIN does not lead back to. */
const passing = ['/tra-loi', '/khoa']

/** What an open book shows, by address; every place is remembered, so that the PIN leads back to it. */
export function UnlockedRoutes() {
  const vault = useVault()
  const [location] = useLocation()
  useEffect(askOnce, [])
  useEffect(() => {
    if (passing.includes(location)) return
    // A place that could not be remembered costs a tap after the PIN, never an answer.
    rememberPlace(vault, location).catch((error: unknown) => console.warn('place not remembered', error))
  }, [vault, location])
  return (
    <Switch>
      <Route path="/">
        <HouseholdsPage />
      </Route>
      <Route path="/dong-bo">
        <SyncPage />
      </Route>
      <Route path="/tra-loi">
        <AnswerPage />
      </Route>
      <Route path="/khoa">
        <SignOutPage />
      </Route>
      <Route path="/ho/:id/*?">{({ id }) => <HouseholdRoutes id={id} />}</Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  )
}
