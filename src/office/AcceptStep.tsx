import { useState } from 'react'
import { assessUnder } from '#domain/assessment/assessUnder.ts'
import { crossingOf } from '#domain/household/review.ts'
import { answersIn } from '#domain/household/survey.ts'
import type { AcceptRequest, HouseholdReply } from '#protocol/office.ts'
import { Button } from '#ui/Button.tsx'
import { AskedStep } from './AskedStep.tsx'
import { type ChosenFacts, DecisionFacts, useFactSentences } from './DecisionFacts.tsx'
import { useOffice } from './office.ts'
import { fittingFacts, obstacleToAccept } from './review.ts'

type Props = { reply: HouseholdReply; isBusy: boolean; onAccept: (request: AcceptRequest) => void }

/** Accepting, with why the list changed; or the reason in words where it is not possible. */
export function AcceptStep({ reply: { household, round }, isBusy, onAccept }: Props) {
  const { wording, words } = useOffice()
  const [chosen, setChosen] = useState<ChosenFacts>({})
  const sentencesOf = useFactSentences()
  const text = wording.household
  const { survey, previous, revision } = household
  const obstacle = obstacleToAccept(survey, round)
  const assessment = assessUnder(round, answersIn(survey))
  if (obstacle || !assessment)
    return (
      <div>
        <Button disabled aria-describedby="obstacle">
          {text.accept}
        </Button>
        <p id="obstacle">{text.cannotAccept(wording.problems[obstacle ?? 'class_undetermined'])}</p>
      </div>
    )
  const crossing = crossingOf(assessment.classification, previous)
  const facts = fittingFacts(chosen, crossing)
  return (
    <>
      <DecisionFacts crossing={crossing} facts={facts} onChange={setChosen} />
      <AskedStep
        revision={revision}
        about={assessment.classification}
        label={text.accept}
        question={text.acceptQuestion(words.classifications[assessment.classification])}
        warning={[...sentencesOf(facts), text.acceptWarning].join(' ')}
        confirm={text.acceptConfirm}
        focus="confirm"
        isBusy={isBusy}
        onConfirm={(seen) => onAccept({ revision: seen, classification: assessment.classification, ...facts })}
      />
    </>
  )
}
