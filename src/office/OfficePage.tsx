import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { Page } from '#ui/Page.tsx'
import css from './OfficePage.module.css'
import { useOffice } from './office.ts'
import { useStep } from './queries.ts'
import { RefusalNotice } from './RefusalNotice.tsx'

type Props = {
  title: string
  /** What the window is called where the title names people: a browser's history is nobody's secret. */
  windowTitle?: string
  /** There is something to put right; the window's title says so. */
  hasErrors?: boolean
  children: ReactNode
}

/** The frame of every page of the office: where one is, where one can go, in which language. */
export function OfficePage({ title, windowTitle = title, hasErrors, children }: Props) {
  const { wording, said } = useOffice()
  const [place] = useLocation()
  const named = `${windowTitle} – ${wording.app}`
  return (
    <Page wide title={title} documentTitle={hasErrors ? `${wording.errorPrefix} ${named}` : named} header={<Header />}>
      {said?.place === place && (
        <Notice kind="success" live>
          <p>{said.text}</p>
        </Notice>
      )}
      {children}
    </Page>
  )
}

function Header() {
  const { wording, session, language, switchLanguage } = useOffice()
  const isSignedIn = session.state === 'signed_in'
  return (
    <div className={css.bar}>
      <strong className={css.name}>{session.commune ? `${wording.app} ${session.commune}` : wording.app}</strong>
      {isSignedIn && (
        <nav className={css.links} aria-label={wording.nav.label}>
          <Link className={css.link} href="/">
            {wording.nav.hamlets}
          </Link>
          <Link className={css.link} href="/dien-bien">
            {wording.figures.nav}
          </Link>
          <Link className={css.link} href="/phieu-b1">
            {wording.scorecard.nav}
          </Link>
          <Link className={css.link} href="/may">
            {wording.nav.devices}
          </Link>
          <Link className={css.link} href="/nhap-tep">
            {wording.importFile.nav}
          </Link>
        </nav>
      )}
      <div className={css.links}>
        <Button kind="quiet" lang={language === 'vi' ? 'en' : 'vi'} onClick={switchLanguage}>
          {wording.otherLanguage}
        </Button>
        {isSignedIn && <LogOut />}
      </div>
    </div>
  )
}

function LogOut() {
  const { wording, session, line, reloadSession } = useOffice()
  const step = useStep()
  const logOut = async () => {
    if (await step.take(line.logOut)) await reloadSession()
  }
  return (
    <>
      {session.reviewer && <span>{session.reviewer}</span>}
      <Button kind="quiet" disabled={step.isBusy} onClick={() => void logOut()}>
        {wording.nav.logOut}
      </Button>
      <RefusalNotice refusal={step.refusal} wording={wording} />
    </>
  )
}
