// @vitest-environment happy-dom
import { renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { askToPersist, usePersisted } from '#phone/shell/storage.ts'

afterEach(() => vi.unstubAllGlobals())

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
])('kept already %s, granted now %s: %s, and the screen knows', async (persisted, persist, answer) => {
  browserAnswering(persisted, persist)
  const { result } = renderHook(usePersisted)
  expect(await askToPersist()).toBe(answer)
  await waitFor(() => expect(result.current).toBe(answer))
})
