import type { CDPSession, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aPhone, type DemoServer, demoServer, keepPictures, type Phone } from '../kit.ts'
import { chosen, endVisit, enrol, fillAbsent, openHousehold, openHousing, press, tap, tickOf, unlock } from './book.ts'

/** A phone without room for another byte. One story, in order. */
describe('a phone whose storage is full', () => {
  let server: DemoServer
  let phone: Phone
  let household: string
  let session: CDPSession | undefined

  beforeAll(async () => {
    server = await demoServer()
    phone = await aPhone()
    await enrol(phone.page(), await server.enrolmentLink())
    household = await openHousehold(phone.page(), 0)
    await openHousing(phone.page())
    await tap(phone.page(), 'dwelling_floor', 'wood')
    await tickOf(phone.page(), 'dwelling_floor').waitFor()
    // A browser that has just started believes in no room but what it is given.
    const room = await used()
    await phone.kill()
    await phone.switchOn()
    await give(room + 1_000_000)
    await phone.page().goto(server.url)
    await unlock(phone.page())
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, { phone })
  })
  afterAll(async () => {
    await phone.remove()
    await server.remove()
  })

  /** Gives the app so many bytes, by the one session that the browser asks while it runs. */
  const give = async (quotaSize: number) => {
    session ??= await phone.context().newCDPSession(phone.page())
    await session.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize })
  }
  /** Room for some answers more. */
  const giveSome = async () => give((await used()) + 1_000_000)
  const used = () => phone.page().evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)
  const failure = () => phone.page().getByText('Chưa lưu được câu này. Điều đã nhập vẫn còn trên màn hình.')
  const letters = () => server.store().db.selectFrom('ledger').select('op').execute()

  /** Takes all room. What the browser still believes to have, something else on the phone takes. */
  const fillUp = async () => {
    await give(1)
    await takeRoom(phone.page())
  }

  test('an answer that finds no room is said in words and stays on the screen', async () => {
    const page = phone.page()
    await fillUp()
    await tap(page, 'dwelling_columns', 'steel')
    await failure().waitFor()
    await page.getByText('Máy đã đầy: hãy xóa bớt ảnh rồi bấm Thử lại.').waitFor()
    expect(await chosen(page, 'dwelling_columns')).toBe('steel')
    expect(await tickOf(page, 'dwelling_columns').count()).toBe(0)
    expect(await tickOf(page, 'dwelling_floor').count()).toBe(1)
    expect(await chosen(page, 'dwelling_floor')).toBe('wood')
  })

  test('with room again, trying again keeps it', async () => {
    const page = phone.page()
    await press(page, 'Thử lại')
    await failure().waitFor()
    await giveSome()
    await press(page, 'Thử lại')
    await tickOf(page, 'dwelling_columns').waitFor()
    await page.goto(server.url)
    await unlock(page)
    await page.locator('input[name=dwelling_floor]').first().waitFor()
    expect(await chosen(page, 'dwelling_columns')).toBe('steel')
    expect(await chosen(page, 'dwelling_floor')).toBe('wood')
  })

  test('the visit cannot be ended without room, and is not said to be; with room it is, once', async () => {
    const page = phone.page()
    await fillUp()
    await fillAbsent(page, household)
    await press(page, endVisit)
    await page.getByText('Chưa kết thúc được phiếu. Mọi câu trả lời vẫn được giữ trên máy; hãy thử lại.').waitFor()
    expect(await letters()).toEqual([])
    await giveSome()
    await press(page, endVisit)
    await page
      .getByText(/Xã đã nhận \d/)
      .first()
      .waitFor({ timeout: 60_000 })
    expect(await letters()).toHaveLength(1)
  })

  test('the PIN does not open the book without room, says why, and opens it with room', async () => {
    const page = phone.page()
    await openHousehold(page, 1)
    await openHousing(page)
    await fillUp()
    await page.goto(server.url)
    await page.getByLabel('Mã PIN 6 số').fill('482915')
    await press(page, 'Mở sổ')
    await page.getByText('Máy đã đầy. Hãy xóa bớt ảnh hoặc ứng dụng rồi thử lại.').waitFor()
    await giveSome()
    await unlock(page)
    await page.locator('input[name=dwelling_columns]').first().waitFor()
  })
})

/** Fills a database of its own beside the app's, with ever smaller rows, until not one byte more finds room. */
async function takeRoom(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const settled = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const opening = indexedDB.open('photos')
    opening.onupgradeneeded = () => opening.result.createObjectStore('photos', { autoIncrement: true })
    const db = await settled(opening)
    const fits = (size: number) =>
      new Promise<boolean>((resolve) => {
        const writing = db.transaction('photos', 'readwrite')
        writing.oncomplete = () => resolve(true)
        writing.onabort = () => resolve(false)
        writing.objectStore('photos').add('x'.repeat(size))
      })
    for (let size = 100_000; size >= 1; ) if (!(await fits(size))) size = Math.floor(size / 10)
    db.close()
  })
}
