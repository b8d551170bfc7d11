import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { HouseholdId } from '#domain/ids.ts'
import { sectionIds } from '#domain/questionnaire/sections.ts'
import { vi } from '#domain/wording/vi.ts'
import { disputeLatrine, holdLetter } from './dispute.ts'
import { aPhone, type DemoServer, demoServer, headsListed, keepPictures, logIn, type Phone } from './kit.ts'
import { type Findings, look } from './look.ts'
import { asLastYear, complete, onward, openSurvey } from './survey.ts'

const pin = '482915'

/** Every screen, in both languages, at the size it is made for; what axe or a stranger's eye would stumble over. */
describe('every screen', () => {
  let server: DemoServer
  let phone: Phone
  let desk: Phone
  let surveyed = ''
  let visited = ''

  beforeAll(async () => {
    server = await demoServer()
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

  /** Goes there without a reload, which would lock the book. */
  const goTo = async (page: Page, address: string) => {
    await page.evaluate((to) => {
      history.pushState(null, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    }, address)
    await page.waitForFunction((to) => location.pathname === to, address.split('#')[0])
    await page.locator('h1').first().waitFor()
  }
  const speak = async (page: Page, language: 'vi' | 'en') => {
    const button = page.getByRole('button', { name: language === 'vi' ? 'Tiếng Việt' : 'English', exact: true })
    if ((await button.count()) > 0) await button.first().click()
    await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' })
  }

  test('of a page without HTTPS: says so in words instead of starting', async () => {
    const page = phone.page()
    await page.goto(server.url.replace('localhost', 'xa.example'))
    await page
      .getByText(/https:/)
      .first()
      .waitFor()
    expect(await look(page, 'phone-vi-no-https')).toEqual([])
    expect(await page.getByText('Bắt đầu với Sổ Thôn').count()).toBe(0)
    // The browser itself grumbles about such an address; nothing else may.
    expect(phone.complaints.splice(0)).toEqual([expect.stringContaining('Cross-Origin-Opener-Policy')])
  })

  test('of enrolment, from the welcome to ready', async () => {
    const page = phone.page()
    const found: Findings = []
    const inBoth = async (name: string) => {
      for (const language of ['vi', 'en', 'vi'] as const) {
        await speak(page, language)
        found.push(...(await look(page, `phone-${language}-${name}`)))
      }
    }
    await page.goto(`${server.url}/`)
    await inBoth('welcome')
    await page.goto(`${server.url}/ghi-danh#${'x'.repeat(22)}`)
    await page.getByText('Xã không biết mã ghi danh này').waitFor()
    await inBoth('enrol-unknown')
    await page.goto(`${server.url}/`)
    await page.goto(await server.enrolmentLink())
    await page.getByText('Có đúng là anh/chị').waitFor()
    await inBoth('enrol-found')
    await page.getByRole('button', { name: 'Đúng, là tôi' }).click()
    await page.getByRole('button', { name: 'Ghi danh', exact: true }).click()
    await inBoth('enrol-pin-wrong')
    await page.getByLabel('Mã PIN', { exact: true }).fill(pin)
    await page.getByLabel('Nhập lại mã PIN').fill(pin)
    await page.getByRole('button', { name: 'Ghi danh', exact: true }).click()
    await page.getByText('Sẵn sàng làm việc khi không có mạng').waitFor({ timeout: 60_000 })
    found.push(...(await look(page, 'phone-vi-enrol-ready')))
    await page.getByRole('button', { name: 'Mở danh sách hộ' }).click()
    await page.getByText('98 hộ').first().waitFor()
    expect(found).toEqual([])
  })

  test('of the book, with one survey sent and one begun', async () => {
    const page = phone.page()
    const [head = '', other = ''] = await headsListed(server.store(), 'near_poor')
    const open = async (name: string) => {
      await page.getByLabel('Tìm theo tên hoặc số hộ').fill(name)
      await page
        .getByRole('link', { name: new RegExp(name) })
        .first()
        .click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      return new URL(page.url()).pathname
    }
    surveyed = await open(head)
    await openSurvey(page)
    await asLastYear(page)
    await complete(page)
    await page
      .getByText(/Xã đã nhận \d/)
      .first()
      .waitFor()
    await goTo(page, '/')
    visited = await open(other)
    await openSurvey(page)
    await page.getByRole('link', { name: vi.sections.roster }).click()
    await page.getByRole('button', { name: 'Tất cả vẫn ở đây' }).click()
    await page.getByRole('heading', { name: 'Người trong hộ năm trước' }).waitFor({ state: 'detached' })

    const found: Findings = []
    for (const language of ['vi', 'en'] as const) {
      await goTo(page, '/dong-bo')
      await speak(page, language)
      found.push(...(await look(page, `phone-${language}-sync`)))
      for (const [name, address] of Object.entries({
        households: '/',
        'household-received': surveyed,
        'household-begun': visited,
        'task-list': `${visited}/phieu`,
        roster: `${visited}/phieu/roster`,
        finish: `${visited}/phieu/visit`,
        'not-found': '/khong-co',
      })) {
        await goTo(page, address)
        if (name === 'households') await page.locator('a[href^="/ho/"]').first().waitFor()
        found.push(...(await look(page, `phone-${language}-${name}`)))
      }
      found.push(...(await lookAtQuestions(page, language, `${visited}/phieu`)))
    }
    await goTo(page, '/dong-bo')
    await speak(page, 'vi')
    expect(found).toEqual([])
  })

  /** Each page of each section, unanswered; the first of each also with its error. */
  const lookAtQuestions = async (page: Page, language: string, survey: string): Promise<Findings> => {
    const found: Findings = []
    for (const section of sectionIds.filter((id) => id !== 'roster' && id !== 'visit')) {
      await goTo(page, survey)
      await page.locator(`a[href*="/phieu/${section}/"]`).first().click()
      await page.locator('form#questions').waitFor()
      found.push(...(await look(page, `phone-${language}-question-${section}`)))
      await page.locator('form#questions').evaluate((form: HTMLFormElement) => form.requestSubmit())
      await page.locator('[role=alert], [aria-invalid=true], h2').first().waitFor()
      found.push(...(await look(page, `phone-${language}-question-${section}-wrong`)))
    }
    return found
  }

  test('of the office', async () => {
    const page = desk.page()
    const found: Findings = []
    await page.goto(`${server.url}/xa`)
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
    const hamlet = (
      await server
        .store()
        .db.selectFrom('households')
        .select('hamlet')
        .where('id', '=', surveyed.slice(4))
        .executeTakeFirstOrThrow()
    ).hamlet
    for (const language of ['vi', 'en', 'vi'] as const) {
      await speak(page, language)
      found.push(...(await look(page, `office-${language}-log-in`)))
    }
    await logIn(page, server.url)
    for (const language of ['vi', 'en'] as const) {
      for (const [name, address, ready] of [
        ['hamlets', '/xa', 'table'],
        ['hamlet', `/xa/thon/${hamlet}`, 'table'],
        ['household', `/xa${surveyed}`, '[aria-labelledby^=finding-]'],
        ['household-not-visited', `/xa${visited}`, '[aria-labelledby^=finding-]'],
        ['movement', '/xa/dien-bien', 'table'],
        ['measures', '/xa/do-luong', 'table'],
        ['phones', '/xa/may', 'table'],
        ['import', '/xa/nhap-tep', 'input[type=file]'],
        ['scorecard', '/xa/phieu-b1', 'input[type=file]'],
        ['history', `/xa${surveyed}/lich-su`, 'table'],
        ['not-found', '/xa/khong-co', 'h1'],
      ] as const) {
        await page.goto(`${server.url}${address}`)
        await page.locator(ready).first().waitFor()
        await speak(page, language)
        found.push(...(await look(page, `office-${language}-${name}`)))
      }
    }
    await speak(page, 'vi')
    expect(found).toEqual([])
  })

  test('of two answers to one question, of a held letter and of the history', async () => {
    const found: Findings = []
    const id = surveyed.slice(4) as HouseholdId
    await disputeLatrine(server.store(), id)
    const held = await holdLetter(server.store(), id)
    const [office, page] = [desk.page(), phone.page()]
    await goTo(page, '/dong-bo')
    await page.getByRole('button', { name: 'Gửi ngay' }).click()
    await page.getByText(/Đã xong: xã đã nhận hết/).waitFor()
    for (const language of ['vi', 'en'] as const) {
      await office.goto(`${server.url}/xa${surveyed}`)
      await office.locator('input[name=settle-latrine]').first().waitFor()
      await speak(office, language)
      await office.locator('input[name=settle-latrine]').last().check()
      await office.locator('[name=typed-latrine]').first().waitFor()
      found.push(...(await look(office, `office-${language}-two-values`)))
      await office.goto(`${server.url}${held}`)
      await office.locator('table').first().waitFor()
      found.push(...(await look(office, `office-${language}-held`)))
      await goTo(page, '/dong-bo')
      await speak(page, language)
      await goTo(page, surveyed)
      found.push(...(await look(page, `phone-${language}-household-two-answers`)))
      await goTo(page, `${surveyed}/hai-cau`)
      await page.locator('input[name=latrine]').first().waitFor()
      found.push(...(await look(page, `phone-${language}-two-answers`)))
      await goTo(page, `${surveyed}/lich-su`)
      await page.locator('ol > li').first().waitFor()
      found.push(...(await look(page, `phone-${language}-history`)))
    }
    await speak(office, 'vi')
    await goTo(page, '/dong-bo')
    await speak(page, 'vi')
    await office.goto(`${server.url}/xa${surveyed}`)
    await office.locator('input[name=settle-latrine]').first().check()
    await office.getByRole('button', { name: /^Ghi câu trả lời đã chọn/ }).click()
    await office.getByRole('button', { name: 'Đúng, ghi' }).click()
    await office.getByText(/^Đã ghi “/).waitFor()
    await office.getByRole('button', { name: /^Không nhận thư/ }).click()
    await office.getByRole('button', { name: 'Đúng, không nhận' }).click()
    await office.getByText('Đã ghi: không nhận thư này vào hồ sơ.').waitFor()
    expect(found).toEqual([])
  })

  test('of a survey sent back and of one accepted', async () => {
    const found: Findings = []
    const office = desk.page()
    await office.goto(`${server.url}/xa${surveyed}`)
    await office.getByText('Trả lại để sửa', { exact: true }).click()
    found.push(...(await look(office, 'office-vi-return')))
    await office.getByLabel('Trả lại câu hỏi nào').selectOption('latrine')
    await office.getByLabel('Lý do').selectOption({ label: 'Khác đợt trước, cần xác minh' })
    await office.getByRole('button', { name: 'Trả lại phiếu' }).click()
    await office
      .getByText(/Đã trả lại phiếu/)
      .first()
      .waitFor()

    const page = phone.page()
    const pull = async () => {
      await goTo(page, '/dong-bo')
      await page.getByRole('button', { name: 'Gửi ngay' }).click()
      await page.getByText(/Đã xong: xã đã nhận hết/).waitFor()
    }
    await pull()
    found.push(...(await look(page, 'phone-vi-sync-returned')))
    await goTo(page, surveyed)
    await page.getByText('Xã trả lại phiếu này').waitFor()
    found.push(...(await look(page, 'phone-vi-household-returned')))
    await page.getByRole('link', { name: 'Mở câu hỏi này' }).click()
    await page.locator('input[name=latrine][value=septic]').check()
    found.push(...(await look(page, 'phone-vi-question-returned')))
    await onward(page).click()
    await page.waitForURL(/\/phieu$/)
    await complete(page)
    await page
      .getByText(/Xã đã nhận \d/)
      .first()
      .waitFor()

    await office.goto(`${server.url}/xa${surveyed}`)
    await office.getByRole('button', { name: 'Duyệt hộ này' }).click()
    found.push(...(await look(office, 'office-vi-accept')))
    await office.getByRole('button', { name: 'Đúng, duyệt' }).click()
    await office
      .getByText(/Đã duyệt hộ/)
      .first()
      .waitFor()
    await office.goto(`${server.url}/xa${surveyed}`)
    await office.locator('[aria-labelledby^=finding-]').first().waitFor()
    found.push(...(await look(office, 'office-vi-household-accepted')))
    await pull()
    await goTo(page, surveyed)
    await page
      .getByText(/Xã đã duyệt/)
      .first()
      .waitFor()
    found.push(...(await look(page, 'phone-vi-household-accepted')))
    await page.reload()
    await page.getByLabel('Mã PIN 6 số').waitFor()
    found.push(...(await look(page, 'phone-vi-pin')))
    await page.getByRole('link', { name: 'Quên mã PIN?' }).click()
    await page.getByRole('heading', { level: 1, name: 'Quên mã PIN' }).waitFor()
    found.push(...(await look(page, 'phone-vi-forgotten-pin')))
    expect(found).toEqual([])
  })

  test('nothing was complained of on any console', () => {
    expect([...phone.complaints, ...desk.complaints]).toEqual([])
  })
})
