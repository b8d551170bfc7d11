import './browser.ts'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { PreviousSurvey } from '#domain/household/household.ts'
import type { OpId } from '#domain/ids.ts'
import type { AnswerValue } from '#domain/questionnaire/answers.ts'
import { vi } from '#domain/wording/vi.ts'
import type { Wire } from '#office/http.ts'
import { HistoryReply } from '#protocol/history.ts'
import { DevicesReply, HouseholdReply } from '#protocol/office.ts'
import { aHousehold, deviceId, householdId, residentId, type round2024 } from '../builders.ts'
import { factsOf } from './facts.ts'
import { aCommune, aPhone, enterHousehold, langMai, loggedIn, openOffice, settled, title } from './kit.tsx'

afterEach(cleanup)

const { river_or_pond: river, piped, drilled_well: well } = vi.options.water_source
const poor = aHousehold({ household: { b1_points: 100, water_source: 'river_or_pond', latrine: 'none' } })
const lastYear: PreviousSurvey = {
  round: '2023' as typeof round2024,
  answers: factsOf(aHousehold({ household: { water_source: 'drilled_well', b1_points: 100, latrine: 'none' } })),
}

/** Household 1 of Làng Mài as Thịnh's phone has sent it, and Xuân with a phone of her own. */
async function aSubmitted() {
  const commune = await aCommune()
  await enterHousehold(commune.store, 1, { listed: 'poor', previous: lastYear })
  const thinh = await aPhone(commune.store, 'Lương Văn Thịnh')
  const xuan = await aPhone(commune.store, 'Hà Thị Xuân', 2)
  await thinh.send(householdId(1), factsOf(poor))
  return { ...commune, wire: await loggedIn(commune.wire), thinh, xuan }
}

/** The same, with other answers of Xuân's. */
async function aDispute(facts: Record<string, AnswerValue> = { water_source: 'piped' }) {
  const commune = await aSubmitted()
  await commune.xuan.send(householdId(1), facts)
  return commune
}

async function openHousehold(wire: Wire) {
  openOffice(wire, `/xa/ho/${householdId(1)}`)
  await title(/Lò Thị Mai/)
}

const replyOf = async (wire: Wire, number = 1) => {
  const reply = await wire(`/api/office/households/${householdId(number)}`, { method: 'GET' })
  return HouseholdReply.parse(await reply.json())
}
const surveyOf = async (wire: Wire, number = 1) => (await replyOf(wire, number)).household.survey
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

async function post(wire: Wire, path: string, body: object) {
  const reply = await wire(`/api/office/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-so-thon': '1' },
    body: JSON.stringify(body),
  })
  expect(reply.status, path).toBe(200)
}

async function takenBySomebody(wire: Wire, op: OpId) {
  const { standing } = (await replyOf(wire)).held.find((letter) => letter.op === op)!
  await post(wire, `held/${op}/take`, { device: deviceId(2), standing })
}

async function step(wire: Wire, name: string, more: object = {}) {
  const { household } = await replyOf(wire)
  await post(wire, `households/${household.id}/${name}`, { revision: household.revision, ...more })
}

describe('two values for one question', () => {
  const question = 'Nguồn nước ăn uống chính'
  const group = () => screen.getByRole('group', { name: `Câu trả lời nào đúng: ${question}` })
  const ready = () => screen.findAllByText(/trước đó chưa có câu trả lời/)

  test('each stands there with who gave it, when, on which phone, and what its author found', async () => {
    const { wire, thinh, xuan } = await aSubmitted()
    await thinh.send(householdId(1), { water_source: 'drilled_well' })
    const { revision } = (await replyOf(wire)).household
    await thinh.send(householdId(1), { water_source: 'river_or_pond' })
    await xuan.send(householdId(1), { water_source: 'piped' }, revision)
    await openHousehold(wire)
    await waitFor(() => expect(group().textContent).toContain('trước đó'))
    const [first, second] = within(group()).getAllByRole('radio')
    const line = (radio: HTMLElement) => radio.closest('label')!.textContent
    const when = String.raw`\d\d/\d\d/\d{4} \d\d:\d\d`
    expect(line(first!)).toMatch(
      new RegExp(`^${river} \\(Lương Văn Thịnh, ${when}, máy 0001\\) – xã đang ghi; trước đó: ${well}$`),
    )
    expect(line(second!)).toMatch(new RegExp(`^${piped} \\(Hà Thị Xuân, ${when}, máy 0002\\); trước đó: ${well}$`))
  })

  test('one is chosen, asked once more, written as the reviewer’s, and told', async () => {
    const { wire } = await aDispute()
    await openHousehold(wire)
    await ready()
    const button = () => screen.getByRole('button', { name: `Ghi câu trả lời đã chọn: ${question}` })
    expect(button()).toHaveProperty('disabled', true)
    fireEvent.click(within(group()).getByRole('radio', { name: new RegExp(`^${piped}`) }))
    fireEvent.click(button())
    expect(screen.getByText(`Ghi “${piped}” cho câu “${question}”?`)).toBeTruthy()
    expect((await surveyOf(wire)).rivals).not.toEqual({})
    press('Đúng, ghi')
    expect(await screen.findByText(`Đã ghi “${piped}” cho câu “${question}”.`)).toBeTruthy()
    expect(await surveyOf(wire)).toMatchObject({
      rivals: {},
      fields: { water_source: { value: 'piped', device: 'office', by: 'Bùi Thị Hạnh' } },
    })
    await waitFor(() => expect(screen.queryByRole('group', { name: /^Câu trả lời nào đúng/ })).toBeNull())
  })

  test('another one is typed with the question’s own input, and nothing that is no answer can be written', async () => {
    const { wire } = await aDispute({ dwelling_area_m2: 45 })
    await openHousehold(wire)
    const area = vi.questions.dwelling_area_m2.label
    fireEvent.click(await screen.findByRole('radio', { name: 'Câu trả lời khác' }))
    const field = screen.getByLabelText(`Ghi câu trả lời khác: ${area}`)
    fireEvent.change(field, { target: { value: '1.200' } })
    expect(screen.getByText('Hãy viết một số, ví dụ 45 hoặc 45,5.')).toBeTruthy()
    const button = () => screen.getByRole('button', { name: `Ghi câu trả lời đã chọn: ${area}` })
    expect(button()).toHaveProperty('disabled', true)
    fireEvent.change(field, { target: { value: '52,5' } })
    fireEvent.click(button())
    press('Đúng, ghi')
    await screen.findByText(`Đã ghi “52,5 m²” cho câu “${area}”.`)
    expect((await surveyOf(wire)).fields).toMatchObject({ dwelling_area_m2: { value: 52.5 } })
  })

  test.each<[keyof typeof vi.questions, AnswerValue, (name: string) => void, AnswerValue]>([
    [
      'livestock_shed',
      'hygienic_shed',
      () => fireEvent.click(lastRadio('Nhốt dưới gầm sàn hoặc sát nhà ở')),
      'under_or_beside_the_house',
    ],
    ['internet_use', false, () => fireEvent.click(lastRadio('Không biết')), 'dont_know'],
    ['devices', ['smartphone'], () => fireEvent.click(screen.getByLabelText('Không có thứ nào kể trên')), []],
  ])('of %s is answered by its choices', async (id, rival, answer, expected) => {
    const { wire } = await aDispute({ [id]: rival })
    await openHousehold(wire)
    if (!(await screen.findAllByRole('radio')).length) throw new Error('no dispute')
    fireEvent.click(screen.getByRole('radio', { name: 'Câu trả lời khác' }))
    answer(id)
    press(/^Ghi câu trả lời đã chọn/)
    press('Đúng, ghi')
    await waitFor(async () => expect((await surveyOf(wire)).fields).toMatchObject({ [id]: { value: expected } }))
  })

  test('a page that reloads under the question asks again, and writes nothing that was not looked at', async () => {
    const { wire, thinh } = await aDispute()
    await openHousehold(wire)
    await ready()
    fireEvent.click(within(group()).getByRole('radio', { name: new RegExp(`^${piped}`) }))
    press(/^Ghi câu trả lời đã chọn/)
    await thinh.send(householdId(1), { latrine: 'septic' })
    window.dispatchEvent(new Event('focus'))
    expect(await screen.findByText(/Hộ này vừa có thay đổi mới/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Đúng, ghi' })).toBeNull()
    expect((await surveyOf(wire)).fields).toMatchObject({ water_source: { value: 'river_or_pond' } })
  })

  test('what changed before the page knew is refused in words', async () => {
    const { wire, thinh } = await aDispute()
    await openHousehold(wire)
    await ready()
    fireEvent.click(within(group()).getByRole('radio', { name: new RegExp(`^${piped}`) }))
    press(/^Ghi câu trả lời đã chọn/)
    await thinh.send(householdId(1), { latrine: 'septic' })
    press('Đúng, ghi')
    expect(await screen.findByText(/Hộ này vừa có thay đổi mới/)).toBeTruthy()
    expect((await surveyOf(wire)).fields).toMatchObject({ water_source: { value: 'river_or_pond' } })
  })
})

function lastRadio(name: string): HTMLElement {
  return screen.getAllByRole('radio', { name }).at(-1)!
}

describe('a held letter', () => {
  async function aLate() {
    const commune = await aSubmitted()
    await step(commune.wire, 'accept')
    const { revision } = (await replyOf(commune.wire)).household
    const result = await commune.thinh.send(householdId(1), { water_source: 'piped', latrine: 'none' }, revision)
    expect(result).toMatchObject({ status: 'held', reason: 'late' })
    return { ...commune, op: result.op }
  }

  test('on the household’s page says what it would change, why it is held, and what taking it does', async () => {
    const { wire } = await aLate()
    await openHousehold(wire)
    const letter = within(await screen.findByRole('article', { name: /^Xem thư của Lương Văn Thịnh/ }))
    expect(letter.getByText('Vì sao giữ: đến sau khi hộ đã được duyệt.')).toBeTruthy()
    const [, row] = letter.getAllByRole('row')
    expect(row!.textContent).toBe(`Nguồn nước ăn uống chính${river}${piped}`)
    expect(letter.getAllByRole('row')).toHaveLength(2)
    expect(letter.getByText('1 câu giống hồ sơ.')).toBeTruthy()
    press('Nhận vào hồ sơ thư của Lương Văn Thịnh')
    expect(letter.getByText(/^Hộ này đã duyệt: nhận thư thì phiếu được mở lại/)).toBeTruthy()
    expect((await surveyOf(wire)).state).toBe('accepted')
    press('Đúng, nhận')
    expect(await screen.findByText('Đã nhận thư vào hồ sơ.')).toBeTruthy()
    expect(await surveyOf(wire)).toMatchObject({ state: 'submitted', fields: { water_source: { value: 'piped' } } })
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull())
    expect(await screen.findByRole('button', { name: 'Duyệt hộ này' })).toBeTruthy()
  })

  test('is left out after one more question; the record stays, and it can still be taken', async () => {
    const { wire } = await aLate()
    await openHousehold(wire)
    fireEvent.click(await screen.findByRole('button', { name: 'Không nhận thư của Lương Văn Thịnh' }))
    expect(screen.getByText(/^Hồ sơ giữ nguyên\. Thư vẫn được giữ mãi/)).toBeTruthy()
    press('Đúng, không nhận')
    expect(await screen.findByText('Đã ghi: không nhận thư này vào hồ sơ.')).toBeTruthy()
    expect((await surveyOf(wire)).state).toBe('accepted')
    await screen.findByText('Vì sao giữ: cán bộ xã đã xem và không đưa vào hồ sơ.')
    expect(screen.queryByRole('button', { name: /^Không nhận thư/ })).toBeNull()
    expect(screen.getByRole('button', { name: /^Nhận vào hồ sơ/ })).toBeTruthy()
  })

  test('about a household that nobody knows is reached from the phones, and taking it enters the household', async () => {
    const { wire, thinh } = await aSubmitted()
    const result = await thinh.send(householdId(7), factsOf(aHousehold()))
    expect(result).toMatchObject({ status: 'held', reason: 'unknown_household' })
    openOffice(wire, '/xa/may')
    fireEvent.click(await screen.findByRole('link', { name: /^Xem thư của Lương Văn Thịnh/ }))
    await title('Thư xã giữ của Lương Văn Thịnh')
    expect(screen.getByRole('heading', { name: 'Hộ chưa có trong sổ của xã' })).toBeTruthy()
    const row = screen.getByRole('row', { name: /^Họ và tên – Lò Thị Mai/ })
    expect(
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual(['Chưa trả lời', 'Lò Thị Mai'])
    press('Nhận vào hồ sơ thư của Lương Văn Thịnh')
    expect(screen.getByText(/^Hộ này được ghi mới vào thôn của điện thoại/)).toBeTruthy()
    press('Đúng, nhận')
    await title('Điện thoại của người rà soát')
    expect(await screen.findByText('Đã nhận thư vào hồ sơ.')).toBeTruthy()
    expect((await replyOf(wire, 7)).household).toMatchObject({ hamlet: langMai, survey: { state: 'submitted' } })
    expect(await screen.findByText('Không có thư nào đang giữ.')).toBeTruthy()
  })

  test('that changed under the question is asked about again', async () => {
    const { wire, xuan } = await aLate()
    await openHousehold(wire)
    fireEvent.click(await screen.findByRole('button', { name: /^Nhận vào hồ sơ thư/ }))
    const second = await xuan.send(householdId(1), { water_source: 'piped' })
    await takenBySomebody(wire, second.op)
    window.dispatchEvent(new Event('focus'))
    expect(await screen.findByText(/Hộ này vừa có thay đổi mới/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Đúng, nhận' })).toBeNull()
  })

  test('that somebody else has just decided on is not decided again: the officer is told', async () => {
    const { wire, xuan } = await aLate()
    await openHousehold(wire)
    const first = (await replyOf(wire)).held[0]!.op as OpId
    const second = await xuan.send(householdId(1), { water_source: 'piped' })
    fireEvent.click(await screen.findByRole('button', { name: /^Nhận vào hồ sơ thư/ }))
    const confirm = await screen.findByRole('button', { name: 'Đúng, nhận' })
    await takenBySomebody(wire, second.op)
    fireEvent.click(confirm)
    expect(await screen.findByText(/^Thư này hoặc hồ sơ của hộ vừa có thay đổi mới/)).toBeTruthy()
    expect((await replyOf(wire)).held.map(({ op }) => op)).toEqual([first])
  })
})

describe('what changed', () => {
  test('since last round stands beside the decision, from what to what', async () => {
    const { wire } = await aSubmitted()
    await openHousehold(wire)
    expect(screen.getByText('So với đợt 2023: 1 câu khác')).toBeTruthy()
    expect(screen.getByText(`Nguồn nước ăn uống chính: ${well} → ${river}`)).toBeTruthy()
    await settled()
    expect(screen.queryByText(/^Sau khi trả lại/)).toBeNull()
  })

  test('after a return: whether it has reached the hamlet, nothing yet, then what the correction changed', async () => {
    const { wire, thinh } = await aSubmitted()
    await step(wire, 'return', { path: 'latrine', reason: 'Xem lại nhà tiêu' })
    await openHousehold(wire)
    expect(screen.getByText('Chưa đến điện thoại nào của thôn.')).toBeTruthy()
    expect(await screen.findByText('Sau khi trả lại: chưa có câu nào được sửa')).toBeTruthy()
    await thinh.send(householdId(1), { latrine: 'double_vault' })
    await thinh.send(householdId(1), { latrine: 'septic' })
    cleanup()
    await openHousehold(wire)
    expect(await screen.findByText('Sau khi trả lại: 1 câu đã sửa')).toBeTruthy()
    const { none, septic } = vi.options.latrine
    const [corrected] = screen.getAllByText(`${vi.questions.latrine.label}: ${none} → ${septic}`)
    expect(corrected!.closest('details')!.textContent).toContain('Sau khi trả lại')
  })
})

describe('the history', () => {
  test('tells in words, newest first, who did what from what to what; of one question where it is chosen', async () => {
    const { wire } = await aDispute()
    await step(wire, 'settle', { path: 'water_source', value: 'piped' })
    await step(wire, 'return', { path: 'latrine', reason: 'Xem lại nhà tiêu' })
    await openHousehold(wire)
    fireEvent.click(screen.getByRole('link', { name: 'Lịch sử' }))
    await title('Lịch sử: Hộ số 1: Lò Thị Mai')
    await waitFor(() => expect(document.title).toMatch(/^Lịch sử: Hộ số 1 – /))
    const { entries } = HistoryReply.parse(
      await (await wire(`/api/office/households/${householdId(1)}/history`, { method: 'GET' })).json(),
    )
    await screen.findByText(`Đang hiện ${entries.length} trong ${entries.length} việc`)
    const cells = (row: HTMLElement) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent)
    const [, newest] = screen.getAllByRole('row')
    expect(cells(newest!).slice(1)).toEqual([
      'Bùi Thị Hạnh',
      'trả lại để sửa; Xem lại nhà tiêu; đợt 2024',
      'Nhà tiêu thường dùng',
      '–',
      '–',
    ])
    fireEvent.change(screen.getByLabelText('Câu hỏi'), { target: { value: 'water_source' } })
    const [, ...rows] = screen.getAllByRole('row')
    expect(rows.map((row) => cells(row).slice(1))).toEqual([
      ['Bùi Thị Hạnh', 'chọn giữa hai câu trả lời; đợt 2024', 'Nguồn nước ăn uống chính', piped, piped],
      ['Bùi Thị Hạnh', 'ghi câu trả lời; đợt 2024', 'Nguồn nước ăn uống chính', river, piped],
      ['Hà Thị Xuân', 'trả lời khác với xã, xã giữ cả hai; đợt 2024', 'Nguồn nước ăn uống chính', river, piped],
      ['Lương Văn Thịnh', 'ghi câu trả lời; đợt 2024', 'Nguồn nước ăn uống chính', '–', river],
    ])
  })

  test('names classes, hamlets and the reason of what is held', async () => {
    const { wire, thinh } = await aSubmitted()
    await step(wire, 'accept')
    await thinh.send(householdId(1), { latrine: 'septic' })
    await post(wire, `households/${householdId(1)}/move`, { hamlet: 'lang-sao' })
    openOffice(wire, `/xa/ho/${householdId(1)}/lich-su`)
    await screen.findByText('duyệt; đợt 2024')
    const row = (name: RegExp) => screen.getByRole('row', { name }).textContent
    expect(row(/Hạnh duyệt; đợt 2024/)).toContain(vi.classifications.near_poor)
    expect(row(/xã giữ thư, chưa ghi vào hồ sơ; đến sau khi hộ đã được duyệt/)).toContain(vi.options.latrine.septic)
    await waitFor(() => expect(row(/chuyển hộ sang thôn khác/)).toMatch(/Làng MàiLàng Sao$/))
  })
})

describe('moving', () => {
  const hamletName = 'Làng Sao'

  test('a household goes to another hamlet after one more question, with all it has', async () => {
    const { wire } = await aSubmitted()
    await openHousehold(wire)
    await screen.findByRole('option', { name: hamletName })
    fireEvent.change(screen.getByLabelText('Thôn mới'), { target: { value: 'lang-sao' } })
    press('Chuyển hộ')
    expect(screen.getByText(`Chuyển hộ này sang thôn ${hamletName}?`)).toBeTruthy()
    expect((await replyOf(wire)).household.hamlet).toBe(langMai)
    press('Đúng, chuyển')
    expect(await screen.findByText(`Đã chuyển hộ sang thôn ${hamletName}.`)).toBeTruthy()
    expect((await replyOf(wire)).household).toMatchObject({ hamlet: 'lang-sao', survey: { state: 'submitted' } })
    expect(await screen.findByRole('link', { name: `Thôn ${hamletName}` })).toBeTruthy()
  })

  test('a phone gets another hamlet, and unsent work is spoken of', async () => {
    const { wire } = await aSubmitted()
    openOffice(wire, '/xa/may')
    fireEvent.click(await screen.findByRole('button', { name: 'Đổi thôn của điện thoại Lương Văn Thịnh' }))
    const form = within(screen.getByRole('region', { name: 'Lương Văn Thịnh nay làm ở thôn nào?' }))
    expect(form.getByText(/Phiếu chưa gửi không mất/)).toBeTruthy()
    await form.findByRole('option', { name: hamletName })
    fireEvent.change(form.getByLabelText('Thôn mới'), { target: { value: 'lang-sao' } })
    fireEvent.click(form.getByRole('button', { name: 'Đổi thôn' }))
    expect(await screen.findByText(`Điện thoại của Lương Văn Thịnh nay thuộc thôn ${hamletName}.`)).toBeTruthy()
    const reply = DevicesReply.parse(await (await wire('/api/office/devices', { method: 'GET' })).json())
    expect(reply.devices).toMatchObject([{ enumerator: 'Lương Văn Thịnh', hamlet: hamletName }])
  })
})

test('a phone’s row has its code, its storage and its last failure in words', async () => {
  const { store, wire, xuan } = await aSubmitted()
  await xuan.send(householdId(1), { latrine: 'none' })
  await store.db
    .updateTable('devices')
    .set({ persisted: 0, usage: 3_200_000, failure: 'timed_out', failure_at: '2024-10-15T07:32:00Z' })
    .where('id', '=', deviceId(1))
    .execute()
  openOffice(wire, '/xa/may')
  const row = await screen.findByRole('row', { name: /^Lương Văn Thịnh/ })
  expect(row.textContent).toContain('0001')
  expect(row.textContent).toContain('trình duyệt chưa hứa giữ dữ liệu; đã dùng 4 MB')
  expect(row.textContent).toMatch(/Mạng quá chậm \(15\/10\/2024 \d\d:\d\d\)/)
  expect(screen.getByRole('row', { name: /^Hà Thị Xuân/ }).textContent).toContain('Không có')
})

test('residents are named in a question', async () => {
  const { wire } = await aDispute({ [`${residentId(1)}/health_insurance`]: false })
  await openHousehold(wire)
  expect(await screen.findByRole('group', { name: /^Câu trả lời nào đúng: .* – Lò Thị Mai$/ })).toBeTruthy()
})
