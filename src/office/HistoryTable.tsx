import { placeOf } from '#domain/questionnaire/answers.ts'
import type { HistoryEntry } from '#protocol/history.ts'
import { useHistoryText } from './historyText.ts'
import { instantText } from './instant.ts'
import { useOffice } from './office.ts'
import { type Names, questionText } from './placeText.ts'
import { TableBox } from './TableBox.tsx'

type Props = {
  entries: readonly HistoryEntry[]
  names: Names
  hamlets: ReadonlyMap<string, string>
}

/** What happened to a household, entry by entry in the order given: when, who, what, and from what to what. */
export function HistoryTable({ entries, names, hamlets }: Props) {
  const { wording } = useOffice()
  const { caption, columns } = wording.history
  const rows = entries.map((entry, place) => ({ id: entries.length - place, entry }))
  return (
    <TableBox label={caption} dense>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.at}</th>
          <th scope="col">{columns.by}</th>
          <th scope="col">{columns.what}</th>
          <th scope="col">{columns.question}</th>
          <th scope="col">{columns.before}</th>
          <th scope="col">{columns.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, entry }) => (
          <Row key={id} {...{ entry, names, hamlets }} />
        ))}
      </tbody>
    </TableBox>
  )
}

function Row({ entry, names, hamlets }: Omit<Props, 'entries'> & { entry: HistoryEntry }) {
  const { words } = useOffice()
  const told = useHistoryText(hamlets)
  const place = entry.path && placeOf(entry.path)
  return (
    <tr>
      <td>{instantText(entry.at)}</td>
      <td>{entry.by}</td>
      <td>{told.what(entry)}</td>
      <td>{place ? questionText(place, names, words) : '–'}</td>
      <td>{told.before(entry)}</td>
      <td>{told.after(entry)}</td>
    </tr>
  )
}
