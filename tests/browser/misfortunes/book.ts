import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { QuestionId } from '#domain/questionnaire/answers.ts'
import { vi } from '#domain/wording/vi.ts'
import { aPhone, type DemoServer, demoServer, keepPictures, type Phone } from '../kit.ts'
import { openSurvey } from '../survey.ts'

const pin = '482915'

/** One story's commune and its enrolled phone. */
export type Story = {
  server: () => DemoServer
  phone: () => Phone
  page: () => Page
  /** The battery is pulled, and the phone switched on again. */
  restart: () => Promise<void>
  /** Loads the app anew and opens the book at the place that was open. */
  reopen: () => Promise<void>
  /** The letters that the commune has taken in. */
  ledger: () => Promise<{ op: string; outcome: string; households: string }[]>
}

/** Begins a story before its first test; `ready` is done to each browser that starts. A failure leaves a picture. */
export function aStory(ready: (context: BrowserContext, origin: string) => Promise<void> = async () => {}): Story {
  let server: DemoServer
  let phone: Phone
  beforeAll(async () => {
    server = await demoServer()
    phone = await aPhone()
    await ready(phone.context(), server.url)
    await enrol(phone.page(), await server.enrolmentLink())
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, { phone })
  })
  afterAll(async () => {
    await phone.remove()
    await server.remove()
  })
  return {
    server: () => server,
    phone: () => phone,
    page: () => phone.page(),
    restart: async () => {
      await phone.kill()
      await phone.switchOn()
      await ready(phone.context(), server.url)
    },
    reopen: async () => {
      await phone.page().goto(server.url)
      await unlock(phone.page())
    },
    ledger: () => server.store().db.selectFrom('ledger').select(['op', 'outcome', 'households']).execute(),
  }
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Enrols the phone by its link and waits until it works without a line; ends on the list of households. */
async function enrol(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await press(page, 'Đúng, là tôi')
  await page.getByLabel('Mã PIN', { exact: true }).fill(pin)
  await page.getByLabel('Nhập lại mã PIN').fill(pin)
  await press(page, 'Ghi danh')
  await page.getByText('Sẵn sàng làm việc khi không có mạng').waitFor({ timeout: 60_000 })
  await press(page, 'Mở danh sách hộ')
  await page.locator('a[href^="/ho/"]').first().waitFor()
}

/** Opens the book at the place that was open. Throws what the page says where it does not open. */
export async function unlock(page: Page): Promise<void> {
  const field = page.getByLabel('Mã PIN 6 số')
  await field.fill(pin)
  await press(page, 'Mở sổ')
  await field.and(page.locator(':not([aria-invalid=true])')).waitFor({ state: 'detached' })
  if ((await field.count()) > 0) throw new Error(await page.locator('main').innerText())
  await page.locator('h1').first().waitFor()
}

/** Goes there without a reload, which would lock the book. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, address)
}

/** Opens the list's household of that place in it, counted from 0; its address. */
export async function openHousehold(page: Page, place: number): Promise<string> {
  await goTo(page, '/')
  const row = page.locator('a[href^="/ho/"]').nth(place)
  const address = (await row.getAttribute('href')) ?? ''
  await row.click()
  await page.getByRole('link', { name: /phiếu/ }).first().waitFor()
  return address
}

/** Opens the first page about the dwelling, from the household's page: its floor and its columns. */
export async function openHousing(page: Page): Promise<void> {
  await openSurvey(page)
  await page.getByRole('link', { name: vi.sections.housing }).click()
  await page.locator('input[name=dwelling_columns]').first().waitFor()
}

/** A tap on an option, and nothing waited for. */
export const tap = (page: Page, question: QuestionId, value: string) =>
  page.locator(`input[name=${question}][value=${value}]`).check()

/** The tick beside a question of a page. */
export const tickOf = (page: Page, question: QuestionId) =>
  page.locator('fieldset', { has: page.locator(`input[name=${question}]`) }).getByText(/^Đã lưu/)

/** The option that the page shows as chosen; undefined while none is. */
export const chosen = (page: Page, question: QuestionId) =>
  page
    .locator(`input[name=${question}]`)
    .evaluateAll((options) => (options as HTMLInputElement[]).find(({ checked }) => checked)?.value)

/** Fills in the end of a visit where nobody was at home, from any page of the household's survey; not yet ended. */
export async function fillAbsent(page: Page, household: string): Promise<void> {
  await goTo(page, `${household}/phieu/visit`)
  await page.locator('input[name=visit_outcome][value=absent]').check()
  await page.locator('#visit_note').fill('đi làm xa')
}

export const endVisit = 'Đóng phiếu khi chưa đủ'

/** Leaves the sending to the windows: the browser may not wake the worker. Holds until the browser ends. */
export async function denyBackground(context: BrowserContext, origin: string): Promise<void> {
  const session = await context.newCDPSession(context.pages()[0] ?? (await context.newPage()))
  await session.send('Browser.setPermission', { permission: { name: 'background-sync' }, setting: 'denied', origin })
}
