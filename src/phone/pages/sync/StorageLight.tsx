import { SafetyList } from '#phone/pages/SafetyList.tsx'
import css from '#phone/pages/stack.module.css'
import { usePersisted } from '#phone/shell/storage.ts'
import type { SyncState } from '#phone/store/hooks.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Notice } from '#ui/Notice.tsx'

/** More than this, and times on the phone mislead people. */
const mostMinutesOff = 10

/** Whether this phone is a safe place for what has not been sent, in words. */
export function StorageLight({ state }: { state: SyncState }) {
  const { sync: words } = useWords()
  const minutes = Math.abs(Math.round(state.clockOffsetMinutes ?? 0))
  return (
    <section className={css.close}>
      <h2>{words.storage}</h2>
      {minutes > mostMinutesOff && <Notice kind="warning">{words.clock(minutes)}</Notice>}
      <SafetyList offlineReady={state.offlineReady} rosterComplete={state.rosterComplete} persisted={usePersisted()} />
    </section>
  )
}
