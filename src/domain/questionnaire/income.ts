import { z } from 'zod/mini'
import { mostCodes } from '#domain/standard/scorecard.ts'
import { Vnd } from '#domain/units.ts'
import { answer } from './answer.ts'

/** Whole đồng of the 12 months before the review, net of production cost; where the cost was higher, 0. */
const yearlyIncome = answer(Vnd)

/** What the income worksheet adds up; social assistance from the state budget is left out (Circular 07/2021). */
export const worksheetQuestions = {
  /** 8.4 Wages and salaries. */
  income_wages: yearlyIncome,
  /** 8.5 Crops. */
  income_crops: yearlyIncome,
  /** 8.6 Livestock. */
  income_livestock: yearlyIncome,
  /** 8.7 Forestry. */
  income_forestry: yearlyIncome,
  /** 8.8 Fishery. */
  income_fishery: yearlyIncome,
  /** 8.9 Salt. */
  income_salt: yearlyIncome,
  /** 8.10 Business other than farming. */
  income_business: yearlyIncome,
  /** 8.11 Any other regular income. */
  income_other: yearlyIncome,
} as const
export type WorksheetQuestion = keyof typeof worksheetQuestions

/** Asked only where the household's income makes them matter (`asked.ts`): the paper form's total is enough for a class. */
export const offeredIncomeQuestions = {
  /** 8.2 Form B1 item by item: `item:option`, `item:3` for a count, `item:option=2` for so many residents. */
  b1_answers: answer(
    z
      .array(z.string().check(z.regex(/^[a-z][a-z0-9_]{0,39}:([a-z][a-z0-9_]{0,39}(=\d{1,3})?|\d{1,3})$/)))
      .check(z.maxLength(mostCodes)),
  ),
  /** 8.3 A farming, forestry, fishery or salt household, as its own request says. */
  farming_household: answer(z.boolean()),
  ...worksheetQuestions,
} as const

/** Section 8: income, as the paper form B1 scored it, by form B1 itself, or by the income worksheet. */
export const incomeQuestions = {
  /** 8.1 Total points of the paper form B1, copied as written. */
  b1_points: answer(z.int().check(z.nonnegative(), z.maximum(500))),
  ...offeredIncomeQuestions,
} as const
