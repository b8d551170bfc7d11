import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPhone, type Phone, type TestServer, testServer } from './kit.ts'

/** A new version of which one file cannot be had: put on the server by halves, or lost on the way. */
describe('lesson 12: an update that does not arrive whole', () => {
  let server: TestServer
  let phone: Phone
  let next: string

  beforeAll(async () => {
    next = mkdtempSync(join(tmpdir(), 'so-thon-half-'))
    breakBuild(next)
    server = await testServer()
    phone = await aPhone()
  })
  afterAll(async () => {
    await phone.remove()
    await server.remove()
    rmSync(next, { recursive: true })
  })

  const opened = () => phone.page().getByRole('heading', { name: 'Bắt đầu với Sổ Thôn' }).waitFor()
  const kept = () =>
    phone.page().evaluate(async () => {
      const names = await caches.keys()
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return requests.flat().map(({ url }) => url)
    })

  test('is not installed; the version that works stays, whole, and starts without a line', async () => {
    const page = phone.page()
    await page.goto(server.url)
    await opened()
    await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready
      while (active?.state !== 'activated')
        await new Promise((resolve) => active?.addEventListener('statechange', resolve, { once: true }))
    })
    const before = await kept()
    await server.stop()
    await server.start(next)
    const became = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      const found = new Promise<ServiceWorker>((resolve) => {
        registration.addEventListener('updatefound', () => resolve(registration.installing as ServiceWorker))
      })
      await registration.update()
      const worker = await found
      while (!['installed', 'activated', 'redundant'].includes(worker.state))
        await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }))
      return { worker: worker.state, waiting: registration.waiting, active: registration.active?.state }
    })
    expect(became).toEqual({ worker: 'redundant', waiting: null, active: 'activated' })
    expect(await page.getByText('Có bản mới').count()).toBe(0)
    expect(await kept()).toEqual(expect.arrayContaining(before))
    await server.stop()
    await page.reload()
    await opened()
    await server.start()
  })
})

/** The build again, its worker another one that wants a chunk which is not there. */
function breakBuild(folder: string): void {
  cpSync('dist', folder, { recursive: true })
  const worker = join(folder, 'sw.js')
  const text = readFileSync(worker, 'utf8')
  writeFileSync(worker, text.replace(/assets\/phone-book-[\w-]+\.js/, 'assets/phone-book-gone.js'))
  appendFileSync(join(folder, 'sw-deposit.js'), '\n// another version\n')
  for (const name of ['sw.js', 'sw-deposit.js'])
    for (const ending of ['br', 'gz']) rmSync(join(folder, `${name}.${ending}`), { force: true })
}
