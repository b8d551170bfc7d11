import { useController, useFormContext, useWatch } from 'react-hook-form'
import type { z } from 'zod/mini'
import { standards } from '#domain/standard/inForce.ts'
import { partsOf } from '#domain/standard/parts.ts'
import type { Standard } from '#domain/standard/standard.ts'
import { dateText } from '#domain/wording/numbers.ts'
import { RadioChoice } from '#ui/Choice.tsx'
import { Notice } from '#ui/Notice.tsx'
import { typedDay } from './instant.ts'
import { StandardParts } from './OtherStandards.tsx'
import { useOffice } from './office.ts'
import { awayResidents, type SetUp } from './setUp.ts'

type Form = z.input<typeof SetUp>

/** What the round judges by: the standard, with what of it is a draft, and whom it counts. */
export function TermsFields() {
  const { setUp, terms } = useOffice().wording
  const { control } = useFormContext<Form>()
  const standard = useController({ control, name: 'standard' }).field
  const away = useController({ control, name: 'awayResidents' }).field
  return (
    <>
      <RadioChoice
        id="standard"
        legend={setUp.standard}
        name={standard.name}
        value={standard.value}
        options={standards.map(({ id, inForce: { from, until } }) => ({
          value: id,
          label: terms.inForce(setUp.standards[id], dateText(from), dateText(until)),
        }))}
        onChange={standard.onChange}
      />
      <OutOfForce />
      {standards.filter(hasDrafts).map((each) => (
        <div key={each.id}>
          <p>{setUp.standards[each.id]}</p>
          <StandardParts standard={each} />
        </div>
      ))}
      <RadioChoice
        id="awayResidents"
        legend={terms.awayResidents}
        hint={terms.awayResidentsHint}
        name={away.name}
        value={away.value}
        options={awayResidents.map((value) => ({ value, label: terms.awayResidentsOptions[value] }))}
        onChange={away.onChange}
      />
    </>
  )
}

/** Once a day is typed on which the chosen standard is not in force. */
function OutOfForce() {
  const { setUp, terms } = useOffice().wording
  const { control } = useFormContext<Form>()
  const [reviewDate, id] = useWatch({ control, name: ['reviewDate', 'standard'] })
  const day = typedDay(reviewDate)
  const chosen = standards.find((standard) => standard.id === id)
  if (day === undefined || !chosen) return null
  if (chosen.inForce.from <= day && day <= chosen.inForce.until) return null
  return (
    <Notice kind="warning" live>
      <p>{terms.outOfForce(setUp.standards[chosen.id])}</p>
    </Notice>
  )
}

function hasDrafts(standard: Standard): boolean {
  return partsOf(standard).draft.length > 0
}
