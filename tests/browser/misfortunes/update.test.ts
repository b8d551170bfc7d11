import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aPhone, type DemoServer, demoServer, keepPictures, type Phone } from '../kit.ts'
import {
  chosen,
  denyBackground,
  endVisit,
  enrol,
  fillAbsent,
  goTo,
  openHousehold,
  openHousing,
  press,
  tap,
  tickOf,
  unlock,
} from './book.ts'

/** A new version comes out while a survey is open and a letter waits. One story, in order. */
describe('an update in the middle of a survey', () => {
  let server: DemoServer
  let phone: Phone
  let household: string
  let next: string
  let before: string[]

  beforeAll(async () => {
    next = mkdtempSync(join(tmpdir(), 'so-thon-next-'))
    buildNext(next)
    server = await demoServer()
    phone = await aPhone()
    await ready()
    await enrol(phone.page(), await server.enrolmentLink())
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, { phone })
  })
  afterAll(async () => {
    await phone.remove()
    await server.remove()
    rmSync(next, { recursive: true })
  })

  /** Nothing is sent until the story says so. */
  const ready = async () => {
    await denyBackground(phone.context(), server.url)
    await phone.context().route('**/api/letters', (route) => route.abort())
  }
  const banner = (page: Page) => page.getByText('Có bản mới – cập nhật khi xong hộ này')
  /** The modules that the window has loaded, by their names in the build. */
  const modules = (page: Page) =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((path) => path.startsWith('/assets/')),
    )
  const start = (page: Page) => page.locator('script[type=module]').first().getAttribute('src')
  /** A mark that only a window that was never loaded anew still has. */
  const mark = (page: Page) => page.evaluate(() => Object.assign(globalThis, { isSameWindow: true }))
  const isMarked = (page: Page) => page.evaluate(() => 'isSameWindow' in globalThis)
  const letters = () => server.store().db.selectFrom('ledger').select('op').execute()

  test('with a letter waiting and a survey open, a new version installs itself and changes nothing', async () => {
    await fillAbsent(phone.page(), await openHousehold(phone.page(), 1))
    await press(phone.page(), endVisit)
    await phone.page().getByText('Chờ gửi').first().waitFor()
    // As after a cold start: the pages of sending and hand-over are not loaded yet.
    await phone.kill()
    await phone.switchOn()
    await ready()
    const page = phone.page()
    await page.goto(server.url)
    await unlock(page)
    household = await openHousehold(page, 0)
    await openHousing(page)
    await tap(page, 'dwelling_floor', 'wood')
    await tickOf(page, 'dwelling_floor').waitFor()
    before = [(await start(page))!, ...(await modules(page))]
    await mark(page)

    await server.stop()
    await server.start(next)
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      await registration.update()
    })
    await page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting !== null)
    expect(await banner(page).count()).toBe(0)
    await tap(page, 'dwelling_columns', 'steel')
    await tickOf(page, 'dwelling_columns').waitFor()
    expect(await isMarked(page)).toBe(true)
  })

  test('the old version’s other pages still load, though the server no longer has them', async () => {
    const page = phone.page()
    const session = await phone.context().newCDPSession(page)
    await session.send('Network.clearBrowserCache')
    await goTo(page, '/dong-bo')
    await page.getByRole('heading', { level: 1, name: 'Đồng bộ' }).waitFor()
    const added = (await modules(page)).filter((path) => !before.includes(path) && path.endsWith('.js'))
    expect(added).not.toEqual([])
    const gone = await Promise.all(added.map(async (path) => (await fetch(server.url + path)).status))
    expect(gone).toContain(404)
    await banner(page).waitFor()
    expect(await isMarked(page)).toBe(true)
  })

  test('while another window has the survey open, the update is refused in words', async () => {
    const page = phone.page()
    const other = await phone.context().newPage()
    await other.goto(server.url)
    await unlock(other)
    await goTo(other, `${household}/phieu`)
    await other.getByRole('heading', { name: 'Các phần của phiếu' }).waitFor()
    await press(page, 'Cập nhật')
    await page.getByText(/Đang có hộ mở ở một cửa sổ khác/).waitFor()
    expect(await isMarked(page)).toBe(true)
    await other.close()
  })

  test('a click lets the new version in, with the draft and the letter', async () => {
    const page = phone.page()
    await goTo(page, '/')
    await banner(page).waitFor()
    await press(page, 'Cập nhật')
    await page.getByLabel('Mã PIN 6 số').waitFor()
    expect(await start(page)).not.toBe(before[0])
    expect(await isMarked(page)).toBe(false)
    await unlock(page)
    await page.getByText('Chờ gửi – 1 hộ').first().waitFor()
    expect(await banner(page).count()).toBe(0)
    await expectDraft(page)
    expect(await letters()).toEqual([])
  })

  test('it starts without a line, and sends what waited once there is one', async () => {
    await phone.kill()
    await phone.switchOn()
    await phone.context().setOffline(true)
    const page = phone.page()
    await page.goto(server.url)
    await unlock(page)
    expect(await start(page)).not.toBe(before[0])
    await expectDraft(page)
    await goTo(page, '/')
    await phone.context().setOffline(false)
    await expect.poll(async () => (await letters()).length, { timeout: 60_000 }).toBe(1)
    await page.getByText('Chờ gửi – 1 hộ').waitFor({ state: 'detached' })
    expect(phone.complaints).toEqual([])
  })

  const expectDraft = async (page: Page) => {
    await goTo(page, `${household}/phieu/housing/dwelling_floor`)
    await page.locator('input[name=dwelling_columns]').first().waitFor()
    expect([await chosen(page, 'dwelling_floor'), await chosen(page, 'dwelling_columns')]).toEqual(['wood', 'steel'])
  }
})

/** The same sources under a higher version: a real second build, with names of its own. */
function buildNext(folder: string): void {
  const args = ['node_modules/vite/bin/vite.js', 'build', '--outDir', folder, '--emptyOutDir']
  const env = { ...process.env, NODE_ENV: 'production', npm_package_version: '99.0.0' }
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}
