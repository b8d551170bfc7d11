import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { vi } from '#domain/wording/vi.ts'
import { demoAnswersFor } from '#server/demo/answersFor.ts'
import plan from '../office/plan-2024.json' with { type: 'json' }
import { aPhone, type DemoServer, demoServer, headsListed, keepPictures, logIn, type Phone } from './kit.ts'
import {
  addResidents,
  answerPage,
  answerSection,
  asLastYear,
  complete,
  interviewOf,
  onward,
  openSurvey,
  throughOffered,
} from './survey.ts'

type Figures = (typeof plan.hamlets)[number] | typeof plan.total

const pin = '482915'
const atTheDoor = interviewOf(demoAnswersFor('near_poor'))
const restOfTheForm = ['health', 'education', 'waterAndSanitation', 'information', 'income', 'causes'] as const

/** One story, in order: each test goes on where the one before stopped. */
describe('a hamlet is surveyed without a line, and the commune decides', () => {
  let server: DemoServer
  let phone: Phone
  let desk: Phone
  /** Last year's poor households of Làng Mài that this story visits. */
  let stillPoor: string
  let lifted: string
  const addresses: Record<string, string> = {}

  beforeAll(async () => {
    server = await demoServer()
    phone = await aPhone()
    desk = await aPhone({ width: 1280, height: 800 })
    ;[stillPoor = '', lifted = ''] = await headsListed(server.store(), 'poor')
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, { phone, desk })
  })
  afterAll(async () => {
    await phone.remove()
    await desk.remove()
    await server.remove()
  })

  const list = (page: Page) => page.getByRole('searchbox').or(page.getByLabel('Tìm theo tên hoặc số hộ'))
  const unlock = async (page: Page) => {
    await page.getByLabel('Mã PIN 6 số').fill(pin)
    await page.getByRole('button', { name: 'Mở sổ' }).click()
  }
  const openHousehold = async (page: Page, head: string) => {
    await list(page).fill(head)
    await page
      .getByRole('link', { name: new RegExp(head) })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: new RegExp(head) }).waitFor()
    addresses[head] = new URL(page.url()).pathname
  }
  const backToList = async (page: Page) => {
    await page.getByRole('link', { name: 'Quay lại' }).click()
    await list(page).waitFor()
  }
  const goTo = async (page: Page, address: string) => {
    await page.locator(`a[href="${address}"]`).first().click()
    await page.locator('[aria-labelledby^=finding-]').first().waitFor()
  }
  /** Every indicator's name, state and reasons, as they stand on the screen. */
  const profileOn = async (page: Page) => {
    await page.locator('[aria-labelledby^=finding-]').first().waitFor()
    return page
      .locator('[aria-labelledby^=finding-] li')
      .evaluateAll((items) =>
        items.map((item) =>
          [...item.querySelectorAll('strong:first-child, strong + *, p')].map((it) => it.textContent),
        ),
      )
  }

  test('on the untouched demo the office shows the plan’s table, digit for digit', async () => {
    const page = desk.page()
    await logIn(page, server.url)
    await page.locator('tbody tr').first().waitFor()
    const rows = await page
      .locator('tbody tr, tfoot tr')
      .evaluateAll((all) => all.map((row) => [...row.children].slice(0, 8).map((cell) => cell.textContent?.trim())))
    const printed = (figures: Figures) =>
      [figures.people, figures.households, figures.poor].map((count) => count.toLocaleString('vi-VN'))
    const rate = (percent: number) => percent.toFixed(2).replace('.', ',')
    const expected = [...plan.hamlets, { name: 'Tổng', ...plan.total }].map((figures) => [
      figures.name,
      ...printed(figures),
      rate(figures.poorRate),
      String(figures.toLift),
      rate(figures.toLiftRate),
      rate(figures.targetPoorRate),
    ])
    expect(rows).toEqual(expected)
  })

  test('the collaborator enrols by the link, and the phone says it is ready', async () => {
    const page = phone.page()
    await page.goto(await server.enrolmentLink())
    await page.getByText('Có đúng là anh/chị Lương Văn Thịnh?').waitFor()
    await page.getByRole('button', { name: 'Đúng, là tôi' }).click()
    await page.getByLabel('Mã PIN', { exact: true }).fill(pin)
    await page.getByLabel('Nhập lại mã PIN').fill(pin)
    await page.getByRole('button', { name: 'Ghi danh', exact: true }).click()
    await page.getByText('Sẵn sàng làm việc khi không có mạng').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Mở danh sách hộ' }).click()
    await page.getByText('98 hộ').first().waitFor()
  })

  test('with the server and the network gone, a cold start opens the list', async () => {
    await server.stop()
    await phone.context().setOffline(true)
    await phone.kill()
    await phone.switchOn()
    await phone.context().setOffline(true)
    const page = phone.page()
    await page.goto(`${server.url}/`)
    await unlock(page)
    await page.getByText('98 hộ').first().waitFor()
  })

  test('a wrong PIN is said in words and changes nothing', async () => {
    const page = phone.page()
    await page.reload()
    await page.getByLabel('Mã PIN 6 số').fill('111111')
    await page.getByRole('button', { name: 'Mở sổ' }).click()
    await page.getByText(/Mã PIN không đúng/).waitFor()
    await page
      .getByText(/không có gì bị xóa/)
      .first()
      .waitFor()
    await unlock(page)
    await page.getByText('98 hộ').first().waitFor()
  })

  test('a household as poor as last year comes out poor', async () => {
    const page = phone.page()
    await openHousehold(page, stillPoor)
    await openSurvey(page)
    await asLastYear(page)
    await complete(page)
    await page.getByText(vi.classifications.poor).first().waitFor()
    await page.getByText('Chờ gửi').first().waitFor()
    await backToList(page)
  })

  test('a household whose income rose comes out not poor', async () => {
    const page = phone.page()
    await openHousehold(page, lifted)
    await openSurvey(page)
    await asLastYear(page, { b1_points: 165 })
    await complete(page)
    await page.getByText(vi.classifications.not_poor).first().waitFor()
    await backToList(page)
  })

  test('in the middle of a new household the phone dies; it opens at the same question with every answer', async () => {
    const page = phone.page()
    await page.getByRole('button', { name: 'Thêm hộ mới' }).click()
    await openSurvey(page)
    await addResidents(page, atTheDoor)
    await answerSection(page, 'employment', atTheDoor)
    await page.getByRole('link', { name: vi.sections.housing }).click()
    await page.locator('form#questions').waitFor()
    await answerPage(page, atTheDoor.household)
    await expect.poll(() => page.getByText(/^Đã lưu \d/).count()).toBeGreaterThanOrEqual(2)
    const question = new URL(page.url()).pathname
    await phone.kill()

    await phone.switchOn()
    await phone.context().setOffline(true)
    const again = phone.page()
    await again.goto(`${server.url}/`)
    await unlock(again)
    await again.locator('form#questions').waitFor()
    expect(new URL(again.url()).pathname).toBe(question)
    for (const part of ['dwelling_floor', 'dwelling_columns'] as const)
      expect(await again.locator(`input[name=${part}]:checked`).getAttribute('value')).toBe(atTheDoor.household[part])
    await onward(again).click()
    await again.waitForURL((url) => url.pathname !== question)
  })

  test('finished, it comes out near-poor, and three households wait to be sent', async () => {
    const page = phone.page()
    while (!/\/phieu$/.test(new URL(page.url()).pathname)) {
      await answerPage(page, atTheDoor.household)
      const here = page.url()
      await onward(page).click()
      await page.waitForURL((url) => url.href !== here)
    }
    for (const section of restOfTheForm) await answerSection(page, section, atTheDoor)
    await complete(page)
    addresses.atTheDoor = new URL(page.url()).pathname
    await page.getByText(vi.classifications.near_poor).first().waitFor()
    await page.getByText('Chờ gửi – 3 hộ (tự gửi khi có mạng)').waitFor()
  })

  test('once the server is back, everything sends by itself', async () => {
    await server.start()
    await phone.context().setOffline(false)
    const page = phone.page()
    await page
      .getByText(/Xã đã nhận \d.* – mã \w{3}-\w{2}/)
      .first()
      .waitFor({ timeout: 60_000 })
    await page.getByText('Chờ gửi').first().waitFor({ state: 'detached' })
    const received = await server.store().db.selectFrom('ledger').select(['outcome']).execute()
    expect(received).toEqual([{ outcome: 'applied' }, { outcome: 'applied' }, { outcome: 'applied' }])
  })

  test('the office shows the three with the same indicators and sentences', async () => {
    const page = phone.page()
    await backToList(page)
    for (const address of Object.values(addresses)) {
      await goTo(page, address)
      await desk.page().goto(`${server.url}/xa${address}`)
      const here = await profileOn(page)
      expect(here).toHaveLength(12)
      expect(await profileOn(desk.page())).toEqual(here)
      await backToList(page)
    }
  })

  test('the officer sends one back to a question, with a reason', async () => {
    const page = desk.page()
    await page.goto(`${server.url}/xa${addresses[lifted]}`)
    await page.getByText('Trả lại để sửa', { exact: true }).click()
    await page.getByLabel('Trả lại câu hỏi nào').selectOption('b1_points')
    await page.getByLabel('Lý do').selectOption({ label: 'Không khớp với giấy tờ' })
    await page.getByLabel('Ghi thêm cho người rà soát').fill('Phiếu giấy ghi 156 điểm')
    await page.getByRole('button', { name: 'Trả lại phiếu' }).click()
    await page
      .getByText(/Đã trả lại phiếu/)
      .first()
      .waitFor()
  })

  test('the phone shows it returned, opens at that question, and sends the correction', async () => {
    const page = phone.page()
    await page
      .getByRole('link', { name: /Đồng bộ|Xã đã nhận hết/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Gửi ngay' }).click()
    await page.getByText(/Đã xong: xã đã nhận hết/).waitFor()
    await page.getByRole('link', { name: new RegExp(lifted) }).click()
    await page.getByText('Xã trả lại phiếu này').waitFor()
    await page.getByText(/Phiếu giấy ghi 156 điểm/).waitFor()
    await page.getByRole('link', { name: 'Mở câu hỏi này' }).click()
    await page.locator('#b1_points').fill('156')
    await throughOffered(page)
    await complete(page)
    await page
      .getByText(/Xã đã nhận \d/)
      .first()
      .waitFor({ timeout: 30_000 })
  })

  test('the officer accepts, and the plan’s row changes', async () => {
    const page = desk.page()
    const poorNow = async () => {
      await page.goto(`${server.url}/xa`)
      const row = page.getByRole('row', { name: /Làng Mài/ })
      await row.waitFor()
      return (await row.getByRole('cell').allInnerTexts()).map((cell) => cell.trim())
    }
    const before = await poorNow()
    for (const address of [addresses[lifted], addresses[stillPoor], addresses.atTheDoor]) {
      await page.goto(`${server.url}/xa${address}`)
      await page.getByRole('button', { name: 'Duyệt hộ này' }).click()
      await page.getByRole('button', { name: 'Đúng, duyệt' }).click()
      await page
        .getByText(/Đã duyệt hộ/)
        .first()
        .waitFor()
    }
    const after = await poorNow()
    expect(before.slice(0, 7)).toEqual(['464', '98', '13', '13,27', '6', '6,12', '7,14'])
    expect(after.slice(0, 7)).toEqual(before.slice(0, 7))
    expect(before.slice(7, 11)).toEqual(['13', '13,27', '7', '7,14'])
    expect(after.slice(7, 11)).toEqual(['12', '12,24', '8', '8,16'])
  })

  test('nothing was complained of on any console', () => {
    expect([...phone.complaints, ...desk.complaints]).toEqual([])
  })
})
