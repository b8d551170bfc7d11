import { z } from 'zod/mini'
import { answer } from './answer.ts'

export const WaterSource = z.enum([
  'piped',
  'drilled_well',
  'protected_dug_well',
  'protected_spring',
  'rain',
  'bottled',
  'unprotected_dug_well',
  'unprotected_spring',
  'river_or_pond',
  'other',
])
export type WaterSource = z.infer<typeof WaterSource>

export const Latrine = z.enum([
  'septic',
  'pour_flush',
  'ventilated_improved_pit',
  'pit_with_seat',
  'double_vault',
  'single_vault_or_open_pit',
  'over_water',
  'none',
  'other',
])
export type Latrine = z.infer<typeof Latrine>

/** Section 6: drinking and domestic water, the latrine, the livestock. */
export const waterAndSanitationQuestions = {
  /** 6.1 Main source of water for eating and drinking. */
  water_source: answer(WaterSource),
  /** 6.2 The latrine mainly used. */
  latrine: answer(Latrine),
  /** 6.3 Where livestock is kept; the commune's plan (III.2.2) asks for it, no indicator does. */
  livestock_shed: answer(z.enum(['no_livestock', 'hygienic_shed', 'unhygienic_shed', 'under_or_beside_the_house'])),
} as const
