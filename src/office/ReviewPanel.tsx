import { useLocation } from 'wouter'
import type { HouseholdId } from '#domain/ids.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import type { HistoryEntry } from '#protocol/history.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { AcceptStep } from './AcceptStep.tsx'
import type { AnswerGroup } from './answers.ts'
import { DepartStep } from './DepartStep.tsx'
import css from './Form.module.css'
import { useOffice } from './office.ts'
import type { Names } from './placeText.ts'
import { useStep } from './queries.ts'
import { RefusalNotice } from './RefusalNotice.tsx'
import { ReturnForm } from './ReturnForm.tsx'
import { WhatChanged } from './WhatChanged.tsx'

type Props = {
  reply: HouseholdReply
  head: string
  groups: readonly AnswerGroup[]
  names: Names
  history: readonly HistoryEntry[] | undefined
  /** The question in dispute that was chosen elsewhere on the page. */
  returnTo: Path | undefined
  /** The household to go on to. */
  next: HouseholdId | undefined
  reload: () => Promise<void>
}

/** The reviewer's step: accept, take off the list, or return to one question; then on to the next household that waits. */
export function ReviewPanel(props: Props) {
  const { wording, line, say } = useOffice()
  const [, navigate] = useLocation()
  const { reply, head, names, history, next, reload } = props
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
      <WhatChanged household={reply.household} {...{ history, names }} />
      <RefusalNotice refusal={step.refusal} wording={wording} />
      <AcceptStep
        reply={reply}
        isBusy={step.isBusy}
        onAccept={(request) => void take(() => line.accept(id, request), text.acceptDone(head))}
      />
      <DepartStep
        reply={reply}
        isBusy={step.isBusy}
        onDepart={(request) => void take(() => line.depart(id, request), wording.departure.done(head))}
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
