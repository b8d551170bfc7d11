// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { act, cleanup, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { AnswerValue } from '#domain/questionnaire/answers.ts'
import { worksheetQuestions } from '#domain/questionnaire/income.ts'
import { day } from '#domain/units.ts'
import { en } from '#domain/wording/en.ts'
import { vi } from '#domain/wording/vi.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import { completeAnswers, enrolled, facts, lineWith } from '../kit.ts'
import { householdId, openHousehold, withSomebody } from './kit.tsx'

/** The page of somebody living alone, with these answers to the household's, in a round of that day. */
async function opened(household: Record<string, AnswerValue>, reviewDate = '2025-10-15') {
  const line = await lineWith([withSomebody()])
  line.pages[0] = { ...line.pages[0]!, facts: { ...facts, round: { ...facts.round!, reviewDate: day(reviewDate) } } }
  const vault = await enrolled(line)
  for (const [path, value] of new Map([...completeAnswers(150), ...Object.entries(household)] as [
    string,
    AnswerValue,
  ][]))
    await saveAnswer(vault, householdId(1), path as never, value, 1)
  await act(async () => openHousehold(vault))
  await screen.findByText(/^(Hộ không nghèo|Household not poor)$/)
}

/** Unit: đồng a month. */
const worksheet = (perHead: number) =>
  Object.fromEntries(Object.keys(worksheetQuestions).map((line) => [line, line === 'income_wages' ? perHead * 12 : 0]))

describe('the low-income worker on a household’s page', () => {
  test.each([
    ['vi', vi],
    ['en', en],
  ] as const)('what is lacking is said in one sentence (%s)', async (language, words) => {
    localStorage.setItem('so-thon-language', language)
    await opened({})
    expect(await screen.findByText(words.lowIncomeWorker.unknown(words.lowIncomeWorker.lacking.worksheet))).toBeTruthy()
  })

  test('that there is one is said', async () => {
    await opened(worksheet(2_000_000))
    expect(await screen.findByText(vi.lowIncomeWorker.true)).toBeTruthy()
  })

  test('that nobody is one is said', async () => {
    await opened(worksheet(3_000_000))
    expect(await screen.findByText(vi.lowIncomeWorker.false)).toBeTruthy()
  })

  test('nothing is said in a round before the decree', async () => {
    await opened({})
    await screen.findByText(/Nghị định 30\/2025/)
    cleanup()
    await opened({}, '2024-10-15')
    // What is fetched after it is there too.
    await screen.findByText('Chưa xác định được')
    expect(screen.queryByText(/Nghị định 30\/2025/)).toBeNull()
  })
})
