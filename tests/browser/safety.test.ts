import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readHandover } from '#protocol/handover.ts'
import { fragmentOf } from '#protocol/handoverLink.ts'
import { takeInHandover } from '#server/handover.ts'
import { approveRecovery, recoveriesReply } from '#server/recoveries.ts'
import { aPhone, type DemoServer, demoServer, keepPictures, type Phone } from './kit.ts'
import { look } from './look.ts'
import { openSurvey } from './survey.ts'

/** A phone without a line, in one story: by file to the commune and back, rescued, and its PIN forgotten. */
describe('work that cannot be sent', () => {
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

  const press = (name: string) => phone.page().getByRole('button', { name, exact: true }).click()
  const follow = (name: string | RegExp) => phone.page().getByRole('link', { name }).first().click()
  const heading = (name: string) => phone.page().getByRole('heading', { level: 1, name }).waitFor()
  const choosePin = async (pin: string) => {
    await phone.page().getByLabel('Mã PIN', { exact: true }).fill(pin)
    await phone.page().getByLabel('Nhập lại mã PIN').fill(pin)
  }
  const unlock = async (pin: string) => {
    await phone.page().getByLabel('Mã PIN 6 số').fill(pin)
    await press('Mở sổ')
  }
  /** What the browser saves when `name` is pressed. */
  const savedBy = async (name: RegExp) => {
    const [download] = await Promise.all([
      phone.page().waitForEvent('download'),
      phone.page().getByRole('button', { name }).first().click(),
    ])
    return { name: download.suggestedFilename(), bytes: new Uint8Array(await readFile(await download.path())) }
  }

  test('a household is finished where there is no line', async () => {
    const page = phone.page()
    await page.goto(await server.enrolmentLink())
    await press('Đúng, là tôi')
    await choosePin('482915')
    await press('Ghi danh')
    await page.getByText('Sẵn sàng làm việc khi không có mạng').waitFor({ timeout: 60_000 })
    await press('Mở danh sách hộ')
    await phone.context().setOffline(true)
    await page.locator('a[href^="/ho/"]').first().click()
    await openSurvey(page)
    await follow('Kết thúc phiếu')
    await page.getByLabel('Hộ vắng nhà').check()
    await page.getByLabel(/Ghi rõ/).fill('đi làm xa')
    await press('Đóng phiếu khi chưa đủ')
    await page.getByText('Chờ gửi').first().waitFor()
  })

  test('it goes to the commune as a file, and the answer comes back by its link', async () => {
    const page = phone.page()
    await follow('Quay lại')
    await page.locator('a[href="/dong-bo"]').click()
    await heading('Đồng bộ')
    expect(await look(page, 'phone-vi-sync-without-line')).toEqual([])
    const { name, bytes } = await savedBy(/^Lưu ra tệp$/)
    expect(name).toMatch(/^so-thon-lang-mai-\d{4}-\d\d-\d\d\.sothon$/)
    const { results, answer } = await takeInHandover(server.store(), bytes, 'office:test')
    expect(results.map(({ status }) => status)).toEqual(['applied'])
    await press('Khóa và đổi người')
    await heading('Còn 1 hộ xã chưa nhận')
    expect(await look(page, 'phone-vi-sign-out')).toEqual([])
    await page.goto(`${server.url}/tra-loi#${fragmentOf(answer)}`)
    await unlock('482915')
    await page.getByText('Xã đã nhận 1 phiếu.').waitFor()
    expect(await look(page, 'phone-vi-answer')).toEqual([])
  })

  test('without a line the rescue page opens and saves the letter', async () => {
    const page = phone.page()
    await page.goto(`${server.url}/rescue.html`)
    await page.getByRole('heading', { level: 2, name: 'Lương Văn Thịnh – Làng Mài' }).waitFor()
    expect(await look(page, 'phone-vi-rescue')).toEqual([])
    const { bytes } = await savedBy(/Lưu ra tệp/)
    expect(readHandover(bytes)).toMatchObject({ outcome: 'read', letters: { length: 1 }, isCut: false })
    const { results } = await takeInHandover(server.store(), bytes, 'office:test')
    expect(results.map(({ status }) => status)).toEqual(['applied'])
  })

  test('a forgotten PIN is changed with the commune’s code', async () => {
    const page = phone.page()
    await page.goto(server.url)
    await follow('Quên mã PIN?')
    await press('Hỏi xã')
    await page.getByText('Đổi mã PIN đã quên thì cần có mạng.').waitFor()
    await phone.context().setOffline(false)
    await press('Hỏi xã')
    const shown = await page.locator('output').textContent()
    expect(await look(page, 'phone-vi-forgotten-pin')).toEqual([])
    const [asked] = (await recoveriesReply(server.store())).recoveries
    expect(shown).toBe(asked!.fingerprint)
    const approval = { fingerprint: asked!.fingerprint, login: 'test' }
    const { code } = await approveRecovery(server.store(), asked!.device, approval)
    await page.reload()
    await page.getByLabel(/Mã xã đọc cho/).fill(code.toLowerCase())
    await press('Kiểm tra mã')
    await choosePin('864209')
    await press('Đổi mã PIN')
    await heading('Hộ dân')
    await page.reload()
    await unlock('864209')
    await heading('Hộ dân')
  })

  test('nothing was complained of on the console', () => {
    expect(phone.complaints).toEqual([])
  })
})
