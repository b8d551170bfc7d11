import { expect, test } from 'vitest'
import { vaultCards } from '#phone/store/registry.ts'
import { StorageFailure } from '#phone/store/storageFailure.ts'

test('a browser that keeps nothing is told apart from any other fault', async () => {
  expect('indexedDB' in globalThis).toBe(false)
  await expect(vaultCards()).rejects.toThrow(StorageFailure)
  await expect(vaultCards()).rejects.toMatchObject({ problem: 'unavailable' })
})
