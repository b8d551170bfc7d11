import { z } from 'zod/mini'
import { Household } from '#domain/household/household.ts'
import { emptySurvey, Field } from '#domain/household/survey.ts'
import { type HamletId, type HouseholdId, RoundId } from '#domain/ids.ts'
import { Path, schemaAt } from '#domain/questionnaire/answers.ts'

/**
 * Households of a newer server. Such a row is kept whole, as it came; here is what this build can read of it. What only
 * adds questions can be worked on: merging is by field, and nobody answers a question that is not shown. Anything else
 * is shown as far as it is understood, and nothing of it can be changed before the app is updated.
 */
export function readNewer(
  raw: unknown,
  { id, revision }: { id: HouseholdId; revision: number },
): { pulled: Household; isNewer?: true } {
  const known = Household.safeParse(withoutUnknownPaths(raw))
  if (known.success && isUnderstood(known.data)) return { pulled: known.data }
  const { number, hamlet, survey } = Readable.parse(raw)
  const fields = Object.entries(survey.fields).filter(([path, field]) => isAnswer(path, field))
  return {
    pulled: {
      id,
      hamlet: hamlet as HamletId,
      number,
      revision,
      survey: { ...emptySurvey(survey.round), state: 'submitted', fields: Object.fromEntries(fields) as never },
    },
    isNewer: true,
  }
}

/** Whether every value of this round is an answer that this build could have given. */
export function isUnderstood({ survey: { fields, rivals } }: Household): boolean {
  const values = [
    ...Object.entries(fields),
    ...Object.entries(rivals).flatMap(([path, all]) => all.map((rival) => [path, rival] as const)),
  ]
  return values.every(([path, field]) => isAnswer(path, field))
}

function isAnswer(path: string, field: unknown): boolean {
  const of = Field.safeParse(field)
  return of.success && isTaken(path, of.data.value)
}

/** Whether this build's form has the question and takes the value, or its withdrawal. */
export function isTaken(path: string, value: unknown): boolean {
  const at = Path.safeParse(path)
  return at.success && (value === null || schemaAt(at.data).safeParse(value).success)
}

const noFields = { round: '' as RoundId, fields: {} }
const Readable = z.catch(
  z.object({
    number: z.catch(z.int().check(z.nonnegative()), 0),
    hamlet: z.catch(z.string(), ''),
    survey: z.catch(
      z.object({ round: z.catch(RoundId, noFields.round), fields: z.record(z.string(), z.unknown()) }),
      noFields,
    ),
  }),
  { number: 0, hamlet: '', survey: noFields },
)

const Answers = z.looseObject({ answers: z.record(z.string(), z.unknown()) })
const Fields = z.looseObject({ fields: z.record(z.string(), z.unknown()), rivals: z.record(z.string(), z.unknown()) })
const Paths = z.looseObject({ survey: Fields, previous: z.optional(Answers) })

function withoutUnknownPaths(raw: unknown): unknown {
  const read = Paths.safeParse(raw)
  if (!read.success) return raw
  const { survey, previous, ...rest } = read.data
  return {
    ...rest,
    survey: { ...survey, fields: knownIn(survey.fields), rivals: knownIn(survey.rivals) },
    ...(previous && { previous: { ...previous, answers: knownIn(previous.answers) } }),
  }
}

function knownIn(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([path]) => Path.safeParse(path).success))
}
