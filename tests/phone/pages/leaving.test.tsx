// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { vi as domain } from '#domain/wording/vi.ts'
import { unkeptOf } from '#phone/pages/survey/unkept.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import type { Vault } from '#phone/store/vault.ts'
import { vi as words } from '#phone/wording/vi.ts'
import { completeAnswers } from '../kit.ts'
import { anOpenBook, heading, householdId, openHousehold, pathOf, residentId, stored, withSomebody } from './kit.tsx'

let vault: Vault

beforeEach(async () => {
  vault = await anOpenBook([withSomebody()])
})
afterEach(() => vi.restoreAllMocks())

describe('a page that is left with something that is not on the disk', () => {
  const number = domain.questions.citizen_number.label
  const path = pathOf('citizen_number', residentId(1))
  const page = `/phieu/roster/${residentId(1)}/citizen_number`
  const points = domain.questions.b1_points.label
  const notice = () => screen.findByText('Có câu chưa lưu')

  test('by «Quay lại»: what is no answer yet is kept as it was typed, said, and found again; the answer before stays', async () => {
    openHousehold(vault, page)
    fireEvent.change(await screen.findByLabelText(number), { target: { value: '03818400' } })
    fireEvent.click(screen.getByRole('link', { name: 'Quay lại' }))
    await heading(domain.sections.roster)
    await notice()
    fireEvent.click(screen.getByRole('link', { name: `${number} – Quách Thị Ngân` }))
    expect(await screen.findByLabelText(number)).toHaveProperty('value', '03818400')
    expect(screen.queryByText(/^Đã lưu/)).toBeNull()
    expect(await stored(vault, path)).toBe('038184000001')
    fireEvent.change(screen.getByLabelText(number), { target: { value: '038184000009' } })
    await screen.findAllByText(/^Đã lưu/)
    fireEvent.click(screen.getByRole('link', { name: 'Quay lại' }))
    await heading(domain.sections.roster)
    expect(screen.queryByText('Có câu chưa lưu')).toBeNull()
    expect(await stored(vault, path)).toBe('038184000009')
  })

  test('by the browser’s way back, at once: what could not be written is said, and written once it is opened again', async () => {
    openHousehold(vault, '/phieu')
    await heading(/^Phiếu rà soát/)
    act(() => history.pushState(null, '', `/ho/${householdId(1)}/phieu/income/b1_points`))
    const field = await screen.findByLabelText(points)
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    fireEvent.change(field, { target: { value: '125' } })
    act(() => history.back())
    await heading(/^Phiếu rà soát/)
    await notice()
    expect(put).toHaveBeenCalled()
    vi.restoreAllMocks()
    fireEvent.click(screen.getByRole('link', { name: points }))
    expect(await screen.findByLabelText(points)).toHaveProperty('value', '125')
    await screen.findAllByText(/^Đã lưu/)
    expect(await stored(vault, pathOf('b1_points'))).toBe(125)
  })

  test('keeps the visit from ending, and no other book', async () => {
    for (const [at, value] of completeAnswers(100)) await saveAnswer(vault, householdId(1), at, value, 1)
    openHousehold(vault, page)
    fireEvent.change(await screen.findByLabelText(number), { target: { value: '1' } })
    act(() => history.pushState(null, '', `/ho/${householdId(1)}/phieu/visit`))
    await notice()
    fireEvent.click(screen.getByRole('button', { name: 'Hoàn thành phiếu' }))
    await screen.findByText('Còn câu chưa lưu. Hãy mở lại câu đó rồi kết thúc phiếu.')
    expect(await vault.db.outbox.count()).toBe(0)
    expect([...unkeptOf(vault, householdId(1)).keys()]).toEqual([path])
    expect(unkeptOf({ ...vault }, householdId(1)).size).toBe(0)
  })

  test('holds nothing back once the question is no longer asked', async () => {
    openHousehold(vault, page)
    fireEvent.change(await screen.findByLabelText(number), { target: { value: '1' } })
    await saveAnswer(vault, householdId(1), pathOf('gone', residentId(1)), 'died', 1)
    act(() => history.pushState(null, '', `/ho/${householdId(1)}/phieu`))
    await heading(/^Phiếu rà soát/)
    await waitFor(() => expect(screen.queryByText('Có câu chưa lưu')).toBeNull())
  })
})

describe('the end of a visit', () => {
  test('never offers to go on with what is finished, not for a moment', async () => {
    for (const [path, value] of completeAnswers(100)) await saveAnswer(vault, householdId(1), path, value, 1)
    openHousehold(vault, '/phieu/visit')
    await screen.findByText('Mọi câu đã có câu trả lời.')
    const seen = new Set<string>()
    const watch = new MutationObserver(() => {
      for (const { textContent } of document.querySelectorAll('a')) seen.add(textContent ?? '')
    })
    watch.observe(document.body, { childList: true, subtree: true, characterData: true })
    fireEvent.click(screen.getByRole('button', { name: 'Hoàn thành phiếu' }))
    await screen.findByText('Chờ gửi')
    await screen.findByRole('link', { name: words.household.correct })
    watch.disconnect()
    expect([...seen]).toContain(words.household.correct)
    expect([...seen]).not.toContain(words.household.resume)
  })
})
