import type { ScorecardProblem, ScorecardProblemCode } from '#domain/standard/checkScorecard.ts'

/** Why a scorecard's file was refused: a sentence for each problem that the check can find, in one language. */
export type ScorecardProblemWords = Record<ScorecardProblemCode, (problem: ScorecardProblem) => string>
