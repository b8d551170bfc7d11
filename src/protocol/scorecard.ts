import { z } from 'zod/mini'
import { Classification } from '#domain/household/survey.ts'
import { Scorecard } from '#domain/standard/scorecard.ts'
import { RoundTerms } from './changes.ts'

const count = z.int().check(z.nonnegative())

/** `GET /api/office/scorecard`: the open round's terms, its table among them, and whether this is a commune of practice. */
export const ScorecardReply = z.object({ round: RoundTerms, practice: z.boolean() })
export type ScorecardReply = z.infer<typeof ScorecardReply>

/** Body of `POST /api/office/scorecard/effect`. The server reads the table with `checkScorecard`, as the office did. */
export const EffectRequest = z.object({ scorecard: z.unknown() })
export type EffectRequest = z.infer<typeof EffectRequest>

/** What loading the table would do to this round's surveys; nothing is written. */
export const ScorecardEffect = z.object({
  /** Surveys with answers that are not accepted yet: their classes are derived with the table. */
  open: count,
  /** Surveys that are accepted: decisions, which stay. */
  accepted: count,
  /** Open surveys whose class changes, by the class they have now and the one they would have. */
  changes: z.array(z.object({ from: Classification, to: Classification, households: count })),
})
export type ScorecardEffect = z.infer<typeof ScorecardEffect>

/** Which table, and which version of it. */
export const ScorecardVersion = z.pick(Scorecard, { id: true, version: true })

/** `POST /api/office/scorecard`. `replaces` is the table that the reviewer saw loaded; another one is refused, not overwritten. */
export const LoadRequest = z.object({ scorecard: z.unknown(), replaces: z.exactOptional(ScorecardVersion) })
export type LoadRequest = z.infer<typeof LoadRequest>
