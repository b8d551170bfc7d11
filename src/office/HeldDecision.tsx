import { useLocation } from 'wouter'
import type { DeviceId, OpId } from '#domain/ids.ts'
import type { LetterReason } from '#protocol/deposit.ts'
import { AskedStep } from './AskedStep.tsx'
import css from './Form.module.css'
import { useOffice } from './office.ts'
import { useStep } from './queries.ts'
import { RefusalNotice } from './RefusalNotice.tsx'

type Props = {
  letter: { op: OpId; device: DeviceId; enumerator: string; reason: LetterReason; standing: string }
  /** The household is in no book yet: taking the letter makes it. */
  isNew: boolean
  /** Of what stands on the screen: the household, or the newest that the letter names. */
  revision: number
  /** Where to go on, and to say what was done. */
  place: string
  onDecided: () => Promise<void>
}

/** What cannot be read, or is of a round that is closed, cannot be taken; it can still be left out. */
const untakeable: readonly LetterReason[] = ['not_understood', 'unknown_round']

/** Into the record, or not: each asked once more. */
export function HeldDecision({ letter, isNew, revision, place, onDecided }: Props) {
  const { wording, line, say } = useOffice()
  const [, navigate] = useLocation()
  const step = useStep()
  const text = wording.held
  const { op, device, enumerator, reason, standing } = letter
  const shown = { revision, about: standing }
  const decide = async (change: () => Promise<unknown>, done: string) => {
    if (await step.take(change)) {
      navigate(place)
      say(done, place)
    }
    await onDecided()
  }
  const canTake = !untakeable.includes(reason)
  return (
    <>
      <p>{text.advice[reason]}</p>
      <RefusalNotice refusal={step.refusal} wording={wording} />
      {!canTake && <p>{text.cannotTake}</p>}
      <div className={css.actions}>
        {canTake && (
          <AskedStep
            {...shown}
            label={text.take}
            name={text.takeOf(enumerator)}
            question={text.takeQuestion}
            warning={[
              ...(reason === 'late' ? [text.reopens] : []),
              ...(isNew ? [text.creates] : []),
              text.takeWarning,
            ].join(' ')}
            confirm={text.takeConfirm}
            isBusy={step.isBusy}
            onConfirm={() => void decide(() => line.takeHeld(op, { device, standing }), text.taken)}
          />
        )}
        {reason !== 'declined' && (
          <AskedStep
            {...shown}
            label={text.decline}
            name={text.declineOf(enumerator)}
            kind="secondary"
            question={text.declineQuestion}
            warning={text.declineWarning}
            confirm={text.declineConfirm}
            isBusy={step.isBusy}
            onConfirm={() => void decide(() => line.declineHeld(op, { device, standing }), text.declined)}
          />
        )}
      </div>
    </>
  )
}
