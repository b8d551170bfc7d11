// @vitest-environment happy-dom
import { locks } from 'node:worker_threads'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

type Worker = { url: string; options: object | undefined; says: (event: string) => void; skipped: number }
const workers: Worker[] = []

vi.mock('workbox-window', () => ({
  Workbox: class {
    #listeners = new Map<string, () => void>()
    #worker: Worker
    constructor(url: string, options?: object) {
      this.#worker = { url, options, says: (event) => this.#listeners.get(event)?.(), skipped: 0 }
      workers.push(this.#worker)
    }
    addEventListener(event: string, listener: () => void) {
      this.#listeners.set(event, listener)
    }
    register = async () => undefined
    messageSkipWaiting = () => {
      this.#worker.skipped += 1
    }
  },
}))

const reload = vi.fn()

beforeEach(() => {
  vi.resetModules()
  workers.length = 0
  reload.mockClear()
  vi.stubGlobal('location', { ...location, reload })
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
  Object.defineProperty(navigator, 'serviceWorker', {
    value: { ready: Promise.resolve({ active: null }) },
    configurable: true,
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

async function registered() {
  const { registerWorker } = await import('#phone/shell/updates.ts')
  registerWorker()
  return workers[0]!
}

async function bannerShown(): Promise<Worker> {
  const worker = await registered()
  const { UpdateBanner } = await import('#phone/pages/UpdateBanner.tsx')
  const { LanguageProvider: Provider } = await import('#phone/wording/language.tsx')
  render(
    <Provider>
      <UpdateBanner />
    </Provider>,
  )
  expect(screen.queryByText('Có bản mới – cập nhật khi xong hộ này')).toBeNull()
  act(() => worker.says('waiting'))
  await screen.findByText('Có bản mới – cập nhật khi xong hộ này')
  return worker
}

describe('a new version', () => {
  test('lesson 12: waits, and neither takes over nor reloads by itself', async () => {
    const worker = await bannerShown()
    worker.says('controlling')
    expect([worker.skipped, reload.mock.calls.length]).toEqual([0, 0])
  })

  test('comes in on a person’s click, and reloads this window once it is there', async () => {
    const worker = await bannerShown()
    fireEvent.click(screen.getByRole('button', { name: 'Cập nhật' }))
    await waitFor(() => expect(worker.skipped).toBe(1))
    expect(reload).not.toHaveBeenCalled()
    worker.says('controlling')
    expect(reload).toHaveBeenCalledTimes(1)
  })

  test('lesson 13: is kept out in words while a survey is open in another window', async () => {
    const worker = await bannerShown()
    const closed = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const open = locks.request('draft:another', () => {
      held.resolve()
      return closed.promise
    })
    await held.promise
    fireEvent.click(screen.getByRole('button', { name: 'Cập nhật' }))
    await screen.findByText(/Đang có hộ mở ở một cửa sổ khác/)
    expect(worker.skipped).toBe(0)
    closed.resolve()
    await open
    fireEvent.click(screen.getByRole('button', { name: 'Cập nhật' }))
    await waitFor(() => expect(worker.skipped).toBe(1))
  })
})

describe('the worker', () => {
  test('that deposits in the background is a module, registered where the browser can wake it', async () => {
    vi.stubGlobal('SyncManager', class {})
    expect(await registered()).toMatchObject({ url: '/sw-deposit.js', options: { type: 'module' } })
  })

  test('is the plain one everywhere else', async () => {
    expect(await registered()).toMatchObject({ url: '/sw.js' })
  })
})
