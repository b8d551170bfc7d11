import { describe, expect, test } from 'vitest'
import { type Household, Household as HouseholdSchema, headNameOf } from '#domain/household/household.ts'
import type { AnswerValue } from '#domain/questionnaire/answers.ts'
import { day } from '#domain/units.ts'
import { answerGroups, residentNames, returnChoices } from '#office/answers.ts'
import { instantText, typedDay } from '#office/instant.ts'
import { aChild, aHousehold, aResident, aSurvey, deviceId, householdId, residentId } from '../builders.ts'
import { factsOf } from './facts.ts'

const reviewDate = day('2024-10-15')

function aRecord(facts: Record<string, AnswerValue>, previous?: Record<string, AnswerValue>): Household {
  const stamp = { revision: 1, device: deviceId(1), n: 1, by: 'Lương Văn Thịnh', at: '2024-10-15T07:32:00Z' }
  const fields = Object.fromEntries(Object.entries(facts).map(([path, value]) => [path, { value, ...stamp }]))
  return HouseholdSchema.parse({
    id: householdId(1),
    hamlet: 'lang-mai',
    number: 1,
    revision: 1,
    survey: { ...aSurvey({ state: 'submitted' }), fields },
    ...(previous && { previous: { round: '2023', answers: previous } }),
  })
}

const rowsOf = (household: Household) => answerGroups(household, reviewDate).flatMap(({ rows }) => rows)

describe('the answers of a household', () => {
  test("stand in the form's order, section by section and resident by resident", () => {
    const groups = answerGroups(aRecord(factsOf(aHousehold())), reviewDate)
    expect(groups.map(({ section, resident }) => [section, resident])).toEqual([
      ...['roster', 'employment', 'health', 'education'].flatMap((section) =>
        [1, 2, 3].map((number) => [section, residentId(number)]),
      ),
      ...['housing', 'waterAndSanitation', 'information', 'income', 'causes', 'visit'].map((section) => [
        section,
        undefined,
      ]),
    ])
    expect(groups[0]!.rows.map(({ question }) => question).slice(0, 3)).toEqual(['name', 'relation', 'sex'])
  })

  test('name what the form asks and nobody has answered', () => {
    const { latrine: _, ...facts } = factsOf(aHousehold())
    const row = rowsOf(aRecord(facts)).find(({ path }) => path === 'latrine')
    expect(row).toEqual({ path: 'latrine', question: 'latrine', isAsked: true, rivals: [] })
  })

  test('name form B1 item by item, not the paper’s total, where the round asks that', () => {
    const { b1_points: _, ...facts } = factsOf(aHousehold())
    const standing = { b1: 'within', items: 'complete', hasAverage: true } as const
    const groups = answerGroups(aRecord({ ...facts, b1_answers: ['cow:1'] }), reviewDate, standing)
    const income = returnChoices(groups).find(({ section }) => section === 'income')
    expect(income?.rows.map(({ path }) => path)).toEqual(['b1_answers'])
  })

  test('keep those of a resident who has died, though nothing more is asked of them', () => {
    const facts = factsOf(aHousehold({ residents: [aResident(), aChild({ id: residentId(2), gone: 'died' })] }))
    const gone = rowsOf(aRecord(facts)).filter(({ path }) => path.startsWith(residentId(2)))
    expect(gone.find(({ question }) => question === 'gone')?.current?.value).toBe('died')
    expect(gone.some(({ isAsked }) => isAsked)).toBe(false)
  })

  test('of last round alone are shown while nothing has come in, and none of them can be returned', () => {
    const household = aRecord({}, factsOf(aHousehold()))
    const groups = answerGroups(household, reviewDate)
    expect(
      groups.flatMap(({ rows }) => rows).every(({ previous, current }) => previous !== undefined && !current),
    ).toBe(true)
    expect(returnChoices(groups)).toEqual([])
  })
})

describe('names', () => {
  test('are of this round, and of the last where this round has none', () => {
    const before = factsOf(aHousehold())
    const household = aRecord({ [`${residentId(1)}/name`]: 'Lò Thị Mái' }, before)
    expect([...residentNames(household).values()]).toEqual(['Lò Thị Mái', 'Lò Văn Tư', 'Lò Văn Nam'])
  })

  test('the head is who this round says it is; without one the first resident; else whom last round named', () => {
    const heads = aHousehold({ residents: [aResident({ relation: 'spouse' }), aChild({ relation: 'head' })] })
    expect(headNameOf(aRecord(factsOf(heads)))).toBe('Lò Văn Nam')
    const none = aHousehold({ residents: [aResident({ relation: 'other_relative' }), aChild()] })
    expect(headNameOf(aRecord(factsOf(none)))).toBe('Lò Thị Mai')
    expect(headNameOf(aRecord({}, factsOf(heads)))).toBe('Lò Văn Nam')
    expect(headNameOf(aRecord({}))).toBe('')
  })
})

describe('days and times', () => {
  test.each([
    ['15/10/2026', '2026-10-15'],
    ['5/3/2026', '2026-03-05'],
    ['29/2/2026', undefined],
    ['//2026', undefined],
    ['', undefined],
    ['15/10', undefined],
  ])('typed as "%s" is the day %s', (typed, expected) => {
    expect(typedDay(typed)).toBe(expected)
  })

  test('a time is said by the place of this computer, day before month', () => {
    const local = new Date(2024, 9, 5, 7, 2)
    expect(instantText(local.toISOString())).toBe('05/10/2024 07:02')
  })
})
