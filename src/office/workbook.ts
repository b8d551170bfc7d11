import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/universal'
import type { Sheet } from './scorecardRows.ts'

/** How long unpacking may take: a part that is too large for this thread is left to a worker, which no page here may start. */
const patienceMs = 10_000

/** No form B1 is larger: every sheet is read as a full rectangle, so one far cell would fill the memory. */
const bounds = { rows: 5_000, columns: 60, unpackedBytes: 16_000_000 }

/** Whether a cell stands beyond 5,000 rows or 60 columns, or the parts unpack to more than 16 MB. Throws for bytes that are no zip. */
export function reachesTooFar(bytes: ArrayBuffer): boolean {
  let unpacked = 0
  const parts = unzipSync(new Uint8Array(bytes), {
    filter: ({ name, originalSize }) => {
      if (!name.endsWith('.xml')) return false
      unpacked += originalSize
      return unpacked <= bounds.unpackedBytes
    },
  })
  return unpacked > bounds.unpackedBytes || Object.values(parts).some((part) => hasFarCell(strFromU8(part)))
}

/** `r` is the address of a cell or the number of a row. An address that is none counts as far. */
function hasFarCell(xml: string): boolean {
  if (!xml.includes('sheetData')) return false
  for (const [, double, single] of xml.matchAll(/\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    const [, letters, row] = /^([A-Z]{0,3})(\d{1,7})$/.exec(double ?? single ?? '') ?? []
    if (letters === undefined || Number(row) > bounds.rows || columnNumber(letters) > bounds.columns) return true
  }
  return false
}

/** `A` is 1, `AA` is 27; 0 for none. */
function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}

/** Every sheet of an `.xlsx` file. Throws for bytes that are none. */
export async function readWorkbook(bytes: ArrayBuffer): Promise<Sheet[]> {
  const late = AbortSignal.timeout(patienceMs)
  const tooLate = new Promise<never>((_, refuse) => late.addEventListener('abort', () => refuse(late.reason)))
  const sheets = await Promise.race([readXlsxFile(bytes), tooLate])
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data }))
}

/** An `.xlsx` file of these sheets; cells are text, numbers, or empty. */
export function workbookOf(sheets: readonly Sheet[]): Uint8Array<ArrayBuffer> {
  const numbered = sheets.map((sheet, i) => ({ ...sheet, id: i + 1 }))
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${types}"><Default Extension="rels" ContentType="${rels}"/><Override PartName="/xl/workbook.xml" ContentType="${main}.main+xml"/>${numbered.map(({ id }) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${sheetType}"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${spreadsheet}" xmlns:r="${office}"><sheets>${numbered.map(({ name, id }) => `<sheet name="${escaped(name)}" sheetId="${id}" r:id="rId${id}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}">${numbered.map(({ id }) => `<Relationship Id="rId${id}" Type="${office}/worksheet" Target="worksheets/sheet${id}.xml"/>`).join('')}</Relationships>`,
  }
  for (const { id, rows } of numbered) files[`xl/worksheets/sheet${id}.xml`] = sheetXml(rows)
  const zipped = Object.entries(files).map(([path, xml]) => [path, strToU8(`${declaration}${xml}`)] as const)
  return new Uint8Array(zipSync(Object.fromEntries(zipped)))
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships'
const types = 'http://schemas.openxmlformats.org/package/2006/content-types'
const rels = 'application/vnd.openxmlformats-package.relationships+xml'
const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'

function sheetXml(rows: Sheet['rows']): string {
  const lines = rows.map(
    (cells, i) => `<row r="${i + 1}">${cells.map((cell, at) => cellXml(cell, at, i)).join('')}</row>`,
  )
  return `<worksheet xmlns="${spreadsheet}"><sheetData>${lines.join('')}</sheetData></worksheet>`
}

function cellXml(cell: unknown, column: number, row: number): string {
  if (cell === null || cell === undefined || cell === '') return ''
  const at = `${String.fromCharCode(65 + column)}${row + 1}`
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(String(cell))}</t></is></c>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
