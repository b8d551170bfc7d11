import { useState } from 'react'
import { useLocation } from 'wouter'
import { assessUnder } from '#domain/assessment/assessUnder.ts'
import { answersIn } from '#domain/household/survey.ts'
import type { HouseholdId } from '#domain/ids.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'
import type { AnswerGroup } from './answers.ts'
import { Confirmation } from './Confirmation.tsx'
import css from './Form.module.css'
import { useOffice } from './office.ts'
import type { Names } from './placeText.ts'
import { useStep } from './queries.ts'
import { RefusalNotice } from './RefusalNotice.tsx'
import { ReturnForm } from './ReturnForm.tsx'
import { obstacleToAccept } from './review.ts'

type Props = {
  reply: HouseholdReply
  head: string
  groups: readonly AnswerGroup[]
  names: Names
  /** The question in dispute that was chosen elsewhere on the page. */
  returnTo: Path | undefined
  /** The household to go on to. */
  next: HouseholdId | undefined
  reload: () => Promise<void>
}

/** The reviewer's step: accept, or return to one question; then on to the next household that waits. */
export function ReviewPanel(props: Props) {
  const { wording, line, say } = useOffice()
  const [, navigate] = useLocation()
  const { reply, head, next, reload } = props
  const { id, hamlet, revision } = reply.household
  const step = useStep()
  const text = wording.household
  const goOn = (done: string) => {
    const place = next ? `/ho/${next}` : `/thon/${hamlet}`
    navigate(place)
    say(done, place)
  }
  const take = async (change: () => Promise<unknown>, done: string) => {
    if (await step.take(change)) goOn(done)
    else await reload()
  }
  return (
    <section aria-labelledby="review" className={css.group}>
      <h2 id="review">{text.reviewTitle}</h2>
      <RefusalNotice refusal={step.refusal} wording={wording} />
      <Accept
        reply={reply}
        isBusy={step.isBusy}
        onAccept={(seen) => void take(() => line.accept(id, { revision: seen }), text.acceptDone(head))}
      />
      {reply.household.survey.state === 'submitted' && (
        <ReturnForm
          {...props}
          isBusy={step.isBusy}
          onReturn={(path, reason) => take(() => line.sendBack(id, { revision, path, reason }), text.returnDone(head))}
        />
      )}
    </section>
  )
}

/** `onAccept` is told the revision that stood on the screen when the reviewer was asked. */
type AcceptProps = { reply: HouseholdReply; isBusy: boolean; onAccept: (seen: number) => void }

/** Accepting, with the reason in words where it is not possible. */
function Accept({ reply: { household, round }, isBusy, onAccept }: AcceptProps) {
  const { wording, words } = useOffice()
  const [askedAt, setAskedAt] = useState<number>()
  const text = wording.household
  const obstacle = obstacleToAccept(household.survey, round)
  const assessment = assessUnder(round, answersIn(household.survey))
  if (obstacle || !assessment)
    return (
      <div>
        <Button disabled aria-describedby="obstacle">
          {text.accept}
        </Button>
        <p id="obstacle">{text.cannotAccept(wording.problems[obstacle ?? 'class_undetermined'])}</p>
      </div>
    )
  // The page reloads by itself: what the reviewer was asked about must still be what stands here.
  const isChanged = askedAt !== undefined && askedAt !== household.revision
  if (askedAt === undefined || isChanged)
    return (
      <div>
        {isChanged && (
          <Notice kind="warning" live>
            <p>{wording.problems.changed_meanwhile}</p>
          </Notice>
        )}
        <Button disabled={isBusy} onClick={() => setAskedAt(household.revision)}>
          {text.accept}
        </Button>
      </div>
    )
  return (
    <Confirmation
      question={text.acceptQuestion(words.classifications[assessment.classification])}
      warning={text.acceptWarning}
      confirm={text.acceptConfirm}
      isBusy={isBusy}
      focus="confirm"
      onConfirm={() => {
        setAskedAt(undefined)
        onAccept(askedAt)
      }}
      onCancel={() => setAskedAt(undefined)}
    />
  )
}
