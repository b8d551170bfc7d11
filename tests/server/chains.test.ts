import { beforeEach, describe, expect, test } from 'vitest'
import type { Operation } from '#domain/household/operation.ts'
import type { HouseholdId } from '#domain/ids.ts'
import { findHousehold } from '#server/households.ts'
import { findEntry, resultOf } from '#server/ledger.ts'
import { addHouseholds } from '#server/roster.ts'
import { aHousehold, householdId } from '../builders.ts'
import {
  aCommuneWithHouseholds,
  aFinishedSurvey,
  anEnrolledPhone,
  aSignedInDesk,
  decide,
  factsOf,
  operationOf,
  type Phone,
  pull,
  send,
  sendOne,
  settledIn,
  statesIn,
  type TestCommune,
} from './people.ts'

let commune: TestCommune
let phone: Phone

beforeEach(async () => {
  commune = await aCommuneWithHouseholds({ pageSize: 50 })
  phone = await anEnrolledPhone(commune)
})

const fact = (question: string, value: unknown, seen = 0) => ({ facts: { [question]: { value, seen } } })

/** Each of these follows the one before it on the same phone. */
function chained(...operations: Operation[]): Operation[] {
  return operations.map((operation, i) => (i === 0 ? operation : { ...operation, after: operations[i - 1]!.op }))
}

/** What a letter sent again would be answered. */
async function answerTo({ device, op }: Operation) {
  return resultOf((await findEntry({ trx: commune.store.db }, { device, op }))!)
}

/** A survey, three corrections of one question and one of another, none of which saw what the commune had. */
function aChainOfFive(household: HouseholdId): Operation[] {
  return chained(
    operationOf(phone, household, aFinishedSurvey(aHousehold())),
    operationOf(phone, household, fact('water_source', 'rain')),
    operationOf(phone, household, fact('water_source', 'piped')),
    operationOf(phone, household, fact('latrine', 'none')),
    operationOf(phone, household, fact('water_source', 'bottled')),
  )
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]))
}

/** What the commune has, without the numbers, which say in which order it came. */
async function recordOf(household: HouseholdId) {
  const state = statesIn(await pull(phone, 0)).find((change) => change.household === household)?.state
  const { survey } = state!
  return {
    state: survey.state,
    values: Object.fromEntries(Object.entries(survey.fields).map(([path, field]) => [path, [field.value, field.n]])),
    rivals: survey.rivals,
    receipts: survey.receipts.map(({ op }) => op),
  }
}

describe('a chain of five edits', () => {
  test('in any of the 120 orders gives one record, no conflict, and a receipt for each', async () => {
    const orders = permutations([0, 1, 2, 3, 4])
    const households = orders.map((_, i) => householdId(100 + i))
    await addHouseholds(
      commune.store,
      households.map((id, i) => ({ id, hamlet: 'lang-mai', number: 100 + i })),
    )
    const chains = households.map(aChainOfFive)
    for (const step of [0, 1, 2, 3, 4]) await send(phone, ...chains.map((chain, i) => chain[orders[i]![step]!]!))
    for (const [i, chain] of chains.entries()) {
      const order = orders[i]!.join(' ')
      const answers = await Promise.all(chain.map((operation) => answerTo(operation)))
      expect(
        answers.map(({ status }) => status),
        order,
      ).toEqual(Array(5).fill('applied'))
      const { survey } = (await findHousehold(commune.store.db, households[i]!, '2024'))!
      expect(
        survey.receipts.map(({ op, receipt }) => [op, receipt]),
        order,
      ).toEqual(answers.map(({ op, receipt }) => [op, receipt]))
      expect(survey, order).toMatchObject({
        state: 'submitted',
        fields: { water_source: { value: 'bottled', n: chain[4]!.n }, latrine: { value: 'none', n: chain[3]!.n } },
        rivals: {},
      })
      expect(Object.keys(survey.fields).toSorted(), order).toEqual(Object.keys(factsOf(aHousehold())).toSorted())
    }
  })

  test('backwards in one batch is answered as it stands at the batch’s end', async () => {
    const chain = aChainOfFive(householdId(1))
    const results = await send(phone, ...chain.toReversed())
    expect(results.map(({ op, status }) => [op, status])).toEqual(chain.toReversed().map(({ op }) => [op, 'applied']))
  })

  test('lesson 39: tells the phone of every edit that waited, in number order, page by page', async () => {
    const small = await aCommuneWithHouseholds({ pageSize: 1 })
    phone = await anEnrolledPhone(small)
    const chain = aChainOfFive(householdId(1))
    for (const operation of chain.toReversed()) await sendOne(phone, operation)
    const seqs: number[] = []
    const settled: string[] = []
    for (let cursor = 0, more = true; more; ) {
      const page = await pull(phone, cursor)
      expect(page.changes.length).toBeLessThanOrEqual(1)
      seqs.push(...page.changes.map(({ seq }) => seq))
      settled.push(...settledIn(page).map(({ op, status }) => `${op} ${status}`))
      cursor = page.cursor
      more = page.more
    }
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
    expect(seqs).toHaveLength(new Set(seqs).size)
    expect(settled).toEqual(chain.slice(1).map(({ op }) => `${op} applied`))
  })
})

describe('an edit whose predecessor has not come', () => {
  test('waits even where the household is known', async () => {
    const [, second] = chained(
      operationOf(phone, householdId(1), fact('water_source', 'rain')),
      operationOf(phone, householdId(1), fact('water_source', 'piped')),
    )
    expect(await sendOne(phone, second!)).toMatchObject({ status: 'held', reason: 'waiting_for_predecessor' })
    expect((await recordOf(householdId(1))).values).toEqual({})
  })

  test('of a returned survey: the second correction before the first is one submission in the end', async () => {
    const survey = operationOf(phone, householdId(1), aFinishedSurvey(aHousehold()))
    await sendOne(phone, survey)
    const desk = await aSignedInDesk(commune)
    const { revision } = (await desk.household(householdId(1))).household
    await desk.post(`households/${householdId(1)}/return`, { revision, path: 'water_source', reason: 'Xem lại' })
    const seen = (await desk.household(householdId(1))).household.revision
    const submitted = (expected: 'returned' | 'submitted', value: string) => ({
      ...fact('water_source', value, seen),
      move: { to: 'submitted' as const, expected },
    })
    const [, first, second] = chained(
      survey,
      operationOf(phone, householdId(1), submitted('returned', 'rain')),
      operationOf(phone, householdId(1), submitted('submitted', 'piped')),
    )
    expect(await sendOne(phone, second!)).toMatchObject({ status: 'held' })
    expect(await recordOf(householdId(1))).toMatchObject({
      state: 'returned',
      values: { water_source: ['drilled_well', 1] },
    })
    expect(await sendOne(phone, first!)).toMatchObject({ status: 'applied' })
    expect(await recordOf(householdId(1))).toMatchObject({
      state: 'submitted',
      values: { water_source: ['piped', 3] },
      rivals: {},
      receipts: [survey.op, first!.op, second!.op],
    })
  })

  test('is looked at again when the predecessor is held for another reason, or declined', async () => {
    const made = householdId(60)
    const [creation, second] = chained(
      operationOf(phone, made, { ...fact('water_source', 'rain'), hamlet: 'lang-gio' as never }),
      operationOf(phone, made, fact('water_source', 'piped')),
    )
    await sendOne(phone, second!)
    expect(await sendOne(phone, creation!)).toMatchObject({ reason: 'other_hamlet' })
    expect(await sendOne(phone, second!)).toMatchObject({ reason: 'waiting_for_predecessor' })
    const desk = await aSignedInDesk(commune)
    expect((await decide(desk, 'decline', creation!)).status).toBe(200)
    expect(await sendOne(phone, second!)).toMatchObject({ status: 'held', reason: 'unknown_household' })
  })
})

describe('an older edit that comes after a newer one of its phone', () => {
  test('is passed over, also where another phone has written since', async () => {
    const older = operationOf(phone, householdId(1), fact('water_source', 'rain'))
    await sendOne(phone, operationOf(phone, householdId(1), fact('water_source', 'piped')))
    const other = await anEnrolledPhone(commune, { enumerator: 'Vi Thị Lan' })
    const seen = statesIn(await pull(other, 0)).at(-1)!.seq
    await sendOne(other, operationOf(other, householdId(1), fact('water_source', 'bottled', seen)))
    expect(await sendOne(phone, older)).toMatchObject({ status: 'applied', receipt: expect.any(String) })
    expect(await recordOf(householdId(1))).toMatchObject({ values: { water_source: ['bottled', 1] }, rivals: {} })
  })
})
