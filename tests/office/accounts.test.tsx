import './browser.ts'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { aCommune, loggedIn, openOffice, reviewer, title } from './kit.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

function type(label: string, text: string) {
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } })
}

describe('logging in', () => {
  test('with the right password leads to the hamlets', async () => {
    const { wire } = await aCommune()
    openOffice(wire)
    await title('Đăng nhập')
    type('Tên đăng nhập', reviewer.login)
    type('Mật khẩu', reviewer.password)
    fireEvent.click(screen.getByRole('button', { name: 'Đăng nhập' }))
    await title('Các thôn của xã Bình Lương')
    expect(screen.getByText(reviewer.reviewer)).toBeTruthy()
  })

  test('with a wrong password says so in a sentence and stays', async () => {
    const { wire } = await aCommune()
    openOffice(wire)
    await title('Đăng nhập')
    type('Tên đăng nhập', reviewer.login)
    type('Mật khẩu', 'không phải')
    fireEvent.click(screen.getByRole('button', { name: 'Đăng nhập' }))
    expect(await screen.findByText('Tên đăng nhập hoặc mật khẩu không đúng.')).toBeTruthy()
    await title('Đăng nhập')
  })

  test('with nothing filled in asks for both, and asks the server nothing', async () => {
    const { wire } = await aCommune()
    const asked: string[] = []
    openOffice((path, init) => {
      asked.push(`${init.method} ${path}`)
      return wire(path, init)
    })
    await title('Đăng nhập')
    fireEvent.click(screen.getByRole('button', { name: 'Đăng nhập' }))
    expect(await screen.findByRole('link', { name: 'Hãy nhập tên đăng nhập.' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Hãy nhập mật khẩu.' })).toBeTruthy()
    await waitFor(() => expect(document.title).toMatch(/^Lỗi:/))
    expect(asked.filter((request) => request.startsWith('POST'))).toEqual([])
  })
})

test('logging out leads back to the log-in, and the session is gone', async () => {
  const { wire } = await aCommune()
  openOffice(await loggedIn(wire))
  await title('Các thôn của xã Bình Lương')
  fireEvent.click(screen.getByRole('button', { name: 'Đăng xuất' }))
  await title('Đăng nhập')
  const reply = await wire('/api/office/appendix', { method: 'GET' })
  expect(reply.status).toBe(401)
})

test('a page opened after the session has ended asks to log in again', async () => {
  const { wire, store } = await aCommune()
  openOffice(await loggedIn(wire))
  await title('Các thôn của xã Bình Lương')
  await store.db.deleteFrom('sessions').execute()
  fireEvent.click(screen.getByRole('link', { name: 'Điện thoại' }))
  await title('Đăng nhập')
})

test('without a line the office says so, and tries again when asked', async () => {
  const { wire } = await aCommune()
  let isDown = true
  openOffice((path, init) => (isDown ? Promise.reject(new TypeError('fetch failed')) : wire(path, init)))
  expect(await screen.findByText(/Không nghe máy chủ của xã trả lời/)).toBeTruthy()
  isDown = false
  fireEvent.click(screen.getByRole('button', { name: 'Thử lại' }))
  await title('Đăng nhập')
})

test("a network's own log-in page is not taken for the commune", async () => {
  openOffice(async () => new Response('<html>Wi-Fi</html>', { status: 200 }))
  expect(await screen.findByText(/Nơi trả lời không phải máy chủ của xã/)).toBeTruthy()
})

test('the language is switched at once, remembered, and told to the browser', async () => {
  const { wire } = await aCommune()
  openOffice(wire)
  await title('Đăng nhập')
  expect(document.documentElement.lang).toBe('vi')
  fireEvent.click(screen.getByRole('button', { name: 'English' }))
  await title('Log in')
  expect(document.documentElement.lang).toBe('en')
  openOffice(wire)
  await title('Log in')
  await waitFor(() => expect(document.title).toContain('Commune office'))
})

test('a fault of the screen itself ends in plain sentences, not in an empty page', async () => {
  openOffice(async () => undefined as never)
  await title('Trang này gặp lỗi')
  expect(screen.getByText(/Dữ liệu đã lưu trên máy chủ không bị ảnh hưởng/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Tải lại trang' })).toBeTruthy()
})
