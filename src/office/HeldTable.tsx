import { Link } from 'wouter'
import type { DevicesReply } from '#protocol/office.ts'
import { decidable, heldReasonText } from './heldReason.ts'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'
import { TableBox } from './TableBox.tsx'

/** Letters that are held, each leading to what it says. */
export function HeldTable({ held }: { held: DevicesReply['held'] }) {
  const { wording } = useOffice()
  const { heldEmpty, heldCaption, heldColumns } = wording.devices
  const text = wording.held
  if (held.length === 0) return <p>{heldEmpty}</p>
  return (
    <TableBox label={heldCaption}>
      <caption>{heldCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{heldColumns.enumerator}</th>
          <th scope="col">{heldColumns.reason}</th>
          <th scope="col">{heldColumns.receivedAt}</th>
          <th scope="col">{text.title}</th>
        </tr>
      </thead>
      <tbody>
        {held.map((letter) => {
          const known = decidable(letter)
          const at = instantText(letter.receivedAt)
          return (
            <tr key={`${letter.op} ${letter.device} ${letter.receivedAt}`}>
              <th scope="row">{letter.enumerator || wording.devices.unknown}</th>
              <td>{heldReasonText(letter.reason, wording)}</td>
              <td>{at}</td>
              <td>
                {known ? (
                  <Link href={`/thu/${known.device}/${known.op}`} aria-label={text.openOf(letter.enumerator, at)}>
                    {text.open}
                  </Link>
                ) : (
                  text.notOpened
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </TableBox>
  )
}
