import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '#server/app.ts'
import { aCommune, problemOf } from './people.ts'

const page = '<!doctype html><title>Sổ Thôn</title>'
const script = 'console.log("a script, long enough to be worth it")'
let folder: string
let app: Hono

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'so-thon-'))
  const dist = join(folder, 'dist')
  mkdirSync(join(dist, 'assets'), { recursive: true })
  const write = (name: string, text: string) => {
    writeFileSync(join(dist, name), text)
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(text))
    writeFileSync(join(dist, `${name}.gz`), gzipSync(text))
  }
  for (const name of ['index.html', 'rescue.html']) write(name, page)
  for (const name of ['assets/entry-abc.js', 'sw.js']) write(name, script)
  writeFileSync(join(dist, 'icon.png'), 'png')
  writeFileSync(join(folder, 'keyring.json'), 'secret')
  app = createApp({ ...(await aCommune()).store, dist })
})
afterEach(() => rmSync(folder, { recursive: true }))

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })

describe('the built app', () => {
  test.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
  ])('goes compressed to a browser that accepts %s', async (accepted, encoding, decompress) => {
    const response = await get('/assets/entry-abc.js', { 'accept-encoding': accepted })
    expect(response.headers.get('content-encoding')).toBe(encoding)
    expect(response.headers.get('vary')).toBe('accept-encoding')
    expect(decompress(Buffer.from(await response.arrayBuffer())).toString()).toBe(script)
  })

  test.each([undefined, 'identity', 'br;q=0, gzip;q=0.0'])('goes plain to one that accepts %s', async (accepted) => {
    const response = await get('/assets/entry-abc.js', accepted === undefined ? {} : { 'accept-encoding': accepted })
    expect(response.headers.has('content-encoding')).toBe(false)
    expect(await response.text()).toBe(script)
  })

  test('may be kept for ever where its name holds its content, and is asked for anew where not', async () => {
    expect((await get('/assets/entry-abc.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    for (const path of ['/', '/index.html', '/sw.js', '/icon.png'])
      expect((await get(path)).headers.get('cache-control')).toBe('no-cache')
  })

  test('unchanged is answered without its body, but not in another encoding', async () => {
    const etag = (await get('/sw.js', { 'accept-encoding': 'br' })).headers.get('etag') ?? ''
    const again = await get('/sw.js', { 'accept-encoding': 'br', 'if-none-match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await get('/sw.js', { 'if-none-match': etag })).status).toBe(200)
  })

  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/sw.js', 'text/javascript; charset=utf-8'],
    ['/icon.png', 'image/png'],
    ['/rescue.html', 'text/html; charset=utf-8'],
  ])('%s is %s', async (path, type) => {
    expect((await get(path)).headers.get('content-type')).toBe(type)
  })

  test.each(['/ghi-danh', '/ho/019', '/ho/019/phieu/housing/water_source', '/dong-bo', '/xa', '/xa/ho/019'])(
    'answers the address %s with its page',
    async (path) => {
      const response = await get(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
      expect([response.status, await response.text()]).toEqual([200, page])
    },
  )

  test.each(['/assets/gone.js', '/assets/entry-abc.js.br', '/api/nothing', '/api', '/%E0%A4%A', '/ho.json'])(
    'has nothing at %s, and does not send its page for it',
    async (path) => {
      expect(await problemOf(await get(path, { accept: 'text/html' }))).toEqual({ status: 404, problem: 'not_found' })
    },
  )

  test.each([
    '/../keyring.json',
    '/%2e%2e/keyring.json',
    '/..%2fkeyring.json',
    '/assets/..%2f..%2fkeyring.json',
    '/assets/..%5c..%5ckeyring.json',
    '/%00/keyring.json',
  ])('gives nothing out of its folder for %s', async (path) => {
    expect(await (await get(path)).text()).not.toContain('secret')
  })

  test('cannot be posted to', async () => {
    expect((await app.request('/', { method: 'POST' })).status).toBe(404)
  })
})

test.each(['/', '/rescue.html', '/assets/gone.js', '/api', '/nothing'])('%s carries a page’s headers', async (path) => {
  const { headers } = await get(path)
  expect(headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('content-security-policy')).not.toContain('unsafe')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
})

test.each(['/api/nothing', '/api/office/session'])(
  '%s is data, never read as a page, and spares the line a page’s headers',
  async (path) => {
    const { headers } = await get(path)
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    for (const name of ['content-security-policy', 'x-frame-options', 'cross-origin-opener-policy'])
      expect(headers.has(name)).toBe(false)
  },
)

test('a server without a built app still answers its API', async () => {
  const bare = createApp((await aCommune()).store)
  expect((await bare.request('/')).status).toBe(404)
  expect((await bare.request('/api/office/session')).status).toBe(200)
})
