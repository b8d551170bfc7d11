import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { openBox, sealBox } from '#phone/store/box.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { householdCards } from '#phone/store/households.ts'
import { pinIterations, waitAfter } from '#phone/store/pin.ts'
import { registry, vaultCards } from '#phone/store/registry.ts'
import { unlock } from '#phone/store/vault.ts'
import { enrol, WrongPin } from '#phone/sync/enrol.ts'
import { Refusal, Unreachable } from '#phone/sync/failure.ts'
import { openEscrow } from '#protocol/letter.ts'
import { householdId } from '../../builders.ts'
import { aHousehold, completeAnswers, enrolled, fewIterations, lineWith, newCode, pin } from '../kit.ts'

beforeEach(() => registry.vaults.clear())

describe('the PIN', () => {
  test('opens the vault, again and again', async () => {
    const { device } = await enrolled(await lineWith([]))
    expect((await unlock(device, pin)).outcome).toBe('unlocked')
    expect((await unlock(device, pin)).outcome).toBe('unlocked')
  })

  test('wrong ones slow down, and the right one works afterwards', async () => {
    const { device } = await enrolled(await lineWith([]))
    const now = Date.parse('2024-10-20T01:00:00Z')
    expect(await unlock(device, '000000', now)).toEqual({ outcome: 'wrong_pin', waitSeconds: 0 })
    expect(await unlock(device, '000000', now)).toEqual({ outcome: 'wrong_pin', waitSeconds: 0 })
    expect(await unlock(device, '000000', now)).toEqual({ outcome: 'wrong_pin', waitSeconds: 5 })
    expect(await unlock(device, pin, now + 2_000)).toEqual({ outcome: 'wait', waitSeconds: 3 })
    expect((await unlock(device, pin, now + 5_000)).outcome).toBe('unlocked')
    expect(await unlock(device, '000000', now + 6_000)).toEqual({ outcome: 'wrong_pin', waitSeconds: 0 })
  })

  test('a clock that was set back keeps nobody out for longer than the wait', async () => {
    const { device } = await enrolled(await lineWith([]))
    const now = Date.parse('2024-10-20T01:00:00Z')
    for (let i = 0; i < 3; i++) await unlock(device, '000000', now)
    expect(await unlock(device, pin, now - 86_400_000)).toEqual({ outcome: 'wait', waitSeconds: 5 })
  })

  test('a clock that was ahead keeps nobody out once the wait is over', async () => {
    const { device } = await enrolled(await lineWith([]))
    const now = Date.parse('2024-10-20T01:00:00Z')
    for (let i = 0; i < 3; i++) await unlock(device, '000000', now + 365 * 86_400_000)
    expect(await unlock(device, pin, now)).toEqual({ outcome: 'wait', waitSeconds: 5 })
    expect(await unlock(device, pin, now + 2_000)).toEqual({ outcome: 'wait', waitSeconds: 3 })
    expect((await unlock(device, pin, now + 5_000)).outcome).toBe('unlocked')
  })

  test('a try counts even if the app is closed before its answer', async () => {
    const { device } = await enrolled(await lineWith([]))
    const asked = unlock(device, '000000')
    await asked
    expect((await registry.vaults.get(device))?.wrongPins).toBe(1)
  })

  test.each([
    [2, 0],
    [3, 5],
    [4, 10],
    [30, 900],
  ])('after %i wrong ones one waits %i seconds', (wrong, seconds) => expect(waitAfter(wrong)).toBe(seconds))

  test('is stretched by 600,000 rounds where nothing else is asked for', async () => {
    const line = await lineWith([])
    const code = newCode()
    await enrol({ code, pin, look: await line.look(code) }, line)
    expect((await vaultCards())[0]?.wrapped.iterations).toBe(pinIterations)
    expect(pinIterations).toBeGreaterThanOrEqual(600_000)
  })
})

describe('a box', () => {
  test('opens only in the table and row it was made for', async () => {
    const { dataKey } = await enrolled(await lineWith([]))
    const box = await sealBox(dataKey, { table: 'drafts', id: 'a' }, 'Lò Thị Mai')
    expect(await openBox(dataKey, { table: 'drafts', id: 'a' }, box)).toBe('Lò Thị Mai')
    await expect(openBox(dataKey, { table: 'drafts', id: 'b' }, box)).rejects.toThrow()
    await expect(openBox(dataKey, { table: 'households', id: 'a' }, box)).rejects.toThrow()
  })

  test('opens under its own vault only', async () => {
    const [one, other] = [await enrolled(await lineWith([])), await enrolled(await lineWith([]))]
    const box = await sealBox(one.dataKey, { table: 'drafts', id: 'a' }, 'Lò Thị Mai')
    await expect(openBox(other.dataKey, { table: 'drafts', id: 'a' }, box)).rejects.toThrow()
  })

  test('the data key cannot be read out of an open vault', async () => {
    const { dataKey, nameKey, sender } = await enrolled(await lineWith([]))
    expect([dataKey, nameKey, sender.privateKey].map(({ extractable }) => extractable)).toEqual([false, false, false])
  })
})

test('nothing personal stands in clear in any table, before or after finishing', async () => {
  const vault = await enrolled(await lineWith([aHousehold(1)]))
  const household = householdId(1)
  for (const [path, value] of completeAnswers()) await saveAnswer(vault, household, path, value, 1)
  const texts = [await dump(vault)]
  expect((await finish(vault, household)).outcome).toBe('queued')
  await saveAnswer(vault, household, completeAnswers()[0]![0], 'Quách Thị Ngân Hà', 1)
  texts.push(await dump(vault))
  expect((await householdCards(vault))[0]?.head).toBe('Quách Thị Ngân Hà')
  for (const text of texts) {
    expect(text).toContain(household)
    for (const secret of [
      'Quách',
      'Ngân',
      '038184000001',
      'drilled_well',
      'water_source',
      'disability',
      'a reading token',
      '"d"',
    ])
      expect(text).not.toContain(secret)
  }
})

describe('enrolling', () => {
  test('escrows the data key to the commune', async () => {
    const line = await lineWith([])
    const escrows: string[] = []
    const { claim } = line
    line.claim = (request) => {
      escrows.push(request.escrow)
      return claim(request)
    }
    const vault = await enrolled(line)
    const escrow = Uint8Array.from(atob(escrows[0]!.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
    const raw = await openEscrow(escrow, vault.device, line.key)
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
    const box = await sealBox(vault.dataKey, { table: 'drafts', id: 'a' }, 'Lò Thị Mai')
    expect(await openBox(key, { table: 'drafts', id: 'a' }, box)).toBe('Lò Thị Mai')
  })

  test.each(['claim', 'confirm', 'changes'] as const)(
    'with the line lost at %s and tried again offers the same device and key',
    async (step) => {
      const line = await lineWith([aHousehold(1)])
      const code = newCode()
      const claimed: unknown[] = []
      const whole = { claim: line.claim, confirm: line.confirm, changes: line.changes }
      const claim: typeof whole.claim = (request) => {
        claimed.push([request.device, request.publicKey])
        return step === 'claim' && claimed.length === 1 ? lost() : whole.claim(request)
      }
      line[step] = lost
      line.claim = claim
      await expect(enrolled(line, code)).rejects.toThrow(Unreachable)
      Object.assign(line, whole, { claim })
      const vault = await enrolled(line, code)
      expect(new Set(claimed.map((claim) => JSON.stringify(claim))).size).toBe(1)
      expect((await vaultCards()).map(({ device, state }) => [device, state])).toEqual([[vault.device, 'ready']])
      expect(await householdCards(vault)).toHaveLength(1)
    },
  )

  test('with another PIN after a lost claim starts a new vault and leaves no other behind', async () => {
    const line = await lineWith([])
    const code = newCode()
    const { claim } = line
    line.claim = lost
    await expect(enrolled(line, code)).rejects.toThrow(Unreachable)
    line.claim = claim
    const vault = await enrol({ code, pin: '246802', look: await line.look(code) }, line, fewIterations)
    expect((await vaultCards()).map(({ device }) => device)).toEqual([vault.device])
    expect((await unlock(vault.device, '246802')).outcome).toBe('unlocked')
  })

  test('by a link that enrolled this phone already asks for the PIN of then', async () => {
    const line = await lineWith([])
    const code = newCode()
    const { device } = await enrolled(line, code)
    const again = enrol({ code, pin: '246802', look: await line.look(code) }, line, fewIterations)
    await expect(again).rejects.toThrow(WrongPin)
    expect((await enrolled(line, code)).device).toBe(device)
  })

  test('a used link is refused in the commune’s own word, and nothing ready is left behind', async () => {
    const line = await lineWith([])
    line.claim = () => Promise.reject(new Refusal('enrolment_used'))
    await expect(enrolled(line)).rejects.toThrow(new Refusal('enrolment_used'))
    expect((await vaultCards()).filter(({ state }) => state === 'ready')).toEqual([])
  })
})

async function lost(): Promise<never> {
  throw new Unreachable('no_line')
}

/** Every row of the vault and of the registry, bytes as text. */
async function dump(vault: Awaited<ReturnType<typeof enrolled>>): Promise<string> {
  const rows = await Promise.all([...vault.db.tables, ...registry.tables].map((table) => table.toArray()))
  return JSON.stringify(rows, (_, value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value))
}
