import type { FieldErrors } from 'react-hook-form'
import { z } from 'zod/mini'

/** A line of text that must not be empty: trimmed, single spaces, NFC. Its errors are `required` and `too_long`. */
export function requiredText(longest: number) {
  return z.pipe(
    z.pipe(
      z.string(),
      z.transform((typed: string) => typed.normalize('NFC').trim().replace(/\s+/g, ' ')),
    ),
    z.string().check(z.minLength(1, { error: 'required' }), z.maxLength(longest, { error: 'too_long' })),
  )
}

/** A whole number as people type it, with or without separators. Its error is `count`. */
export const typedCount = z.pipe(
  z.pipe(
    z.string(),
    z.transform((typed: string) => typed.replace(/[\s.,]/g, '')),
  ),
  z.pipe(z.string().check(z.regex(/^\d{1,7}$/, { error: 'count' })), z.transform(Number)),
)

export type FormProblem = { id: string; message: string }

/** A sentence of a form's wording; some name the control they are about. */
type Sentence = string | ((label: string) => string)

/**
 * What the form's schema found wrong, in the order of `labels`, which is the page's. A control's id is its name;
 * the schema's messages are codes, and `sentences` says each in words.
 */
export function problemsIn(
  errors: FieldErrors,
  sentences: Readonly<Record<string, Sentence>>,
  labels: Readonly<Record<string, string>>,
): FormProblem[] {
  const order = Object.keys(labels)
  return leavesOf(errors, [])
    .toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
    .map(({ id, code }) => {
      const sentence = sentences[code] ?? code
      return { id, message: typeof sentence === 'string' ? sentence : sentence(labels[id] ?? '') }
    })
}

/** The sentence beside the control of this name; undefined while there is none. */
export function problemAt(problems: readonly FormProblem[], id: string): string | undefined {
  return problems.find((problem) => problem.id === id)?.message
}

function leavesOf(value: unknown, path: string[]): { id: string; code: string }[] {
  if (typeof value !== 'object' || value === null) return []
  if ('type' in value && typeof value.type === 'string')
    return [{ id: path.join('.'), code: 'message' in value ? String(value.message) : value.type }]
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...path, key]))
}
