import type { ListId } from '#domain/household/events.ts'
import { listOf, type Movement, movementOf, type Passage } from './movement.ts'

/** The columns of reports 2 and 3, as printed. */
export const columns = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const
export type Column = (typeof columns)[number]

/** The two lines of each unit: households (Hộ) and people (Nhân khẩu). */
export type Count = { households: number; people: number }

/**
 * One unit's line in report 2 or 3: (1) at the start; out (2), (3), (4); in (5), (6), (7), (8); (9) at the end.
 * (9) is counted from the households themselves; that it equals `endByIdentity` is what tests and readers check.
 */
export type MovementRow = Record<Column, Count>

/** Report 2 (poor) and report 3 (near-poor) of one unit. */
export type MovementReports = Record<ListId, MovementRow>

/** In which column of each report a movement is counted (Circular 07/2021/TT-BLĐTBXH, reports 2 and 3). */
const columnsOf: Record<Movement, Partial<Record<ListId, Column>>> = {
  stayed_poor: {},
  left_to_near_poor: { poor: 2, near_poor: 5 },
  left_beyond_near_poor: { poor: 3 },
  other_out_of_poor: { poor: 4 },
  fell_to_poor: { poor: 5, near_poor: 3 },
  returned_to_poor: { poor: 6 },
  newly_poor: { poor: 7 },
  other_into_poor: { poor: 8 },
  stayed_near_poor: {},
  left_near_poor: { near_poor: 2 },
  other_out_of_near_poor: { near_poor: 4 },
  returned_to_near_poor: { near_poor: 6 },
  newly_near_poor: { near_poor: 7 },
  other_into_near_poor: { near_poor: 8 },
  on_neither_list: {},
}

/**
 * Reports 2 and 3 over the households of one unit. A household leaves a list, or crosses to the other, with the
 * people it had at the start. Who has come to or gone from a household that was on a list at the start and is on
 * one at the end is counted among the people of «other», (8) and (4), of the list it ends on.
 */
export function movementReports(passages: readonly Passage[]): MovementReports {
  const reports: MovementReports = { poor: emptyRow(), near_poor: emptyRow() }
  for (const passage of passages) {
    countEnds(reports, passage)
    countFlows(reports, passage)
    countChangedMembers(reports, passage)
  }
  return reports
}

/** (9) as the report's own heading reckons it: 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8. */
export function endByIdentity(row: MovementRow): Count {
  const reckon = (line: keyof Count) =>
    row[1][line] -
    row[2][line] -
    row[3][line] -
    row[4][line] +
    row[5][line] +
    row[6][line] +
    row[7][line] +
    row[8][line]
  return { households: reckon('households'), people: reckon('people') }
}

/** The line of several units together, as the commune's total. */
export function totalOf(reports: readonly MovementReports[]): MovementReports {
  const total: MovementReports = { poor: emptyRow(), near_poor: emptyRow() }
  for (const report of reports)
    for (const list of ['poor', 'near_poor'] as const)
      for (const column of columns) add(total[list][column], report[list][column])
  return total
}

function countEnds(reports: MovementReports, { start, end }: Passage): void {
  const before = listOf(start)
  const after = listOf(end)
  if (start && before) add(reports[before][1], aHouseholdOf(peopleIn(start.residents)))
  if (end && after) add(reports[after][9], aHouseholdOf(peopleIn(end.residents)))
}

function countFlows(reports: MovementReports, passage: Passage): void {
  const { poor, near_poor } = columnsOf[movementOf(passage)]
  const wasListed = listOf(passage.start) !== undefined
  const people = peopleIn((wasListed ? passage.start : passage.end)?.residents)
  if (poor) add(reports.poor[poor], aHouseholdOf(people))
  if (near_poor) add(reports.near_poor[near_poor], aHouseholdOf(people))
}

function countChangedMembers(reports: MovementReports, { start, end }: Passage): void {
  const list = listOf(end)
  if (!start || !end || !list || listOf(start) === undefined) return
  add(reports[list][4], { households: 0, people: missingFrom(end.residents, start.residents) })
  add(reports[list][8], { households: 0, people: missingFrom(start.residents, end.residents) })
}

/** How many of `residents` are not among `others`. */
function missingFrom(others: readonly string[], residents: readonly string[]): number {
  const there = new Set(others)
  return new Set(residents.filter((resident) => !there.has(resident))).size
}

/** Nobody is counted twice. */
function peopleIn(residents: readonly string[] = []): number {
  return new Set(residents).size
}

function aHouseholdOf(people: number): Count {
  return { households: 1, people }
}

function emptyRow(): MovementRow {
  return Object.fromEntries(columns.map((column) => [column, { households: 0, people: 0 }])) as MovementRow
}

function add(to: Count, count: Count): void {
  to.households += count.households
  to.people += count.people
}
