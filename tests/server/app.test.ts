import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { ProblemReply } from '#protocol/enrolment.ts'
import { problems } from '#protocol/problem.ts'
import { startSession } from '#server/accounts/sessions.ts'
import { householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  anEnrolledPhone,
  aSignedInDesk,
  type Phone,
  postBytes,
  problemOf,
  reviewer,
  type TestCommune,
} from './people.ts'

let commune: TestCommune
let phone: Phone
let session: string

beforeAll(async () => {
  commune = await aCommuneWithHouseholds()
  phone = await anEnrolledPhone(commune)
  session = await startSession(commune.store, reviewer.login)
})

const id = householdId(1)
const doors = [
  'changes',
  'enrolment/look',
  'enrolment/claim',
  'enrolment/confirm',
  'office/session',
  'office/setup',
  `office/households/${id}/accept`,
  `office/households/${id}/return`,
  'office/enrolments',
]
const through = (door: string, body: string | Uint8Array<ArrayBuffer>) => {
  const authorization = { authorization: `Bearer ${phone.reading}` }
  return door.startsWith('office/')
    ? deskPost(door.slice('office/'.length), body)
    : commune.app.request(`/api/${door}`, { method: 'POST', headers: authorization, body })
}
const deskPost = (path: string, body: string | Uint8Array<ArrayBuffer>) => {
  const headers = { 'x-so-thon': '1', cookie: `so_thon_session=${session}` }
  return commune.app.request(`/api/office/${path}`, { method: 'POST', headers, body })
}

describe('whatever is sent', () => {
  test('is answered with a refusal of the table, never with a fault, and nothing of the validation leaks', async () => {
    const bodies = fc.oneof(
      fc.json(),
      fc.string(),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from(bytes)),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...doors), bodies, async (door, body) => {
        const response = await through(door, body)
        expect(response.status, door).toBeGreaterThanOrEqual(400)
        expect(response.status, door).toBeLessThan(500)
        const reply = (await response.json()) as object
        expect(Object.keys(reply)).toEqual(['problem'])
        expect(problems).toHaveProperty(ProblemReply.parse(reply).problem, response.status)
      }),
      { numRuns: 500 },
    )
    expect(commune.logged).toEqual([])
  })

  test('as letters is answered letter by letter or refused whole, never with a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const response = await postBytes(commune.app, phone.deposit, Uint8Array.from(bytes))
        expect([200, 400]).toContain(response.status)
      }),
      { numRuns: 200 },
    )
  })

  test.each(doors)('at %s, too long, is refused before it is read to its end', async (door) => {
    const response = await through(door, new Uint8Array(65_537).fill(32))
    expect(await problemOf(response)).toEqual({ status: 413, problem: 'too_large' })
  })
})

test('an unknown address under /api is a JSON refusal, whatever the method', async () => {
  for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
    expect(await problemOf(await commune.app.request('/api/unknown', { method }))).toEqual({
      status: 404,
      problem: 'not_found',
    })
})

test('a fault is logged once and says nothing of itself', async () => {
  const broken = await aCommuneWithHouseholds()
  const reader = await aSignedInDesk(broken)
  await sql`drop table surveys`.execute(broken.store.db)
  const response = await reader.get('appendix')
  expect(await response.json()).toEqual({ problem: 'server_fault' })
  expect(response.status).toBe(500)
  expect(broken.logged).toHaveLength(1)
  expect(broken.logged[0]).toContain('GET /api/office/appendix')
})
