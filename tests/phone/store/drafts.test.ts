import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { beforeEach, describe, expect, test } from 'vitest'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { openBox } from '#phone/store/box.ts'
import {
  addHousehold,
  discardDraft,
  newResidentId,
  rememberedPlace,
  rememberPlace,
  saveAnswer,
} from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { householdCards, householdView } from '#phone/store/households.ts'
import { registry } from '#phone/store/registry.ts'
import { StorageFailure } from '#phone/store/storageFailure.ts'
import { unlock, type Vault } from '#phone/store/vault.ts'
import type { DraftAnswer } from '#phone/store/view.ts'
import { pull } from '#phone/sync/pull.ts'
import { householdId } from '../../builders.ts'
import { aHousehold, enrolled, lineWith, personPath, pin } from '../kit.ts'
import { killedEverywhere } from '../mortal.ts'

const household = householdId(1)
const water = pathOf('water_source')
let vault: Vault

beforeEach(async () => {
  await registry.vaults.clear()
  vault = await enrolled(await lineWith([aHousehold(1)]))
})

async function draftAt(path: string): Promise<DraftAnswer> {
  const rows = await vault.db.drafts.toArray()
  const drafts = rows.map(({ id, box }) => openBox<DraftAnswer>(vault.dataKey, { table: 'drafts', id }, box))
  return (await Promise.all(drafts)).find((draft) => draft.path === path)!
}

describe('an answer shown as saved', () => {
  test('is there after the app was killed and opened again', async () => {
    const at = await saveAnswer(vault, household, water, 'rain', 1)
    vault.db.close()
    await vault.db.open()
    const again = await unlock(vault.device, pin)
    if (again.outcome !== 'unlocked') throw new Error(again.outcome)
    const view = await householdView(again.vault, household)
    expect(view?.values.get(water)).toBe('rain')
    expect(view?.savedAt.get(water)).toBe(at)
  })

  test('was never promised if the app was killed before it was on the disk, wherever it was killed', async () => {
    const deaths = await killedEverywhere(
      vault,
      (mortal) => saveAnswer(mortal, household, water, 'rain', 1),
      async (isSaved) => expect(await vault.db.drafts.count()).toBe(isSaved ? 1 : 0),
    )
    expect(deaths).toBeGreaterThan(8)
  })

  test('is kept as text that is trimmed and NFC', async () => {
    const name = personPath('name')
    await saveAnswer(vault, household, name, '  Lò   Thị Mai '.normalize('NFD'), 1)
    expect((await draftAt(name)).value).toBe('Lò Thị Mai')
  })

  test('never is one that its question does not take', async () => {
    await expect(saveAnswer(vault, household, water, 'champagne', 1)).rejects.toThrow()
    expect(await vault.db.drafts.count()).toBe(0)
  })

  test('is the one typed last, however fast they follow each other', async () => {
    const notes = ['a', 'ab', 'abc', 'abcd', 'abcde']
    await Promise.all(notes.map((note) => saveAnswer(vault, household, pathOf('visit_note'), note, 1)))
    expect((await draftAt('visit_note')).value).toBe('abcde')
    expect(await vault.db.drafts.count()).toBe(1)
  })

  test('stands in one row, in which nobody without the PIN sees what was asked', async () => {
    await saveAnswer(vault, household, personPath('monthly_allowance'), true, 1)
    const again = await unlock(vault.device, pin)
    if (again.outcome !== 'unlocked') throw new Error(again.outcome)
    await saveAnswer(again.vault, household, personPath('monthly_allowance'), false, 1)
    const [row, ...others] = await vault.db.drafts.toArray()
    expect(others).toEqual([])
    expect(Object.keys(row!).sort()).toEqual(['box', 'household', 'id', 'version'])
    expect(row!.id).toMatch(/^[\w-]{43}$/)
    expect((await draftAt(personPath('monthly_allowance'))).value).toBe(false)
  })

  test('was seen at the newest revision that was on the screen', async () => {
    await saveAnswer(vault, household, water, 'rain', 3)
    await saveAnswer(vault, household, water, 'piped', 2)
    expect((await draftAt(water)).seen).toBe(3)
    await saveAnswer(vault, household, water, 'bottled', 7)
    expect((await draftAt(water)).seen).toBe(7)
  })

  test('does not claim to have seen a value that the draft was hiding', async () => {
    await saveAnswer(vault, household, water, 'rain', 1)
    const field = {
      value: 'piped',
      revision: 9,
      device: 'office',
      n: 0,
      by: 'Lê Thị Hoa',
      at: '2024-10-21T01:00:00.000Z',
    }
    const line = await lineWith([aHousehold(1, { revision: 9, survey: { fields: { [water]: field } as never } })])
    await pull(vault, line, () => new Date())
    expect((await householdView(vault, household))?.revision).toBe(9)
    await saveAnswer(vault, household, water, 'bottled', 9)
    expect((await draftAt(water)).seen).toBe(1)
  })

  test('lesson 18: is refused in words where the phone is full, and what was there stays', async () => {
    await saveAnswer(vault, household, water, 'rain', 1)
    const full = () => {
      throw new Dexie.QuotaExceededError('no room')
    }
    vault.db.drafts.hook('updating', full)
    const refused = saveAnswer(vault, household, water, 'piped', 1)
    await expect(refused).rejects.toThrow(StorageFailure)
    await expect(refused).rejects.toMatchObject({ problem: 'full' })
    vault.db.drafts.hook('updating').unsubscribe(full)
    expect((await draftAt(water)).value).toBe('rain')
  })

  test('is written after all where the browser had closed the connection', async () => {
    vault.db.backendDB().close()
    await saveAnswer(vault, household, water, 'rain', 1)
    expect((await draftAt(water)).value).toBe('rain')
  })
})

describe('a draft that a person lets go', () => {
  test('is gone, and nothing else: not another household’s, not what was finished', async () => {
    vault = await enrolled(await lineWith([aHousehold(1), aHousehold(2)]))
    await saveAnswer(vault, household, pathOf('visit_outcome'), 'absent', 1)
    await saveAnswer(vault, household, pathOf('visit_note'), 'Đi làm xa', 1)
    expect((await finish(vault, household)).outcome).toBe('queued')
    await saveAnswer(vault, household, water, 'rain', 1)
    await saveAnswer(vault, householdId(2), water, 'piped', 1)
    await discardDraft(vault, household)
    const [first, second] = [await householdView(vault, household), await householdView(vault, householdId(2))]
    expect([first?.hasDraft, first?.status, first?.values.get(pathOf('visit_note'))]).toEqual([
      false,
      'waiting',
      'Đi làm xa',
    ])
    expect(second?.values.get(water)).toBe('piped')
    expect([await vault.db.operations.count(), await vault.db.outbox.count()]).toEqual([1, 1])
  })
})

describe('a household added at the door', () => {
  test('is listed from its first answer on, and opens at once', async () => {
    const id = await addHousehold(vault)
    expect((await householdView(vault, id))?.status).toBe('not_visited')
    expect(await householdCards(vault)).toHaveLength(1)
    await saveAnswer(vault, id, personPath('name', newResidentId()), 'Đinh Văn Tư', 0)
    const cards = await householdCards(vault)
    expect(cards.map(({ head, status }) => [head, status])).toEqual([
      ['Quách Thị Ngân', 'not_visited'],
      ['Đinh Văn Tư', 'draft'],
    ])
  })

  test('one that nobody added is not known', async () => {
    expect(await householdView(vault, householdId(77))).toBeUndefined()
  })
})

test('the place where one was is remembered, and not in clear', async () => {
  await rememberPlace(vault, `/ho/${household}/phieu/housing/water_source`)
  const again = await unlock(vault.device, pin)
  if (again.outcome !== 'unlocked') throw new Error(again.outcome)
  expect(await rememberedPlace(again.vault)).toBe(`/ho/${household}/phieu/housing/water_source`)
  expect((await vault.db.meta.get('place'))?.value).toBeUndefined()
})
