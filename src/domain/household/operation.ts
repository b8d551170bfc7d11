import { z } from 'zod/mini'
import { DeviceId, HamletId, HouseholdId, OpId, RoundId } from '#domain/ids.ts'
import { type AnswerValue, Path, schemaAt } from '#domain/questionnaire/answers.ts'
import { Instant } from '#domain/units.ts'

/** A change-log number: a household's revision, a field's stamp, a phone's cursor. 0 is before everything. */
export const Revision = z.int().check(z.nonnegative())
export type Revision = z.infer<typeof Revision>

/** An answer, or null where an answer is withdrawn. */
export type FactValue = AnswerValue | null

/** One answer given, and the household's revision at which its author last saw that path. */
export const Fact = z.strictObject({
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
  seen: Revision,
})
export type Fact = z.infer<typeof Fact>

/** Path → fact. Every value has passed the schema of its question, so text is NFC and trimmed. */
export const Facts = z.pipe(
  z.record(z.string(), Fact),
  z.transform((facts, context): Record<Path, Fact> => {
    const parsed: Record<string, Fact> = {}
    for (const [key, fact] of Object.entries(facts)) {
      const value = parsedValue(key, fact.value)
      if (value === undefined)
        context.issues.push({ code: 'custom', input: fact.value, path: [key], message: 'invalid_answer' })
      else parsed[key] = { ...fact, value }
    }
    return parsed
  }),
)
export type Facts = Record<Path, Fact>

/** A step of the review, with the state its author expects to find. Enumerators only ever submit. */
export const Move = z.strictObject({
  to: z.literal('submitted'),
  expected: z.enum(['not_started', 'submitted', 'returned']),
})
export type Move = z.infer<typeof Move>

/** What an operation does to one household. `hamlet` stands only where the household is new, and creates it. */
export const HouseholdChange = z.strictObject({
  hamlet: z.optional(HamletId),
  facts: Facts,
  move: z.optional(Move),
})
export type HouseholdChange = z.infer<typeof HouseholdChange>

/**
 * One change made on one device: a survey finished, closed as incomplete, or corrected. Never per answer.
 * `n` is the device's own counter and orders its operations; `at` is device time, a label only;
 * `after` is the device's previous operation on one of these households.
 */
export const Operation = z.strictObject({
  op: OpId,
  device: DeviceId,
  n: z.int().check(z.positive()),
  round: RoundId,
  households: z.record(HouseholdId, HouseholdChange),
  after: z.optional(OpId),
  at: Instant,
})
export type Operation = z.infer<typeof Operation>

/** The same operation always gives the same text, whatever the order of its keys: what the ledger hashes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
}

function parsedValue(key: string, value: FactValue): FactValue | undefined {
  const path = Path.safeParse(key)
  if (!path.success) return undefined
  if (value === null) return null
  const parsed = schemaAt(path.data).safeParse(value)
  return parsed.success ? parsed.data : undefined
}
