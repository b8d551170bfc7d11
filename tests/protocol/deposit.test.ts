import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBatch, writeBatch } from '#protocol/deposit.ts'

const batchId = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'))
const letters = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 })

describe('a batch', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(batchId, letters, (batch, some) => {
        const read = readBatch(writeBatch(batch, some))
        expect(read?.batch).toBe(batch)
        expect(read?.letters.map((letter) => [...letter])).toEqual(some.map((letter) => [...letter]))
      }),
    )
  })

  test('is read from a view that starts anywhere in its buffer', () => {
    fc.assert(
      fc.property(batchId, letters, fc.nat(9), (batch, some, offset) => {
        const body = writeBatch(batch, some)
        const larger = new Uint8Array(offset + body.length)
        larger.set(body, offset)
        expect(readBatch(larger.subarray(offset))).toEqual({ batch, letters: some.map((letter) => letter.slice()) })
      }),
    )
  })

  test('cut off in a letter is no batch', () => {
    fc.assert(
      fc.property(batchId, fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), (batch, letter, cut) => {
        const body = writeBatch(batch, [letter])
        expect(readBatch(body.subarray(0, 17 + (cut % (body.length - 17))))).toBeUndefined()
      }),
    )
  })

  test('of any bytes whatever is read or is none, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const read = readBatch(bytes)
        if (read) expect([...writeBatch(read.batch, read.letters)]).toEqual([...bytes])
      }),
    )
  })
})
