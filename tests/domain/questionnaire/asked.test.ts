import { describe, expect, test } from 'vitest'
import { ageRange } from '#domain/questionnaire/age.ts'
import type { Resident, ResidentQuestion } from '#domain/questionnaire/answers.ts'
import { askedPaths, isAsked, isAskedOf, unansweredPaths } from '#domain/questionnaire/asked.ts'
import { day, PlainYear } from '#domain/units.ts'
import { aChild, aHousehold, aResident, residentId, without } from '../../builders.ts'

const on = day('2024-10-15')
const year = (text: string) => PlainYear.parse(text)

describe('the age at the review date', () => {
  test.each([
    { birth: day('2008-10-15'), least: 16, most: 16, because: 'the birthday counts from the day itself' },
    { birth: day('2008-10-16'), least: 15, most: 15, because: 'the day before it does not' },
    { birth: year('2008'), least: 15, most: 16, because: 'a year alone leaves two ages' },
    { birth: year('2024'), least: 0, most: 0, because: 'nobody is younger than 0' },
    { birth: day('2024-11-01'), least: 0, most: 0, because: 'a birth after the review date is no age below 0' },
    { birth: 'dont_know' as const, least: 0, most: 130, because: 'a birth not known leaves every age' },
    { birth: undefined, least: 0, most: 130, because: 'a birth not asked yet leaves every age' },
  ])('born $birth is $least to $most: $because', ({ birth, least, most }) => {
    expect(ageRange(birth, on)).toEqual({ least, most })
  })

  test('of somebody born on 29 February completes a year on 1 March of a common year', () => {
    expect(ageRange(day('2008-02-29'), day('2023-02-28')).least).toBe(14)
    expect(ageRange(day('2008-02-29'), day('2023-03-01')).least).toBe(15)
  })
})

describe('the form', () => {
  test('asks who is away in a round that does not count them, and of nobody who is gone', () => {
    const needsAway = { needsAway: true } as const
    const [mai, tu, nam] = aHousehold().residents
    expect([isAskedOf('away', mai!, on), isAskedOf('away', mai!, on, needsAway)]).toEqual([false, true])
    const answers = aHousehold({ residents: [mai!, { ...tu!, away: 'refused' }, { ...nam!, gone: 'died' }] })
    expect(unansweredPaths(answers, on)).toEqual([])
    const standing = { b1: 'open', hasAverage: false, ...needsAway } as const
    expect(unansweredPaths(answers, on, standing)).toEqual([`${mai!.id}/away`])
  })

  const wage = { work: 'wage' } as const
  test.each<{ question: ResidentQuestion; born: string; resident?: Partial<Resident>; asked: boolean }>([
    { question: 'work', born: '2009-10-15', asked: true },
    { question: 'work', born: '2009-10-16', asked: false },
    { question: 'work_contract', born: '1984-01-01', resident: wage, asked: true },
    { question: 'work_contract', born: '1984-01-01', resident: { work: 'self_employed' }, asked: false },
    { question: 'work_contract', born: '2009-10-16', resident: wage, asked: false },
    { question: 'monthly_allowance', born: '1964-10-15', asked: true },
    { question: 'monthly_allowance', born: '1964-10-16', asked: false },
    { question: 'monthly_allowance', born: '1984-01-01', resident: { disability: true }, asked: true },
    { question: 'monthly_allowance', born: '1984-01-01', resident: { disability: 'dont_know' }, asked: false },
    { question: 'nutrition_finding', born: '2008-10-16', asked: true },
    { question: 'nutrition_finding', born: '2008-10-15', asked: false },
    { question: 'nutrition_source', born: '2015-01-01', resident: { nutrition_finding: 'stunted' }, asked: true },
    { question: 'nutrition_source', born: '2015-01-01', resident: { nutrition_finding: 'not_examined' }, asked: false },
    { question: 'nutrition_date', born: '2015-01-01', resident: { nutrition_finding: 'dont_know' }, asked: false },
    { question: 'schooling_now', born: '2021-10-15', asked: true },
    { question: 'schooling_now', born: '2021-10-16', asked: false },
    { question: 'schooling_now', born: '1993-10-16', asked: true },
    { question: 'schooling_now', born: '1993-10-15', asked: false },
    { question: 'education_completed', born: '2008-10-15', asked: true },
    { question: 'education_completed', born: '2008-10-16', asked: false },
    { question: 'enterprise_certificate', born: '2004-01-01', resident: wage, asked: true },
    { question: 'enterprise_certificate', born: '2004-01-01', asked: false },
    { question: 'enterprise_certificate', born: '1993-10-15', resident: wage, asked: false },
    { question: 'health_insurance', born: '2024-10-15', asked: true },
    { question: 'gone', born: '1984-01-01', asked: false },
  ])('asks $question of somebody born $born ($resident): $asked', ({ question, born, resident = {}, asked }) => {
    expect(isAskedOf(question, aResident({ birth: day(born), ...resident }), on)).toBe(asked)
  })

  test('asks by both ages that a birth year leaves', () => {
    const born2008 = aResident({ birth: year('2008') })
    expect(isAskedOf('nutrition_finding', born2008, on)).toBe(true)
    expect(isAskedOf('education_completed', born2008, on)).toBe(true)
  })

  test('asks nothing of a resident who is gone', () => {
    const gone = aResident({ gone: 'died' })
    expect(isAskedOf('health_insurance', gone, on)).toBe(false)
    expect(askedPaths(aHousehold({ residents: [gone] }), on).some((path) => path.includes('/'))).toBe(false)
  })

  test('asks for a note only where the visit did not end in a completed review', () => {
    expect(isAsked('visit_note', { visit_outcome: 'absent' })).toBe(true)
    expect(isAsked('visit_note', { visit_outcome: 'completed' })).toBe(false)
    expect(isAsked('visit_note', {})).toBe(false)
    expect(isAsked('water_source', {})).toBe(true)
  })

  test('misses what is asked and has neither an answer nor a non-response', () => {
    const { household, residents } = aHousehold({ household: { latrine: 'refused' }, residents: [aChild()] })
    const answers = {
      household: without(household, 'water_source'),
      residents: [without(residents[0]!, 'schooling_now')],
    }
    expect(unansweredPaths(answers, on)).toEqual(['water_source', `${residentId(1)}/schooling_now`])
  })
})
