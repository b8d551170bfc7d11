import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Route, Router, Switch, useLocation } from 'wouter'
import { DevicesPage } from '#office/pages/DevicesPage.tsx'
import { HamletPage } from '#office/pages/HamletPage.tsx'
import { HamletsPage } from '#office/pages/HamletsPage.tsx'
import { HeldPage } from '#office/pages/HeldPage.tsx'
import { HistoryPage } from '#office/pages/HistoryPage.tsx'
import { HouseholdPage } from '#office/pages/HouseholdPage.tsx'
import { ImportPage } from '#office/pages/ImportPage.tsx'
import { LogInPage } from '#office/pages/LogInPage.tsx'
import { MeasuresPage } from '#office/pages/MeasuresPage.tsx'
import { MovementPage } from '#office/pages/MovementPage.tsx'
import { NotFoundPage } from '#office/pages/NotFoundPage.tsx'
import { RoundPage } from '#office/pages/RoundPage.tsx'
import { ScorecardPage } from '#office/pages/ScorecardPage.tsx'
import { SetUpPage } from '#office/pages/SetUpPage.tsx'
import { Boundary } from '#ui/Boundary.tsx'
import { Page } from '#ui/Page.tsx'
import { FaultPage } from './FaultPage.tsx'
import { officeLine, type Wire } from './http.ts'
import { type Speech, useSpeech } from './language.ts'
import { OfficeContext, useOffice } from './office.ts'
import { useSession } from './queries.ts'
import { RefusalNotice } from './RefusalNotice.tsx'

/** The commune's screen, at `/xa`: set-up on the first visit, log-in, then the pages of the review. */
export function Office({ wire = overNetwork }: { wire?: Wire }) {
  const speech = useSpeech()
  return (
    <Boundary fallback={<FaultPage wording={speech.wording.fault} />}>
      <Session wire={wire} speech={speech} />
    </Boundary>
  )
}

function Session({ wire, speech }: { wire: Wire; speech: Speech }) {
  const [line] = useState(() => officeLine(wire))
  const [said, setSaid] = useState<{ text: string; place: string }>()
  const { data: session, refusal, reload } = useSession(line)
  const world = useMemo(
    () =>
      session && {
        ...speech,
        line,
        session,
        reloadSession: reload,
        say: (text: string, place: string) => setSaid({ text, place }),
        forget: () => setSaid(undefined),
        ...(said && { said }),
      },
    [speech, line, session, reload, said],
  )
  if (world === undefined) return <Beginning speech={speech} refusal={refusal} reload={reload} />
  return (
    <OfficeContext value={world}>
      <Router base="/xa">
        <Pages />
      </Router>
    </OfficeContext>
  )
}

function Pages(): ReactNode {
  const { session, said, forget } = useOffice()
  const [place] = useLocation()
  useEffect(() => {
    if (said !== undefined && said.place !== place) forget()
  }, [said, place, forget])
  if (session.state === 'setup') return <SetUpPage />
  if (session.state === 'signed_out') return <LogInPage />
  return (
    <Switch>
      <Route path="/" component={HamletsPage} />
      <Route path="/thon/:id" component={HamletPage} />
      <Route path="/ho/:id" component={HouseholdPage} />
      <Route path="/ho/:id/lich-su" component={HistoryPage} />
      <Route path="/thu/:device/:op" component={HeldPage} />
      <Route path="/dien-bien" component={MovementPage} />
      <Route path="/do-luong" component={MeasuresPage} />
      <Route path="/phieu-b1" component={ScorecardPage} />
      <Route path="/dot" component={RoundPage} />
      <Route path="/may" component={DevicesPage} />
      <Route path="/nhap-tep" component={ImportPage} />
      <Route component={NotFoundPage} />
    </Switch>
  )
}

type BeginningProps = {
  speech: Speech
  refusal: Parameters<typeof RefusalNotice>[0]['refusal']
  reload: () => Promise<void>
}

/** Until the server has said once who is logged in. */
function Beginning({ speech: { wording }, refusal, reload }: BeginningProps) {
  return (
    <Page title={wording.app}>
      {refusal ? <RefusalNotice refusal={refusal} wording={wording} retry={reload} /> : <p>{wording.loading}</p>}
    </Page>
  )
}

function overNetwork(path: string, init: RequestInit): Promise<Response> {
  return fetch(path, init)
}
