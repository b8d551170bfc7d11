import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { keptLetters, unsentOf } from '#phone/store/kept.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { answerInFile, handoverOf, takeAnswer } from '#phone/sync/handover.ts'
import { DepositReply, writeBatch } from '#protocol/deposit.ts'
import type { AnsweredOperations, HandoverAnswer } from '#protocol/handover.ts'
import { readHandover } from '#protocol/handover.ts'
import { answerIn, fragmentOf } from '#protocol/handoverLink.ts'
import { takeInHandover } from '#server/handover.ts'
import { householdId } from '../../builders.ts'
import { aCommune, aPhone, closeHousehold, ledgerOf, syncPhone, type World } from '../../journeys/world.ts'

let world: World
beforeEach(async () => {
  await registry.vaults.clear()
  world = await aCommune()
})

const states = async ({ db }: Vault) => (await keptLetters(db, 'all')).map(({ state }) => state)
const everything = async ({ db }: Vault) =>
  JSON.stringify(await Promise.all(db.tables.map((table) => table.toArray())), (_, value) =>
    value instanceof Uint8Array ? value.join() : value,
  )

async function read(vault: Vault, choice: 'not_in' | 'all' = 'not_in') {
  const made = await handoverOf(vault, choice, new Date('2024-10-20T02:00:00Z'))
  const found = readHandover(new Uint8Array(await made!.file.arrayBuffer()))
  if (found.outcome !== 'read') throw new Error(found.outcome)
  return { ...found, name: made!.file.name }
}

/** What the commune's server makes of a file's letters, in the words of an answer. */
async function answered(vault: Vault, letters: Uint8Array[]): Promise<AnsweredOperations> {
  const { deposit } = (await registry.vaults.get(vault.device))!
  const response = await world.app.request('/api/letters', {
    method: 'POST',
    headers: { authorization: `Bearer ${deposit}`, 'content-type': 'application/octet-stream' },
    body: writeBatch('0'.repeat(32), letters),
  })
  const { epoch, serverTime: at, results } = DepositReply.parse(await response.json())
  return { device: vault.device, epoch, at, results }
}

async function signed(vault: Vault, operations: AnsweredOperations, token = vault.reading): Promise<HandoverAnswer> {
  const body = JSON.stringify(operations)
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(token),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const signature = Buffer.from(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(body)))
  return { body, signature: signature.toString('base64url') }
}

describe('letters as a file', () => {
  test('hold exactly those not in the record, or all, and who may hand them over; nothing changes', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    await syncPhone(world, vault)
    await closeHousehold(vault, householdId(2), 'vắng nhà')
    const before = await everything(vault)
    const { letters, head, name, isCut } = await read(vault)
    const kept = await keptLetters(vault.db, 'all')
    expect(kept.map(({ state }) => state)).toEqual(['in', 'queued'])
    expect(letters).toEqual([kept[1]!.bytes])
    expect((await read(vault, 'all')).letters).toEqual(kept.map(({ bytes }) => bytes))
    expect(await everything(vault)).toBe(before)
    const { deposit } = (await registry.vaults.get(vault.device))!
    const proof = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(deposit)))
    expect(head).toEqual({
      count: 1,
      certificate: deposit!.split('.')[0],
      proof: proof.toString('base64url'),
      savedAt: '2024-10-20T02:00:00.000Z',
      epoch: world.store.epoch,
    })
    expect(JSON.stringify(head)).not.toContain(deposit)
    expect(name).toMatch(/^so-thon-lang-mai-2024-10-20\.sothon$/)
    expect(isCut).toBe(false)
  })

  test('a phone with nothing to hand over makes no file', async () => {
    const vault = await aPhone(world)
    expect(await handoverOf(vault, 'not_in')).toBeUndefined()
  })
})

describe('the commune’s answer', () => {
  test('settles exactly the operations it names', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    const { letters } = await read(vault)
    await closeHousehold(vault, householdId(2), 'vắng nhà')
    const told = await takeAnswer(vault, await signed(vault, await answered(vault, letters)))
    expect(told).toMatchObject({ outcome: 'settled', answered: { in: 1, queued: 0 } })
    const [first, second] = await keptLetters(vault.db, 'all')
    expect([first!.state, second!.state]).toEqual(['in', 'queued'])
    expect(first!.receipt).toMatch(/^\w{3}-\w{2}$/)
    expect((await unsentOf(vault.db)).letters).toBe(1)
    expect(await ledgerOf(world, vault.device)).toHaveLength(1)
  })

  test('to a file that the office took in settles what it held, however often the file is brought', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    await closeHousehold(vault, householdId(2), 'vắng nhà')
    const file = new Uint8Array(await (await handoverOf(vault, 'not_in'))!.file.arrayBuffer())
    const { answer, qr } = await takeInHandover(world.store, file, 'office:hoa')
    expect(qr).toBeDefined()
    await takeInHandover(world.store, file, 'office:hoa')
    expect(await takeAnswer(vault, await answerIn(fragmentOf(answer)))).toMatchObject({ answered: { in: 2 } })
    expect((await syncPhone(world, vault)).outcome).toBe('done')
    expect(await ledgerOf(world, vault.device)).toHaveLength(2)
  })

  test('comes by the link of a QR code and as a file alike', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    const answer = await signed(vault, await answered(vault, (await read(vault)).letters))
    expect(await answerIn(fragmentOf(answer))).toEqual(answer)
    expect(answerInFile(JSON.stringify(answer))).toEqual(answer)
    for (const fragment of ['', '!', 'AAAA', fragmentOf(answer).slice(0, -8)])
      expect(await answerIn(fragment)).toBeUndefined()
    expect(answerInFile('{}')).toBeUndefined()
    expect(await takeAnswer(vault, undefined)).toEqual({ outcome: 'not_an_answer' })
    expect(await takeAnswer(vault, { ...answer, body: '[]' })).toEqual({ outcome: 'not_an_answer' })
  })

  test('of another epoch, for another device or with another signature changes nothing', async () => {
    const vault = await aPhone(world)
    const other = await aPhone(world, 'Lò Thị Mai')
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    const operations = await answered(vault, (await read(vault)).letters)
    const before = await everything(vault)
    expect(await takeAnswer(vault, await signed(vault, { ...operations, epoch: 'another' }))).toEqual({
      outcome: 'other_epoch',
    })
    expect(await takeAnswer(other, await signed(vault, operations))).toEqual({ outcome: 'other_device' })
    const forged = await signed(vault, operations, other.reading)
    expect(await takeAnswer(vault, forged)).toEqual({ outcome: 'not_signed' })
    const good = await signed(vault, operations)
    const altered = { ...good, body: good.body.replace('"results"', ' "results"') }
    expect(await takeAnswer(vault, altered)).toEqual({ outcome: 'not_signed' })
    expect(await takeAnswer(vault, { ...good, signature: 'x' })).toEqual({ outcome: 'not_signed' })
    expect(await everything(vault)).toBe(before)
    expect(await states(other)).toEqual([])
  })

  test('read twice, or after the network had a newer one, takes nothing back', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    const operations = await answered(vault, (await read(vault)).letters)
    const older = await signed(vault, {
      ...operations,
      results: operations.results.map(({ op }) => ({ op, status: 'held', reason: 'waiting_for_predecessor' })),
    })
    expect(await takeAnswer(vault, older)).toMatchObject({ answered: { held: 1 } })
    const oldest = operations.results.map(({ op }) => ({ op, status: 'later' as const }))
    const told = await takeAnswer(vault, await signed(vault, { ...operations, results: oldest }))
    expect(told).toMatchObject({ answered: { held: 1, queued: 0 } })
    expect(await states(vault)).toEqual(['held'])
    await takeAnswer(vault, await signed(vault, operations))
    expect(await states(vault)).toEqual(['in'])
    const before = await everything(vault)
    expect(await takeAnswer(vault, older)).toMatchObject({ answered: { in: 1, held: 0 } })
    expect(await takeAnswer(vault, await signed(vault, operations))).toMatchObject({ answered: { in: 1 } })
    expect(await everything(vault)).toBe(before)
  })

  test('about operations that this phone does not have settles none', async () => {
    const vault = await aPhone(world)
    const op = '018f0000-0000-7000-8000-000000000000' as AnsweredOperations['results'][number]['op']
    const told = await takeAnswer(
      vault,
      await signed(vault, {
        device: vault.device,
        epoch: world.store.epoch,
        at: '2024-10-20T02:00:00Z',
        results: [{ op, status: 'applied' }],
      }),
    )
    expect(told).toMatchObject({ outcome: 'settled', answered: { in: 0 } })
    expect(await states(vault)).toEqual([])
  })
})
