import { useState } from 'react'
import type { HamletId } from '#domain/ids.ts'
import { numberText } from '#domain/wording/numbers.ts'
import type { AppendixReply, DevicesReply } from '#protocol/office.ts'
import { Button } from '#ui/Button.tsx'
import { StateTag } from '#ui/StateTag.tsx'
import { Confirmation } from './Confirmation.tsx'
import { DeviceHamlet } from './DeviceHamlet.tsx'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'
import { useStep } from './queries.ts'
import { RefusalNotice } from './RefusalNotice.tsx'
import { phoneCode } from './rivalValues.ts'
import { TableBox } from './TableBox.tsx'

type Device = DevicesReply['devices'][number]
type Props = {
  devices: readonly Device[]
  hamlets: AppendixReply['hamlets']
  onChanged: () => Promise<void>
}

/** What each phone last said of itself; and the ways to take its access away and to give it another hamlet. */
export function DevicesTable({ devices, hamlets, onChanged }: Props) {
  const { line, wording, say } = useOffice()
  const step = useStep()
  const [asked, setAsked] = useState<Device>()
  const [moving, setMoving] = useState<Device>()
  const words = wording.devices
  if (devices.length === 0) return <p>{words.empty}</p>
  const revoke = async ({ id }: Device) => {
    const isDone = await step.take(() => line.revoke(id))
    if (!isDone) return
    setAsked(undefined)
    await onChanged()
  }
  const move = async ({ id, enumerator }: Device, hamlet: { id: HamletId; name: string }) => {
    if (!(await step.take(() => line.moveDevice(id, hamlet.id)))) return
    setMoving(undefined)
    say(wording.phoneHealth.moved(enumerator, hamlet.name), '/may')
    await onChanged()
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
      {moving && (
        <DeviceHamlet
          key={moving.id}
          {...{ hamlets }}
          enumerator={moving.enumerator}
          current={moving.hamlet}
          isBusy={step.isBusy}
          onMove={(hamlet) => void move(moving, hamlet)}
          onCancel={() => setMoving(undefined)}
        />
      )}
      <TableBox label={words.scrollLabel}>
        <caption>{words.caption}</caption>
        <Head />
        <tbody>
          {devices.map((device) => (
            <Row key={device.id} device={device} onAsk={() => setAsked(device)} onMove={() => setMoving(device)} />
          ))}
        </tbody>
      </TableBox>
    </>
  )
}

function Head() {
  const { wording } = useOffice()
  const { columns } = wording.devices
  const health = wording.phoneHealth
  return (
    <thead>
      <tr>
        <th scope="col">{columns.enumerator}</th>
        <th scope="col">{health.code}</th>
        <th scope="col">{columns.hamlet}</th>
        <th scope="col">{columns.enrolledAt}</th>
        <th scope="col">{columns.lastSeenAt}</th>
        <th scope="col">{columns.waiting}</th>
        <th scope="col">{columns.build}</th>
        <th scope="col">{health.storage}</th>
        <th scope="col">{health.failure}</th>
        <th scope="col">{columns.state}</th>
        <th scope="col">{columns.action}</th>
      </tr>
    </thead>
  )
}

type RowProps = { device: Device; onAsk: () => void; onMove: () => void }

function Row({ device, onAsk, onMove }: RowProps) {
  const { wording } = useOffice()
  const words = wording.devices
  return (
    <tr>
      <th scope="row">{device.enumerator}</th>
      <td>{phoneCode(device.id)}</td>
      <td>
        {device.hamlet}{' '}
        {!device.revoked && (
          <Button kind="quiet" aria-label={wording.phoneHealth.moveOf(device.enumerator)} onClick={onMove}>
            {wording.phoneHealth.move}
          </Button>
        )}
      </td>
      <td>{instantText(device.enrolledAt)}</td>
      <td>{device.lastSeenAt ? instantText(device.lastSeenAt) : words.never}</td>
      <td>{device.waiting ?? words.unknown}</td>
      <td>{device.build ?? words.unknown}</td>
      <Health device={device} />
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

/** Whether its storage is kept, and what went wrong last. */
function Health({ device: { storage, failure } }: { device: Device }) {
  const { wording, words } = useOffice()
  const text = wording.phoneHealth
  const failures: Record<string, string> = text.failures
  const used =
    storage?.usage === undefined ? [] : [text.used(numberText(Math.ceil(storage.usage / 1e6), words.language))]
  return (
    <>
      <td>
        {storage
          ? [storage.persisted ? text.persisted : text.notPersisted, ...used].join('; ')
          : wording.devices.unknown}
      </td>
      <td>
        {failure
          ? text.failed(failures[failure.code] ?? wording.devices.unknown, instantText(failure.at))
          : text.noFailure}
      </td>
    </>
  )
}
