// @vitest-environment happy-dom
import { cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { askToPersist, storageUse, usePersisted } from '#phone/shell/storage.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function browserAnswering(persisted: boolean, persist: boolean): void {
  const storage = { persisted: async () => persisted, persist: async () => persist }
  vi.stubGlobal('navigator', { storage })
}

test('a browser that cannot be asked gives no answer', async () => {
  vi.stubGlobal('navigator', {})
  expect(await askToPersist()).toBeUndefined()
})

test.each([
  [true, false, true],
  [false, true, true],
  [false, false, false],
])('lesson 17: kept already %s, granted now %s: %s, and the screen knows', async (persisted, persist, answer) => {
  browserAnswering(persisted, persist)
  const { result } = renderHook(usePersisted)
  expect(await askToPersist()).toBe(answer)
  await waitFor(() => expect(result.current).toBe(answer))
})

test.each([
  [
    { usage: 4_000_000, quota: 10 ** 15 },
    { persisted: true, usage: 4_000_000 },
  ],
  [{}, { persisted: true }],
])('with the estimate %o the use is %o: the quota is nobody’s', async (estimate, use) => {
  vi.stubGlobal('navigator', { storage: { estimate: async () => estimate, persisted: async () => true } })
  expect(await storageUse()).toEqual(use)
})

test('a browser that does not estimate gives no use', async () => {
  vi.stubGlobal('navigator', {})
  expect(await storageUse()).toBeUndefined()
})

test('a browser that does not say how much is used holds nothing up', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('navigator', { storage: { estimate: () => new Promise(() => {}), persisted: async () => true } })
  const use = storageUse()
  await vi.runAllTimersAsync()
  expect(await use).toBeUndefined()
  vi.useRealTimers()
})
