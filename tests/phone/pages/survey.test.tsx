// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Operation } from '#domain/household/operation.ts'
import { openBox } from '#phone/store/box.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { householdView } from '#phone/store/households.ts'
import type { Vault } from '#phone/store/vault.ts'
import { pull } from '#phone/sync/pull.ts'
import { deviceId } from '../../builders.ts'
import { aHousehold, completeAnswers, enrolled, lineWith } from '../kit.ts'
import { anOpenBook, heading, householdId, openHousehold, pathOf, residentId, stored, withSomebody } from './kit.tsx'

let vault: Vault

beforeEach(async () => {
  vault = await anOpenBook([withSomebody()])
})
afterEach(() => vi.restoreAllMocks())

const goOn = () => fireEvent.click(screen.getByRole('button', { name: 'Tiếp tục' }))

describe('a page of questions', () => {
  test('a tapped answer is on the disk before it is ticked', async () => {
    openHousehold(vault, '/phieu/waterAndSanitation/water_source')
    await heading('Nước sinh hoạt và vệ sinh')
    fireEvent.click(screen.getByRole('radio', { name: /Nước mưa/ }))
    expect(screen.queryByText(/^Đã lưu/)).toBeNull()
    expect((await screen.findAllByText(/^Đã lưu \d\d:\d\d$/)).length).toBeGreaterThan(0)
    expect(await stored(vault, pathOf('water_source'))).toBe('rain')
  })

  test('an answer that could not be written stays on the screen, without a tick, and is saved when tried again', async () => {
    openHousehold(vault, '/phieu/income/b1_points')
    await heading(/Thu nhập/)
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    fireEvent.change(screen.getByLabelText('Tổng điểm phiếu B1'), { target: { value: '125' } })
    await screen.findByText('Chưa lưu được câu này. Điều đã nhập vẫn còn trên màn hình.')
    expect(screen.getByText(/Máy đã đầy/)).toBeTruthy()
    expect(screen.getByLabelText('Tổng điểm phiếu B1')).toHaveProperty('value', '125')
    expect(screen.queryByText(/^Đã lưu/)).toBeNull()
    goOn()
    await waitFor(() => expect(put).toHaveBeenCalledTimes(2))
    await screen.findByText('Chưa lưu được câu này. Điều đã nhập vẫn còn trên màn hình.')
    expect(location.pathname).toContain('/income/')
    vi.restoreAllMocks()
    fireEvent.click(await screen.findByRole('button', { name: 'Thử lại' }))
    await screen.findAllByText(/^Đã lưu/)
    expect(await stored(vault, pathOf('b1_points'))).toBe(125)
  })

  test('a wrong value is kept, said beside the field and in the summary, and the window is titled «Lỗi:»', async () => {
    openHousehold(vault, '/phieu/housing/dwelling_area_m2')
    await heading('Nhà ở')
    fireEvent.change(screen.getByLabelText(/Diện tích ở/), { target: { value: '1.200' } })
    goOn()
    expect(await screen.findByRole('alert')).toHaveProperty('textContent', expect.stringContaining('Có vấn đề'))
    expect(screen.getAllByText(/không dùng dấu ngăn cách/)).toHaveLength(2)
    expect(screen.getByLabelText(/Diện tích ở/)).toHaveProperty('value', '1.200')
    await waitFor(() => expect(document.title).toMatch(/^Lỗi: Nhà ở/))
    expect(await stored(vault, pathOf('dwelling_area_m2'))).toBeUndefined()
  })

  test('an emptied field takes its answer back; a wrong one loses its tick', async () => {
    await saveAnswer(vault, householdId(1), pathOf('b1_points'), 125, 1)
    openHousehold(vault, '/phieu/income/b1_points')
    const field = await screen.findByLabelText('Tổng điểm phiếu B1')
    await screen.findByText(/^Đã lưu/)
    fireEvent.change(field, { target: { value: '12,5' } })
    expect(screen.queryByText(/^Đã lưu/)).toBeNull()
    fireEvent.change(field, { target: { value: '' } })
    await waitFor(async () => expect(await stored(vault, pathOf('b1_points'))).toBeUndefined())
  })

  test('an answer calls for the next question at once', async () => {
    openHousehold(vault, `/phieu/employment/${residentId(1)}/work`)
    await heading('Việc làm – Quách Thị Ngân')
    expect(screen.queryByText('Có hợp đồng lao động')).toBeNull()
    fireEvent.click(screen.getByRole('radio', { name: 'Làm công ăn lương' }))
    expect(screen.getByText('Có hợp đồng lao động')).toBeTruthy()
  })

  test('what is no longer asked holds nothing back, however it was typed', async () => {
    const child = residentId(1)
    await saveAnswer(vault, householdId(1), pathOf('birth', child), '2015-03-02', 1)
    openHousehold(vault, `/phieu/health/${child}/nutrition_finding`)
    await heading(/Quách Thị Ngân/)
    fireEvent.click(screen.getByRole('radio', { name: 'Bình thường' }))
    fireEvent.change(screen.getByLabelText('Ngày'), { target: { value: '5' } })
    fireEvent.click(screen.getByRole('radio', { name: /^Chưa được khám/ }))
    expect(screen.queryByLabelText('Ngày')).toBeNull()
    goOn()
    await waitFor(() => expect(location.pathname).toMatch(/\/phieu$/))
  })

  test('«continue» goes on to the next page, with what was typed on the disk', async () => {
    openHousehold(vault, `/phieu/roster/${residentId(1)}/birth`)
    await heading(/Quách Thị Ngân/)
    fireEvent.change(screen.getByLabelText(/Số định danh/), { target: { value: '0381 8400 0009' } })
    goOn()
    await waitFor(() => expect(location.pathname).toMatch(/ethnic_group$/))
    expect(await stored(vault, pathOf('citizen_number', residentId(1)))).toBe('038184000009')
  })

  test('«don’t know» is an answer; typing takes it back', async () => {
    openHousehold(vault, '/phieu/income/b1_points')
    await heading(/Thu nhập/)
    fireEvent.click(screen.getByRole('checkbox', { name: 'Không biết' }))
    await waitFor(async () => expect(await stored(vault, pathOf('b1_points'))).toBe('dont_know'))
    fireEvent.change(screen.getByLabelText('Tổng điểm phiếu B1'), { target: { value: '90' } })
    await waitFor(async () => expect(await stored(vault, pathOf('b1_points'))).toBe(90))
    expect(screen.getByRole('checkbox', { name: 'Không biết' })).toHaveProperty('checked', false)
  })

  test('an ethnic group outside the nearest four is chosen from the list', async () => {
    openHousehold(vault, `/phieu/roster/${residentId(1)}/ethnic_group`)
    await heading(/Quách Thị Ngân/)
    expect(
      screen
        .getAllByRole('radio')
        .slice(0, 5)
        .map((radio) => (radio as HTMLInputElement).value),
    ).toEqual(['03', '24', '06', '01', 'other'])
    fireEvent.click(screen.getByRole('radio', { name: 'Dân tộc khác' }))
    fireEvent.change(screen.getByLabelText('Chọn dân tộc'), { target: { value: '08' } })
    await waitFor(async () => expect(await stored(vault, pathOf('ethnic_group', residentId(1)))).toBe('08'))
  })
})

describe('the residents', () => {
  test('last year’s are taken over with one tap', async () => {
    vault = await anOpenBook()
    openHousehold(vault, '/phieu/roster')
    await heading('Hộ và thành viên')
    fireEvent.click(screen.getByRole('button', { name: 'Vẫn ở đây: Quách Thị Ngân' }))
    await screen.findByRole('link', { name: 'Sửa: Quách Thị Ngân' })
    await waitFor(async () => expect(await stored(vault, pathOf('relation', residentId(1)))).toBe('head'))
  })

  test('who left keeps a name and a reason, and can come back', async () => {
    openHousehold(vault, '/phieu/roster')
    await heading('Hộ và thành viên')
    fireEvent.click(screen.getByRole('button', { name: 'Không còn ở đây: Quách Thị Ngân' }))
    fireEvent.click(screen.getByRole('radio', { name: 'Đã chuyển đi' }))
    fireEvent.click(screen.getByRole('button', { name: 'Xác nhận' }))
    const back = await screen.findByRole('button', { name: 'Ghi lại vào hộ: Quách Thị Ngân' })
    expect(await stored(vault, pathOf('gone', residentId(1)))).toBe('moved_away')
    fireEvent.click(back)
    await screen.findByRole('link', { name: 'Sửa: Quách Thị Ngân' })
    expect(await stored(vault, pathOf('gone', residentId(1)))).toBeUndefined()
  })

  test('a new one needs name, relation and sex, and goes on to the birth date', async () => {
    openHousehold(vault, '/phieu/roster')
    await heading('Hộ và thành viên')
    fireEvent.click(screen.getByRole('button', { name: 'Thêm người' }))
    fireEvent.click(screen.getByRole('button', { name: 'Thêm người này' }))
    expect((await screen.findByRole('alert')).querySelectorAll('a')).toHaveLength(3)
    fireEvent.change(screen.getByLabelText('Họ và tên'), { target: { value: 'Bùi Văn Hải' } })
    fireEvent.click(screen.getByRole('radio', { name: 'Con' }))
    fireEvent.click(screen.getByRole('radio', { name: 'Nam' }))
    fireEvent.click(screen.getByRole('button', { name: 'Thêm người này' }))
    await heading(/Bùi Văn Hải/)
    expect(location.pathname).toMatch(/\/roster\/r[^/]+\/birth$/)
  })
})

describe('the end of a visit', () => {
  test('lists what is open, each leading to its page, and finishes nothing', async () => {
    openHousehold(vault, '/phieu/visit')
    await heading('Kết thúc phiếu')
    expect(screen.getByRole('link', { name: 'Mái nhà' }).getAttribute('href')).toMatch(/housing\/dwelling_roof$/)
    fireEvent.click(screen.getByRole('radio', { name: 'Đã rà soát xong' }))
    fireEvent.click(screen.getByRole('button', { name: 'Hoàn thành phiếu' }))
    await waitFor(async () => expect(await stored(vault, pathOf('visit_outcome'))).toBe('completed'))
    expect(await vault.db.outbox.count()).toBe(0)
    expect(location.pathname).toMatch(/visit$/)
  })

  test('a whole form is finished, waits to be sent, and its profile stands on the page', async () => {
    for (const [path, value] of completeAnswers(100)) await saveAnswer(vault, householdId(1), path, value, 1)
    openHousehold(vault, '/phieu/visit')
    await screen.findByText('Mọi câu đã có câu trả lời.')
    fireEvent.click(screen.getByRole('button', { name: 'Hoàn thành phiếu' }))
    await screen.findByText('Chờ gửi')
    expect(await vault.db.outbox.count()).toBe(1)
    expect(screen.getByText('Hộ cận nghèo')).toBeTruthy()
    expect(screen.getByRole('img', { name: /Vòng thiếu hụt/ })).toBeTruthy()
  })

  test('what another phone sent after the page was opened is not overwritten as if it had been seen', async () => {
    const line = await lineWith([withSomebody()])
    vault = await enrolled(line)
    openHousehold(vault, '/phieu/visit')
    await heading('Kết thúc phiếu')
    expect(screen.getByRole('link', { name: 'Mái nhà' })).toBeTruthy()
    const author = { device: deviceId(7), n: 1, by: 'Hà Thị Xuân', at: '2024-10-19T01:00:00Z' }
    const note = pathOf('visit_note')
    const fields = {
      ...withSomebody().survey.fields,
      [note]: { value: 'Đi viện', revision: 9, ...author },
      [pathOf('dwelling_roof')]: { value: 'tiles', revision: 9, ...author },
    }
    const later = aHousehold(1, { revision: 9, survey: { state: 'submitted', fields } as never })
    line.pages[0] = { ...line.pages[0]!, changes: [{ seq: 9, household: later.id, state: later }], cursor: 9 }
    await act(() => pull(vault, line, () => new Date()))
    expect((await householdView(vault, householdId(1)))?.revision).toBe(9)
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Mái nhà' })).toBeNull())
    fireEvent.click(screen.getByRole('radio', { name: 'Hộ vắng nhà' }))
    fireEvent.change(screen.getByLabelText(/Ghi rõ/), { target: { value: 'Không ai ở nhà' } })
    fireEvent.click(screen.getByRole('button', { name: 'Đóng phiếu khi chưa đủ' }))
    await waitFor(async () => expect(await vault.db.operations.count()).toBe(1))
    const row = (await vault.db.operations.toArray())[0]!
    const sent = await openBox<Operation>(vault.dataKey, { table: 'operations', id: row.op }, row.box)
    expect(sent.households[householdId(1)]?.facts[note]).toEqual({ value: 'Không ai ở nhà', seen: 1 })
  })

  test('an absent household is closed with the reason in words', async () => {
    openHousehold(vault, '/phieu/visit')
    await heading('Kết thúc phiếu')
    fireEvent.click(screen.getByRole('radio', { name: 'Hộ vắng nhà' }))
    fireEvent.click(screen.getByRole('button', { name: 'Đóng phiếu khi chưa đủ' }))
    expect(await screen.findByRole('alert')).toHaveProperty('textContent', expect.stringContaining('Hãy ghi rõ lý do.'))
    fireEvent.change(screen.getByLabelText(/Ghi rõ/), { target: { value: 'Đi làm xa, Tết mới về' } })
    fireEvent.click(screen.getByRole('button', { name: 'Đóng phiếu khi chưa đủ' }))
    await screen.findByText('Chờ gửi')
    expect(screen.getByText('Đi làm xa, Tết mới về')).toBeTruthy()
    expect(await vault.db.outbox.count()).toBe(1)
  })
})
