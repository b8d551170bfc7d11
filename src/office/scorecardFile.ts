import { checkScorecard, type ScorecardProblem } from '#domain/standard/checkScorecard.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import { type LayoutProblem, type Place, type Sheet, tableInRows } from './scorecardRows.ts'

/** The most bytes of a file that is read; a form B1 has a few thousand. */
const fileBytes = 262_144

/** The most bytes of a table as JSON: with what stands round it, the server's limit for a request is 65,536. */
const tableBytes = 65_000

/** The most problems that are named; a longer list helps nobody. */
const mostProblems = 100

/** Why the file is not a table that can be used; `place` is where in a workbook, `count` how many more there are. */
export type FileProblem =
  | { kind: 'file'; code: 'too_large' | 'too_long' | 'unreadable' | 'too_far' }
  | { kind: 'more'; count: number }
  | { kind: 'layout'; problem: LayoutProblem }
  | { kind: 'table'; problem: ScorecardProblem; place?: Place }

/** A table that passed every check, or what is wrong; never a part of it. */
export type FileReading = { scorecard: Scorecard; problems: [] } | { scorecard?: never; problems: FileProblem[] }

/** Reads a table from a JSON file or a workbook, told apart by their first bytes. Only practice may load a sample. */
export async function readScorecardFile(file: Blob, { practice }: { practice: boolean }): Promise<FileReading> {
  if (file.size > fileBytes) return { problems: [{ kind: 'file', code: 'too_large' }] }
  const bytes = await file.arrayBuffer()
  const reading = isZip(bytes) ? await inWorkbook(bytes, practice) : inJson(bytes, practice)
  if (reading.scorecard && isTooLong(reading.scorecard)) return { problems: [{ kind: 'file', code: 'too_long' }] }
  const count = reading.problems.length - mostProblems
  if (count <= 0) return reading
  return { problems: [...reading.problems.slice(0, mostProblems), { kind: 'more', count }] }
}

function isTooLong(scorecard: Scorecard): boolean {
  return new TextEncoder().encode(JSON.stringify(scorecard)).length > tableBytes
}

function inJson(bytes: ArrayBuffer, practice: boolean): FileReading {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), composed)
  } catch {
    return { problems: [{ kind: 'file', code: 'unreadable' }] }
  }
  const { scorecard, problems } = checkScorecard(json, { practice })
  if (scorecard) return { scorecard, problems: [] }
  return { problems: problems.map((problem) => ({ kind: 'table', problem })) }
}

/** Text in Unicode NFC, also where the file writes a letter and its mark as two escapes. */
function composed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.normalize('NFC') : value
}

async function inWorkbook(bytes: ArrayBuffer, practice: boolean): Promise<FileReading> {
  const { reachesTooFar, readWorkbook } = await import('./workbook.ts')
  let sheets: Sheet[]
  try {
    if (reachesTooFar(bytes)) return { problems: [{ kind: 'file', code: 'too_far' }] }
    sheets = await readWorkbook(bytes)
  } catch {
    return { problems: [{ kind: 'file', code: 'unreadable' }] }
  }
  const { json, places, problems: layout } = tableInRows(sheets)
  const found: FileProblem[] = layout.map((problem) => ({ kind: 'layout', problem }))
  if (json === undefined) return { problems: found }
  const { scorecard, problems } = checkScorecard(json, { practice })
  if (scorecard && found.length === 0) return { scorecard, problems: [] }
  return { problems: [...found, ...(problems ?? []).map((problem) => placed(problem, places))] }
}

/** The problem with its place, and named by the column that it stands in instead of by the path. */
function placed(problem: ScorecardProblem, places: ReadonlyMap<string, Place>): FileProblem {
  const place = placeOf(problem, places)
  if (!place) return { kind: 'table', problem }
  const isPath = problem.code === 'not_understood' && place.column !== undefined
  return { kind: 'table', problem: isPath ? { ...problem, at: place.column ?? problem.at } : problem, place }
}

function placeOf({ code, at }: ScorecardProblem, places: ReadonlyMap<string, Place>): Place | undefined {
  if (code.startsWith('line_')) return places.get('line')
  const steps = at.split('.')
  const paths = steps.map((_, i) => steps.slice(0, steps.length - i).join('.'))
  return paths.map((path) => places.get(path)).find((place) => place !== undefined)
}

/** A workbook is a zip archive. */
function isZip(bytes: ArrayBuffer): boolean {
  const [first, second] = new Uint8Array(bytes)
  return first === 0x50 && second === 0x4b
}
