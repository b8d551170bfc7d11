import type { Scorecard } from '#domain/standard/scorecard.ts'
import { useOffice } from './office.ts'
import { type Difference, differencesBetween, type Line, linesOf } from './scorecardDifferences.ts'
import { TableBox } from './TableBox.tsx'

/** Every line of the table, as its form has it. */
export function ScorecardTable({ scorecard }: { scorecard: Scorecard }) {
  const text = useOffice().wording.scorecard
  return (
    <TableBox label={text.scrollLabel} dense>
      <caption>{text.itemsCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{text.columns.item}</th>
          <th scope="col">{text.columns.option}</th>
          <th scope="col">{text.columns.points}</th>
        </tr>
      </thead>
      <tbody>
        {linesOf(scorecard).map((line) => (
          <tr key={line.key}>
            <LineName line={line} />
            <td>{line.points}</td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  )
}

/** What loading the table would change in the one in use. */
export function DifferencesTable({ now, next }: { now: Scorecard; next: Scorecard }) {
  const text = useOffice().wording.scorecard
  const differences = differencesBetween(now, next)
  if (differences.length === 0) return <p>{text.noDifferences}</p>
  return (
    <TableBox label={text.scrollLabel} dense>
      <caption>{text.differencesCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{text.columns.item}</th>
          <th scope="col">{text.columns.option}</th>
          <th scope="col">{text.columns.now}</th>
          <th scope="col">{text.columns.next}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <DifferenceRow key={difference.key} difference={difference} />
        ))}
      </tbody>
    </TableBox>
  )
}

/** Where the words of the line changed as well, the old ones stand above the new. */
function DifferenceRow({ difference: { now, next } }: { difference: Difference }) {
  const text = useOffice().wording.scorecard
  const line = next ?? now
  if (!line) return null
  return (
    <tr>
      <LineName line={line} old={next && now} />
      <td>{now ? now.points : text.absent}</td>
      <td>{next ? next.points : text.absent}</td>
    </tr>
  )
}

function LineName({ line, old }: { line: Line; old?: Line | undefined }) {
  const text = useOffice().wording.scorecard
  const itemText = ({ item, kind }: Line) => `${item} (${text.kinds[kind]})`
  const optionText = ({ option, atMost }: Line) => option ?? text.each(String(atMost))
  return (
    <>
      <th scope="row">
        <Renamed from={old && itemText(old)} to={itemText(line)} />
      </th>
      <td>
        <Renamed from={old && optionText(old)} to={optionText(line)} />
      </td>
    </>
  )
}

function Renamed({ from, to }: { from: string | undefined; to: string }) {
  if (from === undefined || from === to) return to
  return (
    <>
      <del>{from}</del> {to}
    </>
  )
}
