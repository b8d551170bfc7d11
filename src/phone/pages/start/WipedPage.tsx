import { useEffect, useState } from 'react'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { isWiped, rememberVaults } from '#phone/store/canary.ts'
import type { VaultCard } from '#phone/store/registry.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'

/** Whether this phone's storage was wiped, and how a person says that it is known: once per window is enough. */
export function useWiped(cards: VaultCard[] | undefined): { wiped: boolean; know: () => void } {
  const [state, setState] = useState<'whole' | 'wiped' | 'known'>('whole')
  useEffect(() => {
    if (!cards || state === 'wiped') return
    if (state === 'known') return rememberVaults(cards)
    let isOver = false
    isWiped(cards).then(
      (found) => !isOver && (found ? setState('wiped') : rememberVaults(cards)),
      (error: unknown) => console.error(error),
    )
    return () => {
      isOver = true
    }
  }, [cards, state])
  const know = () => {
    rememberVaults(cards ?? [])
    setState('known')
  }
  return { wiped: state === 'wiped', know }
}

/** What was here is gone, and nobody here did it: said before anything else. */
export function WipedPage({ onKnown }: { onKnown: () => void }) {
  const { wiped: words } = useWords()
  return (
    <AppPage title={words.title}>
      <Notice kind="problem">{words.text}</Notice>
      <Button onClick={onKnown}>{words.known}</Button>
    </AppPage>
  )
}
