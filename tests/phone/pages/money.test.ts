// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { readRaw } from '#domain/wording/raw.ts'
import { inLanguage, regrouped, typedMoney } from '#phone/pages/survey/money.ts'

/** What the field holds after these keys, one by one. */
function typed(keys: string): string {
  return [...keys].reduce((before, key) => regrouped(before + key, before), '')
}

describe('an amount as it is typed', () => {
  test.each([
    ['54000000', '54.000.000'],
    ['54.000.000', '54.000.000'],
    ['540', '540'],
    ['1.5', '1.5'],
    ['1,5', '1,5'],
    ['1.500.000,5', '1.500.000,5'],
    ['12 000', '12 000'],
  ])('%s stands as %s', (keys, shown) => {
    expect(typed(keys)).toBe(shown)
  })

  test.each(['1.5', '1,5', '54.00', '1.500.000,5', '-5'])(
    '%s is no amount: it is refused, never read as more',
    (keys) => {
      expect(readRaw('income_crops', typed(keys), '2024-10-15')).toEqual({ wrong: 'whole' })
    },
  )

  test('is regrouped where digits go', () => {
    expect(regrouped('1.23', '1.234')).toBe('123')
    expect(regrouped('', '1')).toBe('')
  })

  test('in English has commas between the thousands, and a point is refused', () => {
    expect(inLanguage('1.234.567', 'en')).toBe('1,234,567')
    expect(inLanguage('1,234,567', 'en')).toBe('1.234.567')
    expect(readRaw('income_crops', inLanguage('1.5', 'en'), '2024-10-15')).toEqual({ wrong: 'whole' })
    expect(inLanguage('1.234', 'vi')).toBe('1.234')
  })
})

describe('the caret', () => {
  /** A field as the browser leaves it after a key: its text, with the caret at `|`. */
  function fieldAfter(marked: string): HTMLInputElement {
    const input = document.createElement('input')
    const caret = marked.indexOf('|')
    input.value = marked.replace('|', '')
    input.setSelectionRange(caret, caret)
    return input
  }
  const markedIn = ({ value, selectionStart }: HTMLInputElement) =>
    `${value.slice(0, selectionStart ?? 0)}|${value.slice(selectionStart ?? 0)}`

  test.each([
    { what: 'a digit in the middle', before: '1.234.567', key: '1.2394|.567', left: '12.394|.567' },
    { what: 'a digit at the end', before: '123', key: '1234|', left: '1.234|' },
    { what: 'a digit deleted', before: '1.234.567', key: '1.|34.567', left: '1|34.567' },
    { what: 'a mark deleted: the caret steps over it', before: '1.234.567', key: '1.234|567', left: '1.234|.567' },
  ])('stays before the same digit: $what', ({ before, key, left }) => {
    const input = fieldAfter(key)
    expect(typedMoney(input, before, 'vi')).toBe(left.replace('|', ''))
    expect(markedIn(input)).toBe(left)
  })

  test('stays in English too', () => {
    const input = fieldAfter('1,2394|,567')
    expect(typedMoney(input, '1.234.567', 'en')).toBe('12.394.567')
    expect(markedIn(input)).toBe('12,394|,567')
  })
})
