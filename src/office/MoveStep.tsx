import { useState } from 'react'
import type { HouseholdReply } from '#protocol/office.ts'
import { SelectField } from '#ui/Field.tsx'
import { AskedStep } from './AskedStep.tsx'
import css from './Form.module.css'
import { useOffice } from './office.ts'
import { useAppendix, useStep } from './queries.ts'
import { RefusalNotice } from './RefusalNotice.tsx'

type Props = { household: HouseholdReply['household']; reload: () => Promise<void> }

/** The household lives in another hamlet of the commune now. */
export function MoveStep({ household, reload }: Props) {
  const { wording, line, say } = useOffice()
  const step = useStep()
  const [chosen, setChosen] = useState('')
  const text = wording.moving
  const others = useAppendix().data?.hamlets.filter(({ id }) => id !== household.hamlet) ?? []
  const hamlet = others.find(({ id }) => id === chosen)
  const move = async () => {
    if (!hamlet) return
    if (await step.take(() => line.move(household.id, hamlet.id))) {
      say(text.done(hamlet.name), `/ho/${household.id}`)
      setChosen('')
    }
    await reload()
  }
  return (
    <details>
      <summary>{text.title}</summary>
      <div className={css.form}>
        <p>{text.intro}</p>
        <RefusalNotice refusal={step.refusal} wording={wording} />
        <SelectField
          label={text.hamlet}
          empty={text.choose}
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={({ target }) => setChosen(target.value)}
        />
        <AskedStep
          key={chosen}
          revision={household.revision}
          label={text.step}
          question={text.question(hamlet?.name ?? '')}
          warning={text.warning}
          confirm={text.confirm}
          isBusy={step.isBusy}
          isMissing={hamlet === undefined}
          onConfirm={() => void move()}
        />
      </div>
    </details>
  )
}
