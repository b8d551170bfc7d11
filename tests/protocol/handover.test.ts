import { describe, expect, test } from 'vitest'
import { type HandoverHead, readHandover } from '#protocol/handover.ts'
import { handoverName, handoverVersion, writeHandover } from '#protocol/handoverFile.ts'

const head: HandoverHead = {
  certificate: 'eyJ',
  proof: 'a'.repeat(43),
  savedAt: '2024-10-20T02:00:00Z',
  epoch: 'epoch-1',
  rescued: { rows: [{ table: 'drafts', id: 'x', household: 'h', iv: 'aa', sealed: 'bb' }] },
}
const letters = [new Uint8Array([1, 2, 3]), new Uint8Array(300).fill(7), new Uint8Array()]

describe('a hand-over file', () => {
  test('is read as it was written', () => {
    expect(readHandover(writeHandover(head, letters))).toEqual({
      outcome: 'read',
      head: { ...head, count: 3 },
      letters,
      isCut: false,
    })
  })

  test('cut anywhere gives the whole letters before the cut, and says so', () => {
    const file = writeHandover(head, letters)
    const start = file.length - (4 + 3) - (4 + 300) - 4
    for (let length = start; length < file.length; length++) {
      const read = readHandover(file.slice(0, length))
      if (read.outcome !== 'read') throw new Error(`${read.outcome} at ${length}`)
      const whole = [start + 7, start + 7 + 304, file.length].filter((end) => end <= length).length
      expect(read.letters, String(length)).toEqual(letters.slice(0, whole))
      expect(read.isCut, String(length)).toBe(true)
    }
  })

  test('of another kind, of a newer version or with a broken head is told apart', () => {
    const file = writeHandover(head, letters)
    expect(readHandover(new TextEncoder().encode('PK zip')).outcome).toBe('not_a_handover')
    expect(readHandover(new Uint8Array()).outcome).toBe('not_a_handover')
    const newer = file.slice()
    newer[6] = handoverVersion + 1
    expect(readHandover(newer).outcome).toBe('newer_handover')
    const broken = file.slice()
    broken[11] = 0
    expect(readHandover(broken).outcome).toBe('damaged_head')
    expect(readHandover(file.slice(0, 20)).outcome).toBe('damaged_head')
  })

  test.each([
    ['Làng Mài', 'so-thon-lang-mai-2024-10-20.sothon'],
    ['Đội 5 / Xóm Đình', 'so-thon-doi-5-xom-dinh-2024-10-20.sothon'],
  ])('of %s is called %s', (hamlet, name) => expect(handoverName(hamlet, '2024-10-20')).toBe(name))
})
