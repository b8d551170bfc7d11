import type { z } from 'zod/mini'
import { RoundId } from '#domain/ids.ts'
import { standardIds } from '#domain/standard/standard.ts'
import type { RoundTerms } from '#protocol/changes.ts'
import type { NextRoundRequest } from '#protocol/office.ts'
import { typedDay } from './instant.ts'
import { awayResidents, type SetUp } from './setUp.ts'

type Form = z.input<typeof SetUp>

/** The terms of the open round that the next begins with. */
export function keptFrom(round: RoundTerms): Partial<Form> {
  const standard = standardIds.find((id) => id === round.standard)
  return { ...(standard && { standard }), awayResidents: round.awayResidents ?? awayResidents[0] }
}

/** The form while it is being filled in. */
type Typed = { [Field in 'round' | 'reviewDate' | 'standard' | 'awayResidents']?: Form[Field] | undefined }

/** What the form asks for, once its name and its day are whole; undefined before. */
export function nextRoundRequest(
  ends: RoundId,
  { round, reviewDate, standard, awayResidents }: Typed,
): NextRoundRequest | undefined {
  const id = RoundId.safeParse(round?.trim())
  const day = typedDay(reviewDate ?? '')
  if (!id.success || day === undefined || standard === undefined) return undefined
  return { ends, round: { id: id.data, standard, reviewDate: day, ...(awayResidents && { awayResidents }) } }
}
