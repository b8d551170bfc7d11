import './browser.ts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { SessionReply } from '#protocol/office.ts'
import { makeSetupCode } from '#server/accounts/setupCode.ts'
import { openCommune } from '#server/commune.ts'
import { aHousehold, householdId } from '../builders.ts'
import { factsOf } from './facts.ts'
import { aCommune, aPhone, enterHousehold, langMai, loggedIn, openOffice, title, wireTo } from './kit.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

function type(label: string | RegExp, text: string, within_: HTMLElement = document.body) {
  fireEvent.change(within(within_).getByLabelText(label), { target: { value: text } })
}

describe('the page of the hamlets', () => {
  test('has the eight columns of the plan, then how it stands now, then the progress', async () => {
    const { wire } = await aCommune()
    openOffice(await loggedIn(wire))
    const table = await screen.findByRole('table', { name: /Phụ lục kế hoạch, đợt rà soát 2024/ })
    const heads = within(table)
      .getAllByRole('columnheader')
      .map((head) => head.textContent)
    expect(heads.slice(3)).toEqual([
      'Thôn',
      'Nhân khẩu',
      'Số hộ',
      'Hộ nghèo đầu kỳ',
      'Tỷ lệ %',
      'Số hộ giảm trong năm (chỉ tiêu)',
      'Tỷ lệ %',
      'Tỷ lệ hộ nghèo cuối năm (chỉ tiêu) %',
      'Hộ nghèo',
      'Hộ nghèo %',
      'Hộ cận nghèo',
      'Hộ cận nghèo %',
      'Chờ duyệt',
      'Đã trả lại',
      'Đã duyệt',
      'Trong danh sách',
    ])
    const total = within(table).getByRole('row', { name: /^Tổng/ })
    expect(total.textContent).toContain('3.01772900,00101,370,00')
    expect(within(table).getAllByRole('row')).toHaveLength(2 + 6 + 1)
  })

  test('leads to a hamlet, and the focus goes to its title', async () => {
    const { wire } = await aCommune()
    openOffice(await loggedIn(wire))
    fireEvent.click(await screen.findByRole('link', { name: 'Làng Mài' }))
    const heading = await title('Thôn Làng Mài')
    expect(location.pathname).toBe('/xa/thon/lang-mai')
    await waitFor(() => expect(document.activeElement).toBe(heading))
    expect(await screen.findByText('Thôn này chưa có hộ nào trong sổ.')).toBeTruthy()
  })
})

test('the page of a hamlet puts what waits first, and finds a household without diacritics', async () => {
  const { store, wire } = await aCommune()
  for (const number of [1, 2, 3]) await enterHousehold(store, number)
  const phone = await aPhone(store, 'Lương Văn Thịnh')
  await phone.send(householdId(3), factsOf(aHousehold()))
  openOffice(await loggedIn(wire), `/xa/thon/${langMai}`)
  await title('Thôn Làng Mài')
  const names = () =>
    within(screen.getByRole('table'))
      .getAllByRole('rowheader')
      .map((cell) => cell.textContent)
  expect(names()).toEqual(['Lò Thị Mai', 'Hộ chưa ghi tên chủ hộ', 'Hộ chưa ghi tên chủ hộ'])
  type('Tìm theo tên chủ hộ hoặc số hộ', 'lo thi')
  expect(names()).toEqual(['Lò Thị Mai'])
  expect(screen.getByText('Đang hiện 1 trong 3 hộ')).toBeTruthy()
  type('Trạng thái', 'accepted')
  expect(screen.getByText('Không có hộ nào phù hợp.')).toBeTruthy()
})

describe('the page of the phones', () => {
  test('makes a link that the server knows, shown with a drawing to scan', async () => {
    const { wire } = await aCommune()
    openOffice(await loggedIn(wire), '/xa/may')
    await screen.findByLabelText('Thôn')
    type('Họ và tên người rà soát', '  Lương   Văn Thịnh ')
    type('Thôn', langMai)
    fireEvent.click(screen.getByRole('button', { name: 'Tạo đường dẫn ghi danh' }))
    expect(await screen.findByRole('heading', { name: 'Đường dẫn ghi danh cho Lương Văn Thịnh' })).toBeTruthy()
    const link = (screen.getByLabelText('Đường dẫn') as HTMLInputElement).value
    expect(link).toMatch(/^http:\/\/localhost:8080\/ghi-danh#[\w-]{22}$/)
    expect(screen.getByAltText('Mã QR của đường dẫn ghi danh').getAttribute('src')).toMatch(/^data:image\/svg\+xml/)
    const reply = await wire('/api/enrolment/look', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: link.split('#')[1] }),
    })
    expect(await reply.json()).toMatchObject({ facts: { enumerator: 'Lương Văn Thịnh', hamlet: { name: 'Làng Mài' } } })
  })

  test('asks for the name and the hamlet before it asks the server', async () => {
    const { wire } = await aCommune()
    openOffice(await loggedIn(wire), '/xa/may')
    fireEvent.click(await screen.findByRole('button', { name: 'Tạo đường dẫn ghi danh' }))
    expect(await screen.findByRole('link', { name: 'Hãy nhập họ và tên người rà soát.' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Hãy chọn thôn.' })).toBeTruthy()
  })

  test('revokes a phone only after saying what becomes of unsent work, and then shows its letters as held', async () => {
    const { store, wire } = await aCommune()
    await enterHousehold(store, 1)
    await enterHousehold(store, 2)
    const phone = await aPhone(store, 'Lương Văn Thịnh')
    await phone.send(householdId(1), factsOf(aHousehold()))
    openOffice(await loggedIn(wire), '/xa/may')
    fireEvent.click(await screen.findByRole('button', { name: 'Thu hồi quyền điện thoại của Lương Văn Thịnh' }))
    expect(screen.getByText(/Phiếu chưa gửi không bị mất/)).toBeTruthy()
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Thôi'))
    expect((await phone.send(householdId(1), { latrine: 'septic' })).status).toBe('applied')
    fireEvent.click(screen.getByRole('button', { name: 'Đúng, thu hồi' }))
    expect(await screen.findByText('Đã thu hồi')).toBeTruthy()
    expect(await phone.send(householdId(2), factsOf(aHousehold()))).toMatchObject({ reason: 'device_revoked' })
    window.dispatchEvent(new Event('focus'))
    expect(await screen.findByText('điện thoại đã bị thu hồi quyền')).toBeTruthy()
  })
})

describe('setting up', () => {
  async function aNewCommune() {
    const store = await openCommune()
    const code = await makeSetupCode(store)
    if (code === undefined) throw new Error('the commune is set up already')
    const wire = wireTo(store)
    openOffice(wire)
    await title('Thiết lập xã')
    return { store, wire, code }
  }

  function fillIn(code: string) {
    type('Mã thiết lập', code)
    type('Tên xã', 'Bình Lương')
    type('Ký hiệu đợt rà soát', '2026')
    type('Ngày', '15')
    type('Tháng', '10')
    type('Năm', '2026')
    fireEvent.click(screen.getByRole('button', { name: 'Thêm thôn' }))
    const [first, second] = screen.getAllByRole('group', { name: /^Thôn \d$/ })
    for (const [group, name] of [
      [first!, 'Làng Gió'],
      [second!, 'Làng Mài'],
    ] as const) {
      type('Tên thôn', name, group)
      type('Nhân khẩu', '1.464', group)
      type('Số hộ', '98', group)
    }
    type('Họ và tên', 'Bùi Thị Hạnh')
    type('Tên đăng nhập', 'hanh')
    type('Mật khẩu', 'mười một chữ')
    type('Nhập lại mật khẩu', 'mười một chữ')
  }

  const submit = () => fireEvent.click(screen.getByRole('button', { name: 'Thiết lập xã' }))

  test('with the code of the server enters the commune and leads to its hamlets, logged in', async () => {
    const { wire, code, store } = await aNewCommune()
    fillIn(code)
    submit()
    await title('Các thôn của xã Bình Lương')
    const session = SessionReply.parse(await (await wire('/api/office/session', { method: 'GET' })).json())
    expect(session).toMatchObject({
      state: 'signed_in',
      round: { id: '2026', reviewDate: '2026-10-15', area: 'rural' },
    })
    const hamlets = await store.db.selectFrom('hamlets').selectAll().orderBy('position').execute()
    expect(hamlets).toMatchObject([
      { name: 'Làng Gió', people: 1464, households: 98, to_lift: 0 },
      { name: 'Làng Mài', people: 1464 },
    ])
  })

  test('with a wrong code is refused in words, and what was typed stays', async () => {
    await aNewCommune()
    fillIn('KHONGPHAI1')
    submit()
    expect(await screen.findByText(/Mã thiết lập không đúng/)).toBeTruthy()
    expect(screen.getByLabelText('Tên xã')).toHaveProperty('value', 'Bình Lương')
  })

  test('with an empty form names everything that is missing, in the order of the page', async () => {
    await aNewCommune()
    submit()
    await screen.findByText('Có vấn đề')
    const said = screen.getAllByRole('link').map((link) => link.textContent)
    expect(said).toEqual([
      'Hãy điền “Mã thiết lập”.',
      'Hãy điền “Tên xã”.',
      'Ký hiệu đợt: chỉ dùng chữ thường không dấu, chữ số và gạch nối, nhiều nhất 20 ký tự.',
      'Ngày rà soát: hãy nhập một ngày có thật.',
      'Hãy điền “Thôn 1: Tên thôn”.',
      '“Thôn 1: Nhân khẩu” phải là số nguyên, từ 0 trở lên.',
      '“Thôn 1: Số hộ” phải là số nguyên, từ 0 trở lên.',
      'Hãy điền “Họ và tên”.',
      'Hãy điền “Tên đăng nhập”.',
      'Mật khẩu phải có ít nhất 10 ký tự.',
    ])
  })

  test.each([
    ['31', '2', 'Ngày rà soát: hãy nhập một ngày có thật.'],
    ['', '10', 'Ngày rà soát: hãy nhập một ngày có thật.'],
  ])('on day %s of month %s asks for a day that exists', async (day, month, sentence) => {
    const { code } = await aNewCommune()
    fillIn(code)
    type('Ngày', day)
    type('Tháng', month)
    submit()
    expect(await screen.findByRole('link', { name: sentence })).toBeTruthy()
  })

  test('with two different passwords asks for the same one', async () => {
    const { code } = await aNewCommune()
    fillIn(code)
    type('Nhập lại mật khẩu', 'mười hai chữ')
    submit()
    expect(await screen.findByRole('link', { name: 'Hai lần nhập mật khẩu không giống nhau.' })).toBeTruthy()
  })

  test('a hamlet can be taken out again, but never the last one', async () => {
    await aNewCommune()
    fireEvent.click(screen.getByRole('button', { name: 'Thêm thôn' }))
    fireEvent.click(screen.getByRole('button', { name: 'Bỏ thôn 1' }))
    await waitFor(() => expect(screen.getAllByRole('group', { name: /^Thôn \d$/ })).toHaveLength(1))
    expect(screen.queryByRole('button', { name: /^Bỏ thôn/ })).toBeNull()
  })
})
