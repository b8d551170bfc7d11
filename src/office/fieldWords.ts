import { profileWords as measuresEn } from '#domain/wording/alkireFoster.en.ts'
import type { ProfileWords } from '#domain/wording/alkireFoster.ts'
import { profileWords as measuresVi } from '#domain/wording/alkireFoster.vi.ts'
import { checkWords as checksEn } from '#domain/wording/consistency.en.ts'
import type { CheckWords } from '#domain/wording/consistency.ts'
import { checkWords as checksVi } from '#domain/wording/consistency.vi.ts'
import { movementWords as movementEn } from '#domain/wording/movement.en.ts'
import type { MovementWords } from '#domain/wording/movement.ts'
import { movementWords as movementVi } from '#domain/wording/movement.vi.ts'
import { scorecardProblems as problemsEn } from '#domain/wording/scorecardProblems.en.ts'
import type { ScorecardProblemWords } from '#domain/wording/scorecardProblems.ts'
import { scorecardProblems as problemsVi } from '#domain/wording/scorecardProblems.vi.ts'
import { whatIf as whatIfEn } from '#domain/wording/whatIf.en.ts'
import type { WhatIfWords } from '#domain/wording/whatIf.ts'
import { whatIf as whatIfVi } from '#domain/wording/whatIf.vi.ts'
import type { Language } from '#domain/wording/words.ts'

/** The domain's words that stand apart from `Words`: the office says them all. */
export type FieldWords = {
  checks: CheckWords
  measures: ProfileWords
  movement: MovementWords
  scorecardProblems: ScorecardProblemWords
  whatIf: WhatIfWords
}

export const fieldWords: Record<Language, FieldWords> = {
  vi: { checks: checksVi, measures: measuresVi, movement: movementVi, scorecardProblems: problemsVi, whatIf: whatIfVi },
  en: { checks: checksEn, measures: measuresEn, movement: movementEn, scorecardProblems: problemsEn, whatIf: whatIfEn },
}
