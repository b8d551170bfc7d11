import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { assess } from '#domain/assessment/assess.ts'
import type { Assessment } from '#domain/assessment/assessment.ts'
import { HouseholdId } from '#domain/ids.ts'
import { ageRange } from '#domain/questionnaire/age.ts'
import {
  type AnswerValue,
  answersOf,
  Path,
  type Resident,
  type SurveyAnswers,
  schemaAt,
} from '#domain/questionnaire/answers.ts'
import { askedPaths, unansweredPaths } from '#domain/questionnaire/asked.ts'
import { checksOn } from '#domain/questionnaire/consistency.ts'
import { indicatorIds } from '#domain/standard/standard.ts'
import { standard2022 } from '#domain/standard/standard2022.ts'
import { day } from '#domain/units.ts'
import { demoAnswersFor } from '#server/demo/answersFor.ts'
import { chanceFrom } from '#server/demo/chance.ts'
import { type DemoHousehold, generateDemo } from '#server/demo/commune.ts'
import { poorMarginals } from '#server/demo/deprivations.ts'
import { emptyRegistry, papersFor } from '#server/demo/papers.ts'
import { settledPerson } from '#server/demo/people.ts'

const reviewDate = day('2023-10-15')
const terms = { standard: standard2022, area: 'rural', reviewDate } as const
const demo = generateDemo()

type Case = DemoHousehold & { hamlet: string; answers: SurveyAnswers; assessment: Assessment }
const cases: Case[] = demo.hamlets.flatMap(({ name, surveyed }) =>
  surveyed.map((household) => {
    const answers = answersOf(Object.entries(household.previous.answers) as [Path, AnswerValue][])
    return { ...household, hamlet: name, answers, assessment: assess(answers, terms) }
  }),
)
const residents = cases.flatMap(({ answers }) => answers.residents)
const inClass = (classification: string, among = cases) =>
  among.filter(({ assessment }) => assessment.classification === classification)
const deprivationsOf = ({ assessment }: Case) =>
  assessment.verdicts.filter(({ deprivation }) => deprivation === 'deprived').map(({ indicator }) => indicator)
const ageOf = (resident: Resident) => ageRange(resident.birth, reviewDate)

describe('the demo commune adds up to the plan of Bình Lương for 2024', () => {
  test.each([
    { name: 'Quang Trung', people: 479, households: 126, poor: 1, toLift: 0 },
    { name: 'Làng Gió', people: 485, households: 126, poor: 3, toLift: 0 },
    { name: 'Thắng Lộc', people: 527, households: 130, poor: 4, toLift: 1 },
    { name: 'Làng Sao', people: 451, households: 105, poor: 2, toLift: 0 },
    { name: 'Hợp Thành', people: 611, households: 144, poor: 9, toLift: 3 },
    { name: 'Làng Mài', people: 464, households: 98, poor: 13, toLift: 6 },
  ])('$name has $households households, $people people and $poor poor by the rules', (plan) => {
    const here = cases.filter(({ hamlet }) => hamlet === plan.name)
    expect(demo.hamlets.find(({ name }) => name === plan.name)).toMatchObject({
      people: plan.people,
      households: plan.households,
      toLift: plan.toLift,
    })
    expect(here).toHaveLength(plan.households)
    expect(here.reduce((sum, { answers }) => sum + answers.residents.length, 0)).toBe(plan.people)
    expect(inClass('poor', here)).toHaveLength(plan.poor)
    expect(here.map(({ number }) => number)).toEqual(here.map((_, i) => i + 1))
  })

  test('it has 729 households, 3,017 people, 32 poor, 21 near-poor and nobody undetermined', () => {
    expect(demo.commune).toBe('Bình Lương')
    expect([cases.length, residents.length]).toEqual([729, 3017])
    expect(['poor', 'near_poor', 'not_poor', 'undetermined'].map((each) => inClass(each).length)).toEqual([
      32, 21, 676, 0,
    ])
  })

  test('last round was accepted with the class its answers give', () => {
    for (const each of cases)
      expect(each.previous.accepted).toMatchObject({
        classification: each.assessment.classification,
        deprivations: deprivationsOf(each).length,
        standard: '2022-2025',
        reviewDate: '2023-10-15',
        at: expect.stringMatching(/^2023-12-14T/),
      })
  })

  test('the poor, the near-poor and twelve that asked are on the list to review', () => {
    for (const { listed, assessment } of cases)
      expect(listed ?? 'not_poor').toBe(listed === 'request' ? 'request' : assessment.classification)
    const asked = cases.filter(({ listed }) => listed === 'request')
    expect(asked.map(({ assessment }) => assessment.classification)).toEqual(Array(12).fill('not_poor'))
    expect(new Set(asked.map(({ hamlet }) => hamlet)).size).toBe(6)
  })

  test('the same seed gives the same commune and another seed another', () => {
    const hash = (seed?: number) =>
      createHash('sha256')
        .update(JSON.stringify(generateDemo(seed)))
        .digest('hex')
    expect(hash()).toBe(createHash('sha256').update(JSON.stringify(demo)).digest('hex'))
    expect(hash(7)).not.toBe(hash())
  })
})

describe('every answer is one the form would take', () => {
  test('it passes its question and is asked, and nothing asked is unanswered', () => {
    for (const { previous, answers } of cases) {
      for (const [path, value] of Object.entries(previous.answers))
        expect(schemaAt(Path.parse(path)).parse(value), path).toEqual(value)
      expect(Object.keys(previous.answers)).toEqual(askedPaths(answers, reviewDate))
      expect(unansweredPaths(answers, reviewDate)).toEqual([])
    }
  })

  test('no indicator is unknown, and no class rests on a material that can be read two ways', () => {
    for (const { assessment } of cases) {
      expect(assessment.verdicts.filter(({ deprivation }) => deprivation === 'unknown')).toEqual([])
      if (assessment.classification === 'not_poor') continue
      const doubts = assessment.verdicts.flatMap(({ reasons }) =>
        reasons.filter(({ rule }) => rule === 'doubtful_materials'),
      )
      expect(doubts.filter(({ numbers }) => numbers?.tips !== 0)).toEqual([])
    }
  })

  test('no class rests on where working age or old age ends', () => {
    const { indicators } = standard2022
    const otherwise = {
      ...standard2022,
      indicators: {
        ...indicators,
        employment: { ...indicators.employment, workingAge: { from: 15, through: 54 }, contractAtAnyAge: false },
        dependants: { ...indicators.dependants, elderlyFrom: 75 },
      },
    }
    for (const { answers, assessment } of cases)
      expect(assess(answers, { ...terms, standard: otherwise }).classification).toBe(assessment.classification)
  })

  test('who is within the line or above it is five points of B1 or more from the other side', () => {
    for (const { answers } of cases)
      expect(Math.abs(Number(answers.household.b1_points) - 140)).toBeGreaterThanOrEqual(5)
  })
})

describe('the people are invented, and could be', () => {
  test('names are NFC, in two to four words, and nobody shares name and birth', () => {
    const seen = residents.map(({ name, birth }) => `${name} ${birth}`)
    for (const { name } of residents) {
      expect(name).toBe(name?.normalize('NFC'))
      expect(name).toMatch(/^\p{Lu}\p{Ll}*( \p{Lu}\p{Ll}*){1,3}$/u)
    }
    expect(new Set(seen).size).toBe(residents.length)
  })

  test('ids are unique', () => {
    expect(new Set(cases.map(({ id }) => HouseholdId.parse(id))).size).toBe(729)
    expect(new Set(residents.map(({ id }) => id)).size).toBe(3017)
  })

  test('a citizen number is unique and tells the province, the sex and the year of birth', () => {
    expect(new Set(residents.map(({ citizen_number }) => citizen_number)).size).toBe(residents.length)
    for (const { citizen_number, sex, birth } of residents) {
      const century = birth?.startsWith('20') ? 2 : 0
      const digit = century + (sex === 'female' ? 1 : 0)
      expect(citizen_number?.slice(0, 6)).toBe(`038${digit}${birth?.slice(2, 4)}`)
    }
  })

  test('a hundred men of one family born in one year get a hundred names', () => {
    const registry = emptyRegistry()
    const chance = chanceFrom(1)
    const care = { disability: false, allowance: false }
    const man = { relation: 'head', sex: 'male', age: 33, line: { family: 'Lò', ethnic: '03' } } as const
    const person = settledPerson(chance, { ...man, ...care }, 'poor', reviewDate)
    const names = Array.from({ length: 100 }, () => papersFor(chance, person, registry).name)
    expect(new Set(names).size).toBe(100)
  })

  test('only of the old is the year of birth all that is known', () => {
    const yearOnly = residents.filter(({ birth }) => birth?.length === 4)
    expect(yearOnly.length).toBeGreaterThan(20)
    for (const resident of yearOnly) expect(ageOf(resident).least).toBeGreaterThanOrEqual(65)
  })

  test('a household has one head, an adult, and at most one spouse of the other sex', () => {
    for (const { answers } of cases) {
      const head = answers.residents[0]!
      expect(head.relation).toBe('head')
      expect(ageOf(head).least).toBeGreaterThanOrEqual(18)
      expect(answers.residents.filter(({ relation }) => relation === 'head')).toHaveLength(1)
      const spouses = answers.residents.filter(({ relation }) => relation === 'spouse')
      expect(spouses.length).toBeLessThanOrEqual(1)
      for (const { sex } of spouses) expect(sex).not.toBe(head.sex)
    }
  })

  test('parents are at least 16 years older than their children, mothers at most 45', () => {
    for (const { answers } of cases) {
      const olderThan = (older: Resident, younger: Resident) => ageOf(older).least - ageOf(younger).most
      const of = (...relations: string[]) => answers.residents.filter(({ relation }) => relations.includes(relation!))
      const head = of('head')[0]!
      for (const child of of('child'))
        for (const parent of of('head', 'spouse')) expect(olderThan(parent, child)).toBeGreaterThanOrEqual(16)
      for (const parent of of('parent')) expect(olderThan(parent, head)).toBeGreaterThanOrEqual(16)
      for (const child of of('grandchild')) {
        for (const elder of of('head', 'spouse')) expect(olderThan(elder, child)).toBeGreaterThanOrEqual(34)
        for (const parent of of('child_in_law')) expect(olderThan(parent, child)).toBeGreaterThanOrEqual(16)
      }
      for (const mother of of('head', 'spouse').filter(({ sex }) => sex === 'female'))
        for (const child of of('child')) expect(olderThan(mother, child)).toBeLessThanOrEqual(45)
    }
  })

  test('nobody was examined before birth or after the review, and nobody works for a wage as a child', () => {
    for (const resident of residents) {
      const { nutrition_date: examined, birth, work } = resident
      if (examined !== undefined) expect(examined >= birth! && examined <= reviewDate).toBe(true)
      if (work === 'wage') expect(ageOf(resident).least).toBeGreaterThanOrEqual(18)
    }
  })

  test('nobody attends or has completed a level that is unusual for the age', () => {
    const youngest = (level: Resident['education_completed']) =>
      Math.min(...residents.filter((each) => each.education_completed === level).map((each) => ageOf(each).least))
    expect(youngest('college')).toBeGreaterThanOrEqual(20)
    expect(youngest('university_or_higher')).toBeGreaterThanOrEqual(21)
    expect(cases.flatMap(({ answers }) => checksOn(answers, { reviewDate }))).toEqual([])
  })

  test('who has no device uses no internet', () => {
    for (const { answers } of cases)
      if (answers.household.internet_use === true) expect(answers.household.devices).toContain('smartphone')
  })

  test('Kinh, Thái, Mường and Thổ live here, and Làng Mài is chiefly Thái', () => {
    expect(new Set(residents.map(({ ethnic_group }) => ethnic_group))).toEqual(new Set(['01', '03', '06', '24']))
    const inMai = cases.filter(({ hamlet }) => hamlet === 'Làng Mài').flatMap(({ answers }) => answers.residents)
    expect(inMai.filter(({ ethnic_group }) => ethnic_group === '03').length).toBeGreaterThan(inMai.length / 2)
  })
})

describe('what the poor lack looks like four districts’ reports', () => {
  /** Shares of poor households deprived in indicators 1 … 12, of districts A–D. */
  const districts = [
    [46, 46, 18, 25, 30, 6, 25, 52, 2, 63, 26, 11],
    [25, 42, 60, 20, 60, 43, 21, 58, 5, 38, 28, 23],
    [22, 43, 19, 23, 52, 36, 14, 63, 5, 39, 20, 48],
    [14, 42, 36, 67, 42, 21, 13, 25, 4, 46, 39, 17],
  ]

  test.each(indicatorIds.map((indicator, i) => ({ indicator, i })))(
    '$indicator is within 15 points of their mean',
    ({ indicator, i }) => {
      const mean = districts.reduce((sum, row) => sum + row[i]!, 0) / districts.length
      const count = inClass('poor').filter((each) => deprivationsOf(each).includes(indicator)).length
      expect(count).toBe(poorMarginals[indicator])
      expect(Math.abs((100 * count) / 32 - mean)).toBeLessThanOrEqual(15)
    },
  )

  test('a poor household has 3.5 to 4.2 deprivations on average, a near-poor one two at the most', () => {
    const poor = inClass('poor')
    const mean = poor.reduce((sum, each) => sum + deprivationsOf(each).length, 0) / poor.length
    expect(mean).toBeGreaterThanOrEqual(3.5)
    expect(mean).toBeLessThanOrEqual(4.2)
    for (const each of inClass('near_poor')) expect(deprivationsOf(each).length).toBeLessThanOrEqual(2)
  })

  test('households above the line lack something too, but less', () => {
    const above = inClass('not_poor')
    const mean = above.reduce((sum, each) => sum + deprivationsOf(each).length, 0) / above.length
    expect(mean).toBeGreaterThan(0.3)
    expect(mean).toBeLessThan(1.2)
  })
})

describe.each(['poor', 'near_poor', 'not_poor'] as const)(
  'an interview of the open round that comes out %s',
  (kind) => {
    const on = day('2024-10-15')
    const entries = demoAnswersFor(kind)
    const answers = answersOf(entries)

    test('has that class by the rules', () => {
      expect(assess(answers, { ...terms, reviewDate: on }).classification).toBe(kind)
    })

    test('answers all that is asked, in the form’s order, the same every time', () => {
      expect(entries.map(([path]) => path)).toEqual(askedPaths(answers, on))
      for (const [path, value] of entries) expect(schemaAt(path).parse(value)).toEqual(value)
      expect(demoAnswersFor(kind)).toEqual(entries)
    })
  },
)
