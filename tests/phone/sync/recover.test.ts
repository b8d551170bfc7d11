import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { householdView } from '#phone/store/households.ts'
import { keptLetters } from '#phone/store/kept.ts'
import { registry } from '#phone/store/registry.ts'
import { unlock, type Vault } from '#phone/store/vault.ts'
import { type Refusal, Unreachable } from '#phone/sync/failure.ts'
import type { Fetch } from '#phone/sync/http.ts'
import { askForRecovery, codeIn, openByCode, renewPin } from '#phone/sync/recover.ts'
import { RecoveryAsk } from '#protocol/recovery.ts'
import { sealRecovery } from '#protocol/recoverySeal.ts'
import { approveRecovery, declineRecovery, recoveriesReply } from '#server/recoveries.ts'
import { householdId, residentId } from '../../builders.ts'
import { aCommune, answer, aPhone, closeHousehold, ledgerOf, syncPhone, type World } from '../../journeys/world.ts'
import { pin } from '../kit.ts'

let world: World
let send: Fetch
beforeEach(async () => {
  await registry.vaults.clear()
  world = await aCommune()
  send = async (url, request) => world.app.request(url, request)
})

const newPin = '864209'
const rounds = 10
const cardOf = async ({ device }: Vault) => (await registry.vaults.get(device))!
const approve = (vault: Vault, fingerprint: string) =>
  approveRecovery(world.store, vault.device, { fingerprint, login: 'hoa' })
/** Every row of the vault's database, bytes as text. */
const everything = async ({ db }: Vault) =>
  JSON.stringify(await Promise.all(db.tables.map((table) => table.toArray())), (_, value) =>
    value instanceof Uint8Array ? value.join() : value,
  )

describe('a forgotten PIN', () => {
  test('is changed for a new one; drafts, operations and outbox are as they were, and go on', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    await answer(vault, householdId(2), pathOf('name', residentId(1)), 'Lò Thị Mai')
    const before = await everything(vault)
    const fingerprint = await askForRecovery(vault.device, false, send)
    expect((await recoveriesReply(world.store)).recoveries).toMatchObject([{ device: vault.device, fingerprint }])
    const { code } = await approve(vault, fingerprint)
    const raw = await openByCode(vault.device, codeIn(code.toLowerCase())!, send)
    const opened = await renewPin(vault.device, raw, newPin, rounds)
    expect(await everything(vault)).toBe(before)
    expect(raw.every((byte) => byte === 0)).toBe(true)
    expect((await householdView(opened, householdId(2)))?.values.get(pathOf('name', residentId(1)))).toBe('Lò Thị Mai')
    expect((await unlock(vault.device, newPin)).outcome).toBe('unlocked')
    expect((await unlock(vault.device, pin)).outcome).toBe('wrong_pin')
    expect((await cardOf(vault)).recovery).toBeUndefined()
    await syncPhone(world, opened)
    expect((await keptLetters(opened.db, 'all')).map(({ state }) => state)).toEqual(['in'])
    expect(await ledgerOf(world, vault.device)).toHaveLength(1)
  })

  test('waits no longer for the wrong ones of before', async () => {
    const vault = await aPhone(world)
    for (let i = 0; i < 5; i++) await unlock(vault.device, '000000')
    await registry.vaults.update(vault.device, { wrongPins: 9, notBefore: Date.now() + 900_000 })
    const { code } = await approve(vault, await askForRecovery(vault.device, false, send))
    await renewPin(vault.device, await openByCode(vault.device, code, send), newPin, rounds)
    expect((await unlock(vault.device, newPin)).outcome).toBe('unlocked')
  })

  test('asked for again, as after a lost reply, is the same question; the private half cannot be read out', async () => {
    const vault = await aPhone(world)
    const keys: string[] = []
    const lossy: Fetch = async (url, request) => {
      keys.push(RecoveryAsk.parse(await new Response(request.body).json()).publicKey)
      const reply = await send(url, request)
      if (keys.length === 1) throw new TypeError('Failed to fetch')
      return reply
    }
    await expect(askForRecovery(vault.device, false, lossy)).rejects.toThrow(Unreachable)
    expect((await cardOf(vault)).recovery?.isAsked).toBe(false)
    const fingerprint = await askForRecovery(vault.device, false, lossy)
    expect(keys[0]).toBe(keys[1])
    const { recovery } = await cardOf(vault)
    expect(recovery).toMatchObject({ isAsked: true, fingerprint })
    expect(recovery?.keys.privateKey.extractable).toBe(false)
    const { code } = await approve(vault, fingerprint)
    expect(await askForRecovery(vault.device, false, lossy)).toBe(fingerprint)
    expect(await openByCode(vault.device, code, send)).toHaveLength(32)
    expect(await askForRecovery(vault.device, true, lossy)).not.toBe(fingerprint)
  })

  test('is not opened without approval, by another code, or after the office has declined; the old PIN stays', async () => {
    const vault = await aPhone(world)
    const fingerprint = await askForRecovery(vault.device, false, send)
    const refused = (code: string) => openByCode(vault.device, code, send).catch((error: Refusal) => error.code)
    expect(await refused('AAAAAAAA')).toBe('recovery_not_approved')
    const { code } = await approve(vault, fingerprint)
    const wrong = code === 'AAAAAAAA' ? 'BBBBBBBB' : 'AAAAAAAA'
    expect(await refused(wrong)).toBe('recovery_wrong_code')
    for (let i = 0; i < 4; i++) await refused(wrong)
    expect(await refused(code)).toBe('recovery_expired')
    await declineRecovery(world.store, vault.device, 'hoa')
    expect(await refused(code)).toBe('recovery_not_asked')
    expect((await unlock(vault.device, pin)).outcome).toBe('unlocked')
  })

  test('a reply with a key that opens nothing here is refused before it could replace the one that does', async () => {
    const vault = await aPhone(world)
    await askForRecovery(vault.device, false, send)
    const { wrapped, recovery } = await cardOf(vault)
    const binding = { device: vault.device, code: '7K4M2QXA' }
    const foreign = crypto.getRandomValues(new Uint8Array(32))
    const sealed = Buffer.from(await sealRecovery(foreign, binding, recovery!.keys.publicKey)).toString('base64url')
    await expect(openByCode(vault.device, binding.code, async () => Response.json({ sealed }))).rejects.toThrow()
    expect((await cardOf(vault)).wrapped).toEqual(wrapped)
  })

  test('cannot be asked for without a line', async () => {
    const vault = await aPhone(world)
    const none: Fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(askForRecovery(vault.device, false, none)).rejects.toThrow(new Unreachable('no_line'))
  })
})

describe('the code as it was heard', () => {
  test.each([
    ['7k4m 2qxa', '7K4M2QXA'],
    ['7K4M-2QXA', '7K4M2QXA'],
    [' ilOo 1111 ', '11001111'],
    ['7K4M2QX', undefined],
    ['7K4M2QXAB', undefined],
    ['7K4M2QXU', undefined],
    ['', undefined],
  ])('%s is %s', (typed, code) => expect(codeIn(typed)).toBe(code))
})
