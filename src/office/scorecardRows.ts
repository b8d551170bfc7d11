import {
  areaNames,
  type Column,
  codeNamed,
  columnNames,
  type HeadPart,
  headNames,
  headSheet,
  itemSheet,
  kindNames,
  named,
  noteColumn,
} from './scorecardSheets.ts'

/** A workbook as it was read: cells are text, numbers, booleans, dates, or null where empty. */
export type Sheet = { name: string; rows: readonly (readonly unknown[])[] }

/** Where in the workbook; rows are counted from 1, as a spreadsheet shows them. */
export type Place = { sheet: string; rows: number[]; column?: string }

/** What is wrong with the form of the workbook, whatever the table says. */
export type LayoutProblem = {
  code:
    | 'sheet_missing'
    | 'sheet_twice'
    | 'sheet_unknown'
    | 'column_missing'
    | 'name_unknown'
    | 'name_twice'
    | 'cell_outside'
  sheet: string
  row?: number
  name?: string
}

/** The table as it stands in the rows, unchecked, and where each of its parts stands, by path and by id. */
export type TableInRows = { json: unknown; places: ReadonlyMap<string, Place>; problems: LayoutProblem[] }

/** Reads both sheets. `json` is undefined where a sheet or a column is missing. Checks nothing that the schema checks. */
export function tableInRows(sheets: readonly Sheet[]): TableInRows {
  const places = new Map<string, Place>()
  const find = (name: string) => sheets.find((sheet) => named(sheet.name) === named(name))
  const [head, items] = [find(headSheet), find(itemSheet)]
  const wrongSheets = [
    ...(head ? [] : [{ code: 'sheet_missing' as const, sheet: headSheet }]),
    ...(items ? [] : [{ code: 'sheet_missing' as const, sheet: itemSheet }]),
    ...sheets.filter((sheet) => sheet !== head && sheet !== items).flatMap(besideThem),
  ]
  const inHead = headIn(head?.rows ?? [], places)
  const columns = columnsIn(items?.rows ?? [])
  const problems = [...wrongSheets, ...inHead.problems, ...(items ? columns.problems : [])]
  if (problems.some(({ code }) => code === 'sheet_missing' || code === 'column_missing'))
    return { json: undefined, places, problems }
  const read = itemsIn((items?.rows ?? []).slice(1), columns.columnAt, places)
  return { json: { ...inHead.head, items: read }, places, problems }
}

/** A second sheet of the same name, and any other in which something stands; a sheet of notes may. */
function besideThem({ name, rows }: Sheet): LayoutProblem[] {
  const isNamed = [headSheet, itemSheet].some((known) => named(known) === named(name))
  if (isNamed) return [{ code: 'sheet_twice', sheet: name }]
  if (named(name) === noteColumn || rows.every((cells) => cells.every(isEmpty))) return []
  return [{ code: 'sheet_unknown', sheet: name }]
}

type Places = Map<string, Place>

function headIn(rows: Sheet['rows'], places: Places): { head: Record<string, unknown>; problems: LayoutProblem[] } {
  const head: Record<string, unknown> = {}
  const problems: LayoutProblem[] = []
  for (const [place, [name, value, _note, ...others]] of rows.entries()) {
    const row = place + 1
    for (const cell of others)
      if (!isEmpty(cell)) problems.push({ code: 'cell_outside', sheet: headSheet, row, name: String(cell) })
    if (isEmpty(name) && isEmpty(value)) continue
    const part = codeNamed(headNames, name)
    const problem = { sheet: headSheet, row, name: String(name ?? '') }
    if (part === undefined) problems.push({ code: 'name_unknown', ...problem })
    else if (places.has(part)) problems.push({ code: 'name_twice', ...problem })
    else {
      places.set(part, { sheet: headSheet, rows: [row], column: headNames[part] })
      if (!isEmpty(value)) head[part] = partValue(part, value)
    }
  }
  for (const part of Object.keys(headNames) as HeadPart[])
    if (!places.has(part)) places.set(part, { sheet: headSheet, rows: [], column: headNames[part] })
  return { head, problems }
}

function partValue(part: HeadPart, value: unknown): unknown {
  if (part === 'version' || part === 'line') return asNumber(value)
  return part === 'area' ? (codeNamed(areaNames, value) ?? value) : asText(value)
}

function columnsIn(rows: Sheet['rows']): { columnAt: (Column | undefined)[]; problems: LayoutProblem[] } {
  const header = rows[0] ?? []
  const columnAt = header.map((name) => codeNamed(columnNames, name))
  const problems: LayoutProblem[] = []
  for (const [place, name] of header.entries()) {
    const column = columnAt[place]
    const problem = { sheet: itemSheet, row: 1, name: String(name) }
    if (column === undefined && !isEmpty(name) && named(name) !== noteColumn)
      problems.push({ code: 'name_unknown', ...problem })
    if (column !== undefined && columnAt.indexOf(column) !== place) problems.push({ code: 'name_twice', ...problem })
  }
  for (const column of Object.keys(columnNames) as Column[])
    if (!columnAt.includes(column))
      problems.push({ code: 'column_missing', sheet: itemSheet, name: columnNames[column] })
  return { columnAt, problems: [...problems, ...outside(rows, header)] }
}

/** Nothing that was typed is dropped in silence: a cell under no name is said to be in the wrong place. */
function outside(rows: Sheet['rows'], header: readonly unknown[]): LayoutProblem[] {
  return rows.flatMap((cells, place) =>
    cells
      .filter((cell, column) => !isEmpty(cell) && isEmpty(header[column]))
      .map((cell) => ({ code: 'cell_outside' as const, sheet: itemSheet, row: place + 1, name: String(cell) })),
  )
}

type Line = { row: number; cells: Partial<Record<Column, unknown>> }
type Item = Line & { id: unknown; kind: unknown; options: Line[] }

function itemsIn(rows: Sheet['rows'], columnAt: readonly (Column | undefined)[], places: Places): unknown[] {
  const lines = rows.map((cells, place) => ({ row: place + 2, cells: cellsOf(cells, columnAt) }))
  const items: Item[] = []
  for (const line of lines.filter(({ cells }) => Object.keys(cells).length > 0)) {
    const above = items.at(-1)
    if (above && continues(line, above)) above.options.push(line)
    else items.push({ ...line, id: line.cells.item, kind: line.cells.kind, options: [line] })
  }
  return items.map((item, place) => itemOf(item, place, places))
}

/** Whether the line is one more option of the item above. A counted item has none. */
function continues({ cells }: Line, above: Item): boolean {
  if (above.kind === 'count') return false
  const same = (column: Column) => cells[column] === undefined || cells[column] === above.cells[column]
  return same('kind') && same('item') && same('itemLabel')
}

function itemOf({ row, cells, id, kind, options }: Item, place: number, places: Places): unknown {
  const path = `items.${place}`
  note(places, [path, String(id)], row)
  const head = { ...given('kind', cells.kind), ...given('id', id), ...given('label', cells.itemLabel) }
  const atMost = options.map((line) => line.cells.atMost).find((most) => most !== undefined)
  for (const key of ['kind', 'id', 'label', 'pointsEach', 'atMost'] as const)
    places.set(`${path}.${key}`, { sheet: itemSheet, rows: [row], column: columnNames[columnOf.item[key]] })
  if (kind === 'count') {
    const { points, ...option } = optionIn(cells) ?? {}
    const isOption = Object.keys(option).length > 0
    return {
      ...head,
      ...given('pointsEach', points),
      ...given('atMost', atMost),
      ...(isOption && { options: [option] }),
    }
  }
  const lines = options.filter((line) => optionIn(line.cells) !== undefined)
  for (const [i, line] of lines.entries()) noteOption(places, line, `${path}.options.${i}`, String(id))
  return { ...head, options: lines.map((line) => optionIn(line.cells)), ...given('atMost', atMost) }
}

function noteOption(places: Places, { row, cells }: Line, path: string, item: string): void {
  note(places, [path, `${item}:${cells.option}`], row)
  for (const key of ['id', 'label', 'points'] as const)
    places.set(`${path}.${key}`, { sheet: itemSheet, rows: [row], column: columnNames[columnOf.option[key]] })
}

/** Which column each key of the table comes from. */
const columnOf = {
  item: { kind: 'kind', id: 'item', label: 'itemLabel', pointsEach: 'points', atMost: 'atMost' },
  option: { id: 'option', label: 'optionLabel', points: 'points' },
} as const

function optionIn({ option, optionLabel, points }: Line['cells']): Record<string, unknown> | undefined {
  const read = { ...given('id', option), ...given('label', optionLabel), ...given('points', points) }
  return Object.keys(read).length > 0 ? read : undefined
}

/** One more row for each of these keys: an id that stands twice has two. */
function note(places: Places, keys: readonly string[], row: number): void {
  for (const key of keys) places.set(key, { sheet: itemSheet, rows: [...(places.get(key)?.rows ?? []), row] })
}

function cellsOf(row: readonly unknown[], columnAt: readonly (Column | undefined)[]): Line['cells'] {
  const cells: Line['cells'] = {}
  for (const [place, cell] of row.entries()) {
    const column = columnAt[place]
    if (column !== undefined && !isEmpty(cell)) cells[column] = cellValue(column, cell)
  }
  return cells
}

function cellValue(column: Column, cell: unknown): unknown {
  if (column === 'points' || column === 'atMost') return asNumber(cell)
  return column === 'kind' ? (codeNamed(kindNames, cell) ?? asText(cell)) : asText(cell)
}

function given(key: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [key]: value }
}

function isEmpty(cell: unknown): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}

function asText(cell: unknown): unknown {
  if (typeof cell === 'number') return String(cell)
  return typeof cell === 'string' ? cell.normalize('NFC').trim() : cell
}

/** A number kept as text, as spreadsheets do, is that number; anything else stays what it is, for the schema to refuse. */
function asNumber(cell: unknown): unknown {
  return typeof cell === 'string' && /^-?\d+$/.test(cell.trim()) ? Number(cell) : cell
}
