import { Link } from 'wouter'
import { HouseholdState } from './HouseholdState.tsx'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'
import type { QueueHousehold } from './queue.ts'
import { TableBox } from './TableBox.tsx'

/** Households line by line, in the order given; each leads to its page. */
export function HouseholdsTable({ households }: { households: readonly QueueHousehold[] }) {
  const { wording } = useOffice()
  const { columns, caption, scrollLabel } = wording.hamlet
  return (
    <TableBox label={scrollLabel} dense>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.number}</th>
          <th scope="col">{columns.head}</th>
          <th scope="col">{columns.residents}</th>
          <th scope="col">{columns.listed}</th>
          <th scope="col">{columns.state}</th>
          <th scope="col">{columns.start}</th>
          <th scope="col">{columns.now}</th>
          <th scope="col">{columns.receivedAt}</th>
        </tr>
      </thead>
      <tbody>
        {households.map((household) => (
          <Row key={household.id} household={household} />
        ))}
      </tbody>
    </TableBox>
  )
}

function Row({ household }: { household: QueueHousehold }) {
  const { wording, words } = useOffice()
  const { id, number, head, residents, listed, state, start, now, departed, hasRivals, receivedAt } = household
  return (
    <tr>
      <td>{number > 0 ? number : '–'}</td>
      <th scope="row">
        <Link href={`/ho/${id}`}>{head || wording.hamlet.unnamed}</Link>
      </th>
      <td>{residents}</td>
      <td>{listed ? words.listed[listed] : '–'}</td>
      <td>
        <HouseholdState state={state} hasRivals={hasRivals} isDeparted={departed !== undefined} />
      </td>
      <td>{start ? words.classifications[start] : '–'}</td>
      <td>{now ? words.classifications[now] : '–'}</td>
      <td>{receivedAt ? instantText(receivedAt) : '–'}</td>
    </tr>
  )
}
