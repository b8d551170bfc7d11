import { Link } from 'wouter'
import type { RestoredReply } from '#protocol/officeSafety.ts'
import { Notice } from '#ui/Notice.tsx'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'
import { useRestored } from './queries.ts'

type Restored = NonNullable<RestoredReply['restored']>
type Props = {
  /** Only while a household is left that nothing has come in for since. */
  onlyOpen?: boolean
}

/** After a restore: what the phones knew and the commune's data does not. Nothing where there was none. */
export function RestoredNotice({ onlyOpen }: Props) {
  const { wording } = useOffice()
  const { restored } = useRestored().data ?? {}
  if (!restored || (onlyOpen && restored.households.every(({ changedSince }) => changedSince))) return null
  const words = wording.restored
  return (
    <Notice kind="warning" title={words.titles[restored.how](instantText(restored.at))}>
      <p>{words.text}</p>
      {restored.households.length > 0 && <p>{words.households}</p>}
      <ul>
        {restored.households.map((household) => (
          <HouseholdLine key={household.id} household={household} />
        ))}
      </ul>
      <Phones intro={words.phones} phones={restored.phones} />
      <Phones intro={words.knownAgain} phones={restored.knownAgain} />
    </Notice>
  )
}

function HouseholdLine({ household }: { household: Restored['households'][number] }) {
  const words = useOffice().wording.restored
  const { id, hamlet, number, changedSince } = household
  if (hamlet === undefined || number === undefined) return <li>{words.unknownHousehold}</li>
  return (
    <li>
      <Link href={`/ho/${id}`}>{words.household(hamlet, number)}</Link>
      {changedSince && ` (${words.changedSince})`}
    </li>
  )
}

function Phones({ intro, phones }: { intro: string; phones: Restored['phones'] }) {
  if (phones.length === 0) return null
  const names = [...new Set(phones.map(({ enumerator }) => enumerator))]
  return (
    <>
      <p>{intro}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </>
  )
}
