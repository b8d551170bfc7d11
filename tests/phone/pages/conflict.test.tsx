import 'fake-indexeddb/auto'
import '../../office/browser.ts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { HouseholdId } from '#domain/ids.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { vi as domain } from '#domain/wording/vi.ts'
import { finish } from '#phone/store/finish.ts'
import { overruledIn, ownOperations } from '#phone/store/own.ts'
import type { Vault } from '#phone/store/vault.ts'
import { laterEn } from '#phone/wording/later.en.ts'
import { laterVi } from '#phone/wording/later.vi.ts'
import { vi as words } from '#phone/wording/vi.ts'
import { declineHeld, heldReply } from '#server/held.ts'
import { findHousehold } from '#server/households.ts'
import { settleRivalValues } from '#server/rivals.ts'
import { round2024 } from '../../builders.ts'
import { aCommune, answer, aPhone, closeHousehold, ledgerOf, syncPhone, type World } from '../../journeys/world.ts'
import { heading, householdId, openHousehold } from './kit.tsx'

// Like a browser without locks; happy-dom has neither them nor the word undefined.
Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined })

const id: HouseholdId = householdId(1)
const latrine = pathOf('latrine')
const { septic, none } = domain.options.latrine
const reviewer = { login: 'hoa', name: 'Lê Thị Hoa' }
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
  thang = await aPhone(world)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const survey = async () => (await findHousehold(world.store.db, id, round2024))!.survey
const revision = async () => (await findHousehold(world.store.db, id, round2024))!.revision
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const follow = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('link', { name }))

/** A visit of an empty house, with what was seen of the latrine. */
async function visited(vault: Vault, value: string): Promise<void> {
  await answer(vault, id, latrine, value)
  await closeHousehold(vault, id, 'Cả nhà đi vắng')
  await syncPhone(world, vault)
}

/** Thắng saw a septic latrine, Mai none; neither knew of the other. */
async function aDispute(): Promise<Vault> {
  const mai = await aPhone(world, 'Lò Thị Mai')
  await visited(thang, 'septic')
  await visited(mai, 'none')
  await syncPhone(world, thang)
  expect((await survey()).rivals).toHaveProperty(latrine)
  return mai
}

describe('two answers to one question', () => {
  test('are reached from the household; each says whose it is, and the choice is drafted and sent like any answer', async () => {
    await aDispute()
    openHousehold(thang)
    await follow('Chọn câu trả lời')
    await heading('Hai câu trả lời khác nhau')
    const group = within(screen.getByRole('group', { name: domain.questions.latrine.label }))
    const radio = (name: RegExp) => group.getByRole('radio', { name })
    expect(radio(new RegExp(`^${septic} – tôi, \\d\\d:\\d\\d.* \\(xã đang ghi\\)$`))).toHaveProperty('checked', false)
    const other = new RegExp(`^${none} – Lò Thị Mai, \\d\\d:\\d\\d`)
    expect(screen.queryByRole('link', { name: 'Kết thúc phiếu và gửi' })).toBeNull()
    fireEvent.click(radio(other))
    await screen.findByText('Đã chọn, chưa gửi')
    expect(radio(other)).toHaveProperty('checked', true)
    expect((await survey()).rivals).toHaveProperty(latrine)
    await follow('Kết thúc phiếu và gửi')
    await heading('Kết thúc phiếu')
    expect(await finish(thang, id)).toMatchObject({ outcome: 'queued' })
    await syncPhone(world, thang)
    expect(await survey()).toMatchObject({ rivals: {}, fields: { latrine: { value: 'none', by: 'Lương Văn Thắng' } } })
  })

  test('the commune’s own may be chosen too, and settles it', async () => {
    await aDispute()
    openHousehold(thang, '/hai-cau')
    fireEvent.click(await screen.findByRole('radio', { name: new RegExp(`^${septic}`) }))
    await screen.findByText('Đã chọn, chưa gửi')
    await finish(thang, id)
    await syncPhone(world, thang)
    expect(await survey()).toMatchObject({ rivals: {}, fields: { latrine: { value: 'septic' } } })
  })

  test('a value that came after the page was looked at is never overwritten by the choice', async () => {
    const mai = await aDispute()
    await syncPhone(world, mai)
    await answer(mai, id, latrine, 'double_vault')
    await finish(mai, id)
    openHousehold(thang, '/hai-cau')
    fireEvent.click(await screen.findByRole('radio', { name: new RegExp(`^${septic}`) }))
    await screen.findByText('Đã chọn, chưa gửi')
    await syncPhone(world, mai)
    await finish(thang, id)
    await syncPhone(world, thang)
    const { fields, rivals } = await survey()
    expect([fields[latrine]?.value, rivals[latrine]?.map(({ value }) => value)]).toEqual(['double_vault', ['septic']])
  })

  test('may be answered anew on the question’s own page', async () => {
    await aDispute()
    openHousehold(thang, '/hai-cau')
    await follow('Trả lời lại')
    await heading(domain.sections.waterAndSanitation)
    expect(location.pathname).toMatch(/\/latrine$/)
  })

  test('what the reviewer chose instead is told, with what was answered here', async () => {
    const mai = await aDispute()
    await settleRivalValues(world.store, reviewer, id, { revision: await revision(), path: latrine, value: 'septic' })
    await syncPhone(world, mai)
    openHousehold(mai)
    const notice = (await screen.findByText('Xã đã chọn câu trả lời')).parentElement!
    const question = domain.questions.latrine.label
    expect(notice.textContent).toMatch(
      new RegExp(`${question}: ${septic} \\(Lê Thị Hoa, .*\\)\\. Anh/chị đã trả lời: ${none}\\.`),
    )
    expect(screen.queryByRole('link', { name: 'Chọn câu trả lời' })).toBeNull()
  })

  test('whose answer stands is told nothing, nor is one whose answer another phone replaced', async () => {
    const mai = await aDispute()
    await settleRivalValues(world.store, reviewer, id, { revision: await revision(), path: latrine, value: 'septic' })
    for (const vault of [thang, mai]) await syncPhone(world, vault)
    openHousehold(mai)
    await screen.findByText('Xã đã chọn câu trả lời')
    cleanup()
    openHousehold(thang)
    await heading('Quách Thị Ngân')
    expect(await screen.findByRole('link', { name: 'Lịch sử' })).toBeTruthy()
    expect(overruledIn(await ownOperations(thang, id), { id, survey: await survey() })).toEqual([])
    expect(screen.queryByText('Xã đã chọn câu trả lời')).toBeNull()
    expect(overruledIn(await ownOperations(mai, id), { id, survey: await survey() })).toMatchObject([{ path: latrine }])
    await answer(thang, id, latrine, 'double_vault')
    await finish(thang, id)
    await syncPhone(world, thang)
    await syncPhone(world, mai)
    expect(overruledIn(await ownOperations(mai, id), { id, survey: await survey() })).toEqual([])
  })
})

describe('what the commune holds', () => {
  async function aLate(): Promise<string> {
    await visited(thang, 'septic')
    await answer(thang, id, latrine, 'none')
    await finish(thang, id)
    await world.store.db.updateTable('surveys').set({ state: 'accepted' }).execute()
    const { body } = await world.store.db.selectFrom('surveys').select('body').executeTakeFirstOrThrow()
    const accepted = JSON.stringify({ ...JSON.parse(body), state: 'accepted' })
    await world.store.db.updateTable('surveys').set({ body: accepted }).execute()
    await syncPhone(world, thang)
    return (await ledgerOf(world, thang.device)).at(-1)!.op
  }

  test('says why, and what can be done; once it is declined, that', async () => {
    const op = await aLate()
    openHousehold(thang)
    await screen.findByText('Phiếu đến sau khi xã đã duyệt. Xã giữ lại và sẽ xem.')
    expect(screen.getByText(words.household.advice.held)).toBeTruthy()
    await declineHeld(world.store, reviewer, await heldReply(world.store, reviewer, { device: thang.device, op }))
    await syncPhone(world, thang)
    await screen.findByText('Xã đã xem và không đưa vào hồ sơ. Xã vẫn giữ phiếu.')
    expect(screen.getByText(words.household.advice.held)).toBeTruthy()
  })
})

describe('the history', () => {
  test('is asked of the commune: newest first, who, what, from what to what', async () => {
    await aDispute()
    openHousehold(thang)
    await follow('Lịch sử')
    await heading('Lịch sử – Quách Thị Ngân')
    await waitFor(() => expect(document.title).toBe('Lịch sử – Hộ số 1 – Sổ Thôn'))
    await screen.findByText('Theo sổ của xã, mới nhất đứng trước')
    const [newest] = screen.getAllByRole('listitem')
    expect(newest!.textContent).toContain('Lò Thị Mai')
    const rival = screen.getByText('trả lời khác, xã giữ cả hai').closest('li')!
    expect(rival.textContent).toContain(`${septic} → ${none}`)
    expect(rival.textContent).toContain(domain.questions.latrine.label)
  })

  test('without a line says so and tells what this phone has done itself, with its receipts; and asks again', async () => {
    vi.spyOn(console, 'warn').mockReturnValue()
    await visited(thang, 'septic')
    await answer(thang, id, latrine, 'none')
    await finish(thang, id)
    hasLine = false
    openHousehold(thang, '/lich-su')
    await screen.findByText(/^Chưa hỏi được xã\./)
    await screen.findByText('Theo máy này, mới nhất đứng trước')
    const [waiting, received] = (await screen.findAllByText(/^(Chờ gửi|Xã đã nhận .*)$/)).map(
      (state) => state.closest('li')!,
    )
    expect(waiting!.textContent).toContain(`${domain.questions.latrine.label}: ${none}`)
    const { receipts } = await survey()
    expect(received!.textContent).toContain(`mã ${receipts[0]!.receipt}`)
    expect(received!.textContent).toContain(`${domain.questions.latrine.label}: ${septic}`)
    hasLine = true
    press('Hỏi lại')
    await screen.findByText('Theo sổ của xã, mới nhất đứng trước')
    expect(screen.queryByText('Theo máy này, mới nhất đứng trước')).toBeNull()
  })

  test('of a household of another hamlet is not the commune’s to tell this phone', async () => {
    vi.spyOn(console, 'warn').mockReturnValue()
    await visited(thang, 'septic')
    await world.store.db
      .updateTable('devices')
      .set({ hamlet: await anotherHamlet() })
      .execute()
    openHousehold(thang, '/lich-su')
    await screen.findByText(/^Chưa hỏi được xã\./)
  })

  async function anotherHamlet(): Promise<string> {
    const [row] = await world.store.db.selectFrom('hamlets').selectAll().execute()
    await world.store.db
      .insertInto('hamlets')
      .values({ ...row!, id: 'lang-khac', name: 'Làng Khác', position: 9 })
      .execute()
    return 'lang-khac'
  }
})

describe('the words', () => {
  const sentencesIn = (words: unknown): string[] => {
    if (typeof words === 'string') return [words]
    if (typeof words === 'function') return [String(words(7, 7, 7, 7))]
    return Object.values(words as object).flatMap(sentencesIn)
  }

  test('are NFC in Vietnamese, and each language is by itself', () => {
    const [vietnamese, english] = [sentencesIn(laterVi), sentencesIn(laterEn)]
    expect(english).toHaveLength(vietnamese.length)
    expect(vietnamese.filter((sentence) => sentence !== sentence.normalize('NFC'))).toEqual([])
    expect(vietnamese.filter((sentence) => /\b(the|is|and|of|not|you|send)\b/i.test(sentence))).toEqual([])
    expect(english.filter((sentence) => /[ăâđêôơưạảấầậếềệịọốồộớờợụứừự]/i.test(sentence))).toEqual([])
  })
})
