import 'fake-indexeddb/auto'
import '../../office/browser.ts'
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { RoundId } from '#domain/ids.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import { vi as domain } from '#domain/wording/vi.ts'
import type { Vault } from '#phone/store/vault.ts'
import { findHousehold } from '#server/households.ts'
import { settleRivalValues } from '#server/rivals.ts'
import { aScorecard, round2024 } from '../../builders.ts'
import { aCommune, answer, aPhone, closeHousehold, syncPhone, type World } from '../../journeys/world.ts'
import { acceptAnyhow, changeAtCommune } from './communeSide.ts'
import { heading, householdId, openHousehold } from './kit.tsx'

// Like a browser without locks; happy-dom has neither them nor the word undefined.
Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined })

const id = householdId(1)
const b1 = pathOf('b1_answers')
const question = domain.questions.b1_answers.label
const [brick, leaf] = [['house:brick'], ['house:leaf']]
const now = { brick: 'Mục: Tường nhà brick', leaf: 'Mục: Tường nhà leaf' }

/** Form B1 of a round: the codes are every round's, what they mean is its own. */
function table(house: string): Scorecard {
  const options = ['brick', 'leaf'].map((id) => ({ id, label: `${house} ${id}`, points: 70 }))
  return aScorecard({ items: [{ kind: 'one_option', id: 'house', label: 'Mục', options }] })
}

let world: World
let hasLine: boolean
let thang: Vault

beforeEach(async () => {
  world = await aCommune()
  hasLine = true
  vi.stubGlobal('fetch', async (url: string, request: RequestInit) => {
    if (!hasLine) throw new TypeError('Failed to fetch')
    return world.app.request(url, request)
  })
  const scorecard = JSON.stringify(table('Tường nhà'))
  await world.store.db.updateTable('rounds').set({ scorecard }).execute()
  thang = await aPhone(world)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A visit of an empty house, with what was seen of it. */
async function visited(vault: Vault, value: string[]): Promise<void> {
  await answer(vault, id, b1, value)
  await closeHousehold(vault, id, 'Cả nhà đi vắng')
  await syncPhone(world, vault)
}

/** The next round opens, under another form B1 with the same codes. */
function openNextRound(): Promise<void> {
  return changeAtCommune(world, id, async (trx) => {
    const last = await trx.selectFrom('rounds').selectAll().executeTakeFirstOrThrow()
    await trx.updateTable('rounds').set({ state: 'closed' }).execute()
    const next = { ...last, id: RoundId.parse('2025'), scorecard: JSON.stringify(table('Mái nhà')) }
    await trx.insertInto('rounds').values(next).execute()
  })
}

async function aDispute(): Promise<Vault> {
  const mai = await aPhone(world, 'Lò Thị Mai')
  await visited(thang, brick)
  await visited(mai, leaf)
  await syncPhone(world, thang)
  return mai
}

describe('the items of form B1', () => {
  test('are named where two answers are to be chosen from', async () => {
    await aDispute()
    openHousehold(thang, '/hai-cau')
    await heading('Hai câu trả lời khác nhau')
    const group = within(screen.getByRole('group', { name: question }))
    expect(group.getByRole('radio', { name: new RegExp(`^${now.brick} – tôi`) })).toBeTruthy()
    expect(group.getByRole('radio', { name: new RegExp(`^${now.leaf} – Lò Thị Mai`) })).toBeTruthy()
  })

  test('are named in what the commune chose instead, with what was answered here', async () => {
    const mai = await aDispute()
    const { revision } = (await findHousehold(world.store.db, id, round2024))!
    const reviewer = { login: 'hoa', name: 'Lê Thị Hoa' }
    await settleRivalValues(world.store, reviewer, id, { revision, path: b1, value: brick })
    await syncPhone(world, mai)
    openHousehold(mai)
    const notice = (await screen.findByText('Xã đã chọn câu trả lời')).parentElement!
    expect(notice.textContent).toMatch(
      new RegExp(`${question}: ${now.brick} \\(.*\\)\\. Anh/chị đã trả lời: ${now.leaf}\\.`),
    )
  })

  test('of the commune’s history and of this phone’s own are named by their own round’s scorecard, or stay codes that say so', async () => {
    vi.spyOn(console, 'warn').mockReturnValue()
    await visited(thang, brick)
    await openNextRound()
    await syncPhone(world, thang)
    await answer(thang, id, b1, leaf)
    await closeHousehold(thang, id, 'Cả nhà đi vắng')
    await syncPhone(world, thang)
    const next = 'Mục: Mái nhà leaf'
    const codes = domain.codesOnly('house:brick')
    openHousehold(thang, '/lich-su')
    await screen.findByText('Theo sổ của xã, mới nhất đứng trước')
    const entries = screen.getAllByText(question).map((each) => each.closest('li')!.textContent)
    expect(entries).toEqual([expect.stringContaining(`– → ${next}`), expect.stringContaining(`– → ${codes}`)])
    cleanup()
    hasLine = false
    openHousehold(thang, '/lich-su')
    await screen.findByText('Theo máy này, mới nhất đứng trước')
    const own = (await screen.findAllByText(new RegExp(`^${question}`))).map((each) => each.textContent)
    expect(own).toEqual([`${question}: ${next}`, `${question}: ${codes}`])
  })

  test('of a draft that came too late are named, and stay codes that say so once its round is over', async () => {
    await visited(thang, brick)
    await answer(thang, id, b1, leaf)
    await acceptAnyhow(world, id)
    await syncPhone(world, thang)
    openHousehold(thang)
    expect(await screen.findByText(`${question}: ${now.leaf}`)).toBeTruthy()
    await openNextRound()
    await syncPhone(world, thang)
    expect(await screen.findByText(`${question}: ${domain.codesOnly('house:leaf')}`)).toBeTruthy()
  })
})
