import { useEffect, useState } from 'react'
import { placeOf } from '#domain/questionnaire/answers.ts'
import { valueText } from '#domain/wording/value.ts'
import { AppPage } from '#phone/pages/AppPage.tsx'
import { headNameOf } from '#phone/pages/assessments.ts'
import { labelAt } from '#phone/pages/labels.ts'
import { useVault } from '#phone/pages/session.ts'
import css from '#phone/pages/stack.module.css'
import { askHistory } from '#phone/sync/history.ts'
import { useConflictWords } from '#phone/wording/conflictWords.ts'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { timeText } from '#phone/wording/times.ts'
import type { HistoryEntry } from '#protocol/history.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import { useKnownHousehold } from './context.ts'
import { OwnHistory } from './OwnHistory.tsx'

/** What ever happened to the household, as the commune tells it; without its answer what this phone has done itself. */
export function HistoryPage() {
  const { view } = useKnownHousehold()
  const { history: words } = useConflictWords()
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
      {Array.isArray(entries) && <Entries entries={entries} />}
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

function Entries({ entries }: { entries: readonly HistoryEntry[] }) {
  const { history: words } = useConflictWords()
  const rows = entries.map((entry, place) => ({ id: entries.length - place, entry }))
  if (rows.length === 0) return <p>{words.nothing}</p>
  return (
    <section className={css.stack}>
      <h2>{words.fromCommune}</h2>
      <ol className={css.stack}>
        {rows.map(({ id, entry }) => (
          <Entry key={id} {...entry} />
        ))}
      </ol>
    </section>
  )
}

function Entry({ at, by, what, path, before, after, note }: HistoryEntry) {
  const { view, round } = useKnownHousehold()
  const { history: words } = useConflictWords()
  const needs: Partial<Record<string, string>> = useWords().household.needs
  const domain = useDomainWords()
  const classes: Partial<Record<string, string>> = domain.classifications
  const told = (value: typeof after) =>
    value === undefined
      ? '–'
      : path && placeOf(path)
        ? valueText(path, value, domain, round?.scorecard?.items)
        : classes[String(value)]
  const [from, to] = [told(before), told(after)]
  const hasValues = what !== 'moved' && what !== 'departed' && (before ?? after) !== undefined
  return (
    <li className={css.close}>
      <small>
        {timeText(at, new Date())} – {by}
      </small>
      <span>{words.what[what]}</span>
      {path && <strong>{labelAt(path, view.answers, domain)}</strong>}
      {hasValues && from && to && <span>{words.values(from, to)}</span>}
      {note && <span>{what === 'held' ? needs[note] : note}</span>}
    </li>
  )
}
