import { HouseholdEvent } from '#domain/household/events.ts'
import type { FactValue } from '#domain/household/operation.ts'
import { Classification } from '#domain/household/survey.ts'
import type { HistoryEntry } from '#protocol/history.ts'
import { useAnswerText } from './answerText.ts'
import { fieldWords } from './fieldWords.ts'
import { heldReasonText } from './heldReason.ts'
import { useOffice } from './office.ts'

/** A history entry in words: what happened with its reason, and the values it went from and to. */
export function useHistoryText(hamlets: ReadonlyMap<string, string>) {
  const { wording, words, language } = useOffice()
  const answerText = useAnswerText()
  const text = wording.history
  const told = ({ path, what, round }: HistoryEntry, value: FactValue | undefined): string => {
    if (value === undefined) return '–'
    if (path !== undefined) return answerText(path, value, round)
    if (what === 'moved') return hamlets.get(String(value)) ?? String(value)
    const [classification, event] = [Classification.safeParse(value), HouseholdEvent.safeParse(value)]
    if (classification.success) return words.classifications[classification.data]
    return event.success ? fieldWords[language].movement.events[event.data] : String(value)
  }
  return {
    what: ({ what, note, round }: HistoryEntry): string => {
      const reason = note && what === 'held' ? heldReasonText(note, wording) : note
      return [text.what[what], ...(reason ? [reason] : []), text.round(round)].join('; ')
    },
    before: (entry: HistoryEntry) => told(entry, entry.before),
    after: (entry: HistoryEntry) => told(entry, entry.after),
  }
}
