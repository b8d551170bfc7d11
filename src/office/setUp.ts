import { z } from 'zod/mini'
import { RoundId } from '#domain/ids.ts'
import { standardIds } from '#domain/standard/standard.ts'
import type { SetupRequest } from '#protocol/office.ts'
import { requiredText, typedCount } from './forms.ts'
import { typedDay } from './instant.ts'

export const awayResidents = ['counted', 'not_counted'] as const

/** The set-up form as it is filled in: counts and the day are text. Every message is a code of the wording. */
export const SetUp = z
  .object({
    code: requiredText(80),
    commune: requiredText(80),
    area: z.enum(['rural', 'urban']),
    round: z.string().check(z.trim(), z.regex(/^[a-z0-9-]{1,20}$/, { error: 'round' })),
    reviewDate: z.string().check(z.refine((typed) => typedDay(typed) !== undefined, { error: 'date' })),
    standard: z.enum(standardIds),
    awayResidents: z.enum(awayResidents),
    hamlets: z.array(
      z.object({ name: requiredText(80), people: typedCount, households: typedCount, toLift: typedCount }),
    ),
    reviewer: requiredText(80),
    login: requiredText(80),
    password: z
      .string()
      .check(z.minLength(10, { error: 'password_short' }), z.maxLength(200, { error: 'password_long' })),
    repeated: z.string(),
  })
  .check(
    z.refine((form) => form.password === form.repeated, { path: ['repeated'], error: 'password_differs' }),
    z.refine((form) => form.hamlets.length > 0, { path: ['hamlets'], error: 'no_hamlet' }),
  )
export type SetUp = z.infer<typeof SetUp>

export const emptyHamlet = { name: '', people: '', households: '', toLift: '0' }

export const emptySetUp: z.input<typeof SetUp> = {
  code: '',
  commune: '',
  area: 'rural',
  round: '',
  reviewDate: '',
  standard: '2022-2025',
  awayResidents: 'counted',
  hamlets: [emptyHamlet],
  reviewer: '',
  login: '',
  password: '',
  repeated: '',
}

/** The form once it has passed, as the server takes it. */
export function setupRequest(form: SetUp): SetupRequest {
  const { repeated: _, area, round, reviewDate, standard, awayResidents, ...rest } = form
  const day = typedDay(reviewDate)
  if (day === undefined) throw new RangeError('the form has not passed its schema')
  return { ...rest, area, round: { id: RoundId.parse(round), standard, area, reviewDate: day, awayResidents } }
}
