import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import { type FileProblem, readScorecardFile } from '#office/scorecardFile.ts'
import { emptyJson, emptySheets } from '#office/scorecardForm.ts'
import type { Sheet } from '#office/scorecardRows.ts'
import { columnNames, headNames } from '#office/scorecardSheets.ts'
import { readWorkbook, workbookOf } from '#office/workbook.ts'
import { aScorecard } from '../builders.ts'

const terms = { standard: '2022-2025', area: 'rural' } as const

const [house, cow] = aScorecard().items
const work: Scorecard['items'][number] = {
  kind: 'per_member',
  id: 'work',
  label: 'Việc làm',
  options: [
    { id: 'wage', label: 'Làm công', points: 15 },
    { id: 'none', label: 'Không', points: -5 },
  ],
}
const table = aScorecard({ version: 2, items: [house!, work, cow!] })

type Row = (string | number | null)[]

const head = (parts: Record<string, string | number | null> = {}): Row[] =>
  Object.entries({
    'mã bảng điểm': 'b1_thu',
    'phiên bản': 2,
    'chuẩn nghèo': '2022-2025',
    'khu vực': 'nông thôn',
    vùng: 'bac_trung_bo',
    nguồn: 'Phiếu B1 in của xã',
    'mức điểm': 140,
    ...parts,
  }).map(([name, value]) => [name, value])

const columns: Row = Object.values(columnNames)
const items: Row[] = [
  columns,
  ['chọn một', 'house', 'Tường nhà', 'earth', 'Đất', 100, null],
  [null, null, null, 'brick', 'Gạch', 141, null],
  ['từng người', 'work', 'Việc làm', 'wage', 'Làm công', 15, null],
  ['từng người', 'work', 'Việc làm', 'none', 'Không', -5, null],
  ['đếm', 'cow', 'Số bò', null, null, 10, 4],
]
const withRow = (row: number, cells: Row): Row[] => items.map((line, i) => (i + 1 === row ? cells : line))

const workbook = (inItems: Row[] = items, inHead: Row[] = head()): Sheet[] => [
  { name: 'Bảng điểm', rows: inHead },
  { name: 'Mục', rows: inItems },
]
const read = (sheets: Sheet[]) => readScorecardFile(new Blob([workbookOf(sheets)]), { practice: false })
const readJson = (json: unknown, practice = false) =>
  readScorecardFile(new Blob([typeof json === 'string' ? json : JSON.stringify(json)]), { practice })
const told = ({ problems }: { problems: FileProblem[] }) =>
  problems.map((found) => {
    if (found.kind === 'file') return found.code
    if (found.kind === 'more') return found.count
    if (found.kind === 'layout') return [found.problem.code, found.problem.sheet, found.problem.row, found.problem.name]
    return [found.problem.code, found.problem.at, found.place?.sheet, ...(found.place?.rows ?? [])]
  })

describe('a workbook', () => {
  test('of the two sheets is the same table as its JSON', async () => {
    expect(await read(workbook())).toEqual({ scorecard: table, problems: [] })
    expect(await readJson(table)).toEqual({ scorecard: table, problems: [] })
  })

  test('may be spaced out, noted on, and hold numbers as text and names in capitals or decomposed', async () => {
    const spaced: Row[] = [
      [...columns.map((name) => String(name).toUpperCase().normalize('NFD')), 'Ghi chú'],
      [],
      ...items.slice(1).flatMap((row): Row[] => [
        [...row, 'xem lại'],
        [null, '  '],
      ]),
    ]
    const asText = head({ 'phiên bản': '2', 'mức điểm': ' 140 ' }).map(([name, value]) => [name!, value!, 'đã xem'])
    expect(await read(workbook(spaced, asText))).toEqual({ scorecard: table, problems: [] })
  })

  test('with the same id for a second item has two items, which is refused', async () => {
    const twice = [...items, ['đếm', 'cow', 'Số trâu', null, null, 10, 4]]
    expect(told(await read(workbook(twice)))).toEqual([['duplicate_item', 'cow', 'Mục', 6, 7]])
  })

  test('with a second row of the same counted item is refused, not added up', async () => {
    const twice = [...items, [null, null, null, null, null, 20, 4]]
    expect(told(await read(workbook(twice)))).toEqual([['not_understood', 'loại', 'Mục', 7]])
  })

  test.each([
    [
      'points that are no whole number',
      withRow(3, [null, null, null, 'brick', 'Gạch', 1.5, null]),
      ['points_not_whole', 'house:brick', 'Mục', 3],
    ],
    [
      'points in words',
      withRow(3, [null, null, null, 'brick', 'Gạch', 'mười', null]),
      ['points_not_whole', 'house:brick', 'Mục', 3],
    ],
    [
      'no points',
      withRow(3, [null, null, null, 'brick', 'Gạch', null, null]),
      ['points_not_whole', 'house:brick', 'Mục', 3],
    ],
    [
      'no points for a counted thing',
      withRow(6, ['đếm', 'cow', 'Số bò', null, null, null, 4]),
      ['points_not_whole', 'cow', 'Mục', 6],
    ],
    [
      'no most for a counted thing',
      withRow(6, ['đếm', 'cow', 'Số bò', null, null, 10, null]),
      ['not_understood', 'tối đa', 'Mục', 6],
    ],
    [
      'an option of a counted thing',
      withRow(6, ['đếm', 'cow', 'Số bò', 'one', null, 10, 4]),
      ['not_understood', 'items.2', 'Mục', 6],
    ],
    [
      'a most for an option',
      withRow(2, ['chọn một', 'house', 'Tường nhà', 'earth', 'Đất', 100, 3]),
      ['not_understood', 'items.0', 'Mục', 2],
    ],
    ['a kind of no form', withRow(6, ['đo', 'cow', 'Số bò', null, null, 10, 4]), ['not_understood', 'loại', 'Mục', 6]],
    [
      'an option twice',
      withRow(3, [null, null, null, 'earth', 'Đất', 141, null]),
      ['duplicate_option', 'house:earth', 'Mục', 2, 3],
    ],
    [
      'an id that is none',
      withRow(3, [null, null, null, 'Gạch', 'Gạch', 141, null]),
      ['not_understood', 'mã lựa chọn', 'Mục', 3],
    ],
    [
      'an option without its name',
      withRow(3, [null, null, null, 'brick', null, 141, null]),
      ['not_understood', 'tên lựa chọn', 'Mục', 3],
    ],
    [
      'an item without options',
      [...items, ['chọn một', 'roof', 'Mái', null, null, null, null]],
      ['no_options', 'roof', 'Mục', 7],
    ],
  ] as [string, Row[], unknown][])('with %s is refused, and the row is named', async (_, inItems, problem) => {
    const reading = await read(workbook(inItems))
    expect(reading.scorecard).toBeUndefined()
    expect(told(reading)).toEqual([problem])
  })

  test.each([
    ['no line', { 'mức điểm': null }, ['line_missing', 'line', 'Bảng điểm', 7]],
    ['another line than the circular’s', { 'mức điểm': 120 }, ['line_differs', 'b1_thu', 'Bảng điểm', 7]],
    ['a version that is no number', { 'phiên bản': 'hai' }, ['not_understood', 'phiên bản', 'Bảng điểm', 2]],
    ['an area that is none', { 'khu vực': 'miền núi' }, ['not_understood', 'khu vực', 'Bảng điểm', 4]],
  ])('with %s is refused, and the row is named', async (_, parts, problem) => {
    expect(told(await read(workbook(items, head(parts))))).toEqual([problem])
  })

  test('says everything that is wrong at once', async () => {
    const wrong = withRow(3, [null, null, null, 'brick', 'Gạch', 1.5, null]).concat([
      ['đếm', 'cow', 'Số trâu', null, null, 'x', 4],
    ])
    const reading = await read(workbook(wrong, [...head({ nguồn: null }), ['sample', 'có']]))
    expect(told(reading)).toEqual([
      ['name_unknown', 'Bảng điểm', 8, 'sample'],
      ['not_understood', 'nguồn', 'Bảng điểm', 6],
      ['points_not_whole', 'house:brick', 'Mục', 3],
      ['points_not_whole', 'cow', 'Mục', 6, 7],
    ])
  })

  test('without a part of the first sheet names the part', async () => {
    expect(told(await read(workbook(items, head().slice(1))))).toEqual([
      ['not_understood', 'mã bảng điểm', 'Bảng điểm'],
    ])
  })

  test.each([
    ['a sheet', [{ name: 'Bảng điểm', rows: head() }], [['sheet_missing', 'Mục', undefined, undefined]]],
    [
      'both sheets',
      [{ name: 'Sheet1', rows: items }],
      [
        ['sheet_missing', 'Bảng điểm', undefined, undefined],
        ['sheet_missing', 'Mục', undefined, undefined],
        ['sheet_unknown', 'Sheet1', undefined, undefined],
      ],
    ],
    ['a column', workbook(items.map((row) => row.slice(0, 6))), [['column_missing', 'Mục', undefined, 'tối đa']]],
  ])('without %s names it', async (_, sheets, problems) => {
    expect(told(await read(sheets as Sheet[]))).toEqual(problems)
  })

  test.each([
    ['under no name', items.map((row, i) => (i === 2 ? [...row, 'thừa'] : row)), ['cell_outside', 'Mục', 3, 'thừa']],
    [
      'under a name of nobody’s',
      items.map((row, i) => [...row, i === 0 ? 'trọng số' : 1]),
      ['name_unknown', 'Mục', 1, 'trọng số'],
    ],
    [
      'under a name that stands twice',
      items.map((row, i) => [...row, i === 0 ? 'điểm' : 1]),
      ['name_twice', 'Mục', 1, 'điểm'],
    ],
  ] as [string, Row[], unknown][])('with cells %s is refused, not read in part', async (_, inItems, problem) => {
    const reading = await read(workbook(inItems))
    expect(reading.scorecard).toBeUndefined()
    expect(told(reading)).toEqual([problem])
  })

  test('with a cell beside the notes of the first sheet is refused', async () => {
    const beside = head().map((row, i): Row => (i === 6 ? [...row, null, 175] : row))
    expect(told(await read(workbook(items, beside)))).toEqual([['cell_outside', 'Bảng điểm', 7, '175']])
    const below = [...head(), [null, null, null, 'thừa']]
    expect(told(await read(workbook(items, below)))).toEqual([['cell_outside', 'Bảng điểm', 8, 'thừa']])
  })

  test('with items in one more sheet is refused, not read in part', async () => {
    const second = { name: 'mục ', rows: items }
    expect(told(await read([...workbook(), second]))).toEqual([['sheet_twice', 'mục ', undefined, undefined]])
    const other = { name: 'Mục 2', rows: items }
    expect(told(await read([...workbook(), other]))).toEqual([['sheet_unknown', 'Mục 2', undefined, undefined]])
  })

  test('may have empty sheets and a sheet of notes', async () => {
    const beside = [
      { name: 'Sheet3', rows: [] },
      { name: 'Ghi chú', rows: [['chép ngày 3/9']] },
    ]
    expect((await read([...workbook(), ...beside])).scorecard).toEqual(table)
  })

  test.each([
    ['of zero-width spaces', '\u200b\u200b'],
    ['with a control character in it', 'Tường\u0007 nhà'],
    ['of dashes', '--'],
  ])('with a name %s is refused', async (_, label) => {
    const invisible = withRow(2, ['chọn một', 'house', label, 'earth', 'Đất', 100, null])
    const json = { ...table, items: [{ ...table.items[0]!, label }, ...table.items.slice(1)] }
    expect((await read(workbook(invisible))).scorecard).toBeUndefined()
    expect(told(await readJson(json))).toEqual([['not_understood', 'items.0.label', undefined]])
  })

  test('with a name of two lines is read', async () => {
    const json = { ...table, items: [{ ...table.items[0]!, label: 'Tường nhà\n(chính)' }, ...table.items.slice(1)] }
    expect((await readJson(json)).problems).toEqual([])
  })

  test('with a part twice is refused', async () => {
    const twice = [...head(), ['Mức điểm', 150]]
    expect(told(await read(workbook(items, twice)))).toEqual([['name_twice', 'Bảng điểm', 8, 'Mức điểm']])
  })
})

/** Each character as one byte, as older programs write it. */
function latin1(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff)
}

function escaped(json: string): string {
  return json.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

describe('a file', () => {
  test.each([
    ['of an older spreadsheet program', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])],
    ['that was cut short', workbookOf(workbook()).slice(0, 400)],
    ['of text', 'mã bảng điểm;phiên bản'],
    ['with nothing in it', ''],
    ['of JSON in another encoding than UTF-8', latin1(JSON.stringify({ ...table, source: 'Phiếu đã ký' }))],
  ])('%s is not read', async (_, content) => {
    expect(await readScorecardFile(new Blob([content]), { practice: false })).toEqual({
      problems: [{ kind: 'file', code: 'unreadable' }],
    })
  })

  test.each([
    ['in letters and marks apart', JSON.stringify(table).normalize('NFD')],
    ['in letters and marks apart, as escapes', escaped(JSON.stringify(table).normalize('NFD'))],
  ])('of JSON %s is read as one letter each', async (_, json) => {
    expect(json).not.toBe(JSON.stringify(table))
    expect(await readScorecardFile(new Blob([json]), { practice: false })).toEqual({ scorecard: table, problems: [] })
  })

  test('larger than any form B1 is not read', async () => {
    expect(told(await readJson(`"${'x'.repeat(262_144)}"`))).toEqual(['too_large'])
  })

  test('longer than a request to the server may be is refused here, to the byte', async () => {
    const option = (id: number, label: string) => ({ id: `o${id}`, label, points: id })
    const item = (id: number, labels: string[]) => ({
      kind: 'one_option' as const,
      id: `m${id}`,
      label: 'Mục',
      options: labels.map((label, i) => option(i, label)),
    })
    const options = Array.from({ length: 60 }, () => 'Lựa chọn '.repeat(4).trim())
    const items = Array.from({ length: 11 }, (_, id) => item(id, options))
    const bytesOf = (json: object) => new TextEncoder().encode(JSON.stringify(json)).length
    const wanted = 65_000
    const sized = (bytes: number): Scorecard => {
      let rest = bytes - bytesOf({ ...table, items })
      const grown = items.map((each) => ({
        ...each,
        options: each.options.map((one) => {
          const more = Math.min(rest, 150)
          rest -= more
          return { ...one, label: one.label + 'x'.repeat(more) }
        }),
      }))
      expect([rest, bytesOf({ ...table, items: grown })]).toEqual([0, bytes])
      return { ...table, items: grown }
    }
    expect((await readJson(sized(wanted))).scorecard).toBeDefined()
    expect(told(await readJson(sized(wanted + 1)))).toEqual(['too_long'])
  })

  /** The workbook with other text in the XML of its second sheet. */
  const patched = (from: string, to: string) => {
    const parts = unzipSync(workbookOf(workbook()))
    const path = 'xl/worksheets/sheet2.xml'
    const xml = new TextDecoder().decode(parts[path])
    expect(xml).toContain(from)
    return readScorecardFile(new Blob([zipSync({ ...parts, [path]: strToU8(xml.replace(from, to)) })]), {
      practice: false,
    })
  }

  test.each([
    ['a cell in the last corner', '</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'],
    ['a cell in the 61st column', '</row></sheetData>', "<c r='BI6'><v>1</v></c></row></sheetData>"],
    ['a row after the 5,000th', '</sheetData>', '<row r="5001"></row></sheetData>'],
    ['a row whose number is written otherwise', '</sheetData>', '<row r="9e5"></row></sheetData>'],
    ['more than 16 MB of it', '<sheetData>', `${' '.repeat(16_000_001)}<sheetData>`],
  ])('with %s is not read', async (_, from, to) => {
    expect(told(await patched(from, to))).toEqual(['too_far'])
  })

  test('with an empty row 5,000 and an empty cell in the 60th column is read', async () => {
    const reading = await patched('</row></sheetData>', '<c r="BH6"/></row><row r="5000"></row></sheetData>')
    expect(reading).toEqual({ scorecard: table, problems: [] })
  })

  test('of which very much is wrong names a hundred problems and counts the others', async () => {
    const wrong = { kind: 'count', id: 'Cow', label: '', pointsEach: 1.5, atMost: 0 }
    const found = told(await readJson({ ...table, items: Array.from({ length: 90 }, () => wrong) }))
    expect(found).toHaveLength(101)
    expect(found.at(-1)).toBe(171)
  })

  test('of JSON names the place in it', async () => {
    const [house, ...others] = table.items
    expect(told(await readJson({ ...table, version: 'hai', items: [{ ...house, options: [] }, ...others] }))).toEqual([
      ['not_understood', 'version', undefined],
      ['no_options', 'house', undefined],
    ])
  })

  test('with the sample is read where the program is tried out, and nowhere else', async () => {
    expect(told(await readJson(sampleScorecard))).toEqual([['sample_not_allowed', 'sample_rural', undefined]])
    expect(await readJson(sampleScorecard, true)).toEqual({ scorecard: sampleScorecard, problems: [] })
  })
})

describe('the empty form', () => {
  test('as a workbook has both sheets with every name, what the round fixes, and no points', async () => {
    const sheets = await readWorkbook(workbookOf(emptySheets(terms)).buffer)
    expect(sheets.map(({ name }) => name)).toEqual(['Bảng điểm', 'Mục'])
    const names = Object.values(headNames)
    expect(sheets[0]!.rows.slice(0, names.length).map(([name, value]) => [name, value])).toEqual([
      ['mã bảng điểm', null],
      ['phiên bản', 1],
      ['chuẩn nghèo', '2022-2025'],
      ['khu vực', 'nông thôn'],
      ['vùng', null],
      ['nguồn', null],
      ['mức điểm', 140],
    ])
    expect(sheets[1]!.rows).toEqual([columns])
  })

  test('filled in is a table', async () => {
    const [first] = emptySheets(terms)
    const filled = first!.rows.map(([name, value, note]) => [
      name,
      value ?? head().find(([of]) => of === name)?.[1],
      note,
    ])
    const reading = await read([
      { name: 'Bảng điểm', rows: filled },
      { name: 'Mục', rows: items },
    ])
    expect(reading).toEqual({ scorecard: { ...table, version: 1 }, problems: [] })
  })

  test('left empty is refused, as a workbook and as JSON', async () => {
    expect((await read(emptySheets(terms))).problems.length).toBeGreaterThan(0)
    expect((await readJson(emptyJson(terms))).problems.length).toBeGreaterThan(0)
  })

  test('of a standard without an established line leaves the line open', () => {
    expect(JSON.parse(emptyJson({ standard: '2027-2030', area: 'urban' }))).toMatchObject({ area: 'urban', line: null })
  })
})
