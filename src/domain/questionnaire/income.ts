import { z } from 'zod/mini'
import { answer } from './answer.ts'

/** Section 8: income, as the paper form B1 scored it. */
export const incomeQuestions = {
  /** 8.1 Total points of the paper form B1, copied as written. */
  b1_points: answer(z.int().check(z.nonnegative(), z.maximum(500))),
} as const
