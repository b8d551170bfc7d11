import { useEffect, useState, useSyncExternalStore } from 'react'
import { ClockNotice } from '#phone/pages/ClockNotice.tsx'
import { SafetyList } from '#phone/pages/SafetyList.tsx'
import { useVault } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { storageUse, usePersisted } from '#phone/shell/storage.ts'
import type { SyncState } from '#phone/store/hooks.ts'
import { type Unsent, useUnsent } from '#phone/store/kept.ts'
import { storageTrouble, watchStorage } from '#phone/store/storageTrouble.ts'
import { useWords } from '#phone/wording/language.tsx'
import { useLaterWords } from '#phone/wording/laterWords.ts'
import { timeText } from '#phone/wording/times.ts'
import { Notice } from '#ui/Notice.tsx'
import { isInDanger, storageWarnings } from './storageWarnings.ts'

/** Whether this phone is a safe place for what has not been sent, in words. */
export function StorageLight({ state }: { state: SyncState }) {
  const { sync: words } = useWords()
  const { light } = useLaterWords()
  const unsent = useUnsent(useVault())
  const persisted = usePersisted()
  const usage = useUsage()
  const trouble = useSyncExternalStore(watchStorage, storageTrouble)
  if (!unsent) return null
  const found = { ...state, persisted, usage, unsent, trouble }
  const warnings = storageWarnings(found, light, new Date())
  const needsCare = isInDanger(found) || warnings.length > 0
  return (
    <section className={css.close}>
      <h2>{words.storage}</h2>
      <ClockNotice minutes={state.clockOffsetMinutes} />
      <Notice kind={needsCare ? 'warning' : 'success'} title={needsCare ? light.care : light.good}>
        {warnings.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Notice>
      <SafetyList offlineReady={state.offlineReady} rosterComplete={state.rosterComplete} persisted={persisted} />
      <Facts unsent={unsent} usage={usage} />
    </section>
  )
}

function Facts({ unsent, usage }: { unsent: Unsent; usage: number | undefined }) {
  const { light } = useLaterWords()
  return (
    <dl className={css.facts}>
      <dt>{light.unsent}</dt>
      <dd>{light.letters(unsent.letters)}</dd>
      {unsent.oldestAt !== undefined && <dt>{light.oldest}</dt>}
      {unsent.oldestAt !== undefined && <dd>{timeText(unsent.oldestAt, new Date())}</dd>}
      {usage !== undefined && <dt>{light.used}</dt>}
      {usage !== undefined && <dd>{light.megabytes((usage / 1_000_000).toFixed(1))}</dd>}
    </dl>
  )
}

/** Bytes that this app uses on the phone; undefined where the browser does not say. */
function useUsage(): number | undefined {
  const [usage, setUsage] = useState<number>()
  useEffect(() => {
    storageUse().then(
      (use) => setUsage(use?.usage),
      (error: unknown) => console.warn('the browser did not say how much is used', error),
    )
  }, [])
  return usage
}
