import type { ReviewState } from '#domain/household/survey.ts'
import { StateTag } from '#ui/StateTag.tsx'
import { useOffice } from './office.ts'

const looks = {
  not_started: { icon: 'empty', tone: 'quiet' },
  submitted: { icon: 'clock', tone: 'waiting' },
  returned: { icon: 'returned', tone: 'attention' },
  accepted: { icon: 'accepted', tone: 'ok' },
} as const satisfies Record<ReviewState, unknown>

type Props = { state: ReviewState; hasRivals: boolean; isDeparted: boolean }

/** Where a household's survey stands, whether it has left the list, and whether two people answered differently. */
export function HouseholdState({ state, hasRivals, isDeparted }: Props) {
  const { words, wording } = useOffice()
  return (
    <>
      <StateTag {...looks[state]}>{isDeparted ? wording.departure.tag : words.reviewStates[state]}</StateTag>{' '}
      {hasRivals && (
        <StateTag icon="attention" tone="attention">
          {wording.hamlet.hasRivals}
        </StateTag>
      )}
    </>
  )
}
