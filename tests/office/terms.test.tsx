import './browser.ts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeSetupCode } from '#server/accounts/setupCode.ts'
import { type CommuneStore, openCommune } from '#server/commune.ts'
import { openRound } from '#server/households.ts'
import { openOffice, title, wireTo } from './kit.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

let store: CommuneStore

beforeEach(async () => {
  store = await openCommune()
  const code = await makeSetupCode(store)
  openOffice(wireTo(store))
  await title('Thiết lập xã')
  type('Mã thiết lập', code ?? '')
  type('Tên xã', 'Bình Lương')
  type('Ký hiệu đợt rà soát', '2026')
  type('Tên thôn', 'Làng Mài')
  type('Nhân khẩu', '464')
  type('Số hộ', '98')
  type('Họ và tên', 'Bùi Thị Hạnh')
  type('Tên đăng nhập', 'hanh')
  type('Mật khẩu', 'mười một chữ')
  type('Nhập lại mật khẩu', 'mười một chữ')
  on('15', '10', '2026')
})

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const choose = (label: string | RegExp) => fireEvent.click(screen.getByRole('radio', { name: label }))

function on(day: string, month: string, year: string) {
  type('Ngày', day)
  type('Tháng', month)
  type('Năm', year)
}

async function setUp() {
  fireEvent.click(screen.getByRole('button', { name: 'Thiết lập xã' }))
  await title('Các thôn của xã Bình Lương')
  return openRound(store.db)
}

describe('setting up a round', () => {
  test('offers every standard with the days it is in force', () => {
    const standards = within(screen.getByRole('group', { name: 'Chuẩn nghèo áp dụng' })).getAllByRole('radio')
    expect(standards.map((radio) => (radio as HTMLInputElement).labels?.[0]?.textContent)).toEqual([
      'Chuẩn 2022–2025 (Nghị định 07/2021/NĐ-CP), áp dụng 01/01/2022–31/12/2026',
      'Chuẩn 2027–2030 (Nghị định 351/2025/NĐ-CP), danh mục chỉ số theo dự thảo, áp dụng 01/01/2027–31/12/2030',
    ])
  })

  test('names the parts of the newer standard that are a draft or not established', () => {
    const items = screen.getAllByRole('listitem').map((item) => item.textContent)
    expect(items.find((item) => item?.includes('mức điểm B1'))).toMatch(
      /mức sống trung bình, lao động có thu nhập thấp/,
    )
    expect(items.find((item) => item?.includes('Nguồn nước sinh hoạt'))).toMatch(/^.*dự thảo.*: .*Việc làm/i)
  })

  test.each([
    ['2022–2025', ['31', '12', '2026'], false],
    ['2022–2025', ['1', '1', '2027'], true],
    ['2027–2030', ['31', '12', '2026'], true],
    ['2027–2030', ['1', '1', '2027'], false],
  ] as [string, [string, string, string], boolean][])(
    'with the standard %s on %j warns: %s',
    async (standard, day, isWarned) => {
      const warning = () => screen.queryByText(/^Ngày rà soát nằm ngoài thời gian áp dụng của Chuẩn/)
      const isThere = (there: boolean) => waitFor(() => expect(warning() !== null).toBe(there))
      choose(new RegExp(`^Chuẩn ${standard}`))
      on('1', '7', isWarned ? standard.slice(0, 4) : '2019')
      await isThere(!isWarned)
      on(...day)
      await isThere(isWarned)
    },
  )

  test('stores the standard that was chosen', async () => {
    choose(/^Chuẩn 2027–2030/)
    expect(await setUp()).toMatchObject({ standard: '2027-2030', reviewDate: '2026-10-15' })
  })

  test('counts residents who are away unless told otherwise, and says that this is our reading', async () => {
    const group = screen.getByRole('group', { name: /đi học, đi làm xa dài ngày/ })
    expect(within(group).getByText(/Đây là cách hiểu của chúng tôi/)).toBeTruthy()
    expect(await setUp()).toMatchObject({ standard: '2022-2025', awayResidents: 'counted' })
  })

  test('stores it where they do not count', async () => {
    choose('Không tính người chắc chắn đang đi xa')
    expect(await setUp()).toMatchObject({ awayResidents: 'not_counted' })
  })
})
