import { useState } from 'react'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { LanguageSwitch } from '#phone/pages/LanguageSwitch.tsx'
import { SyncLine } from '#phone/pages/SyncLine.tsx'
import { useSession } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { UpdateBanner } from '#phone/pages/UpdateBanner.tsx'
import { type HouseholdStatus, type SyncState, useHouseholds, useSyncState } from '#phone/store/hooks.ts'
import { type SyncReport, syncNow } from '#phone/sync/schedule.ts'
import { useWords } from '#phone/wording/language.tsx'
import { timeText } from '#phone/wording/times.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { HouseholdLinks } from './HouseholdLinks.tsx'
import { StorageLight } from './StorageLight.tsx'
import { reportText } from './syncWords.ts'

/** What waits, what went, what the phone is worth as a safe; and the button that always says what happened. */
export function SyncPage() {
  const { vault, lockNow } = useSession()
  const { sync: words } = useWords()
  const state = useSyncState(vault)
  return (
    <AppPage title={words.title} backTo="/">
      <UpdateBanner />
      <SyncLine />
      <SendNow />
      {state && <Times state={state} />}
      <WaitingList />
      {state && <StorageLight state={state} />}
      <section className={css.close}>
        <h2>{words.settings}</h2>
        <LanguageSwitch />
        <Button kind="secondary" onClick={lockNow}>
          {words.lock}
        </Button>
      </section>
    </AppPage>
  )
}

const good: SyncReport['outcome'][] = ['done', 'nothing_to_do', 'already_running']

function SendNow() {
  const { vault } = useSession()
  const words = useWords()
  const [report, setReport] = useState<SyncReport | 'running'>()
  const send = async () => {
    setReport('running')
    setReport(await syncNow(vault))
  }
  const isDone = report !== undefined && report !== 'running' && good.includes(report.outcome)
  return (
    <div className={css.close}>
      <Button onClick={() => void send()}>{words.sync.sendNow}</Button>
      <div role="status">
        {report === 'running' && words.sync.running}
        {report !== undefined && report !== 'running' && (
          <Notice kind={isDone ? 'success' : 'warning'}>
            {reportText(report, words).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Notice>
        )}
      </div>
    </div>
  )
}

function Times({ state }: { state: SyncState }) {
  const words = useWords()
  const { lastDoneAt, lastReceivedAt, lastFailure, nextTryAt } = state
  const now = new Date()
  const hasFailed = lastFailure !== undefined && (lastDoneAt === undefined || lastFailure.at > lastDoneAt)
  return (
    <>
      {hasFailed && (
        <Notice kind="warning">
          <p>{words.sync.failures[lastFailure.code]}</p>
          <p>{words.sync.failedAt(timeText(lastFailure.at, now))}</p>
        </Notice>
      )}
      <dl className={css.facts}>
        <dt>{words.sync.lastDone}</dt>
        <dd>{lastDoneAt === undefined ? words.sync.never : timeText(lastDoneAt, now)}</dd>
        {lastReceivedAt !== undefined && <dt>{words.sync.lastReceived}</dt>}
        {lastReceivedAt !== undefined && <dd>{timeText(lastReceivedAt, now)}</dd>}
        {state.waitingOperations > 0 && <dt>{words.sync.nextTry}</dt>}
        {state.waitingOperations > 0 && (
          <dd>{nextTryAt === undefined ? words.sync.atOnce : timeText(nextTryAt, now)}</dd>
        )}
      </dl>
    </>
  )
}

const needing: HouseholdStatus[] = ['returned', 'needs_you']

function WaitingList() {
  const { vault } = useSession()
  const { sync: words } = useWords()
  const households = useHouseholds(vault)
  if (!households) return null
  const needs = households.filter(({ status }) => needing.includes(status))
  const waiting = households.filter(({ status }) => status === 'waiting')
  return (
    <>
      {needs.length > 0 && <HouseholdLinks title={words.needsTitle} households={needs} />}
      <HouseholdLinks title={words.waitingTitle} households={waiting} none={words.noneWaiting} />
    </>
  )
}
