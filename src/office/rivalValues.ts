import type { FactValue } from '#domain/household/operation.ts'
import type { Field, Rival } from '#domain/household/survey.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import type { HistoryEntry } from '#protocol/history.ts'
import type { AnswerRow } from './answers.ts'

/** One of the values that stand for a question; `id` is `current` for the record's, else the rival's operation. */
export type RivalValue = {
  id: string
  value: FactValue
  by: string
  at: string
  device: Field['device']
  /** What its author found there; absent while the history is not loaded. */
  before?: { value: FactValue | undefined }
}

/** The record's value first, then those that disagree with it, each with what stood before its author wrote. */
export function rivalValues(
  { path, current, rivals }: AnswerRow,
  history: readonly HistoryEntry[] | undefined,
): RivalValue[] {
  const told = (value: Field | Rival, id: string, seen: number): RivalValue => ({
    id,
    value: value.value,
    by: value.by,
    at: value.at,
    device: value.device,
    ...(history && { before: { value: valueAt(history, path, seen) } }),
  })
  return [
    ...(current ? [told(current, 'current', current.revision - 1)] : []),
    ...rivals.map((rival) => told(rival, rival.op, rival.seen)),
  ]
}

/** The record's value of a question at a change-log number; undefined where it had none. */
function valueAt(history: readonly HistoryEntry[], path: Path, seq: number): FactValue | undefined {
  return history.find((entry) => entry.path === path && entry.what === 'written' && entry.seq <= seq)?.after
}

/** How a phone is named on every page: the last four characters of its id, as no two people have the same phone. */
export function phoneCode(device: string): string {
  return device.slice(-4).toUpperCase()
}
