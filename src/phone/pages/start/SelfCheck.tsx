import { useEffect } from 'react'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { LanguageSwitch } from '#phone/pages/LanguageSwitch.tsx'
import { askOnce } from '#phone/pages/persistence.ts'
import { SafetyList } from '#phone/pages/SafetyList.tsx'
import { usePersisted } from '#phone/shell/storage.ts'
import { useOfflineReady } from '#phone/shell/updates.ts'
import { useSyncState } from '#phone/store/hooks.ts'
import type { Vault } from '#phone/store/vault.ts'
import { useStartWords } from '#phone/wording/startWords.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'

/** The phone tests itself: may it go where there is no signal? Storage that is not promised is a warning, no refusal. */
export function SelfCheck({ vault, onOpen }: { vault: Vault; onOpen: () => void }) {
  const { enrol: words } = useStartWords()
  const isCached = useOfflineReady()
  const hasRoster = useSyncState(vault)?.rosterComplete ?? false
  const isPersisted = usePersisted()
  useEffect(askOnce, [])
  const isReady = isCached && hasRoster
  return (
    <AppPage title={words.title} place={<LanguageSwitch />}>
      <h2>{words.checkTitle}</h2>
      <Notice live kind={isReady ? 'success' : 'warning'} title={isReady ? words.ready : words.notReady}>
        {!isReady && <p>{words.notReadyText}</p>}
      </Notice>
      <SafetyList offlineReady={isCached} rosterComplete={hasRoster} persisted={isPersisted} />
      <Notice>{words.screenLock}</Notice>
      <Button onClick={onOpen}>{words.open}</Button>
    </AppPage>
  )
}
