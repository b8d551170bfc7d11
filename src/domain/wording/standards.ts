import { type PartStatus, partsOf, type StandardPart } from '#domain/standard/parts.ts'
import type { Standard } from '#domain/standard/standard.ts'
import type { Words } from './words.ts'

/** What a standard says of itself: its parts by how official they are, and what its draft holds beyond this build. */
export type StandardText = {
  title: string
  parts: { status: PartStatus; title: string; names: string[] }[]
  notes: string[]
}

/** A status that no part has is left out. */
export function standardText(standard: Standard, words: Words): StandardText {
  const byStatus = partsOf(standard)
  const parts = (Object.keys(byStatus) as PartStatus[])
    .map((status) => ({
      status,
      title: words.partStatuses[status],
      names: byStatus[status].map((part) => partName(part, words)),
    }))
    .filter(({ names }) => names.length > 0)
  return {
    title: words.standards[standard.id],
    parts,
    notes: standard.draftNotes.map((note) => words.draftNotes[note]),
  }
}

function partName(part: StandardPart, { standardParts, indicators }: Words): string {
  return { ...standardParts, ...indicators }[part]
}
