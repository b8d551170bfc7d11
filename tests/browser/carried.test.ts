import { cpSync, globSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askedForPart } from '#phone/shell/askedFor.ts'
import { aPhone, type Phone, type TestServer, testServer } from './kit.ts'

/** What a phone carries, and what it keeps because somebody asked for it. One story, in order. */
describe('the parts of the app on a phone', () => {
  let server: TestServer
  let phone: Phone
  let next: string

  beforeAll(async () => {
    next = mkdtempSync(join(tmpdir(), 'so-thon-next-'))
    renameAll(next)
    server = await testServer()
    phone = await aPhone()
  })
  afterAll(async () => {
    await phone.remove()
    await server.remove()
    rmSync(next, { recursive: true })
  })

  const heading = (name: string) => phone.page().getByRole('heading', { level: 1, name })
  const vietnamese = () => heading('Bắt đầu với Sổ Thôn')
  const english = () => heading('Getting started with Sổ Thôn')
  /** The files in all caches of the phone, by their addresses in the build. */
  const kept = () =>
    phone.page().evaluate(async () => {
      const names = await caches.keys()
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return requests.flat().map(({ url }) => new URL(url).pathname.slice(1))
    })
  const keptParts = async () => [...new Set((await kept()).flatMap((file) => askedForPart(file) ?? []))].toSorted()
  const waiting = () => phone.page().evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state)
  const open = async () => {
    await phone.kill()
    await phone.switchOn()
    await phone.page().goto(server.url)
  }

  test('are those that the size test weighs, and after them what came later and what was opened', async () => {
    await phone.page().goto(server.url)
    await vietnamese().waitFor()
    await expect.poll(keptParts, { timeout: 60_000 }).toEqual(['enrol', 'later'])
    const carried = (await kept()).filter((file) => !askedForPart(file))
    expect(carried.toSorted()).toEqual(
      listedIn('dist')
        .filter((file) => !askedForPart(file))
        .toSorted(),
    )
  })

  test('English that was never fetched is not to be had without a line, and both languages say so', async () => {
    await server.stop()
    await open()
    await vietnamese().waitFor()
    await phone.page().getByRole('button', { name: 'English' }).click()
    const says = phone.page().getByRole('status').filter({ hasText: 'Tiếng Anh chưa có trên máy này' })
    await says.waitFor()
    expect(await says.innerText()).toContain('English is not on this phone yet')
    await vietnamese().waitFor()
  })

  test('with a line it comes, and stays without one', async () => {
    await server.start()
    await phone.page().reload()
    await english().waitFor()
    await expect.poll(keptParts).toEqual(['english', 'enrol', 'later'])
    await server.stop()
    await open()
    await english().waitFor()
  })

  test('a new version brings along what was kept of the old one, before it is let in', async () => {
    await server.start(next)
    await phone.page().evaluate(async () => (await navigator.serviceWorker.ready).update())
    await expect.poll(waiting, { timeout: 60_000 }).toBe('installed')
    await server.stop()
    await phone.page().evaluate(async () => {
      const isOver = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
      const registration = await navigator.serviceWorker.ready
      registration.waiting?.postMessage({ type: 'SKIP_WAITING' })
      await isOver
    })
    await open()
    await english().waitFor()
    const listed = listedIn(next)
    await expect.poll(async () => (await kept()).filter((file) => !listed.includes(file))).toEqual([])
    expect(await keptParts()).toEqual(['english', 'enrol', 'later'])
  })

  test('nothing was complained of but what could not be fetched', () => {
    expect(phone.complaints.filter((complaint) => !/fetch|ServiceWorker/i.test(complaint))).toEqual([])
  })
})

/** The files that a build's worker knows of. */
function listedIn(dist: string): string[] {
  const worker = readFileSync(join(dist, 'sw.js'), 'utf8')
  return [...worker.matchAll(/"?url"?:"([^"]+)"/g)].map(([, url = '']) => url)
}

/** The build again under other names, as if every file had changed. */
function renameAll(folder: string): void {
  cpSync('dist', folder, { recursive: true, filter: (file) => !/\.(br|gz)$/.test(file) })
  const hashes = globSync('assets/*', { cwd: folder }).flatMap((file) => /-([\w-]{8})\.\w+$/.exec(file)?.[1] ?? [])
  const renamed = (text: string) =>
    hashes
      .reduce((all, hash) => all.replaceAll(`-${hash}.`, `-n${hash.slice(1)}.`), text)
      .replaceAll(/(revision"?:")\w{4}/g, '$1next')
  for (const file of globSync('**/*.{js,css,html}', { cwd: folder })) {
    const path = join(folder, file)
    writeFileSync(path, renamed(readFileSync(path, 'utf8')))
    if (file.startsWith('assets')) renameSync(path, join(folder, renamed(file)))
  }
}
