import { z } from 'zod/mini'
import { answer } from './answer.ts'

export const Device = z.enum([
  'television',
  'radio',
  'desktop_computer',
  'fixed_telephone',
  'laptop',
  'tablet',
  'smartphone',
])
export type Device = z.infer<typeof Device>

/** Section 7: information. */
export const informationQuestions = {
  /** 7.1 At least one resident uses an internet service. */
  internet_use: answer(z.boolean()),
  /** 7.2 What the household or a resident has; none is the empty list. */
  devices: answer(z.array(Device).check(z.maxLength(7))),
} as const
