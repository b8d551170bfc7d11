import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { keptLetters, unsentOf } from '#phone/store/kept.ts'
import { registry } from '#phone/store/registry.ts'
import { unlock, type Vault } from '#phone/store/vault.ts'
import { communeOverHttp } from '#phone/sync/http.ts'
import { syncNow } from '#phone/sync/schedule.ts'
import { readBatch } from '#protocol/deposit.ts'
import { headerOf } from '#protocol/letter.ts'
import { certificateIn } from '#server/keyring.ts'
import { householdId } from '../builders.ts'
import { aCommune, aPhone, closeHousehold, enrolBy, ledgerOf, linkFor, type World } from './world.ts'

let world: World
/** Every letter that left the phone: whose it is, and under whose token it travelled. */
let travelled: { written: string; under: string | undefined }[]
let line: ReturnType<typeof communeOverHttp>

beforeEach(async () => {
  await registry.vaults.clear()
  world = await aCommune({ households: 6 })
  travelled = []
  line = communeOverHttp(async (url, request) => {
    const token = new Headers(request.headers).get('authorization')?.replace('Bearer ', '') ?? ''
    if (url === '/api/letters')
      for (const letter of readBatch(request.body as Uint8Array)!.letters)
        travelled.push({ written: headerOf(letter)!.device, under: certificateIn(world.store.keyring, token)?.device })
    return world.app.request(url, request)
  })
})

const states = async ({ db }: Vault) => (await keptLetters(db, 'all')).map(({ state }) => state)

test('lesson 45: two people on one phone: nothing of one is ever sent under the other’s name, whoever is at the phone', async () => {
  const thang = await aPhone(world, 'Lương Văn Thắng')
  const mai = await aPhone(world, 'Lò Thị Mai')
  for (const number of [1, 2]) await closeHousehold(thang, householdId(number), 'đi làm xa')
  await closeHousehold(mai, householdId(3), 'vắng nhà')
  for (const atThePhone of [mai, undefined, thang]) await syncNow(atThePhone, { line })
  await closeHousehold(thang, householdId(4), 'đi làm xa')
  await syncNow(mai, { line })
  expect(travelled.map(({ written }) => written).sort()).toEqual(
    [thang.device, thang.device, thang.device, mai.device].sort(),
  )
  for (const { written, under } of travelled) expect(under).toBe(written)
  expect([await states(thang), await states(mai)]).toEqual([['in', 'in', 'in'], ['in']])
  const rows = [...(await ledgerOf(world, thang.device)), ...(await ledgerOf(world, mai.device))]
  expect(rows.map(({ device }) => device)).toEqual([thang.device, thang.device, thang.device, mai.device])
})

test('lesson 45: a second enrolment leaves the first person’s unsent work and PIN as they were', async () => {
  const thang = await aPhone(world, 'Lương Văn Thắng')
  await closeHousehold(thang, householdId(1), 'đi làm xa')
  const before = await registry.vaults.get(thang.device)
  const mai = await enrolBy(world, await linkFor(world, 'Lò Thị Mai'))
  expect(await registry.vaults.get(thang.device)).toEqual(before)
  expect(mai.device).not.toBe(thang.device)
  expect(await states(thang)).toEqual(['queued'])
  expect(await unsentOf(mai.db)).toEqual({ letters: 0, households: [] })
  expect((await unlock(thang.device, '135790')).outcome).toBe('unlocked')
})

test('what is unsent is what waits or was refused, since the oldest of it was finished', async () => {
  const vault = await aPhone(world)
  const began = Date.now()
  for (const number of [1, 2, 3, 4]) await closeHousehold(vault, householdId(number), 'đi làm xa')
  const letters = await keptLetters(vault.db, 'all')
  const stand = ['in', 'held', 'refused', 'queued'] as const
  for (const [i, state] of stand.entries()) await vault.db.outbox.update(letters[i]!.op, { state })
  const unsent = await unsentOf(vault.db)
  expect(unsent).toMatchObject({ letters: 2, households: [householdId(3), householdId(4)] })
  const oldest = Date.parse(unsent.oldestAt!)
  expect(oldest).toBeGreaterThanOrEqual(began)
  expect(oldest).toBeLessThanOrEqual(Date.now())
})
