// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import type { NamedTerms } from '#domain/assessment/assessUnder.ts'
import type { AnswerValue } from '#domain/questionnaire/answers.ts'
import { worksheetQuestions } from '#domain/questionnaire/income.ts'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import { day } from '#domain/units.ts'
import { vi } from '#domain/wording/vi.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import type { Vault } from '#phone/store/vault.ts'
import { completeAnswers, enrolled, facts, lineWith } from '../kit.ts'
import { anOpenBook, householdId, openHousehold, pathOf, withSomebody } from './kit.tsx'

/** Somebody living alone with every question answered and no deprivation, but for these answers to the household's. */
const answered = (vault: Vault, change: Record<string, AnswerValue> = {}) => saved(vault, completeAnswers(100), change)

async function saved(vault: Vault, answers: Iterable<readonly [string, AnswerValue]>, change: object) {
  for (const [path, value] of new Map([...answers, ...Object.entries(change)]))
    await saveAnswer(vault, householdId(1), path as never, value, 1)
}

/** A book whose commune opened this round. */
async function anOpenBookUnder(round: Partial<NamedTerms>): Promise<Vault> {
  const line = await lineWith([withSomebody()])
  line.pages[0] = { ...line.pages[0]!, facts: { ...facts, round: { ...facts.round!, ...round } } }
  return enrolled(line)
}

const section = async (name: string) => (await screen.findByRole('heading', { level: 2, name })).closest('section')!
const itemsIn = (place: HTMLElement) =>
  within(place)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent)

describe('what would change the result', () => {
  test('two deprivations: near the edge, and each single fact that makes the household poor in a sentence', async () => {
    const vault = await anOpenBook([withSomebody()])
    await answered(vault, { water_source: 'river_or_pond', latrine: 'none' })
    openHousehold(vault)
    const place = await section('Điều gì sẽ làm thay đổi kết quả')
    expect(screen.getByText('Sát ngưỡng')).toBeTruthy()
    expect(itemsIn(place)).toEqual([
      'Nếu Quách Thị Ngân, “Hiện có bảo hiểm y tế” là “Không”, không phải “Có” thì kết quả là Hộ nghèo (đổi chỉ số: Bảo hiểm y tế)',
      'Nếu “Có người trong hộ dùng Internet” là “Không”, không phải “Có” thì kết quả là Hộ nghèo (đổi chỉ số: Sử dụng dịch vụ viễn thông)',
      'Nếu “Phương tiện nghe, xem, liên lạc của hộ” là “Không có”, không phải “Điện thoại thông minh” thì kết quả là Hộ nghèo (đổi chỉ số: Phương tiện phục vụ tiếp cận thông tin)',
    ])
  })

  test('more than three sentences: the rest is folded away, and said how many', async () => {
    const vault = await anOpenBook([withSomebody()])
    await answered(vault, { water_source: 'river_or_pond', latrine: 'none', b1_points: 138 })
    openHousehold(vault)
    const place = await section('Điều gì sẽ làm thay đổi kết quả')
    const folded = place.querySelector('details')!
    expect(folded.open).toBe(false)
    const inside = within(folded).getAllByRole('listitem', { hidden: true }).length
    expect(within(folded).getByText(`Còn ${inside} cách khác`)).toBeTruthy()
    expect(within(place).getAllByRole('listitem', { hidden: true })).toHaveLength(inside + 3)
  })

  test('no deprivation: nothing small changes it, and no edge is near', async () => {
    const vault = await anOpenBook([withSomebody()])
    await answered(vault)
    openHousehold(vault)
    expect(itemsIn(await section('Điều gì sẽ làm thay đổi kết quả'))).toEqual([
      'Trong những điều đã thử, không một hay hai điều nào làm đổi kết quả',
    ])
    expect(screen.queryByText('Sát ngưỡng')).toBeNull()
  })

  test('one point above the line: near the edge, and B1 is the fact', async () => {
    const vault = await anOpenBook([withSomebody()])
    await answered(vault, { b1_points: 141 })
    openHousehold(vault)
    const place = await section('Điều gì sẽ làm thay đổi kết quả')
    expect(itemsIn(place)).toEqual(['Nếu “Tổng điểm phiếu B1” là “140”, không phải “141” thì kết quả là Hộ cận nghèo'])
    expect(screen.getByText('Sát ngưỡng')).toBeTruthy()
  })

  test('it is live: an answer that moves the household off the edge takes the notice away', async () => {
    const vault = await anOpenBook([withSomebody()])
    await answered(vault, { b1_points: 141 })
    openHousehold(vault)
    await screen.findByText('Sát ngưỡng')
    await saveAnswer(vault, householdId(1), pathOf('b1_points'), 200, 1)
    await waitFor(() => expect(screen.queryByText('Sát ngưỡng')).toBeNull())
  })

  test('no total of B1 yet: what would decide it, without calling that an edge', async () => {
    const vault = await anOpenBook([withSomebody()])
    await saved(
      vault,
      completeAnswers(100).filter(([path]) => path !== 'b1_points'),
      {},
    )
    openHousehold(vault)
    const [first] = itemsIn(await section('Điều gì sẽ quyết định kết quả'))
    expect(first).toContain('“Tổng điểm phiếu B1” là “140”, không phải “chưa trả lời”')
    expect(screen.queryByText('Sát ngưỡng')).toBeNull()
    expect(screen.queryByText(/^Thu nhập xét theo/)).toBeNull()
  })

  test('much is open: no single answer decides, which is not the same as a firm result', async () => {
    const vault = await anOpenBook([withSomebody()])
    await saveAnswer(vault, householdId(1), pathOf('b1_points'), 100, 1)
    openHousehold(vault)
    expect(itemsIn(await section('Điều gì sẽ quyết định kết quả'))).toEqual([
      'Còn câu chưa trả lời. Trong những điều đã thử, không một điều nào tự nó đủ để quyết định hay làm đổi kết quả; còn thiếu gì thì xem lý do ở từng chỉ số',
    ])
  })

  test('nobody in the household: nothing is sought', async () => {
    openHousehold(await anOpenBook())
    await screen.findByText(/Chưa ghi người nào trong hộ/)
    expect(screen.queryByRole('heading', { name: /Điều gì sẽ/ })).toBeNull()
  })

  test('in English, with nothing that axe finds wrong', async () => {
    localStorage.setItem('so-thon-language', 'en')
    const vault = await anOpenBook([withSomebody()])
    await answered(vault, { water_source: 'river_or_pond', latrine: 'none' })
    await act(async () => openHousehold(vault))
    const place = await section('What would change the result')
    expect(screen.getByText('Near the edge')).toBeTruthy()
    expect(itemsIn(place).join()).toContain('the result is Poor household (indicators that change: Health insurance)')
    expect(await violations()).toEqual([])
  })
})

describe('beside the result', () => {
  /** The worksheet's lines: `year` from crops, nothing else. */
  const worksheet = (year: number) => ({
    ...Object.fromEntries(Object.keys(worksheetQuestions).map((question) => [question, 0])),
    income_crops: year,
  })

  test('says where the finding on income comes from: the paper', async () => {
    const vault = await anOpenBook([withSomebody()])
    await answered(vault)
    openHousehold(vault)
    await screen.findByText('Thu nhập xét theo: Tổng điểm trên phiếu B1 giấy')
  })

  test('says where the finding on income comes from: the worksheet, where there is no B1', async () => {
    const vault = await anOpenBook([withSomebody()])
    await answered(vault, { ...worksheet(12_000_000), b1_points: 'dont_know' })
    openHousehold(vault)
    await screen.findByText('Thu nhập xét theo: Bảng kê thu nhập 12 tháng')
  })

  test.each([
    ['2025-10-15', 24_000_000, vi.lowIncomeWorker.true],
    ['2025-10-15', 27_000_012, vi.lowIncomeWorker.false],
    ['2024-10-15', 24_000_000, undefined],
  ] as const)('a low-income worker on %s with %i đồng a year: %s', async (reviewDate, year, sentence) => {
    const vault = await anOpenBookUnder({ reviewDate: day(reviewDate) })
    await answered(vault, { ...worksheet(year), b1_points: 160 })
    openHousehold(vault)
    await screen.findByText('Hộ không nghèo')
    if (sentence) await screen.findByText(sentence)
    await screen.findByText(/^Cùng những câu trả lời này/)
    expect(screen.queryAllByText(/Nghị định 30\/2025/)).toHaveLength(sentence ? 1 : 0)
  })

  test('a class that rests on the sample scorecard says so', async () => {
    const vault = await anOpenBookUnder({ scorecard: sampleScorecard })
    const codes = ['size:one_or_two', 'work:farming=1', 'electricity:below_50', 'motorbikes:1', 'cattle:0']
    await answered(vault, { b1_points: 'dont_know', b1_answers: codes })
    openHousehold(vault)
    await screen.findByText('Thu nhập xét theo: Điểm B1 tính theo bảng điểm của xã')
    expect(screen.getByText(/bảng điểm mẫu tự đặt, chỉ để thực hành/)).toBeTruthy()
  })

  test('a worksheet that contradicts B1 is said', async () => {
    const vault = await anOpenBook([withSomebody()])
    await answered(vault, worksheet(120_000_000))
    openHousehold(vault)
    await screen.findByText(/Bảng kê thu nhập và điểm B1 cho kết quả trái nhau/)
  })
})

async function violations(): Promise<string[]> {
  const report = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  return report.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}
