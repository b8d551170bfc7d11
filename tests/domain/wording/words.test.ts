import { describe, expect, test } from 'vitest'
import { incomeSources, type Reason, reasonRules } from '#domain/assessment/assessment.ts'
import { NonResponse } from '#domain/questionnaire/answer.ts'
import { householdQuestions, type QuestionId, residentQuestions } from '#domain/questionnaire/answers.ts'
import { EthnicGroup } from '#domain/questionnaire/roster.ts'
import { sectionIds } from '#domain/questionnaire/sections.ts'
import { scorecardProblemCodes } from '#domain/standard/checkScorecard.ts'
import { indicatorIds, standardIds } from '#domain/standard/standard.ts'
import { en } from '#domain/wording/en.ts'
import { namedGroups } from '#domain/wording/ethnicGroups.ts'
import { scorecardProblems as problemsEn } from '#domain/wording/scorecardProblems.en.ts'
import { scorecardProblems as problemsVi } from '#domain/wording/scorecardProblems.vi.ts'
import { vi } from '#domain/wording/vi.ts'
import { residentId } from '../../builders.ts'

const both = [
  { name: 'Vietnamese', words: vi },
  { name: 'English', words: en },
]

/** A reason that carries every part a sentence may ask for. */
const everyReason = (rule: Reason['rule']): Reason => ({
  rule,
  residents: [
    {
      id: residentId(1),
      name: 'Bo An',
      ages: { least: 7, most: 7 },
      answer: { question: 'schooling_now', code: 'preschool' },
    },
    { id: residentId(2), name: '' },
  ],
  things: [{ question: 'dwelling_roof', code: 'metal_sheet' }],
  question: 'birth',
  numbers: { from: 6, through: 30, below: 16, of: 5, cutoff: 8, area: 31.5, perResident: 6.3, tips: 1 },
})

/** Every text of a language: labels, options, names, and the sentences with figures in them. */
function textsOf(words: typeof vi): string[] {
  const texts: string[] = []
  const walk = (node: unknown): void => {
    if (typeof node === 'string') texts.push(node)
    else if (typeof node === 'object' && node !== null) Object.values(node).forEach(walk)
  }
  walk({ ...words, ethnicGroups: {}, language: undefined })
  texts.push(...reasonRules.map((rule) => words.reasons[rule](everyReason(rule))))
  const income = {
    b1: '125',
    scoreLine: '140',
    perHead: '1600000',
    povertyLine: '1500000',
    averageLine: '2250000',
  }
  const figures = {
    points: { least: 10, most: 40 },
    deprivations: { least: 1, most: 4 },
    cutoff: 30,
  }
  for (const source of incomeSources)
    texts.push(
      ...Object.values(words.classRules).map((sentence) => sentence({ ...figures, income: { ...income, source } })),
    )
  const problems = words.language === 'vi' ? problemsVi : problemsEn
  const numbers = { line: 141, expected: 140, least: 40, most: 300, count: 320 }
  for (const code of scorecardProblemCodes) texts.push(problems[code]({ code, at: 'size:one', numbers }))
  for (const id of standardIds) {
    texts.push(words.underOtherStandard(words.standards[id]))
    texts.push(...indicatorIds.map((_, i) => words.citation(id, { annexIndicator: i + 1 })))
  }
  return texts
}

describe.each(both)('$name', ({ words }) => {
  test('has a sentence for every reason, with nothing left open', () => {
    for (const rule of reasonRules) {
      const sentence = words.reasons[rule](everyReason(rule))
      expect(sentence, rule).not.toMatch(/undefined|NaN|\[object|_/)
      expect(sentence.length, rule).toBeGreaterThan(10)
      expect(sentence, `${rule} ends without a full stop, since the screens set it`).not.toMatch(/[.:;,\s]$/)
    }
  })

  test('is composed, trimmed and complete', () => {
    const texts = textsOf(words)
    expect(texts.length).toBeGreaterThan(250)
    for (const text of texts) {
      expect(text).toBe(text.normalize('NFC'))
      expect(text).toBe(text.trim().replace(/\s+/g, ' '))
      expect(text).not.toMatch(/undefined|NaN/)
    }
  })

  test('has a word for every code that a question takes, and for none that it does not', () => {
    const schemas: Record<string, { safeParse: (value: unknown) => { success: boolean } }> = {
      ...householdQuestions,
      ...residentQuestions,
    }
    for (const [question, codes] of Object.entries(words.options))
      for (const code of Object.keys(codes))
        expect(
          schemas[question]?.safeParse(code).success || schemas[question]?.safeParse([code]).success,
          `${question} ${code}`,
        ).toBe(true)
  })

  test('has the 56 codes of the ethnic groups', () => {
    const codes = Object.keys(words.ethnicGroups).sort()
    expect(codes).toHaveLength(56)
    for (const code of codes) expect(EthnicGroup.safeParse(code).success).toBe(true)
    expect(new Set(Object.values(words.ethnicGroups)).size).toBe(56)
  })

  test('never calls two options of one question by the same name', () => {
    for (const codes of Object.values(words.options)) {
      const labels = Object.values(codes)
      expect(new Set(labels).size).toBe(labels.length)
    }
  })

  test('names every section and every question', () => {
    expect(Object.keys(words.sections)).toEqual(sectionIds)
    const questions = [...Object.keys(householdQuestions), ...Object.keys(residentQuestions)] as QuestionId[]
    for (const question of questions) expect(words.questions[question].label).not.toBe('')
    expect(Object.keys(words.nonResponses)).toEqual(NonResponse.options)
  })
})

test('English holds no Vietnamese letter outside of names', () => {
  for (const text of textsOf(en)) expect(text).not.toMatch(/[À-ỹĐđ]/)
})

test('the fifty-four groups are called the same in both languages', () => {
  for (const [code, name] of Object.entries(namedGroups)) {
    expect(en.ethnicGroups[code as keyof typeof namedGroups]).toBe(name)
    expect(vi.ethnicGroups[code as keyof typeof namedGroups]).toBe(name)
    expect(name).toBe(name.normalize('NFC'))
  }
})

test('no Vietnamese text was left as its English one', () => {
  const shared = new Set(['Radio'])
  const english = new Set(textsOf(en))
  expect(textsOf(vi).filter((text) => english.has(text) && !shared.has(text))).toEqual([])
})

test('the official names of the indicators stand in the decree’s order', () => {
  expect(indicatorIds.map((id) => vi.indicators[id])).toEqual([
    'Việc làm',
    'Người phụ thuộc trong hộ gia đình',
    'Dinh dưỡng',
    'Bảo hiểm y tế',
    'Trình độ giáo dục của người lớn',
    'Tình trạng đi học của trẻ em',
    'Chất lượng nhà ở',
    'Diện tích nhà ở bình quân đầu người',
    'Nguồn nước sinh hoạt',
    'Nhà tiêu hợp vệ sinh',
    'Sử dụng dịch vụ viễn thông',
    'Phương tiện phục vụ tiếp cận thông tin',
  ])
})

test('a sentence whose reason lacks a part is a fault, not a gap in the sentence', () => {
  expect(() => vi.reasons.uninsured({ rule: 'uninsured' })).toThrow(RangeError)
})
