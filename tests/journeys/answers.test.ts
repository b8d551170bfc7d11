import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type HouseholdId, OpId } from '#domain/ids.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { pullStateOf } from '#phone/store/database.ts'
import { addHousehold, saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { householdView } from '#phone/store/households.ts'
import { settleAnswered } from '#phone/store/kept.ts'
import { refusedLetters, settle } from '#phone/store/outbox.ts'
import type { Vault } from '#phone/store/vault.ts'
import { Refusal } from '#phone/sync/failure.ts'
import type { DepositReply, LetterResult } from '#protocol/deposit.ts'
import { heldReply, takeHeld } from '#server/held.ts'
import { moveDevice } from '#server/moving.ts'
import { householdId, residentId } from '../builders.ts'
import { aCommune, answer, aPhone, closeHousehold, syncPhone, type World } from './world.ts'

const reviewer = { login: 'hoa', name: 'Lê Thị Hoa' }
const id = householdId(1)
const note = pathOf('visit_note')
const name = pathOf('name', residentId(1))

let world: World
let vault: Vault

beforeEach(async () => {
  world = await aCommune()
  vault = await aPhone(world)
  await syncPhone(world, vault)
})

const letters = () => vault.db.outbox.orderBy('n').toArray()
const statusOf = async (household: HouseholdId) => (await householdView(vault, household))?.status

const epochOf = async () => (await pullStateOf(vault.db))!.epoch

/** The commune's reply to a deposit of exactly these. */
async function told(...results: LetterResult[]): Promise<void> {
  const reply: DepositReply = {
    protocol: 1,
    batch: '0'.repeat(32),
    epoch: await epochOf(),
    serverTime: '2024-10-20T01:00:00.000Z',
    results,
    limits: { batchBytes: 1, letterBytes: 1 },
  }
  const ops = results.map(({ op }) => op)
  await settle(vault.db, ops, reply)
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('an answer that a letter did not open', () => {
  const reasons = ['not_authentic', 'malformed_letter', 'not_understood', 'wrong_device'] as const

  test.each(reasons)('%s counts for the bytes it is about alone, however it comes', async (reason) => {
    await closeHousehold(vault, id, 'vắng nhà')
    const [letter] = await letters()
    const { op, bytes } = letter!
    const epoch = await epochOf()
    const about = (hash?: string): LetterResult => ({ op, status: 'held', reason, ...(hash && { hash }) })
    for (const hash of [undefined, hashOf(bytes.slice(1))]) {
      await told(about(hash))
      await settleAnswered(vault.db, {
        device: vault.device,
        epoch,
        at: '2024-10-20T01:00:00.000Z',
        results: [about(hash)],
      })
      expect((await letters())[0]).toMatchObject({ state: 'queued', bytes })
    }
    await told(about(hashOf(bytes)))
    expect((await letters())[0]).toMatchObject({ state: 'held', reason })
  })

  test('about a damaged copy does not keep the letter itself from being sent again in the next exchange', async () => {
    await closeHousehold(vault, id, 'vắng nhà')
    const real = world.line.deposit
    let asked = 0
    world.line.deposit = (body, token) => {
      asked += 1
      const damaged = body.slice()
      damaged[damaged.length - 3]! ^= 1
      return real(damaged, token)
    }
    await syncPhone(world, vault, { locked: true })
    expect([asked, (await letters())[0]?.state]).toEqual([1, 'queued'])
    world.line.deposit = real
    await syncPhone(world, vault, { locked: true })
    expect((await letters())[0]?.state).toBe('in')
  })
})

describe('a refused operation', () => {
  test('behind which a correction was finished before stays to be seen to until all of it is said again', async () => {
    await closeHousehold(vault, id, 'vắng nhà')
    await answer(vault, id, note, 'đi làm xa')
    await finish(vault, id)
    const [first, second] = await letters()
    await told(
      { op: first!.op, status: 'refused', reason: 'id_reused' },
      { op: second!.op, status: 'applied', receipt: '7K4-M2' },
    )
    expect([await statusOf(id), (await refusedLetters(vault.db)).length]).toEqual(['needs_you', 1])
    expect(await finish(vault, id)).toMatchObject({ outcome: 'queued' })
    expect([await statusOf(id), (await refusedLetters(vault.db)).length]).toEqual(['waiting', 0])
    await syncPhone(world, vault)
    const view = await householdView(vault, id)
    // What was corrected since stays as corrected.
    expect([view?.values.get(name), view?.values.get(note)]).toEqual(['Quách Thị Ngân', 'đi làm xa'])
  })

  test('whose every answer was given again before the refusal came is made good', async () => {
    await closeHousehold(vault, id, 'vắng nhà')
    await answer(vault, id, name, 'Quách Thị Nga')
    await answer(vault, id, note, 'đi làm xa')
    await answer(vault, id, pathOf('visit_outcome'), 'refused')
    await finish(vault, id)
    const [first] = await letters()
    await told({ op: first!.op, status: 'refused', reason: 'id_reused' })
    expect([await statusOf(id), (await refusedLetters(vault.db)).length]).toEqual(['waiting', 0])
  })
})

test('what the commune said no to does not keep what is new from coming, and the no is told', async () => {
  await closeHousehold(vault, id, 'vắng nhà')
  world.line.deposit = () => Promise.reject(new Refusal('too_large'))
  world.asked = []
  vi.spyOn(console, 'error').mockReturnValue()
  expect(await syncPhone(world, vault)).toEqual({ outcome: 'failed', failure: 'fault' })
  expect(world.asked).toEqual(['/api/changes'])
  expect((await letters())[0]?.state).toBe('queued')
})

test('an answer read late does not take back what a pull has told since', async () => {
  await closeHousehold(vault, id, 'vắng nhà')
  const op = OpId.parse((await letters())[0]?.op)
  await told({ op, status: 'held', reason: 'declined' })
  await told({ op, status: 'held', reason: 'unknown_round' })
  expect((await letters())[0]).toMatchObject({ state: 'held', reason: 'declined' })
  await told({ op, status: 'applied', receipt: '7K4-M2' })
  expect((await letters())[0]).toMatchObject({ state: 'in' })
})

test('a household made at the door stands where it was made, whatever hamlet the phone has when it is finished', async () => {
  const other = { id: 'lang-gio', name: 'Làng Gió', people: 1, households: 1, to_lift: 0, position: 5 }
  await world.store.db.insertInto('hamlets').values(other).execute()
  const made = await addHousehold(vault)
  await saveAnswer(vault, made, name, 'Quách Thị Ngân', 0)
  await saveAnswer(vault, made, pathOf('visit_outcome'), 'absent', 0)
  await saveAnswer(vault, made, note, 'vắng nhà', 0)
  await moveDevice(world.store, reviewer, vault.device, 'lang-gio')
  await syncPhone(world, vault)
  await finish(vault, made)
  await syncPhone(world, vault)
  const [letter] = await letters()
  expect(letter).toMatchObject({ state: 'held', reason: 'other_hamlet' })
  const asSeen = await heldReply(world.store, reviewer, { device: vault.device, op: letter!.op })
  await takeHeld(world.store, reviewer, asSeen)
  const stands = await world.store.db.selectFrom('households').select('hamlet').where('id', '=', made).execute()
  expect(stands).toEqual([{ hamlet: world.hamlet }])
})
