import 'fake-indexeddb/auto'
import '../../office/browser.ts'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Phone } from '#phone/Phone.tsx'
import { lockAfter } from '#phone/shell/autoLock.ts'
import { registry } from '#phone/store/registry.ts'
import { aCommune, linkFor, type World } from '../../journeys/world.ts'

// Like a browser without locks; happy-dom has neither them nor the word undefined.
Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined })

const pin = '482915'
let world: World
/** What stands in for the network: the commune's real server, or nothing. */
let line: 'good' | 'none' | 'portal' | 'confirmation_lost'

beforeEach(async () => {
  world = await aCommune()
  line = 'good'
  vi.stubGlobal('fetch', async (url: string, request: RequestInit) => {
    if (line === 'none') throw new TypeError('Failed to fetch')
    if (line === 'portal') return new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })
    const reply = await world.app.request(url, request)
    if (line === 'confirmation_lost' && url.endsWith('/confirm')) throw new TypeError('Failed to fetch')
    return reply
  })
})
afterEach(async () => {
  cleanup()
  vi.unstubAllGlobals()
  localStorage.clear()
  await registry.vaults.clear()
})

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })

function openAt(address: string): void {
  history.replaceState(null, '', address)
  render(<Phone />)
}

/** From a link to the PIN chosen. */
async function choosePin(address: string): Promise<void> {
  openAt(address)
  await screen.findByText('Có đúng là anh/chị Lương Văn Thắng?')
  press('Đúng, là tôi')
  type('Mã PIN', pin)
  type('Nhập lại mã PIN', pin)
  press('Ghi danh')
}

/** From the link to the phone's test of itself; the address of the link. */
async function enrolToCheck(): Promise<string> {
  const address = `/ghi-danh#${await linkFor(world, 'Lương Văn Thắng')}`
  await choosePin(address)
  await screen.findByText('Máy tự kiểm tra')
  return address
}

/** From the link to the list of households; the address of the link. */
async function enrol(): Promise<string> {
  const address = await enrolToCheck()
  press('Mở danh sách hộ')
  await screen.findByRole('heading', { level: 1, name: 'Hộ dân' })
  return address
}

const asksForPin = () => screen.findByRole('heading', { level: 1, name: 'Nhập mã PIN' })

describe('a new phone', () => {
  test('says how to begin', async () => {
    openAt('/')
    expect(await screen.findByRole('heading', { level: 1, name: 'Bắt đầu với Sổ Thôn' })).toBeTruthy()
  })

  test('asks whose link it is, takes a PIN typed twice, and opens the list', async () => {
    openAt(`/ghi-danh#${await linkFor(world, 'Lương Văn Thắng')}`)
    await screen.findByText('Có đúng là anh/chị Lương Văn Thắng?')
    expect(screen.getByText('Làng Mài')).toBeTruthy()
    press('Đúng, là tôi')
    type('Mã PIN', pin)
    type('Nhập lại mã PIN', '482916')
    press('Ghi danh')
    expect((await screen.findByRole('alert')).textContent).toContain('Hai lần nhập không giống nhau.')
    type('Nhập lại mã PIN', pin)
    press('Ghi danh')
    await screen.findByText('Máy tự kiểm tra')
    await screen.findByText('Danh sách hộ đã tải đủ.')
    press('Mở danh sách hộ')
    await screen.findByText('3 hộ')
    expect(location.hash).toBe('')
  })

  test('that heard no answer to its confirmation goes on by the same link in a new tab', async () => {
    const address = `/ghi-danh#${await linkFor(world, 'Lương Văn Thắng')}`
    line = 'confirmation_lost'
    await choosePin(address)
    expect((await screen.findByRole('alert')).textContent).toContain('Chưa có mạng')
    cleanup()
    openAt(address)
    await asksForPin()
    type('Mã PIN 6 số', pin)
    press('Mở sổ')
    await screen.findByText(/Chưa có mạng.*giữ nguyên/)
    line = 'good'
    type('Mã PIN 6 số', '111111')
    press('Mở sổ')
    await screen.findByText(/Mã PIN không đúng/)
    type('Mã PIN 6 số', pin)
    press('Mở sổ')
    await screen.findByText('Máy tự kiểm tra')
    press('Mở danh sách hộ')
    await screen.findByText('3 hộ')
    const devices = await world.store.db.selectFrom('devices').select('state').execute()
    expect(devices).toEqual([{ state: 'confirmed' }])
  })

  test('left lying on its test of itself asks for the PIN', async () => {
    await enrolToCheck()
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    const timers = vi.spyOn(globalThis, 'setTimeout')
    document.dispatchEvent(new Event('visibilitychange'))
    // This timer alone: the storage, too, gives up where time flies.
    const [lockNow] = timers.mock.calls.find(([, wait]) => wait === lockAfter)!
    timers.mockRestore()
    visibility.mockRestore()
    act(() => lockNow())
    await asksForPin()
    expect(screen.queryByText('Máy tự kiểm tra')).toBeNull()
  })

  test('without a line says so, keeps everything, and goes on when tried again', async () => {
    line = 'none'
    openAt(`/ghi-danh#${await linkFor(world)}`)
    expect((await screen.findByRole('alert')).textContent).toContain('Chưa có mạng')
    expect(screen.getByRole('alert').textContent).toContain('giữ nguyên')
    line = 'good'
    press('Thử lại')
    await screen.findByText('Có đúng là anh/chị Lương Văn Thắng?')
  })

  test.each([
    ['A'.repeat(22), 'good', 'Xã không biết mã ghi danh này'],
    ['nua-ma', 'good', 'Đường dẫn ghi danh bị thiếu'],
    ['A'.repeat(22), 'portal', 'wifi đòi đăng nhập'],
  ] as const)('with the link %s on a %s line says what to do', async (code, how, says) => {
    line = how
    openAt(`/ghi-danh#${code}`)
    expect((await screen.findByRole('alert')).textContent).toContain(says)
  })

  test('of somebody else changes nothing', async () => {
    openAt(`/ghi-danh#${await linkFor(world)}`)
    await screen.findByText(/Có đúng là anh\/chị/)
    press('Không phải tôi')
    await screen.findByText(/Chưa có gì được ghi trên máy này/)
    expect(await registry.vaults.count()).toBe(0)
  })
})

describe('an enrolled phone', () => {
  test('locks, refuses a wrong PIN in words, and opens where it was', async () => {
    await enrol()
    fireEvent.click(await screen.findByRole('link', { name: /Chưa có gì phải gửi|Xã đã nhận/ }))
    await screen.findByRole('heading', { level: 1, name: 'Đồng bộ' })
    press('Khóa sổ ngay')
    await screen.findByRole('heading', { level: 1, name: 'Nhập mã PIN' })
    type('Mã PIN 6 số', '111111')
    press('Mở sổ')
    await screen.findByText(/Mã PIN không đúng.*không có gì bị xóa/)
    await waitFor(() => expect(document.title).toMatch(/^Lỗi: /))
    type('Mã PIN 6 số', pin)
    press('Mở sổ')
    await screen.findByRole('heading', { level: 1, name: 'Đồng bộ' })
    expect(location.pathname).toBe('/dong-bo')
  })

  test('that opens its link again is led to its book', async () => {
    const address = await enrol()
    cleanup()
    openAt(address)
    await asksForPin()
    expect(location.pathname + location.hash).toBe('/')
    type('Mã PIN 6 số', pin)
    press('Mở sổ')
    await screen.findByText('3 hộ')
  })

  test('the button to send always says what happened', async () => {
    await enrol()
    line = 'none'
    fireEvent.click(await screen.findByRole('link', { name: /Chưa có gì phải gửi|Xã đã nhận/ }))
    await screen.findByRole('heading', { level: 1, name: 'Đồng bộ' })
    press('Gửi ngay')
    await screen.findByText('Chưa gửi được. Dữ liệu vẫn an toàn trên máy.')
    line = 'good'
    press('Gửi ngay')
    await screen.findByText(/danh sách là mới nhất/)
  })

  test('speaks English at once, says so to the reader, and remembers it', async () => {
    await enrol()
    fireEvent.click(await screen.findByRole('link', { name: /Chưa có gì phải gửi|Xã đã nhận/ }))
    await screen.findByRole('heading', { level: 1, name: 'Đồng bộ' })
    // The words come as a chunk: React asks that such a change be awaited.
    await act(async () => press('English'))
    await screen.findByRole('heading', { level: 1, name: 'Synchronisation' })
    await waitFor(() => expect(document.documentElement.lang).toBe('en'))
    cleanup()
    await act(async () => openAt('/'))
    await screen.findByRole('heading', { level: 1, name: 'Enter the PIN' })
  })

  test('an address that is no page says so', async () => {
    await enrol()
    history.pushState(null, '', '/ho/khong-co')
    await screen.findByRole('heading', { level: 1, name: 'Không có trang này' })
  })
})
