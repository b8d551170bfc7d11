import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { aStory, chosen, goTo, openHousehold, openHousing, press, tap, tickOf, unlock } from './book.ts'

/** One household in two windows of one phone; what is written in either stays. */
describe('two windows at one survey', () => {
  const { server, phone, page: first, reopen } = aStory()
  let household: string
  const housing = () => `${household}/phieu/housing/dwelling_floor`
  const area = () => `${household}/phieu/housing/dwelling_area_m2`

  beforeAll(async () => {
    household = await openHousehold(first(), 0)
    await openHousing(first())
  })

  const elsewhere = (page: Page) => page.getByText('Phiếu này đang mở ở một cửa sổ khác')
  /** A second window, its book open at that address. */
  const secondWindow = async (address: string) => {
    const page = await phone().context().newPage()
    await page.goto(server().url)
    await unlock(page)
    await goTo(page, address)
    return page
  }
  /** What the disk has, as a window shows it that was opened for it. */
  const onDisk = async () => {
    await reopen()
    const page = first()
    await goTo(page, housing())
    await page.locator('input[name=dwelling_floor]').first().waitFor()
    const [floor, columns] = [await chosen(page, 'dwelling_floor'), await chosen(page, 'dwelling_columns')]
    await goTo(page, area())
    return { floor, columns, area: await page.locator('#dwelling_area_m2').inputValue() }
  }

  test('what is still being typed as the other window goes on is kept, and shown there', async () => {
    const one = first()
    await goTo(one, area())
    await one.locator('#dwelling_area_m2').waitFor()
    const two = await secondWindow(area())
    await elsewhere(two).waitFor()
    await one.locator('#dwelling_area_m2').fill('61,5')
    await press(two, 'Tiếp tục ở đây')
    await elsewhere(one).waitFor()
    await goTo(two, housing())
    await tap(two, 'dwelling_floor', 'wood')
    await tickOf(two, 'dwelling_floor').waitFor()
    await two.close()
    await one.locator('#dwelling_area_m2').waitFor()
    expect(await onDisk()).toMatchObject({ floor: 'wood', area: '61,5' })
  })

  test('where locks keep nobody out both write, and each answer stays', async () => {
    await phone()
      .context()
      .addInitScript(() => {
        if (!isSecureContext) return // an empty page has no locks
        LockManager.prototype.request = (name: string, ...rest: unknown[]) =>
          Promise.resolve((rest.at(-1) as LockGrantedCallback<unknown>)({ name, mode: 'exclusive' }))
      })
    await reopen()
    const one = first()
    await goTo(one, housing())
    const two = await secondWindow(housing())
    for (const page of [one, two]) await page.locator('input[name=dwelling_floor]').first().waitFor()
    // The same question never at once: there the later one counts, and which that is nobody can say.
    for (const [floor, columns] of [
      ['earth', 'steel'],
      ['brick', 'concrete'],
      ['tiles_or_concrete', 'hardwood'],
    ] as const) {
      await Promise.all([tap(one, 'dwelling_floor', floor), tap(two, 'dwelling_columns', columns)])
      await Promise.all([tickOf(one, 'dwelling_floor').waitFor(), tickOf(two, 'dwelling_columns').waitFor()])
    }
    await two.close()
    expect(await onDisk()).toEqual({ floor: 'tiles_or_concrete', columns: 'hardwood', area: '61,5' })
    expect(phone().complaints).toEqual([])
  })
})
