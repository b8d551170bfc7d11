import { useState } from 'react'
import type { DevicesReply } from '#protocol/office.ts'
import { Button } from '#ui/Button.tsx'
import { StateTag } from '#ui/StateTag.tsx'
import { Confirmation } from './Confirmation.tsx'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'
import { useStep } from './queries.ts'
import { RefusalNotice } from './RefusalNotice.tsx'
import { TableBox } from './TableBox.tsx'

type Device = DevicesReply['devices'][number]
type Props = { devices: readonly Device[]; onRevoked: () => Promise<void> }

/** What each phone last said of itself; and the way to take its access away. */
export function DevicesTable({ devices, onRevoked }: Props) {
  const { line, wording } = useOffice()
  const step = useStep()
  const [asked, setAsked] = useState<Device>()
  const words = wording.devices
  if (devices.length === 0) return <p>{words.empty}</p>
  const revoke = async ({ id }: Device) => {
    const isDone = await step.take(() => line.revoke(id))
    if (!isDone) return
    setAsked(undefined)
    await onRevoked()
  }
  return (
    <>
      <RefusalNotice refusal={step.refusal} wording={wording} />
      {asked && (
        <Confirmation
          key={asked.id}
          question={words.revokeQuestion(asked.enumerator)}
          warning={words.revokeWarning}
          confirm={words.revokeConfirm}
          isBusy={step.isBusy}
          onConfirm={() => void revoke(asked)}
          onCancel={() => setAsked(undefined)}
        />
      )}
      <TableBox label={words.scrollLabel}>
        <caption>{words.caption}</caption>
        <Head />
        <tbody>
          {devices.map((device) => (
            <Row key={device.id} device={device} onAsk={() => setAsked(device)} />
          ))}
        </tbody>
      </TableBox>
    </>
  )
}

function Head() {
  const { columns } = useOffice().wording.devices
  return (
    <thead>
      <tr>
        <th scope="col">{columns.enumerator}</th>
        <th scope="col">{columns.hamlet}</th>
        <th scope="col">{columns.enrolledAt}</th>
        <th scope="col">{columns.lastSeenAt}</th>
        <th scope="col">{columns.waiting}</th>
        <th scope="col">{columns.build}</th>
        <th scope="col">{columns.state}</th>
        <th scope="col">{columns.action}</th>
      </tr>
    </thead>
  )
}

function Row({ device, onAsk }: { device: Device; onAsk: () => void }) {
  const { wording } = useOffice()
  const words = wording.devices
  return (
    <tr>
      <th scope="row">{device.enumerator}</th>
      <td>{device.hamlet}</td>
      <td>{instantText(device.enrolledAt)}</td>
      <td>{device.lastSeenAt ? instantText(device.lastSeenAt) : words.never}</td>
      <td>{device.waiting ?? words.unknown}</td>
      <td>{device.build ?? words.unknown}</td>
      <td>
        {device.revoked ? (
          <StateTag icon="cross" tone="attention">
            {words.revoked}
          </StateTag>
        ) : (
          <StateTag icon="check" tone="ok">
            {words.active}
          </StateTag>
        )}
      </td>
      <td>
        {device.revoked ? (
          '–'
        ) : (
          <Button kind="danger" aria-label={words.revokeOf(device.enumerator)} onClick={onAsk}>
            {words.revoke}
          </Button>
        )}
      </td>
    </tr>
  )
}
