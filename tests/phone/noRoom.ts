import { vi } from 'vitest'

/**
 * From here on the phone has room for so many rows more; until `vi.restoreAllMocks()`. As in a browser, what is there can
 * still be read and deleted.
 */
export function fillPhone(roomFor = 0): void {
  let left = roomFor
  for (const name of ['put', 'add'] as const) {
    const write = IDBObjectStore.prototype[name]
    vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...row) {
      if (left <= 0) throw new DOMException('no room', 'QuotaExceededError')
      left -= 1
      return write.apply(this, row)
    })
  }
}
