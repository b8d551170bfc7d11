// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Household } from '#domain/household/household.ts'
import type { Survey } from '#domain/household/survey.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { householdCards } from '#phone/store/households.ts'
import { completeAnswers, enrolled, facts, lineWith } from '../kit.ts'
import { anOpenBook, heading, householdId, openHousehold, pathOf, residentId, withSomebody } from './kit.tsx'

const at = '2024-10-20T02:00:00Z'
const decision = { deprivations: 4, standard: '2022-2025', reviewDate: '2023-10-15', by: 'Lê Thị Hoa', at } as const

/** A household whose survey stands as `change` says. */
function aPulled(change: Partial<Survey>, previous?: object): Household {
  const household = withSomebody()
  const base = { ...household, survey: { ...household.survey, ...change } }
  return previous ? ({ ...base, previous: { ...household.previous, ...previous } } as Household) : base
}

describe('a household’s page', () => {
  test('sent back: the reviewer’s reason, and the button that leads to that very question', async () => {
    const returned = { path: pathOf('dwelling_roof'), reason: 'Mái nhà ghi lá nhưng ảnh là ngói', by: 'Lê Thị Hoa', at }
    openHousehold(await anOpenBook([aPulled({ state: 'returned', returned })]))
    await screen.findByText('Mái nhà ghi lá nhưng ảnh là ngói')
    fireEvent.click(screen.getByRole('link', { name: 'Mở câu hỏi này' }))
    await heading('Nhà ở')
    expect(location.pathname).toMatch(/\/phieu\/housing\/dwelling_roof$/)
    expect(screen.getByText('Mái nhà')).toBeTruthy()
  })

  test('sent back: its section has a problem until that question is answered anew', async () => {
    const returned = { path: pathOf('dwelling_roof'), reason: 'Xem lại mái nhà', by: 'Lê Thị Hoa', at }
    const vault = await anOpenBook([aPulled({ state: 'returned', returned })])
    openHousehold(vault, '/phieu')
    const housing = await screen.findByRole('link', { name: /Nhà ở/ })
    expect(within(housing).getByText('Có lỗi')).toBeTruthy()
    await saveAnswer(vault, householdId(1), pathOf('dwelling_roof'), 'tiles', 1)
    await waitFor(() => expect(within(housing).getByText('Đang làm')).toBeTruthy())
  })

  test.each([
    ['counted', '2 nhân khẩu'],
    ['not_counted', '1 nhân khẩu'],
  ] as const)('somebody away in a round where they are %s: %s', async (awayResidents, people) => {
    const household = withSomebody()
    const given = Object.values(household.survey.fields)[0]!
    household.survey.fields[pathOf('name', residentId(2))] = { ...given, value: 'Quách Văn Thìn' }
    household.survey.fields[pathOf('away', residentId(2))] = { ...given, value: true }
    const line = await lineWith([household])
    line.pages[0] = { ...line.pages[0]!, facts: { ...facts, round: { ...facts.round!, awayResidents } } }
    const vault = await enrolled(line)
    openHousehold(vault)
    expect(await screen.findByText(people)).toBeTruthy()
    expect((await householdCards(vault)).map(({ residents }) => `${residents} nhân khẩu`)).toEqual([people])
  })

  test('a round that does not count who is away asks it of each resident before the roster is done', async () => {
    const line = await lineWith([withSomebody()])
    line.pages[0] = { ...line.pages[0]!, facts: { ...facts, round: { ...facts.round!, awayResidents: 'not_counted' } } }
    const vault = await enrolled(line)
    openHousehold(vault, '/phieu/roster')
    await screen.findByText('Còn câu chưa trả lời')
    await saveAnswer(vault, householdId(1), pathOf('away', residentId(1)), 'refused', 1)
    await waitFor(() => expect(screen.queryByText('Còn câu chưa trả lời')).toBeNull())
    expect(screen.getByText('Quách Thị Ngân')).toBeTruthy()
  })

  test('accepted: the class decided, and nothing left to change', async () => {
    const accepted = { ...decision, classification: 'poor' as const, reviewDate: '2024-10-15' as never }
    openHousehold(await anOpenBook([aPulled({ state: 'accepted', accepted })]), '/phieu')
    await screen.findByText('Xã đã duyệt: Hộ nghèo')
    expect(screen.getByText(/Tính lại hôm nay từ câu trả lời cho kết quả khác/)).toBeTruthy()
    expect(screen.queryByRole('link', { name: /phiếu/ })).toBeNull()
    expect(screen.queryByText('Các phần của phiếu')).toBeNull()
  })

  test('taken off the list: who did so, how the visit ended, no class that was decided, and nothing left to change', async () => {
    const departed = { event: 'moved_away' as const, by: 'Lê Thị Hoài', at: '2024-10-20T01:00:00Z' }
    const household = aPulled({ state: 'accepted', departed })
    const outcome = { ...Object.values(household.survey.fields)[0]!, value: 'moved_away' }
    household.survey.fields[pathOf('visit_outcome')] = outcome
    openHousehold(await anOpenBook([household]), '/phieu')
    await screen.findByText(/^Lê Thị Hoài đã đưa hộ ra khỏi danh sách thôn \d\d:\d\d, \d\d\/10\/2024$/)
    expect(screen.getByText('Hộ đã chuyển đi')).toBeTruthy()
    expect(screen.queryByText(/^Xã đã duyệt:/)).toBeNull()
    expect(screen.queryByRole('link', { name: /phiếu/ })).toBeNull()
  })

  test('accepted with a draft: the class decided, what was not sent, and a person may let it go', async () => {
    const accepted = { ...decision, classification: 'poor' as const, reviewDate: '2024-10-15' as never }
    const vault = await anOpenBook([aPulled({ state: 'accepted', accepted })])
    await saveAnswer(vault, householdId(1), pathOf('name', residentId(1)), 'Người Khác', 0)
    openHousehold(vault, '/phieu')
    await heading('Quách Thị Ngân')
    await screen.findByText('Xã đã duyệt: Hộ nghèo')
    await screen.findByText('Xã đã duyệt; phần anh/chị sửa sau đó chưa gửi, vẫn giữ trên máy.')
    expect(screen.getByText(/Họ và tên.*: Người Khác/)).toBeTruthy()
    expect(screen.queryByRole('link', { name: /phiếu/ })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Bỏ phần sửa chưa gửi' }))
    fireEvent.click(screen.getByRole('button', { name: 'Giữ lại' }))
    expect(await vault.db.drafts.count()).toBe(1)
    fireEvent.click(screen.getByRole('button', { name: 'Bỏ phần sửa chưa gửi' }))
    fireEvent.click(screen.getByRole('button', { name: 'Bỏ hẳn' }))
    await waitFor(() => expect(screen.queryByText(/vẫn giữ trên máy/)).toBeNull())
    expect(await vault.db.drafts.count()).toBe(0)
  })

  test.each([
    ['', 'Hộ số 1 – Sổ Thôn'],
    ['/phieu', 'Hộ số 1 – Sổ Thôn'],
    [`/phieu/health/${residentId(1)}/health_insurance`, 'Y tế – Sổ Thôn'],
  ])('at %s names nobody in the window’s title, which the browser keeps', async (place, title) => {
    openHousehold(await anOpenBook([withSomebody()]), place)
    await heading(/Quách Thị Ngân/)
    await waitFor(() => expect(document.title).toBe(title))
  })

  test('the profile is live, with the rule that decides and last year beside it', async () => {
    const answers = Object.fromEntries(completeAnswers(120).map(([path, value]) => [path, value]))
    const before = {
      answers: { ...answers, [pathOf('latrine')]: 'none' },
      accepted: { ...decision, classification: 'poor' },
    }
    const vault = await anOpenBook([aPulled({}, before)])
    for (const [path, value] of completeAnswers(120)) await saveAnswer(vault, householdId(1), path, value, 1)
    openHousehold(vault)
    await screen.findByText('Hộ cận nghèo')
    expect(screen.getByText(/120 ≤ 140/)).toBeTruthy()
    expect(screen.getByText('Năm trước (2023): Hộ nghèo')).toBeTruthy()
    const latrine = screen.getByText(/^10\. Nhà tiêu/).closest('li')!
    expect(latrine.textContent).toContain('Đã thay đổi so với năm trước')
    const insurance = screen.getByText(/^4\. /).closest('li')!
    expect(insurance.textContent).toContain('Năm trước: như vậy')
    await saveAnswer(vault, householdId(1), pathOf('b1_points'), 141, 1)
    await screen.findByText('Hộ không nghèo')
    // What is not known yet has not changed.
    await saveAnswer(vault, householdId(1), pathOf('latrine'), null, 1)
    await waitFor(() => expect(latrine.textContent).toContain('chưa rõ'))
    expect(latrine.textContent).toContain('Năm trước: thiếu hụt')
    expect(latrine.textContent).not.toContain('Đã thay đổi')
  })

  test('nobody entered yet: last year’s head names it, and there is no class', async () => {
    const { previous } = withSomebody()
    const household = { ...withSomebody(), survey: { ...withSomebody().survey, fields: {} }, previous } as Household
    openHousehold(await anOpenBook([household]))
    await heading('Quách Thị Ngân')
    expect(screen.getByText(/Chưa ghi người nào trong hộ/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Làm phiếu rà soát' })).toBeTruthy()
  })

  test('last year’s answer is repeated with one tap, and ticked once it is kept', async () => {
    const answers = { [`${residentId(1)}/name`]: 'Quách Thị Ngân', latrine: 'double_vault' }
    openHousehold(await anOpenBook([aPulled({}, { answers })]), '/phieu/waterAndSanitation/latrine')
    await screen.findByText('Năm trước: Hai ngăn')
    fireEvent.click(screen.getByRole('button', { name: 'Như năm trước' }))
    expect(screen.getByRole('radio', { name: 'Hai ngăn' })).toHaveProperty('checked', true)
    expect(screen.queryByRole('button', { name: 'Như năm trước' })).toBeNull()
    expect((await screen.findAllByText(/^Đã lưu \d\d:\d\d$/)).length).toBeGreaterThan(0)
  })
})
