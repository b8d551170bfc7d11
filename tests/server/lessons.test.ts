import { beforeEach, expect, test } from 'vitest'
import { writeBatch } from '#protocol/deposit.ts'
import { householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  anEnrolledPhone,
  operationOf,
  type Phone,
  postBytes,
  pull,
  sealed,
  sendOne,
  statesIn,
  type TestCommune,
} from './people.ts'

/** What went wrong in comparable systems (`docs/lessons.md`), as far as the server alone can make it impossible. */
let commune: TestCommune
let phone: Phone

beforeEach(async () => {
  commune = await aCommuneWithHouseholds({ pageSize: 2 })
  phone = await anEnrolledPhone(commune)
})

const latrine = (value: string) => ({ facts: { latrine: { value, seen: 0 } } })

test('lesson 7: one letter that comes ten times in the same moment is entered once, and answered ten times alike', async () => {
  const operation = operationOf(phone, householdId(1), latrine('none'))
  const letter = await sealed(phone, operation)
  const again = await sealed(phone, operation)
  const replies = await Promise.all(
    Array.from({ length: 10 }, async (_, i) => {
      const batch = writeBatch(`${i}`.repeat(32), [i % 2 === 0 ? letter : again])
      const response = await postBytes(commune.app, phone.deposit, batch)
      return ((await response.json()) as { results: unknown }).results
    }),
  )
  expect(new Set(replies.map((results) => JSON.stringify(results))).size).toBe(1)
  const ledger = commune.store.db.selectFrom('ledger').selectAll()
  expect(await ledger.execute()).toHaveLength(1)
  const changes = commune.store.db.selectFrom('change_log').select('seq').where('op', '=', operation.op)
  expect(await changes.execute()).toHaveLength(1)
})

test('lesson 7: the database itself takes no second row for an operation, whoever writes it', async () => {
  await sendOne(phone, operationOf(phone, householdId(1), latrine('none')))
  const row = await commune.store.db.selectFrom('ledger').selectAll().executeTakeFirstOrThrow()
  await expect(commune.store.db.insertInto('ledger').values(row).execute()).rejects.toThrow(/UNIQUE constraint/)
})

test('lesson 38: what is written in one millisecond, or after the server’s clock was set back, comes with the next pull', async () => {
  const write = async (number: number) =>
    expect(await sendOne(phone, operationOf(phone, householdId(number), latrine('none')))).toMatchObject({
      status: 'applied',
    })
  const next = async () => {
    const reply = await pull(phone, cursor)
    cursor = reply.cursor
    return statesIn(reply).map(({ household }) => household)
  }
  let { cursor } = await pull(phone, 0)
  while ((await next()).length > 0);
  await write(1)
  expect(await next()).toEqual([householdId(1)])
  await write(2)
  expect(await next()).toEqual([householdId(2)])
  commune.time.now = new Date('2024-10-19T01:00:00.000Z')
  await write(3)
  expect(await next()).toEqual([householdId(3)])
  expect(await next()).toEqual([])
})
