import 'fake-indexeddb/auto'
import '../../office/browser.ts'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { Phone } from '#phone/Phone.tsx'
import { householdView } from '#phone/store/households.ts'
import { keptLetters } from '#phone/store/kept.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { handoverOf } from '#phone/sync/handover.ts'
import { readHandover } from '#protocol/handover.ts'
import { fragmentOf } from '#protocol/handoverLink.ts'
import { takeInHandover } from '#server/handover.ts'
import { approveRecovery, recoveriesReply } from '#server/recoveries.ts'
import { householdId, residentId } from '../../builders.ts'
import { aCommune, answer, aPhone, closeHousehold, linkFor, type World } from '../../journeys/world.ts'

// Like a browser without locks; happy-dom has neither them nor the word undefined.
Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined })

const pin = '135790'
let world: World
let hasLine: boolean
/** Files that the browser was given to save. */
let saved: File[]

beforeEach(async () => {
  localStorage.clear()
  world = await aCommune()
  hasLine = true
  saved = []
  vi.stubGlobal('fetch', async (url: string, request: RequestInit) => {
    if (!hasLine) throw new TypeError('Failed to fetch')
    return world.app.request(url, request)
  })
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    saved.push(file as File)
    return 'blob:saved'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
})
afterEach(async () => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  await registry.vaults.clear()
})

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const pressOnceKnown = async (name: string) => {
  const button = await screen.findByRole('button', { name })
  await waitFor(() => expect(button).toHaveProperty('disabled', false))
  press(name)
}
const follow = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('link', { name }))
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })
const states = async ({ db }: Vault) => (await keptLetters(db, 'all')).map(({ state }) => state)

function openAt(address: string): void {
  history.replaceState(null, '', address)
  render(<Phone />)
}

async function unlockWith(chosen = pin): Promise<void> {
  await heading('Nhập mã PIN')
  type('Mã PIN 6 số', chosen)
  press('Mở sổ')
}

async function toSyncPage(): Promise<void> {
  openAt('/dong-bo')
  await unlockWith()
  await heading('Hộ dân')
  const toSync = (link: Element) => link.getAttribute('href') === '/dong-bo'
  const link = await waitFor(() => {
    const found = screen.getAllByRole('link').find(toSync)
    if (!found) throw new Error('no link to the page of sending')
    return found
  })
  fireEvent.click(link)
  await heading('Đồng bộ')
}

describe('a forgotten PIN', () => {
  test('without a line says so; with one leads from the fingerprint over the code to a new PIN', async () => {
    const vault = await aPhone(world)
    await answer(vault, householdId(2), pathOf('name', residentId(1)), 'Lò Thị Mai')
    openAt('/')
    await heading('Nhập mã PIN')
    await follow('Quên mã PIN?')
    await heading('Quên mã PIN')
    hasLine = false
    press('Hỏi xã')
    expect((await screen.findByRole('alert')).textContent).toContain('cần có mạng')
    expect(screen.getByRole('alert').textContent).toContain('không có gì bị xóa')
    hasLine = true
    press('Hỏi xã')
    const shown = await screen.findByText(/^\w{4}-\w{4}$/)
    const [asked] = (await recoveriesReply(world.store)).recoveries
    expect(shown.textContent).toBe(asked!.fingerprint)
    const label = 'Mã xã đọc cho (8 ký tự)'
    type(label, '12')
    press('Kiểm tra mã')
    await screen.findByText(/Mã gồm 8 chữ và số/)
    type(label, 'AAAAAAAA')
    press('Kiểm tra mã')
    await screen.findByText(/Cán bộ xã chưa đồng ý/)
    const { code } = await approveRecovery(world.store, vault.device, {
      fingerprint: asked!.fingerprint,
      login: 'hoa',
    })
    type(label, `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`)
    press('Kiểm tra mã')
    await screen.findByLabelText('Nhập lại mã PIN')
    type('Mã PIN', '864209')
    type('Nhập lại mã PIN', '864209')
    press('Đổi mã PIN')
    await heading('Hộ dân')
    await screen.findByText('Lò Thị Mai')
    cleanup()
    openAt('/')
    await unlockWith('864209')
    await heading('Hộ dân')
  })

  test('asked for and left is taken up again at the code, with the same fingerprint', async () => {
    await aPhone(world)
    openAt('/quen-pin')
    await heading('Quên mã PIN')
    press('Hỏi xã')
    const { textContent } = await screen.findByText(/^\w{4}-\w{4}$/)
    cleanup()
    openAt('/quen-pin')
    expect((await screen.findByText(/^\w{4}-\w{4}$/)).textContent).toBe(textContent)
    press('Hỏi xã lại từ đầu')
    await waitFor(() => expect(screen.getByText(/^\w{4}-\w{4}$/).textContent).not.toBe(textContent))
  })
})

describe('several people on one phone', () => {
  test('are listed by name and hamlet, and each opens their own book', async () => {
    const thang = await aPhone(world, 'Lương Văn Thắng')
    await aPhone(world, 'Lò Thị Mai')
    await answer(thang, householdId(1), pathOf('name', residentId(1)), 'Quách Thị Ngân')
    openAt('/')
    await heading('Nhập mã PIN')
    fireEvent.click(screen.getByLabelText('Lò Thị Mai – Làng Mài'))
    await unlockWith()
    await heading('Hộ dân')
    await screen.findByText('3 hộ')
    await screen.findByRole('link', { name: /Chưa có gì phải gửi|Xã đã nhận/ })
    expect(screen.queryByText('Quách Thị Ngân')).toBeNull()
    expect(screen.queryByText(/Đã lưu trên máy này/)).toBeNull()
  })

  test('one is added by pasting a link, also while another’s book is open', async () => {
    await aPhone(world, 'Lương Văn Thắng')
    await toSyncPage()
    await follow('Thêm người dùng')
    await heading('Thêm người dùng')
    type('Hoặc dán đường dẫn ghi danh vào đây', 'https://xa.example/ghi-danh')
    press('Tiếp tục')
    await screen.findByText(/Đây không phải là đường dẫn ghi danh/)
    const code = await linkFor(world, 'Lò Thị Mai')
    type('Hoặc dán đường dẫn ghi danh vào đây', ` https://xa.example/ghi-danh#${code} `)
    press('Tiếp tục')
    await screen.findByText('Có đúng là anh/chị Lò Thị Mai?')
    press('Đúng, là tôi')
    type('Mã PIN', '482915')
    type('Nhập lại mã PIN', '482915')
    press('Ghi danh')
    await screen.findByText('Máy tự kiểm tra')
    expect((await registry.vaults.toArray()).map(({ enumerator }) => enumerator).sort()).toEqual([
      'Lò Thị Mai',
      'Lương Văn Thắng',
    ])
  })

  test('with nothing unsent the book is locked at once', async () => {
    await aPhone(world)
    await toSyncPage()
    await pressOnceKnown('Khóa và đổi người')
    await heading('Nhập mã PIN')
    expect(location.pathname).toBe('/dong-bo')
  })

  test('before changing person, what the commune does not have is listed; leaving it only locks', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    await answer(vault, householdId(2), pathOf('name', residentId(1)), 'Lò Thị Mai')
    hasLine = false
    await toSyncPage()
    await pressOnceKnown('Khóa và đổi người')
    await heading('Còn 2 hộ xã chưa nhận')
    expect(location.pathname).toBe('/khoa')
    expect(screen.getByText('Quách Thị Ngân')).toBeTruthy()
    expect(screen.getByText('Lò Thị Mai')).toBeTruthy()
    const ways = screen.getAllByRole('button').map(({ textContent }) => textContent)
    expect(ways).toEqual(['Gửi ngay', 'Lưu ra tệp', 'Để lại trên máy, khóa và đổi người'])
    press('Gửi ngay')
    await screen.findByText('Chưa gửi được. Dữ liệu vẫn an toàn trên máy.')
    press('Để lại trên máy, khóa và đổi người')
    await heading('Nhập mã PIN')
    expect(await states(vault)).not.toContain('in')
    expect(await vault.db.drafts.count()).toBe(1)
    hasLine = true
    await unlockWith()
    await heading('Đồng bộ')
    await waitFor(async () => expect(await states(vault)).toEqual(['in']))
  })
})

describe('without a line', () => {
  test('letters are saved as a file that the commune takes, and nothing counts as sent', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    hasLine = false
    await toSyncPage()
    press('Lưu ra tệp')
    await screen.findByText(/Trình duyệt đang lưu tệp so-thon-lang-mai-.*\.sothon \(1 phiếu\)/)
    await screen.findByText(/Lưu ra tệp chưa phải là đã gửi/)
    const read = readHandover(new Uint8Array(await saved[0]!.arrayBuffer()))
    expect(read).toMatchObject({ outcome: 'read', letters: { length: 1 } })
    expect(['queued', 'sending']).toContain((await states(vault))[0])
    expect(screen.queryByRole('button', { name: 'Chia sẻ tệp' })).toBeNull()
  })

  test('the share sheet is offered where it takes the file', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    const share = vi.fn(async () => undefined)
    Object.assign(navigator, { canShare: () => true, share })
    hasLine = false
    await toSyncPage()
    press('Lưu ra tệp')
    fireEvent.click(await screen.findByRole('button', { name: 'Chia sẻ tệp' }))
    expect(share).toHaveBeenCalledWith(expect.objectContaining({ files: [saved[0]] }))
    Object.assign(navigator, { canShare: undefined, share: undefined })
  })

  test('the commune’s answer, opened by its link, asks for the PIN first and then settles', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    hasLine = false
    const { file } = (await handoverOf(vault, 'not_in'))!
    const imported = await takeInHandover(world.store, new Uint8Array(await file.arrayBuffer()), 'office:hoa')
    openAt(`/tra-loi#${fragmentOf(imported.answer)}`)
    await heading('Nhập mã PIN')
    expect(await states(vault)).not.toContain('in')
    await unlockWith()
    await heading('Trả lời của xã')
    await screen.findByText('Xã đã nhận 1 phiếu.')
    expect(await states(vault)).toEqual(['in'])
    expect(location.hash).toBe('')
  })

  test('the answer as a file settles too; another file says so and changes nothing', async () => {
    const vault = await aPhone(world)
    await closeHousehold(vault, householdId(1), 'đi làm xa')
    hasLine = false
    const { file } = (await handoverOf(vault, 'not_in'))!
    const imported = await takeInHandover(world.store, new Uint8Array(await file.arrayBuffer()), 'office:hoa')
    await toSyncPage()
    await follow(/Nhận trả lời của xã/)
    await heading('Trả lời của xã')
    const give = (text: string) =>
      fireEvent.change(screen.getByLabelText('Tệp trả lời'), { target: { files: [new File([text], 'a')] } })
    give('không phải')
    expect((await screen.findByRole('alert')).textContent).toContain('không phải là câu trả lời của xã')
    expect(await states(vault)).not.toContain('in')
    give(JSON.stringify(imported.answer))
    await screen.findByText('Xã đã nhận 1 phiếu.')
    expect(await states(vault)).toEqual(['in'])
  })
})

test('a half-done household opens where it was, with its answer, and nobody is asked anything', async () => {
  const vault = await aPhone(world)
  const asked = vi.fn(() => true)
  vi.stubGlobal('confirm', asked)
  vi.stubGlobal('alert', asked)
  const place = `/ho/${householdId(1)}/phieu/housing/dwelling_area_m2`
  await answer(vault, householdId(1), pathOf('dwelling_area_m2'), 42)
  openAt('/')
  await unlockWith()
  await heading('Hộ dân')
  history.pushState(null, '', place)
  await waitFor(async () => expect((await vault.db.meta.get('place'))?.box).toBeDefined())
  const field = await screen.findByDisplayValue('42')
  const shown = field.getAttribute('id')
  cleanup()
  openAt('/')
  await unlockWith()
  expect((await screen.findByDisplayValue('42')).getAttribute('id')).toBe(shown)
  expect(location.pathname).toBe(place)
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(asked).not.toHaveBeenCalled()
  expect((await householdView(vault, householdId(1)))?.values.get(pathOf('dwelling_area_m2'))).toBe(42)
})
