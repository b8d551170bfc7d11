import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { householdCards } from '#phone/store/households.ts'
import { syncNotes } from '#phone/store/notes.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { Unreachable } from '#phone/sync/failure.ts'
import { type Commune, communeOverHttp } from '#phone/sync/http.ts'
import { pull } from '#phone/sync/pull.ts'
import { addHouseholds } from '#server/roster.ts'
import { householdId } from '../builders.ts'
import { aCommune, aPhone, type World } from './world.ts'

const households = 40
let world: World
let vault: Vault
/** Milliseconds. */
let clock: number

beforeEach(async () => {
  await registry.vaults.clear()
  clock = Date.parse('2026-11-24T01:00:00.000Z')
  world = await aCommune({ households: 0, pageSize: 200 })
  vault = await aPhone(world)
  const numbers = Array.from({ length: households }, (_, i) => i + 1)
  await addHouseholds(
    world.store,
    numbers.map((number) => ({ id: householdId(number), hamlet: world.hamlet, number })),
  )
})

/** So many bytes of a reply come each second, and the line is cut once `life` seconds are over. */
type Speed = { bytesPerSecond: number; life: number }

/** Notes how many changes each page was asked to hold. */
function lineOf({ bytesPerSecond, life }: Speed, asked: unknown[] = []): Commune {
  return communeOverHttp(async (url, request) => {
    asked.push(JSON.parse(new TextDecoder().decode(request.body as Uint8Array)).most)
    const reply = await world.app.request(url, request)
    const seconds = (await reply.clone().text()).length / bytesPerSecond
    clock += Math.min(seconds, life) * 1_000
    if (seconds > life) throw new TypeError('Failed to fetch')
    return reply
  })
}

const speed: Speed = { bytesPerSecond: 300, life: 10 }
const now = () => new Date(clock)
const shown = async () => (await householdCards(vault)).length

/** Exchanges as the schedule begins them, until one ends well; how many it took. */
async function exchanges(line: Commune, most: number): Promise<number> {
  for (let count = 1; count <= most; count++) {
    const end = await pull(vault, line, now).catch((error: unknown) => error)
    if (!(end instanceof Unreachable)) return count
  }
  return Number.POSITIVE_INFINITY
}

describe('over a line that is cut every 10 seconds', () => {
  test('the list comes page by page, each half as large after a cut', async () => {
    const asked: unknown[] = []
    expect(await exchanges(lineOf(speed, asked), 10)).toBeLessThanOrEqual(4)
    expect(await shown()).toBe(households)
    expect(asked.slice(0, 6)).toEqual([undefined, 100, 50, 25, 12, 6])
    expect(Math.max(...(asked.slice(6) as number[]))).toBeLessThanOrEqual(6)
  })

  test('a page that stays as large would never come', async () => {
    const line = lineOf(speed)
    const { changes } = line
    line.changes = ({ most: _, ...request }, reading) => changes(request, reading)
    expect(await exchanges(line, 30)).toBe(Number.POSITIVE_INFINITY)
    expect(await shown()).toBe(0)
  })

  test('where even one household does not come in that time, the phone gives up, and tries that one again', async () => {
    const asked: unknown[] = []
    expect(await exchanges(lineOf({ bytesPerSecond: 10, life: 10 }, asked), 8)).toBe(Number.POSITIVE_INFINITY)
    expect(asked.slice(-4)).toEqual([1, 1, 1, 1])
  })
})

test('a faster line is asked for more with each page, and once it is known as another one for all there is', async () => {
  await exchanges(lineOf(speed), 10)
  expect((await syncNotes(vault.db)).pages?.cut).toBeDefined()
  await addMore(100)
  const asked: unknown[] = []
  await pull(vault, lineOf({ bytesPerSecond: 100_000, life: 10 }, asked), now)
  expect((asked as number[])[0]).toBeLessThanOrEqual(6)
  expect((await syncNotes(vault.db)).pages).toBeUndefined()
  expect(asked.at(-1)).toBeUndefined()
  expect(await shown()).toBe(households + 100)
})

test('a break at once tells nothing of the page, and is not tried again', async () => {
  let tried = 0
  const line = communeOverHttp(() => {
    tried += 1
    return Promise.reject(new TypeError('Failed to fetch'))
  })
  await expect(pull(vault, line, now)).rejects.toThrow(new Unreachable('no_line'))
  expect(tried).toBe(1)
  expect((await syncNotes(vault.db)).pages).toBeUndefined()
})

async function addMore(count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, i) => households + i + 1)
  await addHouseholds(
    world.store,
    numbers.map((number) => ({ id: householdId(number), hamlet: world.hamlet, number })),
  )
}
