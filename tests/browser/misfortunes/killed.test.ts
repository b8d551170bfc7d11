import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { answersIn } from '#domain/household/survey.ts'
import type { QuestionId } from '#domain/questionnaire/answers.ts'
import { ColumnMaterial, FloorMaterial } from '#domain/questionnaire/housing.ts'
import { findHousehold, theOpenRound } from '#server/households.ts'
import type { DemoServer } from '../kit.ts'
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
} from './book.ts'

/** How often the app dies; by hand with KILLS=50. */
const kills = Number(process.env.KILLS ?? 8)

/** How it dies: the browser's processes ended as by a pulled battery, the tab's process gone, or the tab closed. */
const deaths = ['battery', 'crashed', 'closed'] as const
/** At what: while answers are kept, at the tap that ends the visit, as the letter leaves, or after it arrived unanswered. */
const moments = ['saving', 'ending', 'leaving', 'unanswered'] as const

/** Taps in turn on two questions, each question's options all different, so that an older answer is told from a newer one. */
const floors = FloorMaterial.options
const taps = floors.flatMap((floor, i) => [
  { question: 'dwelling_floor' as QuestionId, value: floor as string },
  { question: 'dwelling_columns' as QuestionId, value: ColumnMaterial.options[i] as string },
])

describe('an app that dies at work', () => {
  /** How many of this page's taps have shown their tick, told as each is seen; and who waits to be told. */
  let ticks = 0
  let onTick: (ticks: number) => void = () => undefined
  const story = aStory(async (context, origin) => {
    await denyBackground(context, origin)
    await context.exposeBinding('ticked', (_, count: number) => {
      ticks = count
      onTick(count)
    })
  })
  const { server, phone, page: current, restart, reopen, ledger } = story

  const die = async (death: (typeof deaths)[number]) => {
    const page = current()
    if (death === 'battery') return restart()
    if (death === 'crashed') {
      const isGone = new Promise((resolve) => page.once('crash', resolve))
      const session = await phone().context().newCDPSession(page)
      session.send('Page.crash').catch(() => undefined) // nobody is left to answer
      await isGone
    }
    await phone().context().newPage()
    await page.close()
  }
  const place = () => new URL(current().url()).pathname
  const lettersOf = async (household: string) =>
    (await ledger()).filter((row) => household.endsWith(JSON.parse(row.households)[0]))

  /** Taps until it dies at that tick; no answer whose tick was seen may be gone, and none be older than it. */
  const dieSaving = async (death: (typeof deaths)[number], at: number) => {
    const page = current()
    const question = place()
    const died = new Promise<void>((resolve, reject) => {
      onTick = (count) => {
        if (count === at) die(death).then(resolve, reject)
      }
    })
    const tapping = tapAll(page)
    await died
    await tapping
    onTick = () => undefined
    await reopen()
    await current().locator('form#questions').waitFor()
    expect(place()).toBe(question)
    await expectKept()
  }

  /** Each question's answer is the last that was seen ticked, or one tapped after it. */
  const expectKept = async () => {
    for (const question of ['dwelling_floor', 'dwelling_columns'] as const) {
      const of = taps.map((tap, order) => ({ ...tap, order })).filter((tap) => tap.question === question)
      const promised = of.filter(({ order }) => order < ticks).at(-1)
      if (!promised) continue
      const found = await chosen(current(), question)
      expect(of.find(({ value }) => value === found)?.order).toBeGreaterThanOrEqual(promised.order)
    }
  }

  /** Ends the visit; dies at that moment of it. */
  const dieSending = async (death: (typeof deaths)[number], moment: (typeof moments)[number]) => {
    const page = current()
    const died = new Promise<void>((resolve, reject) => {
      if (moment === 'saving' || moment === 'ending') return resolve()
      page
        .route('**/api/letters', async (route) => {
          if (moment === 'unanswered') await route.fetch()
          await die(death).then(resolve, reject)
        })
        .catch(reject)
    })
    await press(page, endVisit)
    await died
    if (moment === 'saving') return page.waitForURL(/\/ho\/[^/]+$/)
    if (moment === 'ending') await die(death)
    await reopen()
  }

  /** The letter arrives, once; a visit whose end was cut off is ended first, if it was not. */
  const expectSent = async (household: string, moment: (typeof moments)[number]) => {
    const page = current()
    await goTo(page, household)
    const again = page.getByRole('link', { name: 'Làm tiếp phiếu' })
    await again
      .or(page.getByRole('link', { name: 'Sửa phiếu' }))
      .first()
      .waitFor()
    if (moment === 'ending' && (await again.isVisible())) {
      await fillAbsent(page, household)
      await press(page, endVisit)
    }
    await page
      .getByText(/Xã đã nhận \d/)
      .first()
      .waitFor({ timeout: 60_000 })
    expect(await lettersOf(household)).toHaveLength(1)
  }

  test.each(
    Array.from({ length: kills }, (_, i) => ({
      i,
      death: deaths[i % deaths.length]!,
      moment: moments[i % moments.length]!,
    })),
  )(
    '$i: $death at $moment: every ticked answer is there, and the letter arrives once',
    async ({ i, death, moment }) => {
      ticks = 0
      const household = await openHousehold(current(), i)
      await openHousing(current())
      if (moment === 'saving') await dieSaving(death, 1 + (i % 7))
      else await tapAll(current())
      const shown = {
        floor: await chosen(current(), 'dwelling_floor'),
        columns: await chosen(current(), 'dwelling_columns'),
      }
      await fillAbsent(current(), household)
      await dieSending(death, moment)
      await expectSent(household, moment)
      expect(await dwellingAt(server(), household)).toEqual(shown)
    },
  )

  test('at the end the commune has each visit once, and the phone nothing that waits', async () => {
    const rows = await ledger()
    expect(rows).toHaveLength(kills)
    expect(rows.filter(({ outcome }) => outcome !== 'applied')).toEqual([])
    const letters = await lettersOn(current())
    expect(letters.map(({ op }) => op).sort()).toEqual(rows.map(({ op }) => op).sort())
    expect(letters.filter(({ state }) => state !== 'in')).toEqual([])
    expect(phone().complaints).toEqual([])
  })
})

/** What the commune's record of a household says of its floor and columns. */
async function dwellingAt(server: DemoServer, address: string) {
  const { db } = server.store()
  const { id } = await theOpenRound(db)
  const household = await findHousehold(db, address.replace('/ho/', ''), id)
  const { dwelling_floor: floor, dwelling_columns: columns } = answersIn(household!.survey).household
  return { floor, columns }
}

/** Taps one after the other, each as soon as the one before shows its tick, and tells `ticked` of each; ends early if the page dies. */
async function tapAll(page: Page): Promise<void> {
  const tapping = page.evaluate(async (all) => {
    const tell = (globalThis as unknown as { ticked: (count: number) => Promise<void> }).ticked
    const ticked = (input: Element) =>
      new Promise<void>((resolve) => {
        const form = document.querySelector('form#questions')!
        const look = () => {
          if (!input.closest('fieldset')?.textContent?.includes('Đã lưu')) return
          watcher.disconnect()
          resolve()
        }
        const watcher = new MutationObserver(look)
        watcher.observe(form, { subtree: true, childList: true, characterData: true })
        look()
      })
    for (const [i, { question, value }] of all.entries()) {
      const input = document.querySelector<HTMLInputElement>(`input[name=${question}][value=${value}]`)!
      input.click()
      await ticked(input)
      void tell(i + 1)
    }
  }, taps)
  await tapping.catch((error: Error) => {
    if (!/crash|closed/i.test(error.message)) throw error
  })
}

/** The phone's letters as they lie in its storage, read without the app. */
async function lettersOn(page: Page): Promise<{ op: string; state: string }[]> {
  return page.evaluate(async () => {
    const opened = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const vault = (await indexedDB.databases()).find(({ name }) => name?.startsWith('so-thon-'))
    const db = await opened(indexedDB.open(vault!.name!))
    const rows = await opened(db.transaction('outbox').objectStore('outbox').getAll())
    db.close()
    return rows.map(({ op, state }) => ({ op, state }))
  })
}
