// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act, render, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import type { AnswerValue, Path } from '#domain/questionnaire/answers.ts'
import { worksheetQuestions } from '#domain/questionnaire/income.ts'
import { assessmentOf } from '#phone/pages/assessments.ts'
import { HouseholdContext } from '#phone/pages/household/context.ts'
import { OtherStandards } from '#phone/pages/household/OtherStandards.tsx'
import { saveAnswer } from '#phone/store/drafts.ts'
import { householdView } from '#phone/store/households.ts'
import type { Vault } from '#phone/store/vault.ts'
import { completeAnswers, enrolled, facts, lineWith } from '../kit.ts'
import { anOpenBook, householdId, openHousehold, withSomebody } from './kit.tsx'

const nextTitle = 'Cùng những câu trả lời này, theo chuẩn 2027–2030 (Nghị định 351/2025/NĐ-CP)'

async function save(vault: Vault, change: Record<string, AnswerValue> = {}): Promise<void> {
  for (const [path, value] of new Map([...completeAnswers(100), ...Object.entries(change)]))
    await saveAnswer(vault, householdId(1), path as Path, value, 1)
}

/** The worksheet with this much in a year, all of it from crops. */
const worksheet = (year: number) => ({
  ...Object.fromEntries(Object.keys(worksheetQuestions).map((question) => [question, 0])),
  income_crops: year,
})

async function folded(title: string): Promise<HTMLDetailsElement> {
  return (await screen.findByText(title)).closest('details')!
}

describe('the same answers under the other standard', () => {
  test('are folded away, and leave the result of the round as it is', async () => {
    const vault = await anOpenBook([withSomebody()])
    await save(vault)
    openHousehold(vault)
    const place = await folded(nextTitle)
    expect(place.open).toBe(false)
    expect(screen.getByText('Hộ cận nghèo')).toBeTruthy()
    expect(screen.getAllByText(/^Cùng những câu trả lời này/)).toHaveLength(1)
    expect(place.textContent).toContain('Chỉ để biết. Đợt này vẫn xét theo Chuẩn 2022–2025')
  })

  test('a total of B1 is not enough there: its points for the line are not established, which is said', async () => {
    const vault = await anOpenBook([withSomebody()])
    await save(vault)
    openHousehold(vault)
    const place = within(await folded(nextTitle))
    expect(place.getByText('Kết quả: Chưa xác định')).toBeTruthy()
    expect(place.getByText(/Chuẩn này chưa có mức điểm B1/)).toBeTruthy()
    expect(place.getByText('Điểm thiếu hụt: 0')).toBeTruthy()
    expect(place.getByText('Cả 12 chỉ số cho kết quả như chuẩn của đợt này.')).toBeTruthy()
  })

  test('what of it is draft, what is not established and what is not counted is said in words', async () => {
    const vault = await anOpenBook([withSomebody()])
    await save(vault)
    openHousehold(vault)
    const text = (await folded(nextTitle)).textContent
    expect(text).toContain('Theo dự thảo: Việc làm, Người phụ thuộc trong hộ gia đình, Dinh dưỡng')
    expect(text).toContain('Chưa xác định được: mức điểm B1, mức sống trung bình, lao động có thu nhập thấp')
    expect(text).toContain('Dự thảo thêm chỉ số xử lý rác thải; ở đây chưa tính')
    expect(text).toContain('Dự thảo chỉ giữ một chỉ số thông tin')
    expect(text).not.toContain('Chính thức')
  })

  test('by the worksheet, 2 million a head is above the line of 2022–2025 and within that of 2027–2030', async () => {
    const vault = await anOpenBook([withSomebody()])
    await save(vault, { ...worksheet(24_000_000), b1_points: 'dont_know', water_source: 'river_or_pond' })
    openHousehold(vault)
    await screen.findByText('Hộ không nghèo')
    const place = within(await folded(nextTitle))
    expect(place.getByText('Kết quả: Hộ cận nghèo')).toBeTruthy()
    expect(place.getByText(/2\.000\.000 đồng mỗi người mỗi tháng ≤ 2\.200\.000 đồng/)).toBeTruthy()
    expect(place.getByText('Điểm thiếu hụt: 10')).toBeTruthy()
  })

  test('what is unknown stays unknown there: the points are a range', async () => {
    const vault = await anOpenBook([withSomebody()])
    await save(vault, { water_source: 'refused', latrine: 'none' })
    openHousehold(vault)
    expect(within(await folded(nextTitle)).getByText('Điểm thiếu hụt: 10–20')).toBeTruthy()
  })

  test('a round under 2027–2030 shows that of 2022–2025 instead, nothing of which is draft', async () => {
    const line = await lineWith([withSomebody()])
    line.pages[0] = { ...line.pages[0]!, facts: { ...facts, round: { ...facts.round!, standard: '2027-2030' } } }
    const vault = await enrolled(line)
    await save(vault)
    openHousehold(vault)
    const place = await folded('Cùng những câu trả lời này, theo chuẩn 2022–2025 (Nghị định 07/2021/NĐ-CP)')
    expect(within(place).getByText('Kết quả: Hộ cận nghèo')).toBeTruthy()
    expect(place.textContent).not.toMatch(/dự thảo|Chưa xác định được/i)
    expect(screen.queryByText(nextTitle)).toBeNull()
  })

  test('an indicator that came out otherwise is named, with both outcomes', async () => {
    const vault = await anOpenBook([withSomebody()])
    await save(vault)
    const view = (await householdView(vault, householdId(1)))!
    const assessment = assessmentOf(view.answers, facts.round)!
    const verdicts = assessment.verdicts.map((verdict) =>
      verdict.indicator === 'devices' ? { ...verdict, deprivation: 'deprived' as const } : verdict,
    )
    render(
      <HouseholdContext value={{ view, round: facts.round }}>
        <OtherStandards assessment={{ ...assessment, verdicts }} />
      </HouseholdContext>,
    )
    const [item, ...others] = within(await folded(nextTitle)).getAllByRole('listitem', { hidden: true })
    expect(item?.textContent).toBe(
      'Phương tiện phục vụ tiếp cận thông tin: theo chuẩn của đợt này thiếu hụt, theo chuẩn kia không thiếu hụt',
    )
    expect(others).toEqual([])
    expect(screen.queryByText(/^Cả 12 chỉ số/)).toBeNull()
  })

  test('in English, with nothing that axe finds wrong', async () => {
    localStorage.setItem('so-thon-language', 'en')
    const vault = await anOpenBook([withSomebody()])
    await save(vault)
    await act(async () => openHousehold(vault))
    const place = await folded('The same answers under the standard of 2027–2030 (Decree 351/2025/ND-CP)')
    place.open = true
    expect(within(place).getByText('Result: Undetermined')).toBeTruthy()
    expect(place.textContent).toContain('From the draft: Employment')
    const report = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
    expect(report.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
})
