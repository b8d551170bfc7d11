import { z } from 'zod/mini'
import { PlainDate } from '#domain/units.ts'
import { answer } from './answer.ts'

/** Section 3, per resident: health insurance and, below 16, the health station's finding on nutrition. */
export const healthQuestions = {
  /** 3.1 Has health insurance today. */
  health_insurance: answer(z.boolean()),
  /** 3.2 The finding on height and weight for age; `not_examined` is not `normal`. */
  nutrition_finding: answer(z.enum(['normal', 'stunted', 'underweight', 'stunted_and_underweight', 'not_examined'])),
  /** 3.3 Where the finding comes from. */
  nutrition_source: answer(z.enum(['health_station_list', 'school_health', 'health_book', 'other'])),
  /** 3.4 The day of the finding. */
  nutrition_date: answer(PlainDate),
} as const
