// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import type { AnswerValue, Path } from '#domain/questionnaire/answers.ts'
import { worksheetQuestions } from '#domain/questionnaire/income.ts'
import { sampleScorecard } from '#domain/standard/sampleScorecard.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import type { Vault } from '#phone/store/vault.ts'
import { completeAnswers, enrolled, facts, lineWith } from '../kit.ts'
import { anOpenBook, householdId, openHousehold, pathOf, stored, withSomebody } from './kit.tsx'

/** Somebody living alone, in a round with the invented scorecard. */
async function withScorecard(): Promise<Vault> {
  const line = await lineWith([withSomebody()])
  const round = { ...facts.round!, scorecard: sampleScorecard }
  line.pages[0] = { ...line.pages[0]!, facts: { ...facts, round } }
  return enrolled(line)
}

async function save(vault: Vault, answers: Record<string, AnswerValue>): Promise<void> {
  for (const [path, value] of Object.entries(answers)) await saveAnswer(vault, householdId(1), path as Path, value, 1)
}

const b1 = pathOf('b1_answers')
const hasB1 = (vault: Vault, codes: unknown) => waitFor(async () => expect(await stored(vault, b1)).toEqual(codes))
const goOn = () => fireEvent.click(screen.getByRole('button', { name: 'Tiếp tục' }))
const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const answeredButB1 = Object.fromEntries(completeAnswers().filter(([path]) => path !== 'b1_points'))

describe('form B1 item by item', () => {
  test('stands in place of the total where the round has a scorecard; each tap is saved at once', async () => {
    const vault = await withScorecard()
    openHousehold(vault, '/phieu')
    fireEvent.click(await screen.findByRole('link', { name: /^Thu nhập/ }))
    await screen.findByRole('heading', { name: 'Từng mục của phiếu B1' })
    expect(location.pathname).toMatch(/\/income\/b1_answers$/)
    expect(screen.queryByLabelText('Tổng điểm phiếu B1')).toBeNull()
    fireEvent.click(screen.getByRole('radio', { name: 'Một hoặc hai người' }))
    await hasB1(vault, ['size:one_or_two'])
    fireEvent.click(screen.getByRole('radio', { name: 'Ba hoặc bốn người' }))
    await hasB1(vault, ['size:three_or_four'])
    tap('Thêm: Làm nông nghiệp')
    await hasB1(vault, ['size:three_or_four', 'work:farming=1'])
    expect(screen.getByText('Đã ghi 1/1 người')).toBeTruthy()
    tap('Thêm: MẪU: Số trâu, bò')
    tap('Thêm: MẪU: Số trâu, bò')
    await hasB1(vault, ['size:three_or_four', 'work:farming=1', 'cattle:2'])
    tap('Bớt: Làm nông nghiệp')
    await hasB1(vault, ['size:three_or_four', 'cattle:2'])
  })

  test('adds up as far as it goes, says the line, and that a sample decides nothing', async () => {
    const vault = await withScorecard()
    openHousehold(vault, '/phieu/income/b1_answers')
    await screen.findByText('Mẫu – không dùng để xét')
    expect(screen.getByText('Tạm cộng: 0 điểm (mức 140), còn 5 mục chưa đủ')).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: 'Một hoặc hai người' }))
    expect(screen.getByText('Tạm cộng: 45 điểm (mức 140), còn 4 mục chưa đủ')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('Làm nông nghiệp'), { target: { value: '2' } })
    expect(screen.getByText('Đã ghi 2/1 người')).toBeTruthy()
    expect(screen.getByText('Tạm cộng: 45 điểm (mức 140), còn 4 mục chưa đủ')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('Làm nông nghiệp'), { target: { value: '1' } })
    fireEvent.click(screen.getByRole('radio', { name: 'Từ 50 kWh' }))
    fireEvent.change(screen.getByLabelText('MẪU: Số xe máy'), { target: { value: '3' } })
    expect(screen.getByText('Tính nhiều nhất 2')).toBeTruthy()
    tap('Bớt: MẪU: Số trâu, bò')
    expect(screen.getByText('Điểm B1: 135 ≤ 140')).toBeTruthy()
    tap('Thêm: MẪU: Số trâu, bò')
    tap('Thêm: MẪU: Số trâu, bò')
    expect(screen.getByText('Điểm B1: 145 > 140')).toBeTruthy()
  })

  test('none is an answer, an emptied count is not; what is no number is not taken', async () => {
    const vault = await withScorecard()
    openHousehold(vault, '/phieu/income/b1_answers')
    const cattle = await screen.findByLabelText('MẪU: Số trâu, bò')
    fireEvent.change(cattle, { target: { value: '0' } })
    await hasB1(vault, ['cattle:0'])
    fireEvent.change(cattle, { target: { value: '0x' } })
    expect(cattle).toHaveProperty('value', '0')
    fireEvent.change(cattle, { target: { value: '' } })
    await hasB1(vault, undefined)
  })

  test('what an older table asked for stays; an option that this one lacks gives way to the new answer', async () => {
    const vault = await withScorecard()
    await save(vault, { [b1]: ['old:4', 'size:six', 'work:old=1'] })
    openHousehold(vault, '/phieu/income/b1_answers')
    fireEvent.click(await screen.findByRole('radio', { name: 'Một hoặc hai người' }))
    await hasB1(vault, ['old:4', 'work:old=1', 'size:one_or_two'])
    tap('Thêm: Làm công ăn lương')
    await hasB1(vault, ['old:4', 'size:one_or_two', 'work:wage=1'])
  })

  test('gives way to the paper’s total, which is offered beside it and then named', async () => {
    const vault = await withScorecard()
    openHousehold(vault, '/phieu/income/b1_answers')
    fireEvent.click(await screen.findByRole('link', { name: 'Nhập tổng điểm từ phiếu giấy' }))
    const total = await screen.findByLabelText('Tổng điểm phiếu B1')
    fireEvent.change(total, { target: { value: '125' } })
    await waitFor(async () => expect(await stored(vault, pathOf('b1_points'))).toBe(125))
    fireEvent.click(screen.getByRole('button', { name: 'Tiếp tục' }))
    await waitFor(() => expect(location.pathname).toMatch(/\/phieu$/))
    history.replaceState(null, '', `/ho/${householdId(1)}/phieu/income/b1_answers`)
    await screen.findByRole('link', { name: 'Đang dùng tổng điểm từ phiếu giấy: 125' })
  })

  test('is open in the list and at the end until its last item; one more answer closes it', async () => {
    const vault = await withScorecard()
    await save(vault, { ...answeredButB1, [b1]: ['size:one_or_two', 'work:farming=1', 'electricity:below_50'] })
    openHousehold(vault, '/phieu/visit')
    const open = await screen.findByRole('link', { name: 'Từng mục của phiếu B1' })
    expect(open.getAttribute('href')).toMatch(/\/phieu\/income\/b1_answers$/)
    const codes = ['size:one_or_two', 'work:farming=1', 'electricity:below_50', 'motorbikes:1', 'cattle:0']
    await act(() => save(vault, { [b1]: codes }))
    await screen.findByText('Mọi câu đã có câu trả lời.')
  })

  test('in English, with nothing that axe finds wrong', async () => {
    localStorage.setItem('so-thon-language', 'en')
    const vault = await withScorecard()
    await act(async () => openHousehold(vault, '/phieu/income/b1_answers'))
    await screen.findByText('Sample – not for deciding')
    expect(screen.getByText('So far: 0 points (line 140), items not complete: 5')).toBeTruthy()
    const report = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
    expect(report.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
})

describe('the income worksheet', () => {
  const none = Object.fromEntries(Object.keys(worksheetQuestions).map((question) => [question, 0]))

  test('comes after a total above the line, for whoever says that they farm', async () => {
    const vault = await anOpenBook([withSomebody()])
    openHousehold(vault, '/phieu/income/b1_points')
    fireEvent.change(await screen.findByLabelText('Tổng điểm phiếu B1'), { target: { value: '141' } })
    goOn()
    fireEvent.click(await screen.findByRole('radio', { name: 'Có' }))
    goOn()
    await screen.findByLabelText('Thu nhập từ trồng trọt')
    await screen.findByText(/^Điền đủ các dòng/)
    goOn()
    expect((await screen.findByRole('alert')).querySelectorAll('a')).toHaveLength(4)
  })

  test('does not come after a total within the line', async () => {
    const vault = await anOpenBook([withSomebody()])
    await save(vault, { farming_household: true })
    openHousehold(vault, '/phieu/income/b1_points')
    fireEvent.change(await screen.findByLabelText('Tổng điểm phiếu B1'), { target: { value: '140' } })
    goOn()
    await waitFor(() => expect(location.pathname).toMatch(/\/phieu$/))
  })

  test('where it is only offered may be left empty', async () => {
    const vault = await anOpenBook([withSomebody()])
    await save(vault, { b1_points: 'dont_know' })
    openHousehold(vault, '/phieu/income/farming_household')
    await screen.findByRole('radio', { name: 'Có' })
    goOn()
    await waitFor(() => expect(location.pathname).toMatch(/\/income_wages$/))
    await screen.findByLabelText('Thu nhập từ trồng trọt')
    goOn()
    await waitFor(() => expect(location.pathname).toMatch(/\/income_fishery$/))
  })

  test('gives the income per head and the class with every key', async () => {
    const vault = await anOpenBook([withSomebody()])
    await save(vault, { ...Object.fromEntries(completeAnswers(141)), farming_household: true, ...none })
    openHousehold(vault, '/phieu/income/income_wages')
    const crops = await screen.findByLabelText('Thu nhập từ trồng trọt')
    fireEvent.change(crops, { target: { value: '24000000' } })
    expect(crops).toHaveProperty('value', '24.000.000')
    expect(screen.getByText(/^2\.000\.000 đồng mỗi người mỗi tháng – .*mức sống trung bình/)).toBeTruthy()
    fireEvent.change(crops, { target: { value: '240.000.000' } })
    expect(screen.getByText('20.000.000 đồng mỗi người mỗi tháng – Hộ không nghèo')).toBeTruthy()
    await waitFor(async () => expect(await stored(vault, pathOf('income_crops'))).toBe(240_000_000))
    fireEvent.change(crops, { target: { value: '1,5' } })
    goOn()
    expect((await screen.findByRole('alert')).textContent).toContain('hãy viết một số nguyên')
  })

  test('in English is grouped by commas', async () => {
    localStorage.setItem('so-thon-language', 'en')
    const vault = await anOpenBook([withSomebody()])
    await save(vault, { b1_points: 141, farming_household: true, ...none, income_crops: 24_000_000 })
    await act(async () => openHousehold(vault, '/phieu/income/income_wages'))
    const crops = await screen.findByDisplayValue('24,000,000')
    expect(screen.getByText(/^2,000,000 VND per person per month – /)).toBeTruthy()
    fireEvent.change(crops, { target: { value: '240000001' } })
    expect(crops).toHaveProperty('value', '240,000,001')
    await waitFor(async () => expect(await stored(vault, pathOf('income_crops'))).toBe(240_000_001))
    expect(within(document.body).queryByDisplayValue('240.000.001')).toBeNull()
  })
})
