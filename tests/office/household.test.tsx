import './browser.ts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { assess } from '#domain/assessment/assess.ts'
import type { PreviousSurvey } from '#domain/household/household.ts'
import { day } from '#domain/units.ts'
import { classSentence, findingsOf } from '#domain/wording/findings.ts'
import { vi } from '#domain/wording/vi.ts'
import type { Wire } from '#office/http.ts'
import { AppendixReply, HouseholdReply } from '#protocol/office.ts'
import { aHousehold, householdId, residentId, type round2024, terms2024, without } from '../builders.ts'
import { factsOf } from './facts.ts'
import { aCommune, aPhone, enterHousehold, langMai, loggedIn, openOffice, title } from './kit.tsx'

afterEach(cleanup)

const poorAnswers = aHousehold({
  household: { b1_points: 100, water_source: 'river_or_pond', latrine: 'none', internet_use: false },
})
const nearPoorAnswers = aHousehold({ household: { b1_points: 120 } })

const lastYear: PreviousSurvey = {
  round: '2023' as typeof round2024,
  answers: factsOf(aHousehold({ household: { water_source: 'drilled_well', b1_points: 130 } })),
  accepted: {
    classification: 'near_poor',
    deprivations: 0,
    standard: '2022-2025',
    reviewDate: day('2023-10-15'),
    by: 'Bùi Thị Hạnh',
    at: '2023-12-14T02:00:00Z',
  },
}

/** Household 1 of Làng Mài, as Thịnh's phone has sent it. */
async function aSubmitted(answers = poorAnswers) {
  const commune = await aCommune()
  await enterHousehold(commune.store, 1, { listed: 'poor', previous: lastYear })
  const phone = await aPhone(commune.store, 'Lương Văn Thịnh')
  await phone.send(householdId(1), factsOf(answers))
  const wire = await loggedIn(commune.wire)
  return { ...commune, wire, phone }
}

async function recordOf(wire: Wire, number = 1) {
  const reply = await wire(`/api/office/households/${householdId(number)}`, { method: 'GET' })
  return HouseholdReply.parse(await reply.json()).household
}

function openHousehold(wire: Wire, number = 1) {
  openOffice(wire, `/xa/ho/${householdId(number)}`)
  return title(/Lò Thị Mai/)
}

function rowOf(question: string): HTMLElement {
  const [row] = screen.getAllByRole('row', { name: new RegExp(`^${question}`) })
  return row!
}

describe('the page of a household', () => {
  test('shows the class, the rule that decided it, and every finding in the same sentences as the phone', async () => {
    const { wire } = await aSubmitted()
    await openHousehold(wire)
    const assessment = assess(poorAnswers, terms2024)
    expect(screen.getAllByText('Hộ nghèo').length).toBeGreaterThan(0)
    expect(screen.getByText(classSentence(assessment, vi))).toBeTruthy()
    const sentences = findingsOf(assessment, vi).flatMap(({ items }) => items.flatMap((item) => item.sentences))
    expect(sentences.length).toBeGreaterThanOrEqual(12)
    for (const sentence of sentences) expect(screen.getAllByText(sentence).length, sentence).toBeGreaterThan(0)
    expect(screen.getByRole('img', { name: 'Vòng 12 chỉ số thiếu hụt' })).toBeTruthy()
  })

  test("has this round's answer beside last round's, with who gave it", async () => {
    const { wire } = await aSubmitted()
    await openHousehold(wire)
    const row = rowOf('Nguồn nước ăn uống chính')
    const [current, previous, author] = within(row).getAllByRole('cell')
    expect(current!.textContent).toBe(vi.options.water_source.river_or_pond)
    expect(previous!.textContent).toBe(`${vi.options.water_source.drilled_well} (khác đợt trước)`)
    expect(author!.textContent).toMatch(/^Lương Văn Thịnh, \d\d\/\d\d\/\d{4} \d\d:\d\d$/)
    expect(screen.getByText('Đợt 2023: Hộ cận nghèo')).toBeTruthy()
  })

  test('names the receipt that the enumerator can read out', async () => {
    const { wire } = await aSubmitted()
    await openHousehold(wire)
    const { survey } = await recordOf(wire)
    expect(screen.getByText(new RegExp(survey.receipts[0]!.receipt))).toBeTruthy()
  })

  test("that has sent nothing yet shows last round's findings and cannot be accepted", async () => {
    const { wire, store } = await aSubmitted()
    await enterHousehold(store, 2, { previous: lastYear })
    await openHousehold(wire, 2)
    expect(screen.getByRole('heading', { name: 'Hồ sơ thiếu hụt, đợt 2023' })).toBeTruthy()
    expectRefused('Phiếu của hộ này hiện không ở trạng thái chờ duyệt.')
  })
})

function expectRefused(sentence: string) {
  const button = screen.getByRole('button', { name: 'Duyệt hộ này' })
  expect(button).toHaveProperty('disabled', true)
  const described = document.getElementById(button.getAttribute('aria-describedby')!)
  expect(described?.textContent).toBe(`Chưa duyệt được. ${sentence}`)
}

describe('accepting', () => {
  test('asks once more, is recorded with the class, and changes the row of the hamlet', async () => {
    const { wire } = await aSubmitted()
    await openHousehold(wire)
    fireEvent.click(screen.getByRole('button', { name: 'Duyệt hộ này' }))
    expect(screen.getByText('Duyệt hộ này là “Hộ nghèo”?')).toBeTruthy()
    expect((await recordOf(wire)).survey.state).toBe('submitted')
    const confirm = screen.getByRole('button', { name: 'Đúng, duyệt' })
    await waitFor(() => expect(document.activeElement).toBe(confirm))
    fireEvent.click(confirm)
    await title('Thôn Làng Mài')
    expect(await screen.findByText('Đã duyệt hộ Lò Thị Mai.')).toBeTruthy()
    expect((await recordOf(wire)).survey).toMatchObject({
      state: 'accepted',
      accepted: { classification: 'poor', deprivations: 3, by: 'Bùi Thị Hạnh' },
    })
    const reply = await wire('/api/office/appendix', { method: 'GET' })
    const hamlet = AppendixReply.parse(await reply.json()).hamlets.find(({ id }) => id === langMai)
    expect(hamlet).toMatchObject({ start: { nearPoor: 1, poor: 0 }, now: { nearPoor: 0, poor: 1 } })
  })

  test('goes on to the next household of the hamlet that waits', async () => {
    const { wire, store, phone } = await aSubmitted()
    await enterHousehold(store, 2)
    await enterHousehold(store, 3)
    await phone.send(householdId(3), factsOf(nearPoorAnswers))
    await openHousehold(wire)
    await screen.findByRole('link', { name: 'Hộ chờ duyệt tiếp theo' })
    fireEvent.click(screen.getByRole('button', { name: 'Duyệt hộ này' }))
    fireEvent.click(screen.getByRole('button', { name: 'Đúng, duyệt' }))
    await title('Hộ số 3: Lò Thị Mai')
    await waitFor(() => expect(document.activeElement?.tagName).toBe('H1'))
    expect(await screen.findByText('Đã duyệt hộ Lò Thị Mai.')).toBeTruthy()
    fireEvent.click(await screen.findByRole('link', { name: 'Thôn Làng Mài' }))
    await title('Thôn Làng Mài')
    fireEvent.click(screen.getAllByRole('link', { name: 'Lò Thị Mai' })[0]!)
    await title('Hộ số 3: Lò Thị Mai')
    expect(screen.queryByText('Đã duyệt hộ Lò Thị Mai.')).toBeNull()
  })

  test('is not offered while an unknown answer could tip the class', async () => {
    const { wire } = await aSubmitted({ ...poorAnswers, household: without(poorAnswers.household, 'b1_points') })
    await openHousehold(wire)
    expectRefused('Chưa đủ câu trả lời để xác định hộ thuộc loại nào.')
  })

  test('is not offered when the visit was not completed', async () => {
    const absent = { visit_outcome: 'absent', visit_note: 'Cả nhà đi làm xa' } as const
    const { wire } = await aSubmitted({ ...poorAnswers, household: { ...poorAnswers.household, ...absent } })
    await openHousehold(wire)
    expectRefused('Cuộc rà soát hộ này chưa hoàn thành.')
  })

  test('what changed meanwhile is refused in words, and the new answer is shown', async () => {
    const { wire, phone } = await aSubmitted()
    await openHousehold(wire)
    fireEvent.click(screen.getByRole('button', { name: 'Duyệt hộ này' }))
    await phone.send(householdId(1), { water_source: 'piped' })
    fireEvent.click(screen.getByRole('button', { name: 'Đúng, duyệt' }))
    expect(await screen.findByText(/Hộ này vừa có thay đổi mới/)).toBeTruthy()
    await waitFor(() => expect(rowOf('Nguồn nước ăn uống chính').textContent).toContain(vi.options.water_source.piped))
    expect((await recordOf(wire)).survey.state).toBe('submitted')
  })
})

test('the window is called after the household’s number, never after a person', async () => {
  const { wire } = await aSubmitted()
  await openHousehold(wire)
  await waitFor(() => expect(document.title).toMatch(/^Hộ (số \d+|mới) – /))
})

test('a page that reloads under the question asks again, and accepts nothing that was not looked at', async () => {
  const { wire, phone } = await aSubmitted()
  await openHousehold(wire)
  fireEvent.click(screen.getByRole('button', { name: 'Duyệt hộ này' }))
  await screen.findByRole('button', { name: 'Đúng, duyệt' })
  await phone.send(householdId(1), { water_source: 'piped' })
  window.dispatchEvent(new Event('focus'))
  expect(await screen.findByText(/Hộ này vừa có thay đổi mới/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Đúng, duyệt' })).toBeNull()
  expect((await recordOf(wire)).survey.state).toBe('submitted')
})

describe('two people who answered differently', () => {
  async function aDispute() {
    const commune = await aSubmitted()
    const other = await aPhone(commune.store, 'Hà Thị Xuân', 2)
    const result = await other.send(householdId(1), { water_source: 'piped' })
    expect(result.status).toBe('conflict')
    return commune
  }

  test('both values are shown with who said them, and the household cannot be accepted', async () => {
    const { wire } = await aDispute()
    await openHousehold(wire)
    expect(screen.getByText(new RegExp(`^${vi.options.water_source.river_or_pond} \\(Lương Văn Thịnh,`))).toBeTruthy()
    expect(screen.getByText(new RegExp(`^${vi.options.water_source.piped} \\(Hà Thị Xuân,`))).toBeTruthy()
    expectRefused('Còn câu hỏi có hai câu trả lời khác nhau. Hãy chọn một, hoặc trả lại câu hỏi đó để hỏi lại hộ.')
  })

  test('the question in dispute is chosen by one button', async () => {
    const { wire } = await aDispute()
    await openHousehold(wire)
    fireEvent.click(screen.getByRole('button', { name: /^Trả lại câu hỏi này: Nguồn nước/ }))
    expect(screen.getByLabelText('Trả lại câu hỏi nào')).toHaveProperty('value', 'water_source')
    expect(screen.getByLabelText('Lý do')).toHaveProperty('value', 'two_answers')
  })
})

describe('returning', () => {
  test('sends the survey back to exactly the question of the resident that was chosen', async () => {
    const { wire } = await aSubmitted()
    await openHousehold(wire)
    const path = `${residentId(2)}/health_insurance`
    fireEvent.change(screen.getByLabelText('Trả lại câu hỏi nào'), { target: { value: path } })
    fireEvent.change(screen.getByLabelText('Lý do'), { target: { value: 'differs_from_papers' } })
    fireEvent.change(screen.getByLabelText('Ghi thêm cho người rà soát'), { target: { value: 'Xem lại thẻ' } })
    fireEvent.click(screen.getByRole('button', { name: 'Trả lại phiếu' }))
    await title('Thôn Làng Mài')
    expect(await screen.findByText('Đã trả lại phiếu của hộ Lò Thị Mai.')).toBeTruthy()
    expect((await recordOf(wire)).survey).toMatchObject({
      state: 'returned',
      returned: { path, reason: 'Không khớp với giấy tờ. Xem lại thẻ', by: 'Bùi Thị Hạnh' },
    })
  })

  test('offers only what the form asks: no work of the child, no contract of a farmer', async () => {
    const { wire } = await aSubmitted()
    await openHousehold(wire)
    const select = screen.getByLabelText('Trả lại câu hỏi nào')
    const paths = within(select)
      .getAllByRole('option')
      .map((option) => option.getAttribute('value'))
    expect(paths).toContain(`${residentId(3)}/nutrition_finding`)
    expect(paths).toContain('b1_points')
    expect(paths).not.toContain(`${residentId(3)}/work`)
    expect(paths).not.toContain(`${residentId(1)}/work_contract`)
  })

  test('without a question, a reason, or words for another reason nothing is sent and each is asked for', async () => {
    const { wire } = await aSubmitted()
    await openHousehold(wire)
    fireEvent.click(screen.getByRole('button', { name: 'Trả lại phiếu' }))
    expect(await screen.findByRole('link', { name: 'Hãy chọn câu hỏi cần trả lại.' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Hãy chọn lý do.' })).toBeTruthy()
    fireEvent.change(screen.getByLabelText('Trả lại câu hỏi nào'), { target: { value: 'latrine' } })
    fireEvent.change(screen.getByLabelText('Lý do'), { target: { value: 'other' } })
    fireEvent.click(screen.getByRole('button', { name: 'Trả lại phiếu' }))
    expect(await screen.findByRole('link', { name: 'Hãy ghi rõ lý do.' })).toBeTruthy()
    expect((await recordOf(wire)).survey.state).toBe('submitted')
  })
})

test('a letter that came after acceptance is shown as held, with the reason', async () => {
  const { wire, phone } = await aSubmitted()
  await acceptThrough(wire)
  const late = await phone.send(householdId(1), { water_source: 'piped' })
  expect(late).toMatchObject({ status: 'held', reason: 'late' })
  await openHousehold(wire)
  expect(await screen.findByText('Vì sao giữ: đến sau khi hộ đã được duyệt.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Duyệt hộ này' })).toBeNull()
  expect(screen.getByText(/^Bùi Thị Hạnh đã duyệt lúc .*: Hộ nghèo\.$/)).toBeTruthy()
})

async function acceptThrough(wire: Wire) {
  const { revision } = await recordOf(wire)
  const reply = await wire(`/api/office/households/${householdId(1)}/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-so-thon': '1' },
    body: JSON.stringify({ revision }),
  })
  expect(reply.status).toBe(200)
}

test('a household that the commune does not have is said to be unknown', async () => {
  const { wire } = await aSubmitted()
  openOffice(wire, `/xa/ho/${householdId(99)}`)
  expect(await screen.findByText('Không có hộ này trong sổ của xã.')).toBeTruthy()
})
