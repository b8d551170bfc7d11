import { useState } from 'react'
import { DevicesTable } from '#office/DevicesTable.tsx'
import { EnrolmentForm } from '#office/EnrolmentForm.tsx'
import { EnrolmentLink } from '#office/EnrolmentLink.tsx'
import { heldReasonText } from '#office/heldReason.ts'
import { instantText } from '#office/instant.ts'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { QueryStatus } from '#office/QueryStatus.tsx'
import { useAppendix, useDevices } from '#office/queries.ts'
import { TableBox } from '#office/TableBox.tsx'
import type { DevicesReply, EnrolmentReply } from '#protocol/office.ts'

/** The phones of the enumerators: enrol one, see how each is, revoke one; and the letters that are held. */
export function DevicesPage() {
  const { wording } = useOffice()
  const hamlets = useAppendix()
  const query = useDevices()
  const [enrolled, setEnrolled] = useState<{ enumerator: string; enrolment: EnrolmentReply }>()
  const words = wording.devices
  const show = (enumerator: string, enrolment: EnrolmentReply) => {
    setEnrolled({ enumerator, enrolment })
    void query.reload()
  }
  return (
    <OfficePage title={words.title}>
      <h2>{words.enrolTitle}</h2>
      <QueryStatus query={hamlets} />
      {hamlets.data && <EnrolmentForm hamlets={hamlets.data.hamlets} onEnrolled={show} />}
      {enrolled && <EnrolmentLink key={enrolled.enrolment.link} {...enrolled} />}
      <h2>{words.tableTitle}</h2>
      <QueryStatus query={query} />
      {query.data && <DevicesTable devices={query.data.devices} onRevoked={query.reload} />}
      <h2>{words.heldTitle}</h2>
      {query.data && <HeldTable held={query.data.held} />}
    </OfficePage>
  )
}

function HeldTable({ held }: { held: DevicesReply['held'] }) {
  const { wording } = useOffice()
  const { heldEmpty, heldCaption, heldColumns } = wording.devices
  if (held.length === 0) return <p>{heldEmpty}</p>
  return (
    <TableBox label={heldCaption}>
      <caption>{heldCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{heldColumns.enumerator}</th>
          <th scope="col">{heldColumns.reason}</th>
          <th scope="col">{heldColumns.receivedAt}</th>
        </tr>
      </thead>
      <tbody>
        {held.map((letter) => (
          <tr key={`${letter.op} ${letter.device} ${letter.receivedAt}`}>
            <th scope="row">{letter.enumerator || wording.devices.unknown}</th>
            <td>{heldReasonText(letter.reason, wording)}</td>
            <td>{instantText(letter.receivedAt)}</td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  )
}
