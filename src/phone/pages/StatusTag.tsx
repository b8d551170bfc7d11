import type { HouseholdStatus } from '#phone/store/hooks.ts'
import { useWords } from '#phone/wording/language.tsx'
import { timeText } from '#phone/wording/times.ts'
import { StateTag } from '#ui/StateTag.tsx'

const looks = {
  not_visited: { icon: 'empty', tone: 'quiet' },
  draft: { icon: 'phone', tone: 'waiting' },
  waiting: { icon: 'clock', tone: 'waiting' },
  received: { icon: 'building', tone: 'ok' },
  returned: { icon: 'returned', tone: 'attention' },
  accepted: { icon: 'accepted', tone: 'ok' },
  needs_you: { icon: 'attention', tone: 'attention' },
} as const satisfies Record<HouseholdStatus, object>

type Props = { status: HouseholdStatus; receipt?: { code: string; at: string } | undefined }

/** Where a household stands, and the receipt that both sides can read out once the commune has it. */
export function StatusTag({ status, receipt }: Props) {
  const { status: words } = useWords()
  const text =
    status === 'received' && receipt ? words.receivedAt(timeText(receipt.at, new Date()), receipt.code) : words[status]
  return <StateTag {...looks[status]}>{text}</StateTag>
}
