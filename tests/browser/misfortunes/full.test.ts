import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { spareTries } from '#phone/store/spareTries.ts'
import { aStory, chosen, endVisit, fillAbsent, openHousehold, openHousing, press, tap, tickOf, unlock } from './book.ts'

/**
 * Bytes for some answers more. Most of it the browser may take for itself: with the app's files it keeps them as it
 * has compiled them, 1.4 MB once each was run, in the same room and whenever it likes.
 */
const someRoom = 4_000_000

/** A phone without room for another byte. One story, in order. */
describe('a phone whose storage is full', () => {
  const { server, phone, page: current, restart, reopen, ledger } = aStory()
  let household: string
  let session: CDPSession | undefined

  beforeAll(async () => {
    household = await openHousehold(current(), 0)
    await openHousing(current())
    await tap(current(), 'dwelling_floor', 'wood')
    await tickOf(current(), 'dwelling_floor').waitFor()
    // A browser that has just started believes in no room but what it is given.
    const room = await used()
    await restart()
    await give(room + someRoom)
    await reopen()
  })

  /** Gives the app so many bytes, by the one session that the browser asks while it runs. */
  const give = async (quotaSize: number) => {
    session ??= await phone().context().newCDPSession(current())
    await session.send('Storage.overrideQuotaForOrigin', { origin: server().url, quotaSize })
  }
  const giveSome = async () => give((await used()) + someRoom)
  const used = () => current().evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)
  const failure = () => current().getByText('Chưa lưu được câu này. Điều đã nhập vẫn còn trên màn hình.')

  /** Takes all room. What the browser still believes to have, something else on the phone takes. */
  const fillUp = async () => {
    await give(1)
    await takeRoom(current())
  }

  test('an answer that finds no room is said in words and stays on the screen', async () => {
    const page = current()
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
    const page = current()
    await press(page, 'Thử lại')
    await failure().waitFor()
    await giveSome()
    await press(page, 'Thử lại')
    await tickOf(page, 'dwelling_columns').waitFor()
    await reopen()
    await page.locator('input[name=dwelling_floor]').first().waitFor()
    expect(await chosen(page, 'dwelling_columns')).toBe('steel')
    expect(await chosen(page, 'dwelling_floor')).toBe('wood')
  })

  test('the visit cannot be ended without room, and is not said to be; with room it is, once', async () => {
    const page = current()
    await fillUp()
    await fillAbsent(page, household)
    await press(page, endVisit)
    await page.getByText('Chưa kết thúc được phiếu. Mọi câu trả lời vẫn được giữ trên máy; hãy thử lại.').waitFor()
    expect(await ledger()).toEqual([])
    await giveSome()
    await press(page, endVisit)
    await page
      .getByText(/Xã đã nhận \d/)
      .first()
      .waitFor({ timeout: 60_000 })
    expect(await ledger()).toHaveLength(1)
  })

  test('without room the PIN opens the book as often as its tries can be counted, then says why', async () => {
    const page = current()
    const field = page.getByLabel('Mã PIN 6 số')
    await openHousehold(page, 1)
    await openHousing(page)
    await fillUp()
    await reopen()
    await page.locator('input[name=dwelling_columns]').first().waitFor()
    await page.goto(server().url)
    for (let tries = 1; tries < spareTries; tries++) {
      await field.fill('000000')
      await press(page, 'Mở sổ')
      await page.getByText('PIN không đúng.').waitFor()
      await expect.poll(() => field.inputValue()).toBe('')
    }
    await expect(unlock(page)).rejects.toThrow('Máy đã đầy. Hãy xóa bớt ảnh hoặc ứng dụng rồi thử lại.')
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
