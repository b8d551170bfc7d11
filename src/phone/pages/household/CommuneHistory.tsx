import { placeOf } from '#domain/questionnaire/answers.ts'
import { labelAt } from '#phone/pages/labels.ts'
import css from '#phone/pages/stack.module.css'
import { useDomainWords } from '#phone/wording/domainWords.ts'
import { useWords } from '#phone/wording/language.tsx'
import { useLaterWords } from '#phone/wording/laterWords.ts'
import { timeText } from '#phone/wording/times.ts'
import type { HistoryEntry } from '#protocol/history.ts'
import { useAnswerText } from './answerText.ts'
import { useKnownHousehold } from './context.ts'

/** All that the commune knows to have happened, newest first. */
export function CommuneHistory({ entries }: { entries: readonly HistoryEntry[] }) {
  const { history: words } = useLaterWords()
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

function Entry({ at, by, what, path, before, after, note, round }: HistoryEntry) {
  const { view } = useKnownHousehold()
  const { history: words } = useLaterWords()
  const needs: Partial<Record<string, string>> = useWords().household.needs
  const domain = useDomainWords()
  const answerText = useAnswerText()
  const classes: Partial<Record<string, string>> = domain.classifications
  const told = (value: typeof after) =>
    value === undefined ? '–' : path && placeOf(path) ? answerText(path, value, round) : classes[String(value)]
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
