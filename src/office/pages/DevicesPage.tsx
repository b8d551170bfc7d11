import { useState } from 'react'
import { DevicesTable } from '#office/DevicesTable.tsx'
import { EnrolmentForm } from '#office/EnrolmentForm.tsx'
import { EnrolmentLink } from '#office/EnrolmentLink.tsx'
import { HeldTable } from '#office/HeldTable.tsx'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { QueryStatus } from '#office/QueryStatus.tsx'
import { useAppendix, useDevices } from '#office/queries.ts'
import { Recoveries } from '#office/Recoveries.tsx'
import { RestoredNotice } from '#office/RestoredNotice.tsx'
import type { EnrolmentReply } from '#protocol/office.ts'

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
      <RestoredNotice />
      <h2>{words.enrolTitle}</h2>
      <QueryStatus query={hamlets} />
      {hamlets.data && <EnrolmentForm hamlets={hamlets.data.hamlets} onEnrolled={show} />}
      {enrolled && <EnrolmentLink key={enrolled.enrolment.link} {...enrolled} />}
      <h2>{words.tableTitle}</h2>
      <QueryStatus query={query} />
      {query.data && (
        <DevicesTable devices={query.data.devices} hamlets={hamlets.data?.hamlets ?? []} onChanged={query.reload} />
      )}
      <Recoveries />
      <h2>{words.heldTitle}</h2>
      {query.data && <HeldTable held={query.data.held} />}
    </OfficePage>
  )
}
