import { Hono } from 'hono'
import { z } from 'zod/mini'
import { ClaimRequest, ConfirmRequest, EnrolmentCode, LookRequest } from '#protocol/enrolment.ts'
import { Problem } from '#protocol/problem.ts'
import type { CommuneStore } from '#server/commune.ts'
import { claim, confirm, lookAt } from '#server/enrolments.ts'
import { bearerOf, jsonOf } from './request.ts'

/** `/api/enrolment/look`, `/claim`, `/confirm`: from a link to an enrolled phone. */
export function enrolmentRoutes(store: CommuneStore): Hono {
  return new Hono()
    .post('/look', async (c) => {
      const request = await jsonOf(c, z.looseObject({}))
      return c.json(await lookAt(store, withCode(LookRequest, request).code))
    })
    .post('/claim', async (c) => {
      const request = await jsonOf(c, z.looseObject({}))
      return c.json(await claim(store, withCode(ClaimRequest, request)))
    })
    .post('/confirm', async (c) => {
      const request = await jsonOf(c, z.looseObject({}))
      await confirm(store, bearerOf(c), withCode(ConfirmRequest, request))
      return c.json({ confirmed: true })
    })
}

/** A code that no link ever had is an unknown link, and no fault of the phone. */
function withCode<Schema extends z.ZodMiniType>(schema: Schema, request: Record<string, unknown>): z.infer<Schema> {
  const parsed = schema.safeParse(request)
  if (parsed.success) return parsed.data
  const isCode = EnrolmentCode.safeParse(request.code).success
  throw new Problem(isCode ? 'invalid_request' : 'enrolment_unknown', { cause: parsed.error })
}
