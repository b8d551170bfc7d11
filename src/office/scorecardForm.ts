import { standardOf } from '#domain/standard/inForce.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import type { Sheet } from './scorecardRows.ts'
import {
  areaNames,
  columnNames,
  type HeadPart,
  headNames,
  headNotes,
  headSheet,
  itemNotes,
  itemSheet,
} from './scorecardSheets.ts'

/** The round a table is made for: its standard and area, and the line where the circular has one. */
type Terms = Pick<RoundTerms, 'standard' | 'area'>

/** An empty form B1 as the sheets of a workbook, with the round's own parts filled in. */
export function emptySheets(terms: Terms): Sheet[] {
  const known: Partial<Record<HeadPart, string | number | null>> = {
    version: 1,
    standard: terms.standard,
    area: areaNames[terms.area],
    line: lineOf(terms),
  }
  const parts = Object.keys(headNames) as HeadPart[]
  return [
    {
      name: headSheet,
      rows: [
        ...parts.map((part) => [headNames[part], known[part] ?? null, headNotes[part]]),
        ...itemNotes.map((note) => [null, null, note]),
      ],
    },
    { name: itemSheet, rows: [Object.values(columnNames)] },
  ]
}

/** An empty form B1 as JSON: one item of each kind, to be filled in or taken out. */
export function emptyJson(terms: Terms): string {
  const option = { id: '', label: '', points: null }
  const form = {
    id: '',
    version: 1,
    standard: terms.standard,
    area: terms.area,
    region: '',
    source: '',
    line: lineOf(terms),
    items: [
      { kind: 'one_option', id: '', label: '', options: [option, option] },
      { kind: 'per_member', id: '', label: '', options: [option, option] },
      { kind: 'count', id: '', label: '', pointsEach: null, atMost: null },
    ],
  }
  return `${JSON.stringify(form, null, 2)}\n`
}

function lineOf({ standard, area }: Terms): number | null {
  const line = standardOf(standard)?.scoreLine ?? 'not_established'
  return line === 'not_established' ? null : line[area]
}
