import { describe, expect, test } from 'vitest'
import { fold } from '#domain/fold.ts'
import { countsOf, found } from '#phone/pages/households/search.ts'
import type { HouseholdCard } from '#phone/store/hooks.ts'
import { householdId } from '../../builders.ts'

function aCard(number: number, head: string, change: Partial<HouseholdCard> = {}): HouseholdCard {
  return {
    id: householdId(number),
    number,
    head,
    residents: 3,
    status: 'not_visited',
    hasDraft: false,
    folded: fold(`${number} ${head}`),
    ...change,
  }
}

const cards = [
  aCard(2, 'Lê Văn Tư', { listed: 'poor', status: 'returned' }),
  aCard(7, 'Đặng Thị Hường', { listed: 'near_poor' }),
  aCard(12, 'Quách Văn Nhượng', { status: 'needs_you' }),
  aCard(20, 'Lương Văn Đức', { status: 'received' }),
]
const names = (typed: string, filter: Parameters<typeof found>[2] = 'all') =>
  found(cards, typed, filter).map(({ head }) => head)

describe('the search', () => {
  test.each([
    ['le van tu', ['Lê Văn Tư']],
    ['LÊ TƯ', ['Lê Văn Tư']],
    ['dang', ['Đặng Thị Hường']],
    ['duc', ['Lương Văn Đức']],
    ['đức', ['Lương Văn Đức']],
    ['12', ['Quách Văn Nhượng']],
    ['', cards.map(({ head }) => head)],
    ['nobody', []],
  ])('%j finds %j', (typed, expected) => {
    expect(names(typed)).toEqual(expected)
  })

  test('a number is found whole, not within another', () => {
    expect(names('2')).toContain('Lê Văn Tư')
    expect(found([aCard(20, 'An')], '20', 'all')).toHaveLength(1)
  })

  test('filters by state; what the commune returned and what has two answers both need somebody', () => {
    expect(names('', 'needs')).toEqual(['Lê Văn Tư', 'Quách Văn Nhượng'])
    expect(names('', 'listed')).toEqual(['Lê Văn Tư', 'Đặng Thị Hường'])
    expect(names('', 'received')).toEqual(['Lương Văn Đức'])
  })

  test('counts visits in the hamlet, and what is left of the list', () => {
    expect(countsOf(cards)).toEqual({ visited: 3, left: 1, returned: 1 })
    expect(countsOf([aCard(1, 'An')])).toEqual({ visited: 0, left: 1, returned: 0 })
  })
})
