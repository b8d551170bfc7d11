import type { SyncState } from '#phone/store/hooks.ts'
import { timeText } from '#phone/wording/times.ts'
import type { PhoneWords } from '#phone/wording/vi.ts'

export type LinePart = {
  icon: 'clock' | 'building' | 'attention' | 'phone'
  tone: 'waiting' | 'ok' | 'attention' | 'quiet'
  text: string
}

/** How many households need somebody, and how many have a draft. */
type Counted = { needs: number; drafts: number }

/**
 * The phone's state in words, what needs somebody first. Never says that the commune has everything while something
 * waits, was refused or is only a draft.
 */
export function syncLineOf(
  state: SyncState,
  { needs, drafts }: Counted,
  { sync: words }: PhoneWords,
  now: Date,
): LinePart[] {
  const parts: LinePart[] = []
  if (needs > 0) parts.push({ icon: 'attention', tone: 'attention', text: words.needs(needs) })
  if (state.waitingOperations > 0)
    parts.push({ icon: 'clock', tone: 'waiting', text: words.waiting(state.waitingHouseholds) })
  if (drafts > 0) parts.push({ icon: 'phone', tone: 'quiet', text: words.saved(drafts) })
  if (state.waitingOperations + state.refusedOperations + drafts > 0) return parts
  if (state.lastDoneAt !== undefined)
    parts.push({ icon: 'building', tone: 'ok', text: words.doneAt(timeText(state.lastDoneAt, now)) })
  else parts.push({ icon: 'phone', tone: 'quiet', text: words.nothingYet })
  return parts
}
