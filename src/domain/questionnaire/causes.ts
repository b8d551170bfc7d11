import { z } from 'zod/mini'
import { answer } from './answer.ts'

/** The eight causes of poverty that report 10 counts, in its order. */
export const PovertyCause = z.enum([
  'no_land',
  'no_capital',
  'no_labour',
  'no_tools',
  'no_production_knowledge',
  'no_work_skills',
  'illness_or_accident',
  'other',
])
export type PovertyCause = z.infer<typeof PovertyCause>

export const SupportNeed = z.enum(['health', 'education', 'production', 'credit', 'housing', 'other'])
export type SupportNeed = z.infer<typeof SupportNeed>

/** Section 9: causes and needs, as the household names them. */
export const causesQuestions = {
  /** 9.1 Why the household is poor; several may be named, none is the empty list. */
  poverty_causes: answer(z.array(PovertyCause).check(z.maxLength(8))),
  /** 9.2 What support the household asks for. */
  support_needs: answer(z.array(SupportNeed).check(z.maxLength(6))),
} as const
