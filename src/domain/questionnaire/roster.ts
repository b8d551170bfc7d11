import { z } from 'zod/mini'
import { PlainDate, PlainYear } from '#domain/units.ts'
import { answer, text } from './answer.ts'

export const Relation = z.enum([
  'head',
  'spouse',
  'child',
  'child_in_law',
  'grandchild',
  'parent',
  'grandparent',
  'sibling',
  'other_relative',
  'not_related',
])
export type Relation = z.infer<typeof Relation>

/** Codes 01–54 of the list of ethnic groups (Decision 121-TCTK/PPCĐ of 1979), 55 foreigner, 56 unknown. */
export const EthnicGroup = z.string().check(z.regex(/^(0[1-9]|[1-4]\d|5[0-6])$/))
export type EthnicGroup = z.infer<typeof EthnicGroup>

/** Section 1, per resident: who lives and eats together. */
export const rosterQuestions = {
  /** 1.1 Full name, as on the papers. */
  name: text(80),
  /** 1.2 Relation to the head of the household. */
  relation: Relation,
  /** 1.3 Sex. */
  sex: z.enum(['male', 'female']),
  /** 1.4 Birth date, or the year alone where only that is known. */
  birth: answer(z.union([PlainDate, PlainYear])),
  /** 1.5 Citizen number: 12 digits (Law on Identification 2023, art. 12). */
  citizen_number: answer(z.string().check(z.regex(/^\d{12}$/))),
  /** 1.6 Ethnic group. */
  ethnic_group: answer(EthnicGroup),
  /** 1.7 Person of merit to the revolution. */
  merit: answer(z.boolean()),
  /** 1.8 Why this resident no longer belongs to the household; residents are never deleted. */
  gone: z.enum(['died', 'moved_away', 'entered_by_mistake']),
  /** 1.9 Belongs to the household, but studies or works elsewhere for long. Asked in a round that does not count those who do. */
  away: answer(z.boolean()),
} as const
