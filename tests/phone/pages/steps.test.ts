import { describe, expect, test } from 'vitest'
import type { NamedTerms } from '#domain/assessment/assessUnder.ts'
import { type Path, pathOf, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { sectionIds, sections } from '#domain/questionnaire/sections.ts'
import { day } from '#domain/units.ts'
import { progressOf, rosterProblem } from '#phone/pages/survey/progress.ts'
import { askedOn, groups, pathAddress, stepAddress, stepAfter, stepFor, stepsOf } from '#phone/pages/survey/steps.ts'
import { aChild, aHousehold, aResident, householdId, residentId } from '../../builders.ts'

const terms: NamedTerms = { standard: '2022-2025', area: 'rural', reviewDate: day('2024-10-15') }
const family = aHousehold()
const home = `/ho/${householdId(1)}/phieu`

describe('the pages of the form', () => {
  test.each(sectionIds)('of %s ask each of its questions once, one to four a page', (section) => {
    const pages: readonly (readonly string[])[] = groups[section]
    const elsewhere = ['gone', 'visit_outcome', 'visit_note']
    expect(pages.flat().toSorted()).toEqual(sections[section].filter((id) => !elsewhere.includes(id)).toSorted())
    expect(pages.every((page) => page.length >= 1 && page.length <= 4)).toBe(true)
  })

  test('go resident by resident, and only where something is asked', () => {
    const health = stepsOf('health', family, terms).map(({ resident, questions }) => [resident, questions[0]])
    expect(health).toEqual([
      [residentId(1), 'health_insurance'],
      [residentId(2), 'health_insurance'],
      [residentId(3), 'health_insurance'],
      [residentId(3), 'nutrition_finding'],
    ])
  })

  test('begin with the head, however the residents were entered', () => {
    const child = aChild({ id: residentId(8) })
    const answers: SurveyAnswers = { household: {}, residents: [child, aResident({ id: residentId(9) })] }
    expect(stepsOf('roster', answers, terms)[0]?.resident).toBe(residentId(9))
  })

  test('ask on when an answer calls for it', () => {
    const step = stepFor({ question: 'work', resident: residentId(1) })!
    expect(askedOn(step, family, terms)).toEqual(['work'])
    const [mother, ...others] = family.residents
    expect(askedOn(step, { ...family, residents: [{ ...mother!, work: 'wage' }, ...others] }, terms)).toEqual([
      'work',
      'work_contract',
    ])
  })

  test('ask who is away where the round does not count them, and the roster is open until it is answered', () => {
    const notCounted: NamedTerms = { ...terms, awayResidents: 'not_counted' }
    const last = stepFor({ question: 'away', resident: residentId(1) })!
    expect(askedOn(last, family, terms)).toEqual(['ethnic_group', 'merit'])
    expect(askedOn(last, family, notCounted)).toEqual(['ethnic_group', 'merit', 'away'])
    const missing = progressOf(family, notCounted).find(({ section }) => section === 'roster')!.missing
    expect(missing).toEqual([1, 2, 3].map((number) => pathOf('away', residentId(number))))
    const answered = family.residents.map((resident) => ({ ...resident, away: 'dont_know' as const }))
    expect(progressOf({ ...family, residents: answered }, notCounted)[0]!.missing).toEqual([])
  })

  test('end a resident’s part of the roster with that resident', () => {
    const last = stepFor({ question: 'ethnic_group', resident: residentId(1) })!
    expect(stepAfter(last, family, terms)).toBeUndefined()
    const first = stepFor({ question: 'name', resident: residentId(1) })!
    expect(stepAddress(householdId(1), stepAfter(first, family, terms)!)).toBe(`${home}/roster/${residentId(1)}/birth`)
  })

  test.each<[Path, string]>([
    [pathOf('latrine'), '/waterAndSanitation/latrine'],
    [pathOf('nutrition_date', residentId(3)), `/health/${residentId(3)}/nutrition_date`],
    [pathOf('gone', residentId(3)), '/roster'],
    [pathOf('visit_note'), '/visit'],
  ])('%s stands at its own address', (path, place) => {
    expect(pathAddress(householdId(1), path)).toBe(home + place)
  })
})

describe('how far a section is', () => {
  const stateIn = (answers: SurveyAnswers, section: string, returned?: Path) =>
    progressOf(answers, terms, returned).find((progress) => progress.section === section)?.state

  test('a whole form is done in every section', () => {
    expect(new Set(progressOf(family, terms).map(({ state }) => state))).toEqual(new Set(['done']))
  })

  test('an empty form has nothing begun', () => {
    const empty = progressOf({ household: {}, residents: [] }, terms).map(({ state }) => state)
    expect(new Set(empty)).toEqual(new Set(['not_started']))
  })

  test('one answer of several is in progress', () => {
    expect(stateIn({ household: { water_source: 'rain' }, residents: family.residents }, 'waterAndSanitation')).toBe(
      'in_progress',
    )
  })

  test('the section that the commune sent back to has a problem until it is answered', () => {
    expect(stateIn(family, 'waterAndSanitation', pathOf('latrine'))).toBe('has_problem')
  })

  test.each([
    [[], 'nobody'],
    [[aResident({ relation: 'spouse' })], 'no_head'],
    [[aResident(), aResident({ id: residentId(2) })], 'many_heads'],
    [[aResident(), aResident({ id: residentId(2), gone: 'died' })], undefined],
  ] as const)('a roster of %j: %s', (residents, problem) => {
    expect(rosterProblem({ household: {}, residents: [...residents] })).toBe(problem)
  })
})
