import type { Need } from '#phone/store/parts.ts'
import type { PhoneWords } from '#phone/wording/vi.ts'

/** What a person can do about a need, in words; undefined where its own sentence says it already, or nothing is to be done. */
export function whatToDo(need: Need, { advice }: PhoneWords['household']): string | undefined {
  switch (need) {
    case 'late':
    case 'declined':
    case 'unknown_household':
    case 'other_hamlet':
    case 'unknown_round':
    case 'device_revoked':
    case 'number_reused':
      return advice.held
    case 'late_draft':
    case 'earlier_round':
    case 'gone':
    case 'other_form':
      return advice.kept
    case 'newer_app':
    case 'unknown_reason':
      return advice.update
    default:
      return undefined
  }
}
