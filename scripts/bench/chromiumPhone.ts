import 'fake-indexeddb/auto'
import { vaultDatabase } from '#phone/store/database.ts'
import type { VaultCard } from '#phone/store/registry.ts'
import { registry } from '#phone/store/registry.ts'
import { unlock, type Vault } from '#phone/store/vault.ts'
import { aPhone, type Phone } from '../../tests/browser/kit.ts'
import { pin } from './phone.ts'

/** A phone enrolled by hand in the built app, whose storage can be read and written beside the app. */
export type ChromiumPhone = Pick<Phone, 'page' | 'remove'> & {
  device: Vault['device']
  /** The same vault opened here, in memory: what it writes reaches the phone by `carry`. */
  twin: Vault
  /** Puts into the phone what waits in the twin, as the app's own code wrote it. */
  carry: () => Promise<void>
  rows: (store: string) => Promise<Row[]>
  put: (store: string, rows: unknown[]) => Promise<void>
  /** What the browser says when a line has come: the app begins an exchange of its own. */
  lineIsBack: () => Promise<void>
}

type Row = Record<string, unknown>

/** Enrols over whatever link there is, and leaves the app with its list open. */
export async function chromiumPhone(link: string): Promise<ChromiumPhone> {
  const { page, remove } = await aPhone()
  const press = (name: string) => page().getByRole('button', { name, exact: true }).click()
  await page().goto(link)
  await press('Đúng, là tôi')
  await page().getByLabel('Mã PIN', { exact: true }).fill(pin)
  await page().getByLabel('Nhập lại mã PIN').fill(pin)
  await press('Ghi danh')
  await page().getByText('Sẵn sàng làm việc khi không có mạng').waitFor({ timeout: 60_000 })
  await press('Mở danh sách hộ')
  await page().locator('a[href^="/ho/"]').first().waitFor()
  const [card] = (await read(page(), registry.name, 'vaults')) as VaultCard[]
  if (!card) throw new Error('the phone has no vault')
  const { device } = card
  const database = `${registry.name}-${device}`
  const rows = (store: string) => read(page(), database, store)
  const put = (store: string, written: unknown[]) => write(page(), { database, store, rows: written })
  const twin = await twinOf(card, await rows('meta'))
  return {
    page,
    remove,
    device,
    twin,
    rows,
    put,
    carry: async () => {
      await put('operations', await twin.db.operations.toArray())
      await put('meta', [await twin.db.meta.get('counter')])
      await put('outbox', await twin.db.outbox.toArray())
      await twin.db.operations.clear()
      await twin.db.outbox.clear()
    },
    lineIsBack: () => page().evaluate(() => void window.dispatchEvent(new Event('online'))),
  }
}

async function twinOf(card: VaultCard, meta: Row[]): Promise<Vault> {
  await registry.vaults.put(card)
  await vaultDatabase(card.device).meta.bulkPut(meta as never)
  const opened = await unlock(card.device, pin)
  if (opened.outcome !== 'unlocked') throw new Error(opened.outcome)
  return opened.vault
}

function read(page: ReturnType<Phone['page']>, database: string, store: string): Promise<Row[]> {
  return page.evaluate(
    ([name, from]) =>
      new Promise<Row[]>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const db = opening.result
          const all = db.transaction(from).objectStore(from).getAll()
          all.onsuccess = () => {
            db.close()
            resolve(all.result)
          }
        }
      }),
    [database, store] as const,
  )
}

type Written = { database: string; store: string; rows: unknown[] }

function write(page: ReturnType<Phone['page']>, written: Written): Promise<void> {
  return page.evaluate(
    ({ database, store, rows }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(database)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const db = opening.result
          const writing = db.transaction(store, 'readwrite')
          for (const row of rows) writing.objectStore(store).put(row)
          writing.onabort = () => reject(writing.error)
          writing.oncomplete = () => {
            db.close()
            resolve()
          }
        }
      }),
    written,
  )
}
