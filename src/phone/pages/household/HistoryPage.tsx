import { useEffect, useState } from 'react'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { headNameOf } from '#phone/pages/assessments.ts'
import { useVault } from '#phone/pages/session.ts'
import { askHistory } from '#phone/sync/history.ts'
import { useWords } from '#phone/wording/language.tsx'
import { useLaterWords } from '#phone/wording/laterWords.ts'
import type { HistoryEntry } from '#protocol/history.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { CommuneHistory } from './CommuneHistory.tsx'
import { useKnownHousehold } from './context.ts'
import { OwnHistory } from './OwnHistory.tsx'

/** What ever happened to the household, as the commune tells it; without its answer what this phone has done itself. */
export function HistoryPage() {
  const { view } = useKnownHousehold()
  const { history: words } = useLaterWords()
  const { households } = useWords()
  const { entries, ask } = useHistory()
  return (
    <AppPage
      title={words.of(headNameOf(view) || households.unnamed)}
      documentTitle={words.of(households.window(view.number))}
      backTo={`/ho/${view.id}`}
    >
      {entries === undefined && <p role="status">{words.asking}</p>}
      {entries === 'no_answer' && (
        <>
          <Notice kind="warning" live>
            <p>{words.noAnswer}</p>
            <Button kind="secondary" onClick={ask}>
              {words.again}
            </Button>
          </Notice>
          <OwnHistory />
        </>
      )}
      {Array.isArray(entries) && <CommuneHistory entries={entries} />}
    </AppPage>
  )
}

/** Asked of the commune when the page opens, and again when a person says so. */
function useHistory() {
  const { view } = useKnownHousehold()
  const vault = useVault()
  const [asked, setAsked] = useState(0)
  const [reply, setReply] = useState<{ to: number; entries: HistoryEntry[] | 'no_answer' }>()
  useEffect(() => {
    let isLeft = false
    const keep = (entries: HistoryEntry[] | 'no_answer') => {
      if (!isLeft) setReply({ to: asked, entries })
    }
    askHistory(vault, view.id).then(keep, (error: unknown) => {
      console.warn('no history', error)
      keep('no_answer')
    })
    return () => {
      isLeft = true
    }
  }, [vault, view.id, asked])
  return { entries: reply?.to === asked ? reply.entries : undefined, ask: () => setAsked(asked + 1) }
}
