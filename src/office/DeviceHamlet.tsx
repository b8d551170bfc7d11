import { useState } from 'react'
import type { HamletId } from '#domain/ids.ts'
import type { AppendixReply } from '#protocol/office.ts'
import { Button } from '#ui/Button.tsx'
import { SelectField } from '#ui/Field.tsx'
import css from './Form.module.css'
import { useOffice } from './office.ts'

type Props = {
  enumerator: string
  /** Where the phone's enumerator works now, by name. */
  current: string
  hamlets: AppendixReply['hamlets']
  isBusy: boolean
  onMove: (hamlet: { id: HamletId; name: string }) => void
  onCancel: () => void
}

/** In which hamlet the phone's enumerator works from now on. */
export function DeviceHamlet({ enumerator, current, hamlets, isBusy, onMove, onCancel }: Props) {
  const { wording } = useOffice()
  const [chosen, setChosen] = useState('')
  const text = wording.phoneHealth
  const others = hamlets.filter(({ name }) => name !== current)
  const hamlet = others.find(({ id }) => id === chosen)
  return (
    <section className={css.group} aria-label={text.moveTitle(enumerator)}>
      <h3>{text.moveTitle(enumerator)}</h3>
      <p>{text.moveWarning}</p>
      <SelectField
        id="device-hamlet"
        autoFocus
        label={text.hamlet}
        empty={text.choose}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        onChange={({ target }) => setChosen(target.value)}
      />
      <div className={css.actions}>
        <Button disabled={isBusy || !hamlet} onClick={() => hamlet && onMove(hamlet)}>
          {text.moveConfirm}
        </Button>
        <Button kind="secondary" onClick={onCancel}>
          {wording.cancel}
        </Button>
      </div>
    </section>
  )
}
