import type { Need } from '#phone/store/parts.ts'
import type { ConflictWords } from '#phone/wording/conflict.vi.ts'

/** What a person can do about a need, in words; undefined where its own sentence says it already, or nothing is to be done. */
export function whatToDo(need: Need, { todo }: ConflictWords): string | undefined {
  switch (need) {
    case 'late':
    case 'declined':
    case 'unknown_household':
    case 'other_hamlet':
    case 'unknown_round':
    case 'device_revoked':
      return todo.held
    case 'late_draft':
    case 'earlier_round':
    case 'gone':
      return todo.kept
    case 'newer_app':
    case 'unknown_reason':
      return todo.update
    default:
      return undefined
  }
}
