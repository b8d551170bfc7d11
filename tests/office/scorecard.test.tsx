import './browser.ts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AnswerValue } from '#domain/questionnaire/answers.ts'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import type { Wire } from '#office/http.ts'
import { differencesBetween } from '#office/scorecardDifferences.ts'
import { emptySheets } from '#office/scorecardForm.ts'
import { readWorkbook, workbookOf } from '#office/workbook.ts'
import { openRound } from '#server/households.ts'
import { markPractice } from '#server/practice.ts'
import { aHousehold, aResident, aScorecard, householdId, without } from '../builders.ts'
import { factsOf } from './facts.ts'
import { aCommune, aPhone, enterHousehold, loggedIn, openOffice, title, wireTo } from './kit.tsx'

const place = '/xa/phieu-b1'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

let commune: Awaited<ReturnType<typeof aCommune>>
let wire: Wire

beforeEach(async () => {
  commune = await aCommune()
  wire = await loggedIn(commune.wire)
})

const inUse = async () => (await openRound(commune.store.db))?.scorecard
const fileOf = (content: unknown, name = 'b1.json') => new File([JSON.stringify(content)], name)
const choose = async (file: File) =>
  fireEvent.change(await screen.findByLabelText('Tệp bảng điểm B1 (.xlsx hoặc .json)'), { target: { files: [file] } })
const confirm = async () => fireEvent.click(await screen.findByRole('button', { name: 'Đúng, nạp bảng điểm' }))

async function load(scorecard: Scorecard) {
  await choose(fileOf(scorecard))
  await confirm()
  await screen.findByText(`Máy chủ đã nạp bảng điểm ${scorecard.id}, phiên bản ${scorecard.version}.`)
  await screen.findByRole('table', { name: 'Các mục và điểm' })
}

/** A survey whose income is known from form B1's items alone: poor with the house of earth. */
async function submit(number: number, house: 'earth' | 'brick') {
  await enterHousehold(commune.store, number)
  const { household, residents } = aHousehold({
    household: { water_source: 'river_or_pond', latrine: 'none', b1_answers: [`house:${house}`, 'cow:0'] },
    residents: [aResident({ health_insurance: false })],
  })
  const facts = factsOf({ household: without(household, 'b1_points'), residents }) as Record<string, AnswerValue>
  await (await aPhone(commune.store, 'Lương Văn Thịnh', number)).send(householdId(number), facts)
}

test('the answers to form B1 are shown by its labels, on the page of the household and in its history', async () => {
  await commune.store.db
    .updateTable('rounds')
    .set({ scorecard: JSON.stringify(aScorecard()) })
    .execute()
  await submit(1, 'brick')
  openOffice(wire, `/xa/ho/${householdId(1)}`)
  expect(await screen.findByText('Tường nhà: Gạch; Số bò: 0')).toBeTruthy()
  cleanup()
  openOffice(wire, `/xa/ho/${householdId(1)}/lich-su`)
  expect(await screen.findByText('Tường nhà: Gạch; Số bò: 0')).toBeTruthy()
})

describe('the page of form B1', () => {
  test('without a table says that the total of the paper form is enough', async () => {
    openOffice(wire)
    fireEvent.click(await screen.findByRole('link', { name: 'Bảng điểm B1' }))
    await title('Bảng điểm B1 của đợt rà soát')
    expect(await screen.findByText(/Đợt 2024 chưa nạp bảng điểm B1. Không bắt buộc phải nạp/)).toBeTruthy()
    expect(screen.queryByRole('table')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Nạp bảng điểm mẫu' })).toBeNull()
  })

  test('loads a file only once it is confirmed, and then shows it as the server has it', async () => {
    openOffice(wire, place)
    await choose(fileOf(aScorecard()))
    expect(await screen.findByText('Bảng điểm sắp nạp: b1_thu, phiên bản 1')).toBeTruthy()
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Thôi'))
    expect(await inUse()).toBeUndefined()
    await confirm()
    expect(await screen.findByText('Máy chủ đã nạp bảng điểm b1_thu, phiên bản 1.')).toBeTruthy()
    expect(await inUse()).toEqual(aScorecard())
    const shown = await screen.findByRole('table', { name: 'Các mục và điểm' })
    const rows = within(shown)
      .getAllByRole('row')
      .map((row) => row.textContent)
    expect(rows.slice(1)).toEqual([
      'Tường nhà (hộ chọn một)Đất100',
      'Tường nhà (hộ chọn một)Gạch141',
      'Số bò (đếm)Mỗi cái, tính nhiều nhất 410',
    ])
    for (const part of ['b1_thu', 'bac_trung_bo', 'Phiếu B1 in của xã', '140', 'nông thôn'])
      expect(screen.getByText(part)).toBeTruthy()
  })

  test('takes a workbook as well', async () => {
    const [head, items] = emptySheets({ standard: '2022-2025', area: 'rural' })
    const values: Record<string, string> = { 'mã bảng điểm': 'b1_xa', vùng: 'bac_trung_bo', nguồn: 'Phiếu in' }
    const filled = head!.rows.map(([name, value]) => [name, value ?? values[String(name)]])
    const rows = [...items!.rows, ['đếm', 'cow', 'Số bò', null, null, 50, 4]]
    const bytes = workbookOf([
      { ...head!, rows: filled },
      { ...items!, rows },
    ])
    openOffice(wire, place)
    await choose(new File([bytes], 'b1.xlsx'))
    await confirm()
    expect(await screen.findByText('Máy chủ đã nạp bảng điểm b1_xa, phiên bản 1.')).toBeTruthy()
    expect(await inUse()).toMatchObject({ id: 'b1_xa', line: 140, items: [{ id: 'cow', pointsEach: 50, atMost: 4 }] })
  })

  test('says every reason for which a file is refused, each with its place, and loads nothing', async () => {
    const [head, items] = emptySheets({ standard: '2022-2025', area: 'rural' })
    const rows = [
      ...items!.rows,
      ['đếm', 'cow', 'Số bò', null, null, 1.5, 4],
      ['đếm', 'cow', 'Số trâu', null, null, 'x', 4],
    ]
    const bytes = workbookOf([head!, { ...items!, rows }])
    openOffice(wire, place)
    await choose(new File([bytes], 'b1.xlsx'))
    const notice = await screen.findByRole('alert')
    expect(within(notice).getByText('Không nạp được tệp này. Chưa có gì thay đổi.')).toBeTruthy()
    expect(
      within(notice)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual([
      'Trang “Bảng điểm”, dòng 1: Không hiểu nội dung tại “mã bảng điểm”',
      'Trang “Bảng điểm”, dòng 5: Không hiểu nội dung tại “vùng”',
      'Trang “Bảng điểm”, dòng 6: Không hiểu nội dung tại “nguồn”',
      'Trang “Mục”, dòng 2, 3: Điểm tại “cow” không phải là số nguyên',
    ])
    expect(screen.queryByRole('button', { name: 'Đúng, nạp bảng điểm' })).toBeNull()
    await choose(fileOf('x', 'b1.json'))
    await screen.findByText('Không hiểu nội dung tại “”')
    await choose(new File(['PK gì đó'], 'b1.xlsx'))
    await screen.findByText('Tệp không phải bảng tính Excel (.xlsx) hoặc JSON (bảng mã UTF-8) đọc được.')
    expect(await inUse()).toBeUndefined()
  })

  test('shows what another version would change, and lets go of it', async () => {
    openOffice(wire, place)
    await load(aScorecard())
    const [house, cow] = aScorecard().items
    const roof = { kind: 'count', id: 'roof', label: 'Mái ngói', pointsEach: 20, atMost: 1 } as const
    await choose(
      fileOf(
        aScorecard({
          version: 2,
          items: [
            {
              ...house,
              options: [
                { id: 'earth', label: 'Đất nện', points: 90 },
                { id: 'brick', label: 'Gạch', points: 141 },
              ],
            } as never,
            roof,
          ],
        }),
      ),
    )
    const shown = await screen.findByRole('table', { name: 'Khác với bảng điểm đang dùng' })
    expect(
      within(shown)
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent),
    ).toEqual([
      'Tường nhà (hộ chọn một)Đất Đất nện10090',
      'Mái ngói (đếm)Mỗi cái, tính nhiều nhất 1không có20',
      'Số bò (đếm)Mỗi cái, tính nhiều nhất 410không có',
    ])
    expect(cow).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Thôi' }))
    await waitFor(() => expect(screen.queryByText(/Bảng điểm sắp nạp/)).toBeNull())
    expect(await inUse()).toEqual(aScorecard())
  })

  test('tells before loading which results will change, and that accepted ones stay', async () => {
    await submit(1, 'earth')
    await submit(2, 'brick')
    await submit(3, 'earth')
    openOffice(wire, place)
    await choose(fileOf(aScorecard()))
    expect(
      await screen.findByText(/3 phiếu chưa duyệt sẽ tính lại với bảng điểm này; 0 phiếu đã duyệt giữ nguyên/),
    ).toBeTruthy()
    const lines = screen.getAllByRole('listitem').map((item) => item.textContent)
    expect(lines.filter((line) => line?.includes('→'))).toEqual([
      'Chưa xác định → Hộ nghèo: 2 hộ',
      'Chưa xác định → Hộ không nghèo: 1 hộ',
    ])
  })

  test('says in words that a table for another area cannot be used', async () => {
    openOffice(wire, place)
    await choose(
      fileOf(
        aScorecard({
          area: 'urban',
          line: 175,
          items: [{ kind: 'count', id: 'cow', label: 'Số bò', pointsEach: 100, atMost: 4 }],
        }),
      ),
    )
    expect(await screen.findByText(/lập cho chuẩn nghèo hoặc khu vực khác với đợt rà soát đang mở/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Đúng, nạp bảng điểm' })).toBeNull()
  })

  test('does not overwrite a table that another reviewer has just loaded', async () => {
    openOffice(wire, place)
    await choose(fileOf(aScorecard()))
    await screen.findByText(/Bảng điểm sắp nạp/)
    const other = await loggedIn(wireTo(commune.store))
    await other('/api/office/scorecard', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-so-thon': '1' },
      body: JSON.stringify({ scorecard: aScorecard({ id: 'b1_khac' }) }),
    })
    await confirm()
    expect(await screen.findByText(/Vừa có người nạp bảng điểm khác. Chưa có gì được nạp/)).toBeTruthy()
    expect(screen.queryByText(/Máy chủ đã nạp/)).toBeNull()
    expect(await inUse()).toMatchObject({ id: 'b1_khac' })
  })

  test('says nothing of success where the line broke', async () => {
    let isCut = false
    openOffice((path, init) => (isCut ? Promise.reject(new TypeError('Failed to fetch')) : wire(path, init)), place)
    await choose(fileOf(aScorecard()))
    await screen.findByText(/Bảng điểm sắp nạp/)
    isCut = true
    await confirm()
    expect(await screen.findByText(/Không nghe máy chủ của xã trả lời/)).toBeTruthy()
    expect(screen.queryByText(/Máy chủ đã nạp/)).toBeNull()
  })
})

test('a table loaded while the reviewer is being asked takes the question away', async () => {
  const post = (scorecard: Scorecard, replaces?: { id: string; version: number }) =>
    wire('/api/office/scorecard', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-so-thon': '1' },
      body: JSON.stringify({ scorecard, replaces }),
    })
  await post(aScorecard())
  await submit(1, 'earth')
  openOffice(wire, `/xa/ho/${householdId(1)}`)
  fireEvent.click(await screen.findByRole('button', { name: 'Duyệt hộ này' }))
  await screen.findByText('Duyệt hộ này là “Hộ nghèo”?')
  const earth = { id: 'earth', label: 'Đất', points: 141 }
  const brick = { id: 'brick', label: 'Gạch', points: 100 }
  const house = { kind: 'one_option' as const, id: 'house', label: 'Tường nhà', options: [earth, brick] }
  await post(aScorecard({ version: 2, items: [house, ...aScorecard().items.slice(1)] }), { id: 'b1_thu', version: 1 })
  window.dispatchEvent(new Event('focus'))
  await screen.findByText(/Hộ này vừa có thay đổi mới/)
  expect(screen.queryByText(/Duyệt hộ này là/)).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Duyệt hộ này' }))
  expect(await screen.findByText('Duyệt hộ này là “Hộ không nghèo”?')).toBeTruthy()
})

describe('where the program is tried out', () => {
  test('one button loads the sample, which says what it is', async () => {
    await markPractice(commune.store.db)
    openOffice(wire, place)
    fireEvent.click(await screen.findByRole('button', { name: 'Nạp bảng điểm mẫu' }))
    await confirm()
    expect(await screen.findByText('Máy chủ đã nạp bảng điểm sample_rural, phiên bản 1.')).toBeTruthy()
    expect(
      await screen.findByText(
        /bảng điểm mẫu với điểm tự đặt, chỉ để thực hành. Kết quả dựa vào bảng điểm này không duyệt được/,
      ),
    ).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Nạp bảng điểm mẫu' })).toBeNull()
    expect(await inUse()).toEqual(sampleScorecard)
  })

  test('and nowhere else is a sample taken, in words', async () => {
    openOffice(wire, place)
    await choose(fileOf(sampleScorecard))
    expect(await screen.findByText('Đây là bảng điểm mẫu tự đặt, chỉ dùng để thực hành')).toBeTruthy()
    expect(await inUse()).toBeUndefined()
  })
})

describe('the empty forms', () => {
  test.each([
    ['Tải mẫu trống (Excel)', 'phieu-b1.xlsx'],
    ['Tải mẫu trống (JSON)', 'phieu-b1.json'],
  ])('%s gives a file for the round’s standard and area', async (button, name) => {
    const kept: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      kept.push(file as Blob)
      return 'blob:test'
    })
    const names: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download)
    })
    openOffice(wire, place)
    fireEvent.click(await screen.findByRole('button', { name: button }))
    await waitFor(() => expect(names).toEqual([name]))
    vi.restoreAllMocks()
    if (name.endsWith('.json')) {
      expect(JSON.parse(await kept[0]!.text())).toMatchObject({ standard: '2022-2025', area: 'rural', line: 140 })
      return
    }
    const sheets = await readWorkbook(await kept[0]!.arrayBuffer())
    expect(sheets.map((sheet) => sheet.name)).toEqual(['Bảng điểm', 'Mục'])
  })
})

describe('the differences between two tables', () => {
  const items = aScorecard().items
  test.each([
    ['the same', items, []],
    ['in another order', items.toReversed(), []],
    ['with another most', [items[0]!, { ...items[1]!, atMost: 5 }], ['cow']],
    ['with another kind', [{ ...items[0]!, kind: 'per_member' }, items[1]!], ['house:earth', 'house:brick']],
    ['without an item', [items[0]!], ['cow']],
  ] as [string, Scorecard['items'], string[]][])('%s are %j', (_, next, keys) => {
    expect(differencesBetween(aScorecard(), aScorecard({ items: next })).map(({ key }) => key)).toEqual(keys)
  })
})
