import { useState } from 'react'
import { departuresFor, HouseholdEvent } from '#domain/household/events.ts'
import { outcomeOf } from '#domain/household/review.ts'
import type { DepartRequest, HouseholdReply } from '#protocol/office.ts'
import { RadioChoice } from '#ui/Choice.tsx'
import { AskedStep } from './AskedStep.tsx'
import { fieldWords } from './fieldWords.ts'
import { useOffice } from './office.ts'

type Props = { reply: HouseholdReply; isBusy: boolean; onDepart: (request: DepartRequest) => void }

/** Off the hamlet's list, where the visit found that the household is no longer here; else nothing. */
export function DepartStep({ reply: { household }, isBusy, onDepart }: Props) {
  const { wording, language } = useOffice()
  const [chosen, setChosen] = useState<HouseholdEvent>()
  const { survey, revision } = household
  const { events } = fieldWords[language].movement
  const text = wording.departure
  const fitting = departuresFor(outcomeOf(survey))
  const isInDispute = Object.keys(survey.rivals).length > 0
  if (survey.state !== 'submitted' || fitting.length === 0 || isInDispute) return null
  const only = fitting.length === 1 ? fitting[0] : undefined
  const event = only ?? fitting.find((each) => each === chosen)
  return (
    <>
      <h3>{text.title}</h3>
      <p>{text.intro}</p>
      {only === undefined && (
        <RadioChoice
          name="departure"
          legend={text.why}
          options={fitting.map((value) => ({ value, label: events[value] }))}
          value={event}
          onChange={(value) => setChosen(HouseholdEvent.parse(value))}
        />
      )}
      <AskedStep
        revision={revision}
        label={text.step}
        question={text.question(event ? events[event] : '')}
        warning={text.warning}
        confirm={text.confirm}
        isBusy={isBusy}
        isMissing={event === undefined}
        onConfirm={(seen) => event && onDepart({ revision: seen, event })}
      />
    </>
  )
}
