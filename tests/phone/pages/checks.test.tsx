// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import type { Household } from '#domain/household/household.ts'
import type { AnswerValue, Path } from '#domain/questionnaire/answers.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import type { Vault } from '#phone/store/vault.ts'
import { completeAnswers } from '../kit.ts'
import { anOpenBook, heading, householdId, openHousehold, pathOf, residentId, withSomebody } from './kit.tsx'

/** Somebody living alone whose roster is right, but for these answers. */
async function aForm(answers: Record<string, AnswerValue>, previous?: Record<string, AnswerValue>): Promise<Vault> {
  const household = withSomebody()
  const before = { ...household, previous: { ...household.previous, answers: previous } } as Household
  const vault = await anOpenBook([previous ? before : household])
  await save(vault, answers)
  return vault
}

async function save(vault: Vault, answers: Record<string, AnswerValue>): Promise<void> {
  for (const [path, value] of Object.entries(answers)) await saveAnswer(vault, householdId(1), path as Path, value, 1)
}

const born = pathOf('birth', residentId(1))
const number = pathOf('citizen_number', residentId(1))
const ofThatNumber = /Số định danh của Quách Thị Ngân cho biết năm sinh 1984, nhưng đã ghi 1985/
const section = async (name: string) => (await screen.findByRole('heading', { level: 2, name })).closest('section')!
const rowOf = (name: RegExp) => screen.getByRole('link', { name })

describe('the checks on the task list', () => {
  test('what cannot be right stands under «Cần sửa» and leads to its question', async () => {
    openHousehold(await aForm({ [born]: '1985-03-02' }), '/phieu')
    fireEvent.click(within(await section('Cần sửa')).getByRole('link', { name: ofThatNumber }))
    await heading(/Quách Thị Ngân/)
    expect(location.pathname).toMatch(new RegExp(`/phieu/roster/${number}$`))
  })

  test('its section has a problem until the answer is put right; the others do not', async () => {
    const vault = await aForm({ [born]: '1985-03-02' })
    openHousehold(vault, '/phieu')
    await section('Cần sửa')
    expect(within(rowOf(/^Hộ và thành viên/)).getByText('Có lỗi')).toBeTruthy()
    expect(screen.getAllByText('Có lỗi')).toHaveLength(1)
    await save(vault, { [born]: '1984-03-02' })
    await waitFor(() => expect(within(rowOf(/^Hộ và thành viên/)).getByText('Xong')).toBeTruthy())
    expect(screen.queryByRole('heading', { name: 'Cần sửa' })).toBeNull()
  })

  test('the problem stands at the section where it is put right, not at the roster', async () => {
    const studying = { [pathOf('work', residentId(1))]: 'studying', [pathOf('schooling_now', residentId(1))]: 'none' }
    openHousehold(await aForm({ [born]: '2000-03-02', [number]: 'dont_know', ...studying }), '/phieu')
    await section('Cần sửa')
    expect(within(rowOf(/^Giáo dục/)).getByText('Có lỗi')).toBeTruthy()
    expect(screen.getAllByText('Có lỗi')).toHaveLength(1)
  })

  test('what is unusual stands under «Xem lại», and is no problem of its section', async () => {
    openHousehold(await aForm({ b1_points: 20 }), '/phieu')
    const place = await section('Xem lại')
    const link = within(place).getByRole('link', { name: 'Tổng điểm B1 là 20, thường từ 40 đến 300' })
    expect(link.getAttribute('href')).toMatch(/\/phieu\/income\/b1_points$/)
    expect(screen.queryByText('Có lỗi')).toBeNull()
    expect(screen.queryByRole('heading', { name: 'Cần sửa' })).toBeNull()
  })

  test('last year counts: a jump of the floor area', async () => {
    openHousehold(await aForm({ dwelling_area_m2: 90 }, { dwelling_area_m2: 40 }), '/phieu')
    const link = within(await section('Xem lại')).getByRole('link', { name: /đợt trước 40 m², đợt này 90 m²/ })
    expect(link.getAttribute('href')).toMatch(/\/phieu\/housing\/dwelling_area_m2$/)
  })

  test('last year counts: whoever is not in the list any more leads to the residents', async () => {
    const previous = { [pathOf('name', residentId(2))]: 'Lò Văn Nam', [pathOf('relation', residentId(2))]: 'child' }
    openHousehold(await aForm({}, previous), '/phieu')
    const link = within(await section('Xem lại')).getByRole('link', { name: /chưa ghi lý do không còn: Lò Văn Nam$/ })
    expect(link.getAttribute('href')).toMatch(/\/phieu\/roster$/)
  })

  test('a form not begun has nothing to put right, though nobody is in it yet', async () => {
    openHousehold(await anOpenBook(), '/phieu')
    await screen.findByRole('heading', { name: 'Các phần của phiếu' })
    expect(within(rowOf(/^Hộ và thành viên/)).getByText('Chưa làm')).toBeTruthy()
    for (const name of ['Cần sửa', 'Xem lại']) expect(screen.queryByRole('heading', { name })).toBeNull()
  })

  test('a form all right says nothing', async () => {
    openHousehold(await aForm({ b1_points: 120 }, { dwelling_area_m2: 40 }), '/phieu')
    await screen.findByRole('heading', { name: 'Các phần của phiếu' })
    for (const name of ['Cần sửa', 'Xem lại']) expect(screen.queryByRole('heading', { name })).toBeNull()
  })

  test('in English, with nothing that axe finds wrong', async () => {
    localStorage.setItem('so-thon-language', 'en')
    const vault = await aForm({ [born]: '1985-03-02', b1_points: 20 })
    await act(async () => openHousehold(vault, '/phieu'))
    expect(within(await section('To be put right')).getByRole('link').textContent).toContain('born in 1984')
    expect(within(await section('Look again')).getByRole('link').textContent).toContain('usual are 40 to 300')
    const report = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
    expect(report.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
})

describe('the checks at the end of a visit', () => {
  const complete = Object.fromEntries(completeAnswers())
  const close = () => fireEvent.click(screen.getByRole('button', { name: 'Hoàn thành phiếu' }))

  test('what cannot be right holds a completed visit, and leads to its question', async () => {
    const vault = await aForm({ ...complete, [born]: '1985-03-02' })
    openHousehold(vault, '/phieu/visit')
    const link = within(await section('Cần sửa')).getByRole('link', { name: ofThatNumber })
    expect(link.getAttribute('href')).toMatch(new RegExp(`/phieu/roster/${number}$`))
    close()
    await screen.findByText(/^Chưa hoàn thành được: hãy sửa/)
    expect(await vault.db.outbox.count()).toBe(0)
    expect(location.pathname).toMatch(/visit$/)
    await act(() => save(vault, { [born]: '1984-03-02' }))
    close()
    await screen.findByText('Chờ gửi')
  })

  test('a visit that ends without a review is closed all the same, with its reason', async () => {
    const vault = await aForm({ ...complete, [born]: '1985-03-02' })
    openHousehold(vault, '/phieu/visit')
    await section('Cần sửa')
    fireEvent.click(screen.getByRole('radio', { name: 'Hộ vắng nhà' }))
    expect(screen.queryByRole('heading', { name: 'Cần sửa' })).toBeNull()
    fireEvent.change(screen.getByLabelText(/Ghi rõ/), { target: { value: 'Phải xem lại căn cước' } })
    fireEvent.click(screen.getByRole('button', { name: 'Đóng phiếu khi chưa đủ' }))
    await screen.findByText('Chờ gửi')
    expect(await vault.db.outbox.count()).toBe(1)
  })

  test('what is only unusual is not listed there, and holds nothing', async () => {
    const vault = await aForm({ ...complete, b1_points: 20 })
    openHousehold(vault, '/phieu/visit')
    await screen.findByText('Mọi câu đã có câu trả lời.')
    expect(screen.queryByRole('heading', { name: 'Xem lại' })).toBeNull()
    close()
    await screen.findByText('Chờ gửi')
  })
})
