import { type Crossing, eventsFor, exitsFor, HouseholdEvent, ListId } from '#domain/household/events.ts'
import type { Decision } from '#domain/household/survey.ts'
import { CheckboxChoice } from '#ui/Choice.tsx'
import { SelectField } from '#ui/Field.tsx'
import { fieldWords } from './fieldWords.ts'
import { useOffice } from './office.ts'

/** Why a list changed, as far as a person knows and says. */
export type ChosenFacts = { event?: HouseholdEvent; earlierExits?: ListId[] }

type Props = { crossing: Crossing; facts: ChosenFacts; onChange: (facts: ChosenFacts) => void }

/** What a reviewer may add to a decision; nothing where no list changed, or nothing of it could be why. */
export function DecisionFacts({ crossing, facts, onChange }: Props) {
  const { wording, language } = useOffice()
  const text = wording.facts
  const { events } = fieldWords[language].movement
  const [offered, exits] = [eventsFor(crossing), exitsFor(crossing)]
  const { event: _, ...others } = facts
  return (
    <>
      {offered.length > 0 && (
        <SelectField
          id="event"
          label={text.event}
          hint={text.eventHint}
          empty={text.noEvent}
          options={offered.map((value) => ({ value, label: events[value] }))}
          value={facts.event ?? ''}
          onChange={({ target }) => {
            const event = HouseholdEvent.safeParse(target.value)
            onChange({ ...others, ...(event.success && { event: event.data }) })
          }}
        />
      )}
      {exits.length > 0 && (
        <CheckboxChoice
          name="earlierExits"
          legend={text.exits}
          hint={text.exitsHint}
          options={exits.map((value) => ({ value, label: text.exitNames[value] }))}
          values={facts.earlierExits ?? []}
          onChange={(values) =>
            onChange({ ...facts, earlierExits: ListId.options.filter((id) => values.includes(id)) })
          }
        />
      )}
    </>
  )
}

/** What was added to a decision, in sentences. */
export function useFactSentences() {
  const { wording, language } = useOffice()
  const text = wording.facts
  const { events } = fieldWords[language].movement
  return ({ event, earlierExits = [] }: Pick<Decision, 'event' | 'earlierExits'>): string[] => [
    ...(event ? [text.chosenEvent(events[event])] : []),
    ...(earlierExits.length > 0 ? [text.chosenExits(earlierExits.map((list) => text.exitNames[list]).join(', '))] : []),
  ]
}
