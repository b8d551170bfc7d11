import { type ReactNode, useEffect, useState } from 'react'
import type { HouseholdId } from '#domain/ids.ts'
import { Opening } from '#phone/pages/Opening.tsx'
import { type DraftLock, holdDraft } from '#phone/shell/draftLock.ts'
import { useWords } from '#phone/wording/language.tsx'
import { Button } from '#ui/Button.tsx'
import { Notice } from '#ui/Notice.tsx'

type Props = { id: HouseholdId; readOnly: (notice: ReactNode) => ReactNode; children: ReactNode }

/** A household's survey in one window at a time: a second one shows the household, and offers to go on there. */
export function OneWindow({ id, readOnly, children }: Props) {
  const [lock, setLock] = useState<DraftLock>('asking')
  const [takeOvers, setTakeOvers] = useState(0)
  useEffect(() => holdDraft(id, setLock, { steal: takeOvers > 0 }), [id, takeOvers])
  if (lock === 'asking') return <Opening />
  if (lock === 'held') return children
  return readOnly(<Elsewhere onTakeOver={() => setTakeOvers((count) => count + 1)} />)
}

function Elsewhere({ onTakeOver }: { onTakeOver: () => void }) {
  const { elsewhere: words } = useWords()
  return (
    <Notice kind="warning" title={words.title}>
      <p>{words.text}</p>
      <Button onClick={onTakeOver}>{words.takeOver}</Button>
    </Notice>
  )
}
