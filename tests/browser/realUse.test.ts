import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeSetupCode } from '#server/accounts/setupCode.ts'
import { aPhone, keepPictures, type Phone, type TestServer, testServer } from './kit.ts'
import { type Findings, look } from './look.ts'
import { openSurvey } from './survey.ts'

const pin = '482915'

/** A commune without demo people, from the code that the server printed to its first household. One story, in order. */
describe('a commune starts from nothing', () => {
  let server: TestServer
  let phone: Phone
  let desk: Phone
  let code: string | undefined

  beforeAll(async () => {
    server = await testServer(async (store) => {
      code = await makeSetupCode(store)
    })
    phone = await aPhone()
    desk = await aPhone({ width: 1280, height: 800 })
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, { phone, desk })
  })
  afterAll(async () => {
    await phone.remove()
    await desk.remove()
    await server.remove()
  })

  test('the first visit sets it up; what is missing or wrong is said beside the field', async () => {
    const page = desk.page()
    const found: Findings = []
    await page.goto(`${server.url}/xa`)
    await page.getByRole('heading', { level: 1, name: 'Thiết lập xã' }).waitFor()
    found.push(...(await look(page, 'office-vi-set-up')))
    await page.getByRole('button', { name: 'Thiết lập xã' }).click()
    await page.getByText('Có vấn đề').waitFor()
    found.push(...(await look(page, 'office-vi-set-up-wrong')))
    const typed = {
      commune: 'Hóa Quỳ',
      round: '2026',
      reviewDate: '15',
      'reviewDate-month': '10',
      'reviewDate-year': '2026',
      'hamlets.0.name': 'Làng Mới',
      'hamlets.0.people': '400',
      'hamlets.0.households': '90',
      'hamlets.0.toLift': '2',
      reviewer: 'Lê Thị Hoài',
      login: 'hoai',
    }
    for (const [id, text] of Object.entries(typed)) await page.locator(`[id="${id}"]`).fill(text)
    await page.locator('input[name=standard]').first().check()
    for (const field of await page.locator('input[type=password]').all()) await field.fill('mot-mat-khau-dai')
    await page.getByLabel('Mã thiết lập').fill('SAI-MA')
    await page.getByRole('button', { name: 'Thiết lập xã' }).click()
    await page
      .getByText(/Mã thiết lập không đúng/)
      .first()
      .waitFor()
    await page.getByLabel('Mã thiết lập').fill(code ?? '')
    await page.getByRole('button', { name: 'Thiết lập xã' }).click()
    await page.getByRole('row', { name: /Làng Mới/ }).waitFor()
    expect(found).toEqual([])
  })

  test('the office makes a link, shown once with its QR, and the phone enrols by it', async () => {
    const page = desk.page()
    await page.getByRole('link', { name: 'Điện thoại' }).click()
    await page.getByLabel('Họ và tên người rà soát').fill('Hà Văn Bình')
    await page.getByLabel('Thôn', { exact: true }).selectOption({ label: 'Làng Mới' })
    await page.getByRole('button', { name: 'Tạo đường dẫn ghi danh' }).click()
    await page.getByAltText('Mã QR của đường dẫn ghi danh').waitFor()
    expect(await look(page, 'office-vi-enrolment')).toEqual([])
    const link = await page.getByLabel('Đường dẫn', { exact: true }).inputValue()

    const screen = phone.page()
    await screen.goto(link)
    await screen.getByText('Có đúng là anh/chị Hà Văn Bình?').waitFor()
    await screen.getByRole('button', { name: 'Đúng, là tôi' }).click()
    await screen.getByLabel('Mã PIN', { exact: true }).fill(pin)
    await screen.getByLabel('Nhập lại mã PIN').fill(pin)
    await screen.getByRole('button', { name: 'Ghi danh', exact: true }).click()
    await screen.getByText('Sẵn sàng làm việc khi không có mạng').waitFor({ timeout: 60_000 })
    await screen.getByRole('button', { name: 'Mở danh sách hộ' }).click()
    await screen.getByRole('heading', { level: 1, name: 'Hộ dân' }).waitFor()
    expect(await look(screen, 'phone-vi-households-none')).toEqual([])
  })

  test('the used link is refused in words on another phone', async () => {
    const other = await aPhone()
    try {
      const { link } = await import('#server/enrolments.ts').then(async ({ makeEnrolment }) => {
        const { id } = await server.store().db.selectFrom('hamlets').select('id').executeTakeFirstOrThrow()
        return makeEnrolment(server.store(), { enumerator: 'Hà Văn Bình', hamlet: id, days: 7 })
      })
      const used = await server
        .store()
        .db.updateTable('enrolments')
        .set({ confirmed_at: '2026-01-01T00:00:00.000Z' })
        .where('confirmed_at', 'is', null)
        .executeTakeFirst()
      expect(Number(used.numUpdatedRows)).toBe(1)
      await other.page().goto(link)
      await other.page().getByText('Mã này đã được dùng trên một máy khác').waitFor()
    } finally {
      await other.remove()
    }
  })

  test('a household added at the door where nobody is at home is closed as absent, and the office sees why', async () => {
    const page = phone.page()
    await page.getByRole('button', { name: 'Thêm hộ mới' }).click()
    await openSurvey(page)
    await page.getByRole('link', { name: 'Hộ và thành viên' }).click()
    await page.locator('#name').fill('Lục Thị Hoa')
    await page.locator('input[name=relation][value=head]').check()
    await page.locator('input[name=sex][value=female]').check()
    await page.getByRole('button', { name: 'Thêm người này' }).click()
    await page.waitForURL(/birth$/)
    for (let pages = 0; pages < 5 && !page.url().endsWith('/roster'); pages++) {
      const here = page.url()
      await page.getByRole('button', { name: 'Để sau' }).click()
      await page.waitForURL((url) => url.href !== here)
    }
    await page.getByRole('link', { name: 'Tiếp tục', exact: true }).click()
    await page.getByRole('link', { name: 'Kết thúc phiếu' }).click()
    await page.locator('input[name=visit_outcome][value=absent]').check()
    await page.getByRole('button', { name: 'Đóng phiếu khi chưa đủ' }).click()
    await page.getByText('Hãy ghi rõ lý do.').first().waitFor()
    expect(await look(page, 'phone-vi-finish-absent-wrong')).toEqual([])
    await page.locator('#visit_note').fill('Đi làm xa, tháng sau về')
    await page.getByRole('button', { name: 'Đóng phiếu khi chưa đủ' }).click()
    await page
      .getByText(/Xã đã nhận \d/)
      .first()
      .waitFor({ timeout: 30_000 })
    const address = new URL(page.url()).pathname

    const office = desk.page()
    await office.goto(`${server.url}/xa${address}`)
    await office.getByText('Đi làm xa, tháng sau về').waitFor()
    await office.getByText(/Cuộc rà soát hộ này chưa hoàn thành/).waitFor()
    expect(await look(office, 'office-vi-household-absent')).toEqual([])
    expect(await office.getByRole('button', { name: 'Duyệt hộ này' }).isDisabled()).toBe(true)
  })
})
