import 'fake-indexeddb/auto'
import '../../office/browser.ts'
import { readFileSync } from 'node:fs'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Fault } from '#phone/pages/Fault.tsx'
import { registry } from '#phone/store/registry.ts'
import { readHandover } from '#protocol/handover.ts'
import { householdId } from '../../builders.ts'
import { aCommune, aPhone, closeHousehold } from '../../journeys/world.ts'

const page = readFileSync('rescue.html', 'utf8')
/** Files that the browser was given to save, under their names. */
let saved: { name: string; file: Blob }[]

beforeEach(async () => {
  vi.resetModules()
  await registry.vaults.clear()
  document.body.innerHTML = /<body>([\s\S]*)<\/body>/.exec(page)![1]!
  saved = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    saved.push({ name: '', file: file as Blob })
    return 'blob:saved'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.at(-1)!.name = this.download
  })
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

const open = () => import('../../../src/rescue.ts')

test('lists each person with what is kept, and saves it as a file that the commune reads', async () => {
  const world = await aCommune()
  const vault = await aPhone(world, 'Lương Văn Thắng')
  await aPhone(world, 'Lò Thị Mai')
  await closeHousehold(vault, householdId(1), 'đi làm xa')
  await open()
  await screen.findByRole('heading', { name: 'Lương Văn Thắng – Làng Mài' })
  await screen.findByRole('heading', { name: 'Lò Thị Mai – Làng Mài' })
  const first = screen.getAllByRole('heading', { level: 2 }).findIndex((one) => one.textContent?.startsWith('Lương'))
  screen.getByText(/1 phiếu, 0 câu trả lời nháp, 1 bản ghi\./)
  fireEvent.click(screen.getAllByRole('button', { name: /Lưu ra tệp/ })[first]!)
  expect(saved[0]!.name).toMatch(/^so-thon-lang-mai-\d{4}-\d\d-\d\d\.sothon$/)
  const read = readHandover(new Uint8Array(await saved[0]!.file.arrayBuffer()))
  expect(read).toMatchObject({ outcome: 'read', letters: { length: 1 } })
  await screen.findByText(/Trình duyệt đang lưu so-thon-lang-mai/)
})

test('of a phone without data says so, and makes none', async () => {
  for (const { name } of await indexedDB.databases())
    await new Promise((gone) => Object.assign(indexedDB.deleteDatabase(name!), { onsuccess: gone }))
  vi.spyOn(console, 'warn').mockReturnValue()
  await open()
  await screen.findByText(/Không tìm thấy dữ liệu nào trên máy này/)
  expect(await indexedDB.databases()).toEqual([])
})

test('says everything in both languages, needs no line of script in the page, and no style but its own', () => {
  expect(page).not.toMatch(/<script(?![^>]* src=)|<style|style=|onclick=/)
  for (const vietnamese of ['Không có gì bị xóa', 'Đang đọc', 'Mở lại']) expect(page).toContain(vietnamese)
  for (const english of ['Nothing is\n        deleted', 'Reading', 'Back to']) expect(page).toContain(english)
  expect(page).toBe(page.normalize('NFC'))
})

test('the app’s fault page leads to it', () => {
  render(createElement(Fault))
  expect(screen.getByRole('link', { name: 'Lưu dữ liệu ra tệp' }).getAttribute('href')).toBe('/rescue.html')
})
