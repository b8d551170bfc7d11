import { describe, expect, test } from 'vitest'
import { fold } from '#domain/fold.ts'
import { filtered, inQueueOrder, nextSubmitted, type QueueHousehold, wholeQueue } from '#office/queue.ts'
import { householdId } from '../builders.ts'

function aLine(number: number, parts: Partial<QueueHousehold> = {}): QueueHousehold {
  return {
    id: householdId(number),
    number,
    head: `Hộ ${number}`,
    residents: 4,
    state: 'not_started',
    hasRivals: false,
    ...parts,
  }
}

const numbers = (households: readonly QueueHousehold[]) => households.map(({ number }) => number)

describe('searching', () => {
  const households = [
    aLine(1, { head: 'Lê Văn Tư' }),
    aLine(2, { head: 'Đặng Thị Én', state: 'submitted', now: 'poor' }),
    aLine(12, { head: 'Lê Thị Tươi', state: 'submitted', now: 'not_poor' }),
  ]

  test.each([
    ['le van tu', [1]],
    ['LÊ', [1, 12]],
    ['dang  thi en', [2]],
    ['Le\u0302', [1, 12]],
    ['2', [2]],
    ['', [1, 2, 12]],
    ['ngọc', []],
  ])('for "%s" finds households %j', (text, found) => {
    expect(numbers(filtered(households, { ...wholeQueue, text }))).toEqual(found)
  })

  test('by state and class leaves only those that have both', () => {
    expect(numbers(filtered(households, { ...wholeQueue, state: 'submitted' }))).toEqual([2, 12])
    expect(numbers(filtered(households, { state: 'submitted', classification: 'poor', text: '' }))).toEqual([2])
    expect(numbers(filtered(households, { state: 'accepted', classification: 'poor', text: '' }))).toEqual([])
  })

  test('folding takes away marks, capitals and double spaces, and nothing else', () => {
    expect(fold('  Đỗ  Thị   Huệ ')).toBe('do thi hue')
    expect(fold('Lò-Văn 7')).toBe('lo-van 7')
  })
})

describe('the queue', () => {
  const queue = [
    aLine(1, { state: 'accepted' }),
    aLine(2),
    aLine(3, { state: 'submitted' }),
    aLine(4, { state: 'returned' }),
    aLine(5, { state: 'submitted', hasRivals: true }),
    aLine(6, { state: 'submitted' }),
    aLine(7, { listed: 'request' }),
  ]

  test('begins with what waits for the reviewer, disputes first; then the list; and ends with what is accepted', () => {
    expect(numbers(inQueueOrder(queue))).toEqual([5, 3, 6, 4, 7, 2, 1])
  })

  test.each([
    { after: 5, next: 3 },
    { after: 3, next: 6 },
    { after: 6, next: 5 },
    { after: 4, next: 5 },
    { after: 1, next: 5 },
  ])('after household $after comes $next', ({ after, next }) => {
    expect(nextSubmitted(queue, householdId(after))?.number).toBe(next)
  })

  test('visits every household that waits once before any comes again', () => {
    const seen: number[] = []
    let at = householdId(5)
    for (let step = 0; step < 3; step++) {
      const next = nextSubmitted(queue, at)!
      seen.push(next.number)
      at = next.id
    }
    expect(seen.toSorted()).toEqual([3, 5, 6])
  })

  test('ends when nothing else waits', () => {
    expect(nextSubmitted([aLine(1, { state: 'submitted' }), aLine(2)], householdId(1))).toBeUndefined()
  })
})
