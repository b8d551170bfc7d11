import { assessUnder } from '#domain/assessment/assessUnder.ts'
import { answersIn } from '#domain/household/survey.ts'
import { placeOf } from '#domain/questionnaire/answers.ts'
import { classNotes, classSentence } from '#domain/wording/findings.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { Notice } from '#ui/Notice.tsx'
import { ConsistencyChecks } from './ConsistencyChecks.tsx'
import { HouseholdState } from './HouseholdState.tsx'
import css from './HouseholdSummary.module.css'
import { heldReasonText } from './heldReason.ts'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'
import { type Names, questionText } from './placeText.ts'
import { hasStarted } from './review.ts'

type Props = { reply: HouseholdReply; names: Names }

/** Where the survey stands, the class with the rule that decided it, what to look at again, and what was received. */
export function HouseholdSummary({ reply, names }: Props) {
  const { wording, words } = useOffice()
  const { survey, listed } = reply.household
  const text = wording.household
  return (
    <div className={css.summary}>
      <p>
        {text.state}: <HouseholdState state={survey.state} hasRivals={Object.keys(survey.rivals).length > 0} />
      </p>
      {listed && (
        <p>
          {text.listed}: {words.listed[listed]}
        </p>
      )}
      <Returned reply={reply} names={names} />
      <h2>{text.resultTitle}</h2>
      <Result reply={reply} />
      <ConsistencyChecks reply={reply} />
      <Received reply={reply} />
    </div>
  )
}

/** The class by this round's answers and, once accepted, the class that was; last round's below. */
function Result({ reply: { household, round } }: { reply: HouseholdReply }) {
  const { wording, words } = useOffice()
  const { survey, previous } = household
  const text = wording.household
  const assessment = assessUnder(round, answersIn(survey))
  const accepted = survey.accepted
  const derived = assessment && words.classifications[assessment.classification]
  return (
    <>
      {!hasStarted(survey) && <p>{text.notVisited}</p>}
      {hasStarted(survey) && !assessment && <p>{text.notAssessable}</p>}
      {accepted && (
        <p className={css.class}>
          {text.accepted(words.classifications[accepted.classification], accepted.by, instantText(accepted.at))}
        </p>
      )}
      {derived && !accepted && <p className={css.class}>{derived}</p>}
      {derived && accepted && assessment.classification !== accepted.classification && <p>{text.differs(derived)}</p>}
      {assessment && <p>{classSentence(assessment, words)}</p>}
      {assessment && classNotes(assessment, words).map((note) => <p key={note}>{note}</p>)}
      {previous?.accepted && (
        <p>{text.previousClass(previous.round, words.classifications[previous.accepted.classification])}</p>
      )}
    </>
  )
}

function Returned({ reply, names }: Props) {
  const { wording, words } = useOffice()
  const returned = reply.household.survey.returned
  const place = returned && placeOf(returned.path)
  if (!returned || !place) return null
  const question = questionText(place, names, words)
  return (
    <Notice kind="warning">
      <p>{wording.household.returnedTo(question, returned.reason, returned.by, instantText(returned.at))}</p>
    </Notice>
  )
}

/** Receipts both sides can read out, and the letters that are not in the record. */
function Received({ reply: { household, held } }: { reply: HouseholdReply }) {
  const { wording } = useOffice()
  const text = wording.household
  const { receipts } = household.survey
  return (
    <>
      {held.length > 0 && (
        <Notice kind="warning" title={text.heldTitle}>
          <ul>
            {held.map((letter) => (
              <li key={`${letter.op} ${letter.receivedAt}`}>
                {text.heldLine(
                  letter.enumerator,
                  instantText(letter.receivedAt),
                  heldReasonText(letter.reason, wording),
                )}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {receipts.length > 0 && (
        <p>
          {text.receiptsTitle}:{' '}
          {receipts.map(({ receipt, at }) => text.receiptLine(receipt, instantText(at))).join('; ')}
        </p>
      )}
    </>
  )
}
