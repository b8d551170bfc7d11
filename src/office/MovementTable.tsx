import type { ListId } from '#domain/household/events.ts'
import { type Count, columns, type MovementRow } from '#domain/profile/movementReport.ts'
import { numberText } from '#domain/wording/numbers.ts'
import { Notice } from '#ui/Notice.tsx'
import { fieldWords } from './fieldWords.ts'
import { isReckoned, reckoningText } from './figures.ts'
import css from './MovementTable.module.css'
import { useOffice } from './office.ts'
import { TableBox } from './TableBox.tsx'

const lines = ['households', 'people'] as const satisfies readonly (keyof Count)[]

type Unit = { id: string; name: string; row: MovementRow }
type Props = { list: ListId; hamlets: readonly Unit[]; total: MovementRow }

/** Report 2 or 3 as it is printed: two lines for each hamlet and for the commune, and the sum that column (9) must be. */
export function MovementTable({ list, hamlets, total }: Props) {
  const { wording, language } = useOffice()
  const text = wording.movement
  const words = fieldWords[language].movement
  const { title } = words.reports[list]
  const broken = hamlets.filter(({ row }) => !isReckoned(row))
  return (
    <section aria-label={title} className={css.report}>
      <h2>{title}</h2>
      <TableBox label={text.scrollLabel(title)} dense>
        <caption className={css.caption}>{title}</caption>
        <Head list={list} />
        {hamlets.map(({ id, name, row }) => (
          <tbody key={id}>
            <Lines name={name} row={row} />
          </tbody>
        ))}
        <tfoot className={css.total}>
          <Lines name={text.total} row={total} />
        </tfoot>
      </TableBox>
      {lines.map((line) => (
        <p key={line}>{text.reckoning(words.lines[line], reckoningText(total, line, language))}</p>
      ))}
      {broken.length === 0 ? (
        <p>{text.holds}</p>
      ) : (
        <Notice kind="problem">
          <p>{text.broken(broken.map(({ name }) => name).join(', '))}</p>
        </Notice>
      )}
    </section>
  )
}

function Head({ list }: { list: ListId }) {
  const { wording, language } = useOffice()
  const text = wording.movement
  const titles = fieldWords[language].movement.reports[list].columns
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          {text.hamlet}
        </th>
        <th scope="col" rowSpan={2}>
          {text.line}
        </th>
        {columns.map((column) => (
          <th key={column} scope="col" className={css.column}>
            {titles[column]}
          </th>
        ))}
      </tr>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col" className={css.number}>
            {column === 9 ? text.endColumn : `(${column})`}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** Households, and below them their people. */
function Lines({ name, row }: { name: string; row: MovementRow }) {
  const { language } = useOffice()
  const words = fieldWords[language].movement
  return lines.map((line, place) => (
    <tr key={line}>
      {place === 0 && (
        <th scope="rowgroup" rowSpan={lines.length}>
          {name}
        </th>
      )}
      <th scope="row" className={css.line}>
        {words.lines[line]}
      </th>
      {columns.map((column) => (
        <td key={column} className={css.number}>
          {numberText(row[column][line], language)}
        </td>
      ))}
    </tr>
  ))
}
