import { z } from 'zod/mini'
import { answer } from './answer.ts'

export const Work = z.enum([
  'wage',
  'self_employed',
  'looking_for_work',
  'studying',
  'housework',
  'unable_to_work',
  'retired',
  'not_looking',
])
export type Work = z.infer<typeof Work>

/** Section 2, per resident: work, and what makes somebody a dependant. */
export const employmentQuestions = {
  /** 2.1 What the resident mainly does. Farming one's own land is `self_employed`. */
  work: answer(Work),
  /** 2.2 For wage work: is there a labour contract? */
  work_contract: answer(z.boolean()),
  /** 2.3 Living with a disability. */
  disability: answer(z.boolean()),
  /** 2.4 Receives the monthly social allowance (trợ cấp xã hội hằng tháng). */
  monthly_allowance: answer(z.boolean()),
} as const
