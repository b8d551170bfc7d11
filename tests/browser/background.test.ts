import type { CDPSession, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aPhone, type DemoServer, demoServer, keepPictures, type Phone } from './kit.ts'
import { openSurvey } from './survey.ts'

const pin = '482915'

/** The worker that the browser wakes, and two windows of one phone. One story, in order. */
describe('a phone whose app is closed', () => {
  let server: DemoServer
  let phone: Phone

  beforeAll(async () => {
    server = await demoServer()
    phone = await aPhone()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, { phone })
  })
  afterAll(async () => {
    await phone.remove()
    await server.remove()
  })

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
  const unlock = async (page: Page) => {
    await page.getByLabel('Mã PIN 6 số').fill(pin)
    await press(page, 'Mở sổ')
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  const received = () => server.store().db.selectFrom('ledger').select('op').execute()

  test('finishes a household while the commune’s server is off', async () => {
    const page = phone.page()
    await page.goto(await server.enrolmentLink())
    await press(page, 'Đúng, là tôi')
    await page.getByLabel('Mã PIN', { exact: true }).fill(pin)
    await page.getByLabel('Nhập lại mã PIN').fill(pin)
    await press(page, 'Ghi danh')
    await page.getByText('Sẵn sàng làm việc khi không có mạng').waitFor({ timeout: 60_000 })
    await press(page, 'Mở danh sách hộ')
    await page.locator('a[href^="/ho/"]').first().waitFor()
    await server.stop()
    await page.locator('a[href^="/ho/"]').first().click()
    await openSurvey(page)
    await page.getByRole('link', { name: 'Kết thúc phiếu' }).click()
    await page.locator('input[name=visit_outcome][value=absent]').check()
    await page.locator('#visit_note').fill('đi làm xa')
    await press(page, 'Đóng phiếu khi chưa đủ')
    await page.getByText('Chờ gửi').first().waitFor()
  })

  test('asks the browser to wake its worker, which sends the letter with no window and no PIN', async () => {
    await phone.page().goto('about:blank')
    await server.start()
    const before = (await received()).length
    const wake = await wakerOf(await phone.context().newCDPSession(phone.page()), server.url)
    // The browser drops a call while the worker is still at an earlier one.
    const sent = async () => {
      await wake()
      return (await received()).length
    }
    await expect.poll(sent, { timeout: 60_000, interval: 2_000 }).toBe(before + 1)
    const page = phone.page()
    await page.goto(server.url)
    await unlock(page)
    await page
      .getByText(/Xã đã nhận/)
      .first()
      .waitFor({ timeout: 60_000 })
  })

  test('lesson 4: a second window on the same survey shows it, goes on by a person’s wish, and the first steps back', async () => {
    const [one, two] = [phone.page(), await phone.context().newPage()]
    await openSurvey(one)
    await two.goto(server.url)
    await unlock(two)
    // As a tap leads there: the book stays open.
    await two.evaluate((path) => history.pushState(null, '', path), new URL(one.url()).pathname)
    await two.getByText('Phiếu này đang mở ở một cửa sổ khác').waitFor()
    await press(two, 'Tiếp tục ở đây')
    await two.getByRole('heading', { name: 'Các phần của phiếu' }).waitFor()
    await one.getByText('Phiếu này đang mở ở một cửa sổ khác').waitFor()
    await two.close()
    await one.getByRole('heading', { name: 'Các phần của phiếu' }).waitFor()
    expect(phone.complaints).toEqual([])
  })
})

/** How to do what the browser does by itself once there is a line. */
async function wakerOf(browser: CDPSession, origin: string): Promise<() => Promise<void>> {
  const registered = new Promise<string>((resolve) => {
    browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin))
      if (ours) resolve(ours.registrationId)
    })
  })
  await browser.send('ServiceWorker.enable')
  const registrationId = await registered
  return async () => {
    await browser.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId, tag: 'letters', lastChance: false })
  }
}
