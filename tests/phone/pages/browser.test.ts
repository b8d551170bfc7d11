// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'

const script = readFileSync('public/browser.js', 'utf8')
const chrome =
  'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36'

type Probe = { onerror?: () => void; onsuccess?: () => void; result: { close: () => void } }

/** A window good enough for the app, with what `lacks` names taken away. */
function aWindow({ agent = chrome, path = '/', secure = true, lacks = [] as string[] } = {}) {
  const probe: Probe = { result: { close: () => undefined } }
  const listeners: Record<string, (event: { target: unknown }) => void> = {}
  const here = {
    document,
    navigator: { userAgent: agent, locks: {}, serviceWorker: {} } as Record<string, unknown>,
    location: { pathname: path, href: `https://xa.example${path}` },
    isSecureContext: secure,
    Array,
    Object,
    AbortSignal: { timeout: () => undefined },
    crypto: { subtle: {} } as Record<string, unknown>,
    indexedDB: { open: () => probe, deleteDatabase: () => undefined } as unknown,
    addEventListener: (type: string, listener: (event: { target: unknown }) => void) => {
      listeners[type] = listener
    },
  }
  for (const name of lacks) {
    if (name === 'indexedDB') here.indexedDB = undefined
    if (name === 'crypto.subtle') here.crypto.subtle = undefined
    if (name === 'navigator.locks') here.navigator.locks = undefined
    if (name === 'AbortSignal.timeout') here.AbortSignal = {} as typeof here.AbortSignal
    if (name === 'Array.prototype.toSorted') here.Array = { prototype: {} } as typeof here.Array
  }
  return { here, probe, listeners }
}

function start(options: Parameters<typeof aWindow>[0] = {}) {
  const made = aWindow(options)
  new Function('window', script)(made.here)
  return { ...made, refused: document.documentElement.dataset.refused, said: document.body.textContent ?? '' }
}

beforeEach(() => {
  delete document.documentElement.dataset.refused
  document.body.innerHTML = '<div id="root"></div>'
})

describe('before the app starts', () => {
  test('a good browser is left alone', () => {
    expect(start().refused).toBeUndefined()
    expect(document.getElementById('root')).not.toBeNull()
  })

  test.each([
    { agent: `${chrome} Zalo android/12`, refused: 'in_app', says: 'Mở bằng Chrome' },
    { agent: `${chrome} [FBAN/EMA;FBAV/400]`, refused: 'in_app', says: 'Mở bằng Chrome' },
    { agent: `${chrome} Line/13.0`, refused: 'in_app', says: 'Mở bằng Chrome' },
    { agent: `${chrome} Instagram 300`, refused: 'in_app', says: 'Mở bằng Chrome' },
    { agent: 'Mozilla/5.0 (Linux; Android 12; SM-A1; wv) Chrome/120', refused: 'in_app', says: 'Mở bằng Chrome' },
    { secure: false, refused: 'not_secure', says: 'https://' },
    { lacks: ['indexedDB'], refused: 'too_old', says: 'bản 111' },
    { lacks: ['crypto.subtle'], refused: 'too_old', says: 'bản 111' },
    { lacks: ['navigator.locks'], refused: 'too_old', says: 'bản 111' },
    { lacks: ['AbortSignal.timeout'], refused: 'too_old', says: 'bản 111' },
    { lacks: ['Array.prototype.toSorted'], refused: 'too_old', says: 'bản 111' },
  ])(
    'lesson 14: $refused is said in Vietnamese and English, and that nothing is lost ($agent$lacks)',
    ({ refused, says, ...window }) => {
      const started = start(window)
      expect(started.refused).toBe(refused)
      expect(started.said).toContain(says)
      expect(started.said).toContain('không mất')
      expect(started.said).toContain('Nothing saved on this phone is lost.')
      expect(document.getElementById('root')).toBeNull()
    },
  )

  test('inside another app the address stands there to be copied, enrolment code and all', () => {
    expect(start({ agent: `${chrome} Zalo`, path: '/ghi-danh' }).said).toContain('https://xa.example/ghi-danh')
  })

  test('lesson 20: a window that keeps nothing is refused in words', () => {
    const { probe } = start()
    probe.onerror?.()
    expect(document.body.textContent).toContain('cửa sổ ẩn danh')
  })

  test('an app that does not arrive leaves a sentence, not an empty page', () => {
    const { listeners } = start()
    listeners.error?.({ target: { tagName: 'IMG' } })
    expect(document.documentElement.dataset.refused).toBeUndefined()
    listeners.error?.({ target: { tagName: 'SCRIPT', type: 'module' } })
    expect(document.body.textContent).toContain('tải lại trang')
  })

  test('the office opens at a desk without a promise of storage', () => {
    expect(start({ path: '/xa', secure: false, lacks: ['indexedDB'] }).refused).toBeUndefined()
  })
})
