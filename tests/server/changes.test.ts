import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { ChangesReply } from '#protocol/changes.ts'
import { expanded } from '#protocol/condensed.ts'
import { aHousehold, householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  aFinishedSurvey,
  anEnrolledPhone,
  aSignedInDesk,
  operationOf,
  type Phone,
  post,
  problemOf,
  pull,
  sendOne,
  statesIn,
  type TestCommune,
} from './people.ts'

let commune: TestCommune
let phone: Phone

beforeEach(async () => {
  commune = await aCommuneWithHouseholds({ pageSize: 2 })
  phone = await anEnrolledPhone(commune)
})

const asked = async (request: object) =>
  ChangesReply.parse(await (await post(commune.app, '/api/changes', request, phone.reading)).json())

/** Follows the cursor to the end, as a phone does; the households of each page. */
async function pages(cursor = 0): Promise<{ pages: string[][]; cursor: number }> {
  const found: string[][] = []
  for (let at = cursor; ; ) {
    const reply = await pull(phone, at)
    found.push(statesIn(reply).map(({ household }) => household))
    at = reply.cursor
    if (!reply.more) return { pages: found, cursor: at }
  }
}

describe('a pull', () => {
  test('lesson 32: from the start brings the whole hamlet and no other, two by two', async () => {
    const pulled = await pages()
    expect(pulled.pages).toEqual([[1, 2].map(householdId), [3, 4].map(householdId), [householdId(5)]])
    expect((await pull(phone, pulled.cursor)).changes).toEqual([])
  })

  test('brings a household changed twice once, at the number of its last change', async () => {
    const { cursor } = await pages()
    await sendOne(phone, operationOf(phone, householdId(1), { facts: { latrine: { value: 'none', seen: 0 } } }))
    await sendOne(phone, operationOf(phone, householdId(2), { facts: { latrine: { value: 'none', seen: 0 } } }))
    await sendOne(phone, operationOf(phone, householdId(1), { facts: { latrine: { value: 'septic', seen: 0 } } }))
    const reply = await pull(phone, cursor)
    expect(statesIn(reply).map(({ household }) => household)).toEqual([householdId(2), householdId(1)])
    expect(statesIn(reply).map(({ seq, state }) => [seq, state.revision])).toEqual([
      [cursor + 2, cursor + 2],
      [cursor + 3, cursor + 3],
    ])
    expect(reply).toMatchObject({ cursor: cursor + 3, more: false })
  })

  test('passes over the changes of other hamlets', async () => {
    const { cursor } = await pages()
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan', hamlet: 'lang-gio' })
    await sendOne(other, operationOf(other, householdId(6), { facts: {} }))
    expect(await pull(phone, cursor)).toMatchObject({ changes: [], cursor: cursor + 1, more: false })
  })

  test('brings what the office did', async () => {
    await sendOne(phone, operationOf(phone, householdId(1), aFinishedSurvey(aHousehold())))
    const { cursor } = await pages()
    const desk = await aSignedInDesk(commune)
    const { revision } = (await desk.household(householdId(1))).household
    await desk.post(`households/${householdId(1)}/return`, { revision, path: 'latrine', reason: 'Xem lại nhà tiêu' })
    const [change] = statesIn(await pull(phone, cursor))
    expect(change?.state.survey).toMatchObject({
      state: 'returned',
      returned: { path: 'latrine', reason: 'Xem lại nhà tiêu', by: 'Lê Thị Hoài' },
    })
  })

  test('says what the phone needs to know of its commune', async () => {
    expect((await pull(phone, 0)).facts).toEqual({
      commune: 'Bình Lương',
      hamlet: { id: 'lang-mai', name: 'Làng Mài', households: 98, people: 464 },
      enumerator: 'Lương Văn Thịnh',
      round: { id: '2024', standard: '2022-2025', area: 'rural', reviewDate: '2024-10-15', awayResidents: 'counted' },
    })
  })

  test('with a cursor of another database is told to start again', async () => {
    expect(await pull(phone, 0, 'another')).toMatchObject({
      reset: true,
      changes: [],
      cursor: 0,
      epoch: commune.store.epoch,
    })
  })

  test('leaves out the facts that the phone has, until they change or another build may read more in them', async () => {
    const ask = async (more: object) => {
      const request = { cursor: 0, schema: 1, build: '2024.10', ...more }
      return ChangesReply.parse(await (await post(commune.app, '/api/changes', request, phone.reading)).json())
    }
    const { facts, factsTag } = await ask({})
    expect(facts?.enumerator).toBe('Lương Văn Thịnh')
    const again = await ask({ factsTag })
    expect([again.facts, again.factsTag, again.changes.length]).toEqual([undefined, undefined, 2])
    expect((await ask({ factsTag, build: '2024.11' })).facts).toEqual(facts)
    await commune.store.db.updateTable('hamlets').set({ people: 465 }).where('id', '=', 'lang-mai').execute()
    const changed = await ask({ factsTag })
    expect(changed.facts?.hamlet.people).toBe(465)
    expect(changed.factsTag).not.toBe(factsTag)
  })

  test.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
  ])(
    'lesson 44: is compressed for a phone that reads %s, and stays below a tenth',
    async (accepted, encoding, decompress) => {
      const whole = await aCommuneWithHouseholds()
      const other = await anEnrolledPhone(whole)
      for (const number of [1, 2, 3, 4, 5])
        await sendOne(other, operationOf(other, householdId(number), aFinishedSurvey(aHousehold())))
      const response = await whole.app.request('/api/changes', {
        method: 'POST',
        headers: { authorization: `Bearer ${other.reading}`, 'accept-encoding': accepted },
        body: JSON.stringify({ cursor: 0, schema: 1 }),
      })
      expect(response.headers.get('content-encoding')).toBe(encoding)
      const bytes = Buffer.from(await response.arrayBuffer())
      const text = decompress(bytes).toString()
      expect(ChangesReply.parse(JSON.parse(text)).changes).toHaveLength(5)
      expect(bytes.length).toBeLessThan(text.length / 10)
    },
  )

  test('brings no more than was asked for, and never more than the server gives', async () => {
    const counts = []
    for (const most of [1, 2, 200]) {
      const reply = await asked({ cursor: 0, schema: 1, most })
      counts.push([reply.changes.length, reply.more])
    }
    expect(counts).toEqual([
      [1, true],
      [2, true],
      [2, true],
    ])
    const { cursor, mark } = await asked({ cursor: 0, schema: 1, most: 1 })
    expect(statesIn(await asked({ cursor, mark, schema: 1 })).map(({ household }) => household)).toEqual(
      [2, 3].map(householdId),
    )
  })

  test('tells a state in few bytes to a phone that reads it so, and as it is stored to any other', async () => {
    const { cursor } = await pages()
    await sendOne(phone, operationOf(phone, householdId(1), { facts: { latrine: { value: 'none', seen: 0 } } }))
    const request = { cursor, mark: phone.marks.get(cursor), epoch: commune.store.epoch }
    const replies = [1, 2].map((schema) => post(commune.app, '/api/changes', { ...request, schema }, phone.reading))
    const [plain, short] = await Promise.all((await Promise.all(replies)).map((reply) => reply.json()))
    expect(ChangesReply.parse(plain).changes).toMatchObject([{ household: householdId(1) }])
    expect(plain.changes).not.toEqual(short.changes)
    const whole = short.changes.map((change: { state: unknown }) => ({ ...change, state: expanded(change.state) }))
    expect(whole).toEqual(plain.changes)
  })

  test('tells the office when the phone was last there, what waits on it, and its build', async () => {
    await post(commune.app, '/api/changes', { cursor: 0, schema: 1, waiting: 3, build: '2024.10' }, phone.reading)
    const { devices } = (await (await (await aSignedInDesk(commune)).get('devices')).json()) as { devices: unknown[] }
    expect(devices).toMatchObject([
      { id: phone.device, lastSeenAt: '2024-10-20T01:00:00.000Z', waiting: 3, build: '2024.10' },
    ])
  })
})

describe('a pull is refused', () => {
  test.each([[''], ['nonsense']])('under the token %j', async (token) => {
    const response = await post(commune.app, '/api/changes', { cursor: 0, schema: 1 }, token)
    expect(await problemOf(response)).toEqual({ status: 401, problem: 'not_authorised' })
  })

  test('under the deposit token: that one may only deposit', async () => {
    const response = await post(commune.app, '/api/changes', { cursor: 0, schema: 1 }, phone.deposit)
    expect(response.status).toBe(401)
  })

  test('to a revoked phone', async () => {
    await (await aSignedInDesk(commune)).post(`devices/${phone.device}/revoke`)
    const response = await post(commune.app, '/api/changes', { cursor: 0, schema: 1 }, phone.reading)
    expect(await problemOf(response)).toEqual({ status: 403, problem: 'device_revoked' })
  })

  test('without a cursor', async () => {
    const response = await post(commune.app, '/api/changes', { schema: 1 }, phone.reading)
    expect(await problemOf(response)).toEqual({ status: 400, problem: 'invalid_request' })
  })
})
