import { Link } from 'wouter'
import type { BasisPoints } from '#domain/units.ts'
import { numberText, rateText } from '#domain/wording/numbers.ts'
import { type AppendixRow, appendixRows } from '#office/appendix.ts'
import { OfficePage } from '#office/OfficePage.tsx'
import { useOffice } from '#office/office.ts'
import { QueryStatus } from '#office/QueryStatus.tsx'
import { useAppendix } from '#office/queries.ts'
import { RestoredNotice } from '#office/RestoredNotice.tsx'
import { TableBox } from '#office/TableBox.tsx'
import { TargetChart } from '#office/TargetChart.tsx'
import css from './HamletsPage.module.css'

/** After the hamlet's name: the plan's seven columns, then how it stands now. */
const columns = [
  'people',
  'households',
  'start',
  'startRate',
  'toLift',
  'toLiftRate',
  'target',
  'poor',
  'poorRate',
  'nearPoor',
  'nearPoorRate',
  'submitted',
  'returned',
  'accepted',
  'listed',
] as const

/** The plan's appendix table, hamlet by hamlet, and how it stands today. */
export function HamletsPage() {
  const { wording, session } = useOffice()
  const query = useAppendix()
  const words = wording.hamlets
  const table = query.data && appendixRows(query.data)
  return (
    <OfficePage title={words.title(session.commune ?? '')}>
      <RestoredNotice onlyOpen />
      <QueryStatus query={query} />
      {table && (
        <>
          <TableBox label={words.scrollLabel}>
            <caption>{words.caption(query.data?.round ?? '–')}</caption>
            <Head />
            <tbody>
              {table.rows.map((row) => (
                <Row key={row.hamlet?.id} row={row} />
              ))}
            </tbody>
            <tfoot>
              <Row row={table.total} />
            </tfoot>
          </TableBox>
          <p>{words.note}</p>
          <h2>{words.chartTitle}</h2>
          <TargetChart rows={table.rows} />
          <p>
            <Link href="/dot">{wording.nextRound.title}</Link>
          </p>
        </>
      )}
    </OfficePage>
  )
}

function Head() {
  const words = useOffice().wording.hamlets
  return (
    <thead>
      <tr>
        <th scope="colgroup" colSpan={8}>
          {words.planGroup}
        </th>
        <th scope="colgroup" colSpan={4}>
          {words.nowGroup}
        </th>
        <th scope="colgroup" colSpan={4}>
          {words.progressGroup}
        </th>
      </tr>
      <tr>
        <th scope="col">{words.columns.hamlet}</th>
        {columns.map((column) => (
          <th key={column} scope="col">
            {words.columns[column]}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** One hamlet, or the total. */
function Row({ row }: { row: AppendixRow }) {
  const { wording, language } = useOffice()
  const count = (number: number) => numberText(number, language)
  const rate = (basisPoints: BasisPoints | undefined) => rateText(basisPoints, language)
  const { now, progress } = row
  const cells = {
    people: count(row.people),
    households: count(row.households),
    start: count(row.start.poor),
    startRate: rate(row.start.rate),
    toLift: count(row.toLift.households),
    toLiftRate: rate(row.toLift.rate),
    target: rate(row.target),
    poor: count(now.poor),
    poorRate: rate(now.poorRate),
    nearPoor: count(now.nearPoor),
    nearPoorRate: rate(now.nearPoorRate),
    submitted: count(progress.submitted),
    returned: count(progress.returned),
    accepted: count(progress.accepted),
    listed: count(progress.listed),
  } satisfies Record<(typeof columns)[number], string>
  return (
    <tr className={row.hamlet ? undefined : css.total}>
      <th scope="row" className={css.name}>
        {row.hamlet ? <Link href={`/thon/${row.hamlet.id}`}>{row.hamlet.name}</Link> : wording.hamlets.total}
      </th>
      {columns.map((column) => (
        <td key={column} className={css.number}>
          {cells[column]}
        </td>
      ))}
    </tr>
  )
}
