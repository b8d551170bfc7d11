import 'fake-indexeddb/auto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { addHousehold, discardDraft, newResidentId, saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { storedSyncState } from '#phone/store/hooks.ts'
import { householdCards, householdView as viewOf } from '#phone/store/households.ts'
import { registry, vaultCards } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { resume, vaultBehind } from '#phone/sync/enrol.ts'
import { Refusal, Unreachable } from '#phone/sync/failure.ts'
import { syncIfFree, syncNow } from '#phone/sync/schedule.ts'
import { openCommune } from '#server/commune.ts'
import { revokeDevice } from '#server/devices.ts'
import { householdId } from '../builders.ts'
import { completeAnswers } from '../phone/kit.ts'
import {
  aCommune,
  accept,
  answer,
  aPhone,
  closeHousehold,
  enrolBy,
  ledgerOf,
  linkFor,
  type Mishap,
  sendBack,
  syncPhone,
  type World,
  worldOf,
} from './world.ts'

const [first, second] = [householdId(1), householdId(2)]
const water = pathOf('water_source')
const note = pathOf('visit_note')
let world: World

beforeEach(async () => {
  await registry.vaults.clear()
  world = await aCommune()
})

async function survey(vault: Vault, id = first): Promise<void> {
  for (const [path, value] of completeAnswers()) await answer(vault, id, path, value)
  expect((await finish(vault, id)).outcome).toBe('queued')
}

describe('enrolling by a link', () => {
  test('brings the whole hamlet onto the phone, page by page', async () => {
    const vault = await aPhone(world)
    expect((await householdCards(vault)).map(({ id }) => id)).toEqual([1, 2, 3].map(householdId))
    expect((await storedSyncState(vault)).rosterComplete).toBe(true)
    expect((await vaultCards())[0]).toMatchObject({ state: 'ready', enumerator: 'Lương Văn Thắng', hamlet: 'Làng Mài' })
  })

  test.each<[string, Mishap[]]>([
    ['the claim', ['lost_reply']],
    ['the confirmation', ['twice', 'lost_reply']],
    ['the first page', ['twice', 'twice', 'lost_reply']],
    ['the second page', ['twice', 'twice', 'twice', 'lost_reply']],
  ])('with the reply to %s lost, and tried again, enrols one device', async (_, mishaps) => {
    const code = await linkFor(world)
    const look = await world.line.look(code)
    const { enrol } = await import('#phone/sync/enrol.ts')
    world.mishaps = mishaps
    await expect(enrol({ code, pin: '135790', look }, world.line, 10)).rejects.toThrow(Unreachable)
    const vault = await enrol({ code, pin: '135790', look }, world.line, 10)
    expect(await householdCards(vault)).toHaveLength(3)
    const devices = await world.store.db.selectFrom('devices').select(['id', 'state']).execute()
    expect(devices).toEqual([{ id: vault.device, state: 'confirmed' }])
  })

  test('with the reply to the confirmation lost, and the tab closed, is ended by the same link and PIN', async () => {
    const code = await linkFor(world)
    world.mishaps = ['twice', 'twice', 'lost_reply'] // the look, the claim, the confirmation
    await expect(enrolBy(world, code)).rejects.toThrow(Unreachable)
    await expect(world.line.look(code)).rejects.toThrow(new Refusal('enrolment_used'))
    const card = (await vaultBehind(code))!
    expect(card.state).toBe('enrolling')
    expect(await resume({ card, code, pin: '000000' }, world.line)).toEqual({ outcome: 'wrong_pin', waitSeconds: 0 })
    const resumed = await resume({ card, code, pin: '135790' }, world.line)
    if (resumed.outcome !== 'unlocked') throw new Error(resumed.outcome)
    expect(await householdCards(resumed.vault)).toHaveLength(3)
    expect((await vaultBehind(code))?.state).toBe('ready')
    const devices = await world.store.db.selectFrom('devices').select(['id', 'state']).execute()
    expect(devices).toEqual([{ id: resumed.vault.device, state: 'confirmed' }])
  })

  test('that another phone has used is refused as used; an unknown or malformed one as unknown', async () => {
    const code = await linkFor(world)
    await enrolBy(world, code)
    await registry.vaults.clear()
    await expect(enrolBy(world, code)).rejects.toThrow(new Refusal('enrolment_used'))
    await expect(enrolBy(world, 'A'.repeat(22))).rejects.toThrow(new Refusal('enrolment_unknown'))
    await expect(enrolBy(world, 'not a code')).rejects.toThrow(new Refusal('enrolment_unknown'))
  })
})

describe('a finished survey', () => {
  test('is received with a receipt that the commune’s record holds too', async () => {
    const vault = await aPhone(world)
    await survey(vault)
    expect((await viewOf(vault, first))?.status).toBe('waiting')
    expect(await syncPhone(world, vault)).toEqual({ outcome: 'done' })
    const view = await viewOf(vault, first)
    expect(view?.status).toBe('received')
    expect(view?.receipt?.code).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{2}/)
    expect(view?.survey?.receipts.map(({ receipt }) => receipt)).toEqual([view?.receipt?.code])
    expect(await storedSyncState(vault)).toMatchObject({ waitingOperations: 0, lastDoneAt: expect.any(String) })
  })

  test('goes out while the app is locked, and is shown as received after the PIN', async () => {
    const vault = await aPhone(world)
    await survey(vault)
    expect(await syncPhone(world, vault, { locked: true })).toEqual({ outcome: 'done' })
    expect(await ledgerOf(world, vault.device)).toHaveLength(1)
    expect((await viewOf(vault, first))?.status).toBe('received')
  })

  test('of every vault goes out at the button, the locked ones too', async () => {
    const [mine, other] = [await aPhone(world), await aPhone(world, 'Hà Thị Xuân')]
    await survey(mine, first)
    await survey(other, second)
    expect(await syncNow(mine, { line: world.line })).toEqual({ outcome: 'done' })
    expect(await ledgerOf(world, other.device)).toHaveLength(1)
    await syncNow(mine, { line: world.line }) // what the other has sent may have come after our pull
    expect(await syncNow(mine, { line: world.line })).toEqual({ outcome: 'nothing_to_do' })
  })

  test('lesson 5: at the button waits for an exchange under way, then is an exchange of its own; the schedule stands back', async () => {
    const vault = await aPhone(world)
    const scheduled = syncIfFree(vault, { line: world.line })
    const pressed = syncNow(vault, { line: world.line })
    expect(await syncIfFree(vault, { line: world.line })).toEqual({ outcome: 'already_running' })
    await survey(vault)
    expect((await scheduled).outcome).not.toBe('already_running')
    await pressed
    await syncNow(vault, { line: world.line })
    expect((await viewOf(vault, first))?.status).toBe('received')
    expect(await syncIfFree(vault, { line: world.line })).toEqual({ outcome: 'nothing_to_do' })
  })

  test.each<[Mishap, string]>([
    ['lost_request', 'no_line'],
    ['lost_reply', 'no_line'],
    ['portal', 'not_our_server'],
    ['cut_reply', 'not_our_server'],
    ['other_batch', 'not_our_server'],
    ['server_fault', 'server_down'],
  ])('waits on after %s, and arrives once', async (mishap, failure) => {
    const vault = await aPhone(world)
    await survey(vault)
    world.mishaps = [mishap]
    expect(await syncPhone(world, vault)).toEqual({ outcome: 'failed', failure })
    expect((await viewOf(vault, first))?.status).toBe('waiting')
    expect((await storedSyncState(vault)).lastFailure?.code).toBe(failure)
    await syncPhone(world, vault)
    expect((await viewOf(vault, first))?.status).toBe('received')
    expect(await ledgerOf(world, vault.device)).toHaveLength(1)
    expect((await storedSyncState(vault)).lastFailure).toBeUndefined()
  })

  test.each([
    [{ status: 'later' }, 'still_waiting', 1],
    [{ status: 'reseal' }, 'still_waiting', 1],
    [{ status: 'refused', reason: 'letter_too_large' }, 'not_taken', 0],
  ] as const)('answered %j is not called received by all', async (answered, outcome, waiting) => {
    const vault = await aPhone(world)
    await survey(vault)
    const { deposit } = world.line
    world.line.deposit = async (batch, token) => {
      const reply = await deposit(batch, token)
      return { ...reply, results: reply.results.map(({ op }) => ({ op, ...answered })) }
    }
    expect(await syncPhone(world, vault, { locked: true })).toEqual({ outcome })
    expect(await syncNow(vault, { line: world.line })).toEqual({ outcome })
    const state = await storedSyncState(vault)
    expect([state.waitingOperations, state.refusedOperations]).toEqual([waiting, 1 - waiting])
    expect([state.lastDoneAt, state.lastReceivedAt]).toEqual([undefined, undefined])
    world.line.deposit = deposit
    await answer(vault, first, water, 'rain')
    await finish(vault, first)
    expect(await syncPhone(world, vault)).toEqual({ outcome: 'done' })
    expect((await storedSyncState(vault)).lastDoneAt).toBeDefined()
  })

  test('lesson 6: that arrives twice is in the record once', async () => {
    const vault = await aPhone(world)
    await survey(vault)
    world.mishaps = ['twice']
    expect(await syncPhone(world, vault)).toEqual({ outcome: 'done' })
    expect(await ledgerOf(world, vault.device)).toHaveLength(1)
    expect((await viewOf(vault, first))?.survey?.receipts).toHaveLength(1)
  })

  test('corrected before and after it was sent is in the record as last corrected, without a conflict', async () => {
    const vault = await aPhone(world)
    await survey(vault)
    await answer(vault, first, water, 'rain')
    await finish(vault, first)
    await syncPhone(world, vault, { locked: true })
    await answer(vault, first, water, 'piped')
    await finish(vault, first)
    await syncPhone(world, vault)
    const view = await viewOf(vault, first)
    expect(view?.survey?.fields[water]?.value).toBe('piped')
    expect([view?.status, Object.keys(view?.survey?.rivals ?? {})]).toEqual(['received', []])
    expect((await ledgerOf(world, vault.device)).map(({ outcome }) => outcome)).toEqual([
      'applied',
      'applied',
      'applied',
    ])
  })

  test('lesson 41: of a household added at the door is created in the hamlet’s book', async () => {
    const vault = await aPhone(world)
    const id = await addHousehold(vault)
    for (const [path, value] of completeAnswers(90, newResidentId())) await answer(vault, id, path, value)
    await finish(vault, id)
    await syncPhone(world, vault)
    expect((await householdCards(vault)).at(-1)).toMatchObject({ id, number: 4, status: 'received' })
  })
})

describe('the reviewer', () => {
  test('returns a survey to one question; corrected it is sent again, and accepted it is closed', async () => {
    const vault = await aPhone(world)
    await survey(vault)
    await syncPhone(world, vault)
    await sendBack(world, first, water, 'Giếng này có nắp không?')
    await syncPhone(world, vault)
    const returned = await viewOf(vault, first)
    expect(returned?.status).toBe('returned')
    expect(returned?.survey?.returned).toMatchObject({ path: water, reason: 'Giếng này có nắp không?' })
    await answer(vault, first, water, 'protected_dug_well')
    expect((await viewOf(vault, first))?.status).toBe('draft')
    await finish(vault, first)
    await syncPhone(world, vault)
    expect((await viewOf(vault, first))?.status).toBe('received')
    await accept(world, first)
    await syncPhone(world, vault)
    const accepted = await viewOf(vault, first)
    expect([accepted?.status, accepted?.survey?.accepted?.by]).toEqual(['accepted', 'Lê Thị Hoa'])
    expect(await finish(vault, first)).toEqual({ outcome: 'accepted_already' })
  })

  test('may get the same answer again: it is submitted all the same', async () => {
    const vault = await aPhone(world)
    await survey(vault)
    await syncPhone(world, vault)
    await sendBack(world, first, water, 'Xem lại')
    await syncPhone(world, vault)
    expect((await finish(vault, first)).outcome).toBe('queued')
    await syncPhone(world, vault)
    expect((await viewOf(vault, first))?.status).toBe('received')
  })

  test('who accepted before a correction arrived finds it held, and the phone says so', async () => {
    const vault = await aPhone(world)
    await survey(vault)
    await syncPhone(world, vault)
    await answer(vault, first, water, 'rain')
    await finish(vault, first)
    await accept(world, first)
    await syncPhone(world, vault)
    const view = await viewOf(vault, first)
    expect([view?.status, view?.needs]).toEqual(['needs_you', { reason: 'late' }])
    expect(view?.survey?.fields[water]?.value).toBe('drilled_well')
    expect(view?.values.get(water)).toBe('drilled_well')
    expect(await vault.db.outbox.count()).toBe(2)
  })
})

describe('a draft on a household that was accepted meanwhile', () => {
  test('changes nothing that is shown, is told, and goes only when a person lets it go', async () => {
    const vault = await aPhone(world)
    await survey(vault)
    await syncPhone(world, vault)
    await answer(vault, first, pathOf('b1_points'), 500)
    await accept(world, first)
    await syncPhone(world, vault)
    const view = await viewOf(vault, first)
    expect([view?.status, view?.needs]).toEqual(['needs_you', { reason: 'late_draft' }])
    expect(view?.values.get(pathOf('b1_points'))).toBe(100)
    await discardDraft(vault, first)
    expect((await viewOf(vault, first))?.status).toBe('accepted')
  })
})

describe('two phones', () => {
  test('that answer different questions both count', async () => {
    const [mine, other] = [await aPhone(world), await aPhone(world, 'Hà Thị Xuân')]
    await survey(mine)
    await syncPhone(world, mine)
    await syncPhone(world, other)
    await answer(mine, first, water, 'rain')
    await answer(other, first, pathOf('latrine'), 'septic')
    await answer(other, first, pathOf('dwelling_area_m2'), 40)
    await finish(mine, first)
    await finish(other, first)
    for (const phone of [mine, other, mine]) await syncPhone(world, phone)
    const view = await viewOf(mine, first)
    expect(view?.survey?.fields[water]?.value).toBe('rain')
    expect(view?.survey?.fields[pathOf('dwelling_area_m2')]?.value).toBe(40)
    expect(view?.status).toBe('received')
  })

  test('lesson 42: that answer one question without having seen each other keep both values until a person decides', async () => {
    const [mine, other] = [await aPhone(world), await aPhone(world, 'Hà Thị Xuân')]
    await closeHousehold(mine, first, 'Đi làm ăn xa')
    await closeHousehold(other, first, 'Đi viện')
    await syncPhone(world, mine)
    await syncPhone(world, other)
    const view = await viewOf(other, first)
    expect([view?.status, view?.needs]).toEqual(['needs_you', { reason: 'two_answers' }])
    expect(view?.values.get(note)).toBe('Đi làm ăn xa')
    expect(view?.survey?.rivals[note]?.map(({ value }) => value)).toEqual(['Đi viện'])
    await answer(other, first, note, 'Đi viện, tuần sau về')
    await finish(other, first)
    await syncPhone(world, other)
    const decided = await viewOf(other, first)
    expect([decided?.status, decided?.values.get(note)]).toEqual(['received', 'Đi viện, tuần sau về'])
  })

  test('a draft that hid the other’s newer value does not overwrite it, even when it is typed over', async () => {
    const [mine, other] = [await aPhone(world), await aPhone(world, 'Hà Thị Xuân')]
    await answer(mine, first, note, 'Đi làm ăn xa')
    await closeHousehold(other, first, 'Đi viện')
    await syncPhone(world, other)
    await syncPhone(world, mine)
    await closeHousehold(mine, first, 'Đi làm ăn xa, tháng sau về')
    await syncPhone(world, mine)
    const view = await viewOf(mine, first)
    expect(view?.survey?.fields[note]?.value).toBe('Đi viện')
    expect(view?.survey?.rivals[note]?.map(({ value }) => value)).toEqual(['Đi làm ăn xa, tháng sau về'])
  })
})

test('lesson 46: a revoked phone’s letters are held, nothing on it is destroyed, and it is told', async () => {
  const vault = await aPhone(world)
  await survey(vault)
  await revokeDevice(world.store, vault.device, 'hoa')
  expect(await syncPhone(world, vault)).toEqual({ outcome: 'failed', failure: 'device_revoked' })
  const view = await viewOf(vault, first)
  expect([view?.status, view?.needs]).toEqual(['needs_you', { reason: 'device_revoked' }])
  expect(view?.values.get(water)).toBe('drilled_well')
  expect(await vault.db.outbox.count()).toBe(1)
})

describe('after the commune’s database was restored from an older copy', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'so-thon-'))
    return () => rmSync(folder, { recursive: true })
  })

  test('lesson 30: every letter that the copy lacks is sent again by itself, once, and the list is loaded anew', async () => {
    const before = await aCommune({ folder })
    const vault = await aPhone(before)
    await survey(vault, first)
    await syncPhone(before, vault)
    await before.store.close()
    const file = join(folder, 'so-thon.sqlite')
    copyFileSync(file, `${file}.copy`)
    const later = worldOf(await openCommune({ folder, log: () => undefined }), before.hamlet)
    await survey(vault, second)
    await syncPhone(later, vault)
    expect((await viewOf(vault, second))?.status).toBe('received')
    await later.store.close()

    copyFileSync(`${file}.copy`, file)
    const copy = await openCommune({ folder, log: () => undefined })
    const restored = worldOf({ ...copy, epoch: 'the epoch after the restore' }, before.hamlet)
    await saveAnswer(vault, householdId(3), note, 'Nháp còn dở', 0)
    expect(await syncPhone(restored, vault)).toEqual({ outcome: 'done' })
    expect((await ledgerOf(restored, vault.device)).map(({ n }) => n)).toEqual([1, 2])
    const cards = await householdCards(vault)
    expect(cards.map(({ status }) => status)).toEqual(['received', 'received', 'draft'])
    await copy.close()
  })
})
