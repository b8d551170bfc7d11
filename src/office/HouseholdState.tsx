import type { ReviewState } from '#domain/household/survey.ts'
import { StateTag } from '#ui/StateTag.tsx'
import { useOffice } from './office.ts'

const looks = {
  not_started: { icon: 'empty', tone: 'quiet' },
  submitted: { icon: 'clock', tone: 'waiting' },
  returned: { icon: 'returned', tone: 'attention' },
  accepted: { icon: 'accepted', tone: 'ok' },
} as const satisfies Record<ReviewState, unknown>

/** Where a household's survey stands, and whether two people answered differently. */
export function HouseholdState({ state, hasRivals }: { state: ReviewState; hasRivals: boolean }) {
  const { words, wording } = useOffice()
  return (
    <>
      <StateTag {...looks[state]}>{words.reviewStates[state]}</StateTag>{' '}
      {hasRivals && (
        <StateTag icon="attention" tone="attention">
          {wording.hamlet.hasRivals}
        </StateTag>
      )}
    </>
  )
}
