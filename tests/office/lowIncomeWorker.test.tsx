import './browser.ts'
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { HouseholdAnswers } from '#domain/questionnaire/answers.ts'
import { worksheetQuestions } from '#domain/questionnaire/income.ts'
import { vnd } from '#domain/units.ts'
import { en } from '#domain/wording/en.ts'
import { vi } from '#domain/wording/vi.ts'
import type { Words } from '#domain/wording/words.ts'
import { aHousehold, householdId } from '../builders.ts'
import { factsOf } from './facts.ts'
import { aCommune, aPhone, enterHousehold, loggedIn, openOffice, title } from './kit.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

/** The worksheet of a household of three. Unit: đồng a head and month. */
function worksheet(perHead: number): Partial<HouseholdAnswers> {
  const lines = Object.keys(worksheetQuestions).map((line) => [line, vnd(0)])
  return { ...Object.fromEntries(lines), income_crops: vnd(perHead * 12 * 3) }
}

const told = ({ lowIncomeWorker: own }: Words) => ({
  one: own.true,
  nobody: own.false,
  worksheet: own.unknown(own.lacking.worksheet),
})

test.each([
  { household: worksheet(2_000_000), expected: 'one' },
  { household: worksheet(3_000_000), expected: 'nobody' },
  { household: {}, expected: 'worksheet' },
] as const)('the household’s page says of the low-income worker: $expected', async ({ household, expected }) => {
  const commune = await aCommune()
  await commune.store.db.updateTable('rounds').set({ review_date: '2025-10-15' }).execute()
  await enterHousehold(commune.store, 1)
  const phone = await aPhone(commune.store, 'Lương Văn Thịnh')
  await phone.send(householdId(1), factsOf(aHousehold({ household })))
  const wire = await loggedIn(commune.wire)
  for (const [language, words] of [
    ['vi', vi],
    ['en', en],
  ] as const) {
    localStorage.setItem('so-thon-language', language)
    openOffice(wire, `/xa/ho/${householdId(1)}`)
    await title(/Lò Thị Mai/)
    expect(screen.getByText(told(words)[expected])).toBeTruthy()
  }
})
