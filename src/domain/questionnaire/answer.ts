import { z } from 'zod/mini'

/** Two ways of not answering; a question that was not asked, or not yet, is absent. */
export const NonResponse = z.enum(['dont_know', 'refused'])
export type NonResponse = z.infer<typeof NonResponse>

/** What may be given to a question: a value of its own kind, or a non-response. */
export function answer<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.union([schema, NonResponse])
}

/** True for a value of the question's own kind: not absent, not a non-response. */
export function isGiven<Value>(given: Value | undefined): given is Exclude<Value, NonResponse | undefined> {
  return given !== undefined && given !== 'dont_know' && given !== 'refused'
}

/** Text as people type it: trimmed, single spaces, Unicode NFC, never empty. */
export function text(longest: number) {
  return z.pipe(
    z.pipe(
      z.string(),
      z.transform((typed: string) => typed.normalize('NFC').trim().replace(/\s+/g, ' ')),
    ),
    z.string().check(z.minLength(1), z.maxLength(longest)),
  )
}
