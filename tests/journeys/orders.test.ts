import 'fake-indexeddb/auto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { HouseholdId } from '#domain/ids.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { type LetterRow, pullStateOf } from '#phone/store/database.ts'
import { addHousehold, saveAnswer } from '#phone/store/drafts.ts'
import { finish } from '#phone/store/finish.ts'
import { householdView } from '#phone/store/households.ts'
import { registry } from '#phone/store/registry.ts'
import { unlock, type Vault } from '#phone/store/vault.ts'
import { handoverOf } from '#phone/sync/handover.ts'
import { readHandover } from '#protocol/handover.ts'
import { writeHandover } from '#protocol/handoverFile.ts'
import { takeInHandover } from '#server/handover.ts'
import { takeIn } from '#server/intake.ts'
import { certificateIn } from '#server/keyring.ts'
import { householdId } from '../builders.ts'
import { aCommune, answer, aPhone, closeHousehold, ledgerOf, sendBack, syncPhone, type World } from './world.ts'

const note = pathOf('visit_note')
const area = pathOf('dwelling_area_m2')
let world: World

beforeAll(() => registry.vaults.clear())
beforeEach(async () => {
  world = await aCommune()
})

function ordersOf<Value>(values: Value[]): Value[][] {
  if (values.length < 2) return [values]
  return values.flatMap((first, i) => ordersOf(values.toSpliced(i, 1)).map((rest) => [first, ...rest]))
}

/** A household made at the door and edited four times, nothing of it sent. */
async function fiveEdits(vault: Vault): Promise<{ id: HouseholdId; letters: LetterRow[] }> {
  const id = await addHousehold(vault)
  await closeHousehold(vault, id, 'Vắng nhà, lần 1')
  for (let edit = 2; edit <= 5; edit++) {
    await answer(vault, id, edit % 2 === 0 ? area : note, edit % 2 === 0 ? 10 * edit : `Vắng nhà, lần ${edit}`)
    await finish(vault, id)
  }
  return { id, letters: await vault.db.outbox.where('households').equals(id).sortBy('n') }
}

/** What stands before the letters in a hand-over file of this phone. */
async function fileHead(vault: Vault) {
  await closeHousehold(vault, householdId(1), 'Vắng nhà')
  const saved = (await handoverOf(vault, 'not_in'))!
  const read = readHandover(new Uint8Array(await saved.file.arrayBuffer()))
  if (read.outcome !== 'read') throw new Error(read.outcome)
  return read.head
}

test('lesson 35: five edits of one household in any of the 120 orders, by net or by file, give one state and no conflict', async () => {
  const vault = await aPhone(world)
  const sender = certificateIn(world.store.keyring, (await registry.vaults.get(vault.device))!.deposit!)!
  const head = await fileHead(vault)
  const orders = ordersOf([0, 1, 2, 3, 4])
  expect(orders).toHaveLength(120)
  const made: { id: HouseholdId; letters: LetterRow[] }[] = []
  for (const order of orders) {
    const { id, letters } = await fiveEdits(vault)
    made.push({ id, letters })
    for (const [step, i] of order.entries()) {
      const { bytes } = letters[i]!
      if ((step + order[0]!) % 2 === 0) await takeIn(world.store, [bytes], sender)
      else await takeInHandover(world.store, writeHandover(head, [bytes]), 'office:hoa')
    }
  }
  await syncPhone(world, vault)
  for (const { id, letters } of made) {
    const view = await householdView(vault, id)
    expect([view?.status, view?.values.get(note), view?.values.get(area)]).toEqual(['received', 'Vắng nhà, lần 5', 40])
    expect(view?.survey?.rivals).toEqual({})
    expect(view?.survey?.receipts).toHaveLength(letters.length)
  }
  const outcomes = new Set((await ledgerOf(world, vault.device)).map(({ outcome }) => outcome))
  expect([...outcomes]).toEqual(['applied'])
})

test('two windows on each of two phones, one household, no line: every value is current or a rival, none is lost', async () => {
  const phones = [await aPhone(world), await aPhone(world, 'Hà Thị Xuân')]
  const id = householdId(1)
  for (const [i, vault] of phones.entries()) {
    const second = await unlock(vault.device, '135790')
    if (second.outcome !== 'unlocked') throw new Error(second.outcome)
    await closeHousehold(vault, id, `Ghi ở máy ${i + 1}`)
    await Promise.all([
      saveAnswer(vault, id, area, 20 + i, 0),
      saveAnswer(second.vault, id, pathOf('water_source'), i === 0 ? 'rain' : 'piped', 0),
    ])
    await Promise.all([finish(vault, id), finish(second.vault, id)])
  }
  for (const vault of [...phones, ...phones]) await syncPhone(world, vault)
  const view = await householdView(phones[0]!, id)
  const standing = (path: typeof note) =>
    [view?.survey?.fields[path]?.value, ...(view?.survey?.rivals[path] ?? []).map(({ value }) => value)].sort()
  expect(standing(note)).toEqual(['Ghi ở máy 1', 'Ghi ở máy 2'])
  expect(standing(area)).toEqual([20, 21])
  expect(standing(pathOf('water_source'))).toEqual(['piped', 'rain'])
})

test('answers of two phones to different questions give one state, whichever comes first', async () => {
  const states: unknown[] = []
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    world = await aCommune()
    const phones = [await aPhone(world), await aPhone(world, 'Hà Thị Xuân')]
    const id = householdId(1)
    await closeHousehold(phones[0]!, id, 'Vắng nhà')
    for (const vault of phones) await syncPhone(world, vault)
    await answer(phones[0]!, id, area, 33)
    await answer(phones[1]!, id, pathOf('water_source'), 'rain')
    for (const vault of phones) await finish(vault, id)
    for (const i of order) await syncPhone(world, phones[i]!)
    await syncPhone(world, phones[0]!)
    const survey = (await householdView(phones[0]!, id))!.survey!
    const values = Object.entries(survey.fields).map(([path, { value }]) => [path, value])
    states.push([survey.state, survey.rivals, values.sort()])
  }
  expect(states[1]).toEqual(states[0])
})

test('lesson 37: the answer to a push moves no cursor: what another phone sent in between comes with the next pull', async () => {
  const [mine, other] = [await aPhone(world), await aPhone(world, 'Hà Thị Xuân')]
  await closeHousehold(other, householdId(2), 'Đi viện')
  await syncPhone(world, other)
  await closeHousehold(mine, householdId(1), 'Vắng nhà')
  await syncPhone(world, mine, { locked: true })
  await syncPhone(world, mine)
  expect((await householdView(mine, householdId(2)))?.values.get(note)).toBe('Đi viện')
})

/** The phone's next pull is answered a reset. */
async function asOfAnotherHamlet({ db }: Vault): Promise<void> {
  const pull = (await pullStateOf(db))!
  await db.meta.put({ key: 'pull', value: { ...pull, mark: pull.mark!.replace(/ .*/, ' lang-khac') } })
}

test('lessons 26 and 27: a pull over unsent work and over a draft takes neither', async () => {
  const [mine, other] = [await aPhone(world), await aPhone(world, 'Hà Thị Xuân')]
  const id = householdId(1)
  await closeHousehold(mine, id, 'Vắng nhà')
  await answer(mine, id, area, 31)
  await closeHousehold(other, id, 'Đi viện')
  await syncPhone(world, other)
  await asOfAnotherHamlet(mine)
  world.mishaps = ['lost_request', 'lost_request']
  await syncPhone(world, mine)
  world.mishaps = []
  await syncPhone(world, mine)
  const view = await householdView(mine, id)
  expect([view?.hasDraft, view?.values.get(area)]).toEqual([true, 31])
  expect((await ledgerOf(world, mine.device)).map(({ n }) => n)).toEqual([1])
})

test('lesson 28: a second correction that arrives before the first does not undo it after a return', async () => {
  const vault = await aPhone(world)
  const id = householdId(1)
  await closeHousehold(vault, id, 'Vắng nhà')
  await syncPhone(world, vault)
  await sendBack(world, id, note, 'Xem lại')
  await syncPhone(world, vault)
  for (const text of ['Đi viện', 'Đi làm ăn xa']) {
    await answer(vault, id, note, text)
    await finish(vault, id)
  }
  const sender = certificateIn(world.store.keyring, (await registry.vaults.get(vault.device))!.deposit!)!
  const letters = (await vault.db.outbox.orderBy('n').toArray()).slice(1).reverse()
  for (const { bytes } of letters) await takeIn(world.store, [bytes], sender)
  await syncPhone(world, vault)
  const view = await householdView(vault, id)
  expect([view?.status, view?.values.get(note), view?.survey?.rivals]).toEqual(['received', 'Đi làm ăn xa', {}])
})
