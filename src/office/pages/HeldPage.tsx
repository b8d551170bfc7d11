import { Link } from 'wouter'
import { DeviceId, OpId } from '#domain/ids.ts'
import { residentNames } from '#office/answers.ts'
import css from '#office/Form.module.css'
import { HeldChanges } from '#office/HeldChanges.tsx'
import { HeldDecision } from '#office/HeldDecision.tsx'
import { heldReasonText } from '#office/heldReason.ts'
import { instantText } from '#office/instant.ts'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { QueryStatus } from '#office/QueryStatus.tsx'
import { type HeldWithRecords, useHeld } from '#office/queries.ts'
import { phoneCode } from '#office/rivalValues.ts'
import type { HouseholdReply } from '#protocol/office.ts'
import type { HeldReply } from '#protocol/review.ts'
import { NotFoundPage } from './NotFoundPage.tsx'

/** One held letter: what it would change in every household it names, and the decision. */
export function HeldPage({ params }: { params: { device: string; op: string } }) {
  const [device, op] = [DeviceId.safeParse(params.device), OpId.safeParse(params.op)]
  if (!device.success || !op.success) return <NotFoundPage />
  return <HeldById key={op.data} device={device.data} op={op.data} />
}

function HeldById({ device, op }: { device: DeviceId; op: OpId }) {
  const { wording } = useOffice()
  const query = useHeld(device, op)
  const isGone = query.refusal === 'not_held'
  return (
    <OfficePage title={query.data ? wording.held.pageTitle(query.data.letter.enumerator) : wording.held.title}>
      <p>
        <Link href="/may">{wording.held.toPhones}</Link>
      </p>
      <QueryStatus query={query} />
      {query.data && !isGone && <Loaded {...query.data} reload={query.reload} />}
    </OfficePage>
  )
}

function Loaded({ letter, records, reload }: HeldWithRecords & { reload: () => Promise<void> }) {
  const { wording } = useOffice()
  const text = wording.held
  const revisions = [...records.values()].map(({ household }) => household.revision)
  return (
    <div className={css.form}>
      <p>
        <strong>
          {text.from(letter.enumerator, instantText(letter.receivedAt), wording.settle.phone(phoneCode(letter.device)))}
        </strong>
      </p>
      <p>{text.why(heldReasonText(letter.reason, wording))}</p>
      <p>{text.round(letter.round)}</p>
      {letter.households.map((named) => (
        <Named key={named.id} named={named} round={letter.round} record={records.get(named.id)} />
      ))}
      <HeldDecision
        letter={letter}
        isNew={letter.households.some(({ known }) => !known)}
        revision={Math.max(0, ...revisions)}
        place="/may"
        onDecided={reload}
      />
    </div>
  )
}

type NamedProps = {
  named: HeldReply['households'][number]
  round: HeldReply['round']
  record: HouseholdReply | undefined
}

function Named({ named: { id, facts }, round, record }: NamedProps) {
  const { wording } = useOffice()
  const text = wording.held
  const names = record ? residentNames(record.household) : new Map()
  return (
    <section className={css.group}>
      <h2>
        {record ? (
          <Link href={`/ho/${id}`}>{text.household(record.household.number, record.hamlet)}</Link>
        ) : (
          text.unknownHousehold
        )}
      </h2>
      <HeldChanges {...{ facts, round, names }} {...(record && { survey: record.household.survey })} />
    </section>
  )
}
