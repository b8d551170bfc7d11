import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { HouseholdId } from '#domain/ids.ts'
import { NotFound } from '#phone/pages/NotFound.tsx'
import { Opening } from '#phone/pages/Opening.tsx'
import { useVault } from '#phone/pages/session.ts'
import { SurveyRoutes } from '#phone/pages/survey/SurveyRoutes.tsx'
import { useFacts, useHousehold } from '#phone/store/hooks.ts'
import { HouseholdContext } from './context.ts'
import { HistoryPage, TwoAnswersPage } from './fetchedParts.tsx'
import { HouseholdPage } from './HouseholdPage.tsx'
import { OneWindow } from './OneWindow.tsx'

/** Everything about one household: its profile, and its survey. */
export function HouseholdRoutes({ id }: { id: string }) {
  const parsed = HouseholdId.safeParse(id)
  return parsed.success ? <Known key={parsed.data} id={parsed.data} /> : <NotFound />
}

function Known({ id }: { id: HouseholdId }) {
  const vault = useVault()
  const view = useHousehold(vault, id)
  const facts = useFacts(vault)
  if (view === 'unknown') return <NotFound />
  if (!view || !facts) return <Opening />
  const round = facts.round
  const isOpen = round !== undefined && view.survey?.state !== 'accepted' && !view.isReadOnly
  return (
    <HouseholdContext value={{ view, round }}>
      <Switch>
        <Route path="/ho/:id">
          <HouseholdPage />
        </Route>
        <Route path="/ho/:id/lich-su">
          <HistoryPage />
        </Route>
        <Route path="/ho/:id/hai-cau">{isOpen ? inOneWindow(id, <TwoAnswersPage />) : <HouseholdPage />}</Route>
        <Route path="/ho/:id/phieu/*?">
          {isOpen ? inOneWindow(id, <SurveyRoutes view={view} round={round} />) : <HouseholdPage />}
        </Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </HouseholdContext>
  )
}

function inOneWindow(id: HouseholdId, page: ReactNode): ReactNode {
  return (
    <OneWindow id={id} readOnly={(notice) => <HouseholdPage notice={notice} />}>
      {page}
    </OneWindow>
  )
}
