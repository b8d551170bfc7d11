import { Suspense } from 'react'
import { Link, useLocation } from 'wouter'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { fetched } from '#phone/pages/fetched.tsx'
import { LanguageSwitch } from '#phone/pages/LanguageSwitch.tsx'
import { SyncLine } from '#phone/pages/SyncLine.tsx'
import { useSession } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { UpdateBanner } from '#phone/pages/UpdateBanner.tsx'
import { type HouseholdStatus, type SyncState, useHouseholds, useSyncState } from '#phone/store/hooks.ts'
import { useUnsent } from '#phone/store/kept.ts'
import { useWords } from '#phone/wording/language.tsx'
import { useSafetyWords } from '#phone/wording/safetyWords.ts'
import { timeText } from '#phone/wording/times.ts'
import { Button, buttonClass } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { HouseholdLinks } from './HouseholdLinks.tsx'
import { SaveToFile } from './SaveToFile.tsx'
import { SendNow } from './SendNow.tsx'

const StorageLight = fetched(
  async () => (await import('./StorageLight.tsx')).StorageLight,
  () => null,
)

/** What waits, what went, what the phone is worth as a safe; and the button that always says what happened. */
export function SyncPage() {
  const { vault } = useSession()
  const { sync: words } = useWords()
  const state = useSyncState(vault)
  return (
    <AppPage title={words.title} backTo="/">
      <UpdateBanner />
      <SyncLine />
      <SendNow />
      {state && <Times state={state} />}
      <WaitingList />
      <WithoutLine />
      <Suspense fallback={null}>{state && <StorageLight state={state} />}</Suspense>
      <Settings />
    </AppPage>
  )
}

function WithoutLine() {
  const { handover: words } = useSafetyWords()
  return (
    <section className={css.close}>
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      <SaveToFile withAll />
      <Link href="/tra-loi" className={buttonClass('quiet')}>
        {words.answer}
      </Link>
    </section>
  )
}

function Settings() {
  const { vault, lockNow } = useSession()
  const [, navigate] = useLocation()
  const { sync: words, pin } = useWords()
  const { people } = useSafetyWords()
  const unsent = useUnsent(vault)
  const hasDrafts = useHouseholds(vault)?.some(({ hasDraft }) => hasDraft)
  const isKnown = unsent !== undefined && hasDrafts !== undefined
  const isEmpty = unsent?.letters === 0 && hasDrafts === false
  return (
    <section className={css.close}>
      <h2>{words.settings}</h2>
      <LanguageSwitch />
      <Button kind="secondary" onClick={lockNow}>
        {words.lock}
      </Button>
      <Button kind="secondary" disabled={!isKnown} onClick={() => (isEmpty ? lockNow() : navigate('/khoa'))}>
        {people.switch}
      </Button>
      <Link href="/them-nguoi" className={buttonClass('quiet')}>
        {pin.add}
      </Link>
    </section>
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
