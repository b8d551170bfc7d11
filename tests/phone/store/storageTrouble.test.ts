import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import { registry } from '#phone/store/registry.ts'
import { durably } from '#phone/store/storageFailure.ts'
import { storageTrouble, watchStorage } from '#phone/store/storageTrouble.ts'

test('a write that failed for want of room is remembered while the window lives, and whoever watches is told', async () => {
  let told = 0
  const stop = watchStorage(() => {
    told += 1
  })
  expect(storageTrouble()).toBeUndefined()
  await expect(durably(registry, () => Promise.reject(new TypeError('another fault')))).rejects.toThrow(TypeError)
  expect([storageTrouble(), told]).toEqual([undefined, 0])
  const full = () => Promise.reject(new Dexie.QuotaExceededError('no room'))
  await expect(durably(registry, full)).rejects.toThrow('full')
  expect(storageTrouble()?.problem).toBe('full')
  stop()
  await expect(durably(registry, full)).rejects.toThrow('full')
  expect(told).toBe(1)
})
