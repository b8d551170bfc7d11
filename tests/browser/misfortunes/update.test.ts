import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  aStory,
  chosen,
  denyBackground,
  endVisit,
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
  // Nothing is sent until the story says so.
  const story = aStory(async (context, origin) => {
    await denyBackground(context, origin)
    await context.route('**/api/letters', (route) => route.abort())
  })
  const { server, phone, page: current, restart, reopen, ledger } = story
  let household: string
  let next: string
  let before: { start: string | null; files: string[] }

  beforeAll(() => {
    next = mkdtempSync(join(tmpdir(), 'so-thon-next-'))
    buildNext(next)
  })
  afterAll(() => rmSync(next, { recursive: true }))

  const banner = (page: Page) => page.getByText('Có bản mới – cập nhật khi xong hộ này')
  /** The build's files that the phone keeps, by their paths. */
  const kept = (page: Page) =>
    page.evaluate(async () => {
      const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
      const requests = (await Promise.all(opened.map((cache) => cache.keys()))).flat()
      return requests.map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith('/assets/'))
    })
  const start = (page: Page) => page.locator('script[type=module]').first().getAttribute('src')
  /** A mark that only a window that was never loaded anew still has. */
  const mark = (page: Page) => page.evaluate(() => Object.assign(globalThis, { isSameWindow: true }))
  const isMarked = (page: Page) => page.evaluate(() => 'isSameWindow' in globalThis)

  test('lesson 12: with a letter waiting and a survey open, a new version installs itself and changes nothing', async () => {
    await fillAbsent(current(), await openHousehold(current(), 1))
    await press(current(), endVisit)
    await current().getByText('Chờ gửi').first().waitFor()
    // As after a cold start: no more is loaded than what this survey needs.
    await restart()
    await reopen()
    const page = current()
    household = await openHousehold(page, 0)
    await openHousing(page)
    await tap(page, 'dwelling_floor', 'wood')
    await tickOf(page, 'dwelling_floor').waitFor()
    before = { start: await start(page), files: await kept(page) }
    await mark(page)

    await server().stop()
    await server().start(next)
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

  test('lesson 13: the old version’s other pages still load, though the server no longer has them', async () => {
    const page = current()
    const session = await phone().context().newCDPSession(page)
    await session.send('Network.clearBrowserCache')
    await goTo(page, '/dong-bo')
    await page.getByRole('heading', { level: 1, name: 'Đồng bộ' }).waitFor()
    const gone = await Promise.all(before.files.map(async (path) => (await fetch(server().url + path)).status))
    expect(gone).toContain(404)
    const had = await page.evaluate(
      (paths) => Promise.all(paths.map(async (path) => (await fetch(path)).status)),
      before.files,
    )
    expect(new Set(had)).toEqual(new Set([200]))
    await banner(page).waitFor()
    expect(await isMarked(page)).toBe(true)
  })

  test('while another window has the survey open, the update is refused in words', async () => {
    const page = current()
    const other = await phone().context().newPage()
    await other.goto(server().url)
    await unlock(other)
    await goTo(other, `${household}/phieu`)
    await other.getByRole('heading', { name: 'Các phần của phiếu' }).waitFor()
    await press(page, 'Cập nhật')
    await page.getByText(/Đang có hộ mở ở một cửa sổ khác/).waitFor()
    expect(await isMarked(page)).toBe(true)
    await other.close()
  })

  test('a click lets the new version in, with the draft and the letter', async () => {
    const page = current()
    await goTo(page, '/')
    await banner(page).waitFor()
    await press(page, 'Cập nhật')
    await page.getByLabel('Mã PIN 6 số').waitFor()
    expect(await start(page)).not.toBe(before.start)
    expect(await isMarked(page)).toBe(false)
    await unlock(page)
    await page.getByText('Chờ gửi – 1 hộ').first().waitFor()
    expect(await banner(page).count()).toBe(0)
    await expectDraft(page)
    expect(await ledger()).toEqual([])
  })

  test('lesson 11: it starts without a line, and sends what waited once there is one', async () => {
    await phone().kill()
    await phone().switchOn()
    await phone().context().setOffline(true)
    await reopen()
    const page = current()
    expect(await start(page)).not.toBe(before.start)
    await expectDraft(page)
    await goTo(page, '/')
    await phone().context().setOffline(false)
    await expect.poll(async () => (await ledger()).length, { timeout: 60_000 }).toBe(1)
    await page.getByText('Chờ gửi – 1 hộ').waitFor({ state: 'detached' })
    expect(phone().complaints).toEqual([])
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
