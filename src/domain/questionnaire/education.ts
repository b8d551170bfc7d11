import { z } from 'zod/mini'
import { answer } from './answer.ts'

export const SchoolingNow = z.enum([
  'none',
  'preschool',
  'primary',
  'lower_secondary',
  'upper_secondary',
  'vocational',
  'college_or_university',
])
export type SchoolingNow = z.infer<typeof SchoolingNow>

export const EducationCompleted = z.enum([
  'none',
  'primary',
  'lower_secondary',
  'upper_secondary',
  'elementary_vocational',
  'intermediate_vocational',
  'college',
  'university_or_higher',
])
export type EducationCompleted = z.infer<typeof EducationCompleted>

/** Section 4, per resident from 3 years: schooling now, and from 16 what is completed. */
export const educationQuestions = {
  /** 4.1 The level attended now. */
  schooling_now: answer(SchoolingNow),
  /** 4.2 The highest level completed. */
  education_completed: answer(EducationCompleted),
  /** 4.3 Hired, and certified by the enterprise for training on the job. */
  enterprise_certificate: answer(z.boolean()),
} as const
