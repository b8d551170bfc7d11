import { describe, expect, test } from 'vitest'
import { en } from '#office/wording/en.ts'
import { vi } from '#office/wording/vi.ts'
import { LetterReason } from '#protocol/deposit.ts'
import { problems } from '#protocol/problem.ts'

/** Every sentence by its place; a function is asked with plain arguments, once with a number and once without. */
function sentencesIn(value: unknown, place = ''): [string, string][] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value === 'function')
    return [
      [place, String(value(1, '2', '3', '4'))],
      [`${place} (0)`, String(value(0, undefined, '3', '4'))],
    ]
  return Object.entries(value as object).flatMap(([key, child]) =>
    sentencesIn(child, place === '' ? key : `${place}.${key}`),
  )
}

const vietnamese = sentencesIn(vi)
const english = sentencesIn(en)

test('both languages say the same things, in the same order, and leave nothing empty', () => {
  expect(english.map(([place]) => place)).toEqual(vietnamese.map(([place]) => place))
  for (const [place, sentence] of [...vietnamese, ...english]) expect(sentence.trim(), place).not.toBe('')
})

test('every sentence is in Unicode NFC', () => {
  for (const [place, sentence] of [...vietnamese, ...english]) expect(sentence, place).toBe(sentence.normalize('NFC'))
})

test('no English stands in the Vietnamese', () => {
  const word =
    /\b(the|and|of|is|not|this|household|commune|hamlet|phone|server|accept|return|review|login|password|error|link|email|online|offline)\b/i
  for (const [place, sentence] of vietnamese.filter(([place]) => place !== 'otherLanguage'))
    expect(sentence, place).not.toMatch(word)
})

test('no Vietnamese stands in the English, but for the name of the book and of the law', () => {
  for (const [place, sentence] of english.filter(([place]) => place !== 'otherLanguage'))
    expect(sentence.replace('Sổ Thôn', '').replace('NĐ-CP', ''), place).toMatch(/^[\p{Script=Latin}\P{L}]*$/u)
  const marked = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i
  for (const [place, sentence] of english.filter(([place]) => place !== 'otherLanguage'))
    expect(sentence.replace('Sổ Thôn', '').replace('NĐ-CP', ''), place).not.toMatch(marked)
})

describe('refusals', () => {
  test('every code of the server has its sentence in both languages, and so have the failures of the line', () => {
    const codes = [...Object.keys(problems), 'no_line', 'not_our_server'].toSorted()
    expect(Object.keys(vi.problems).toSorted()).toEqual(codes)
    expect(Object.keys(en.problems).toSorted()).toEqual(codes)
  })

  test('no sentence shows a code', () => {
    for (const [place, sentence] of [...vietnamese, ...english]) expect(sentence, place).not.toMatch(/[a-z]_[a-z]/)
  })

  test('every reason to hold a letter has its words', () => {
    expect(Object.keys(vi.heldReasons).toSorted()).toEqual(LetterReason.options.toSorted())
  })
})
