import { assessUnder } from '#domain/assessment/assessUnder.ts'
import type { Household } from '#domain/household/household.ts'
import { answersIn, type Departure } from '#domain/household/survey.ts'
import { placeOf } from '#domain/questionnaire/answers.ts'
import { classNotes, classSentence } from '#domain/wording/findings.ts'
import { lowIncomeWorkerText } from '#domain/wording/lowIncomeWorker.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import { Notice } from '#ui/Notice.tsx'
import { ConsistencyChecks } from './ConsistencyChecks.tsx'
import { useFactSentences } from './DecisionFacts.tsx'
import { fieldWords } from './fieldWords.ts'
import { HouseholdState } from './HouseholdState.tsx'
import css from './HouseholdSummary.module.css'
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
        {text.state}:{' '}
        <HouseholdState
          state={survey.state}
          hasRivals={Object.keys(survey.rivals).length > 0}
          isDeparted={survey.departed !== undefined}
        />
      </p>
      {listed && (
        <p>
          {text.listed}: {words.listed[listed]}
        </p>
      )}
      <Returned reply={reply} names={names} />
      <h2>{text.resultTitle}</h2>
      {reply.household.survey.departed ? <Departed {...reply.household.survey.departed} /> : <Result reply={reply} />}
      <Previous {...reply.household} />
      <ConsistencyChecks reply={reply} />
      <Received household={reply.household} />
    </div>
  )
}

/** The class by this round's answers and, once accepted, the class that was, with why the list changed. */
function Result({ reply: { household, round } }: { reply: HouseholdReply }) {
  const { wording, words } = useOffice()
  const sentencesOf = useFactSentences()
  const { survey } = household
  const text = wording.household
  const answers = answersIn(survey)
  const assessment = assessUnder(round, answers)
  const worker = assessment && lowIncomeWorkerText(assessment, answers, round, words)
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
      {accepted && sentencesOf(accepted).map((sentence) => <p key={sentence}>{sentence}</p>)}
      {derived && !accepted && <p className={css.class}>{derived}</p>}
      {derived && accepted && assessment.classification !== accepted.classification && <p>{text.differs(derived)}</p>}
      {assessment && <p>{classSentence(assessment, words)}</p>}
      {assessment && classNotes(assessment, words).map((note) => <p key={note}>{note}</p>)}
      {worker && <p>{worker}</p>}
    </>
  )
}

/** Instead of a class, that the household has left the list, and why. */
function Departed({ event, by, at }: Departure) {
  const { wording, language } = useOffice()
  const { events } = fieldWords[language].movement
  return <p className={css.class}>{wording.departure.told(by, instantText(at), events[event])}</p>
}

function Previous({ previous }: Pick<Household, 'previous'>) {
  const { wording, words } = useOffice()
  if (!previous?.accepted) return null
  const classification = words.classifications[previous.accepted.classification]
  return <p>{wording.household.previousClass(previous.round, classification)}</p>
}

function Returned({ reply, names }: Props) {
  const { wording, words } = useOffice()
  const returned = reply.household.survey.returned
  const place = returned && placeOf(returned.path)
  if (!returned || !place) return null
  const question = questionText(place, names, words)
  const { delivered, notDelivered } = wording.changes
  return (
    <Notice kind="warning">
      <p>{wording.household.returnedTo(question, returned.reason, returned.by, instantText(returned.at))}</p>
      {reply.household.survey.state === 'returned' && (
        <p>{reply.deliveredAt ? delivered(instantText(reply.deliveredAt)) : notDelivered}</p>
      )}
    </Notice>
  )
}

/** Receipts both sides can read out. */
function Received({ household }: Pick<HouseholdReply, 'household'>) {
  const text = useOffice().wording.household
  const { receipts } = household.survey
  if (receipts.length === 0) return null
  return (
    <p>
      {text.receiptsTitle}: {receipts.map(({ receipt, at }) => text.receiptLine(receipt, instantText(at))).join('; ')}
    </p>
  )
}
