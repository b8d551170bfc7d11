import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess } from '#domain/assessment/assess.ts'
import { edgeReading } from '#domain/assessment/plausible.ts'
import { whatWouldChange } from '#domain/assessment/whatIf.ts'
import {
  type HouseholdAnswers,
  placeOf,
  type Resident,
  type SurveyAnswers,
  schemaAt,
} from '#domain/questionnaire/answers.ts'
import { standard2027 } from '#domain/standard/standard2027.ts'
import { day, PlainYear } from '#domain/units.ts'
import { en } from '#domain/wording/en.ts'
import { vi } from '#domain/wording/vi.ts'
import { whatIf as whatIfEn } from '#domain/wording/whatIf.en.ts'
import { whatIfSentences } from '#domain/wording/whatIf.ts'
import { whatIf as whatIfVi } from '#domain/wording/whatIf.vi.ts'
import { aChild, aHousehold, aResident, residentId, terms2024 } from '../../builders.ts'
import { someHousehold } from './someHousehold.ts'

/** Well within the line, and far from it; all the rest as in the plain household. */
const within = { b1_points: 100 } as const
const three = { ...within, water_source: 'river_or_pond', latrine: 'none', internet_use: false } as const
const shown = (answers: SurveyAnswers) =>
  whatWouldChange(answers, terms2024).sets.map((set) =>
    set.map(({ path, to, leadsTo }) => `${path} ${JSON.stringify(to)} ${leadsTo}`).join(' + '),
  )

describe('what would change the result', () => {
  test('of a poor household with three deprivations: any one of them mended', () => {
    expect(shown(aHousehold({ household: three, residents: [aResident()] }))).toEqual([
      'water_source "piped" near_poor',
      'latrine "septic" near_poor',
      'internet_use true near_poor',
    ])
  })

  test('of a poor household with four: two of them mended together', () => {
    const { sets, nearTheEdge } = whatWouldChange(
      aHousehold({ household: { ...three, devices: [] }, residents: [aResident()] }),
      terms2024,
    )
    expect(nearTheEdge).toBe(false)
    expect(sets).toHaveLength(6)
    expect(sets.every((set) => set.length === 2 && set.every(({ leadsTo }) => leadsTo === 'near_poor'))).toBe(true)
    expect(sets[0]?.map(({ flips }) => flips)).toEqual([['water'], ['sanitation']])
  })

  test('of a poor household with five: nothing small', () => {
    const answers = aHousehold({ household: { ...three, devices: [], dwelling_area_m2: 5 }, residents: [aResident()] })
    expect(whatWouldChange(answers, terms2024)).toEqual({ sets: [], nearTheEdge: false })
  })

  test('of two without a card, two without a contract and two stunted: both of a kind together, each flipping what the other left', () => {
    const wage = { work: 'wage', work_contract: false, health_insurance: false } as const
    const stunted = { nutrition_finding: 'stunted' } as const
    const residents = [aResident(wage), aResident(wage), aChild(stunted), aChild(stunted)]
    const answers = aHousehold({ household: within, residents })
    const { sets, nearTheEdge } = whatWouldChange(answers, terms2024)
    expect(nearTheEdge).toBe(false)
    expect(sets.map((set) => set.map(({ path, flips }) => [placeOf(path)?.question, flips]))).toEqual([
      [
        ['work_contract', ['employment']],
        ['work_contract', ['employment']],
      ],
      [
        ['nutrition_finding', ['nutrition']],
        ['nutrition_finding', ['nutrition']],
      ],
      [
        ['health_insurance', ['healthInsurance']],
        ['health_insurance', ['healthInsurance']],
      ],
    ])
    expect(sets.flat().map(({ leadsTo }) => leadsTo)).toEqual(Array.from({ length: 6 }, () => 'near_poor'))
  })

  test.each<{ what: string; resident: Partial<Resident>; expected: string }>([
    { what: 'a card lost', resident: {}, expected: 'health_insurance false' },
    { what: 'a contract not there', resident: { work: 'wage', work_contract: true }, expected: 'work_contract false' },
    {
      what: 'an allowance granted',
      resident: { disability: true, monthly_allowance: false },
      expected: 'monthly_allowance true',
    },
  ])('of a near-poor household of one with two deprivations: $what', ({ resident, expected }) => {
    const answers = aHousehold({ household: { ...three, internet_use: true }, residents: [aResident(resident)] })
    expect(shown(answers)).toContain(`${residentId(1)}/${expected} poor`)
  })

  test.each<{ what: string; child: Partial<Resident>; expected: string }>([
    { what: 'found stunted', child: {}, expected: 'nutrition_finding "stunted"' },
    { what: 'out of school', child: {}, expected: 'schooling_now "none"' },
  ])('of a near-poor household of mother and son with two deprivations: $what', ({ child, expected }) => {
    const residents = [aResident(), aChild(child)]
    const answers = aHousehold({ household: { ...three, internet_use: true }, residents })
    expect(shown(answers)).toContain(`${residentId(2)}/${expected} poor`)
  })

  test.each<{ what: string; child: Partial<Resident>; expected: string }>([
    { what: 'a finding of normal', child: { nutrition_finding: 'stunted' }, expected: 'nutrition_finding "normal"' },
    { what: 'at school again', child: { schooling_now: 'none' }, expected: 'schooling_now "primary"' },
    { what: 'insured', child: { health_insurance: false }, expected: 'health_insurance true' },
  ])('of a poor household with three deprivations, one of them the son’s: $what', ({ child, expected }) => {
    const residents = [aResident(), aChild(child)]
    const answers = aHousehold({ household: { ...three, internet_use: true }, residents })
    expect(shown(answers)).toContain(`${residentId(2)}/${expected} near_poor`)
  })

  test.each<{ what: string; resident: Partial<Resident>; expected: string }>([
    { what: 'work found', resident: { work: 'looking_for_work' }, expected: 'work "self_employed"' },
    {
      what: 'training taken up',
      resident: { birth: PlainYear.parse('2000'), schooling_now: 'none' },
      expected: 'schooling_now "vocational"',
    },
    {
      what: 'certified by the enterprise',
      resident: {
        birth: PlainYear.parse('2000'),
        schooling_now: 'none',
        work: 'wage',
        work_contract: true,
        enterprise_certificate: false,
      },
      expected: 'enterprise_certificate true',
    },
  ])('of a poor household of one with three deprivations, one of them hers: $what', ({ resident, expected }) => {
    const answers = aHousehold({ household: { ...three, internet_use: true }, residents: [aResident(resident)] })
    expect(shown(answers)).toContain(`${residentId(1)}/${expected} near_poor`)
  })

  test.each<{ household: Partial<HouseholdAnswers>; expected: string; because: string }>([
    { household: { dwelling_area_m2: 8.8 }, expected: 'dwelling_area_m2 7.9 poor', because: 'a slip of a tenth' },
    { household: { devices: ['radio'] }, expected: 'devices [] poor', because: 'there is one device only' },
    {
      household: { dwelling_roof: 'leaf_or_thatch' },
      expected: 'dwelling_columns "bamboo_or_softwood" poor',
      because: 'one part is weak',
    },
  ])('of a near-poor household of one with two deprivations, since $because: $expected', ({ household, expected }) => {
    const answers = aHousehold({ household: { ...three, internet_use: true, ...household }, residents: [aResident()] })
    expect(shown(answers)).toContain(expected)
  })

  test('is never that 8.9 m² for one were measured a tenth too large, nor that two devices were lost at once', () => {
    const household = { ...three, internet_use: true, dwelling_area_m2: 8.9, devices: ['radio', 'laptop'] } as const
    const all = shown(
      aHousehold({ household: { ...household, devices: [...household.devices] }, residents: [aResident()] }),
    )
    expect(all.filter((set) => /area|devices/.test(set))).toEqual([])
  })

  test('of a poor household whose third deprivation is the dependants: that one of them moved away', () => {
    const residents = [aResident(), aChild(), aChild()]
    const answers = aHousehold({ household: { ...three, internet_use: true }, residents })
    expect(shown(answers)).toContain(`${residentId(2)}/gone "moved_away" near_poor`)
    expect(shown(aHousehold({ household: three, residents: [aResident()] })).join()).not.toContain('gone')
  })

  test.each([
    { b1: 134, near: false, to: undefined },
    { b1: 135, near: true, to: 141 },
    { b1: 140, near: true, to: 141 },
    { b1: 141, near: true, to: 140 },
    { b1: 145, near: true, to: 140 },
    { b1: 146, near: false, to: undefined },
  ])('with B1 at $b1 of 140 and one deprivation, near the edge: $near', ({ b1, near, to }) => {
    const answers = aHousehold({ household: { b1_points: b1, latrine: 'none' }, residents: [aResident()] })
    const { sets, nearTheEdge } = whatWouldChange(answers, terms2024)
    expect(nearTheEdge).toBe(near)
    const singles = sets.filter(({ length }) => length === 1).flat()
    expect(singles.map(({ path, to: value, flips }) => [path, value, flips])).toEqual(
      to === undefined ? [] : [['b1_points', to, []]],
    )
  })

  test('of a household without B1: the total on either side of the line', () => {
    const { sets } = whatWouldChange(aHousehold({ household: { ...three, b1_points: 'refused' } }), terms2024)
    expect(sets.flat()).toEqual([
      { path: 'b1_points', from: 'refused', to: 140, flips: [], leadsTo: 'poor' },
      { path: 'b1_points', from: 'refused', to: 141, flips: [], leadsTo: 'not_poor' },
    ])
  })

  test('of an undetermined household: the answers that would decide it', () => {
    const household = { ...three, internet_use: 'dont_know' } as const
    expect(shown(aHousehold({ household, residents: [aResident()] }))).toEqual(
      expect.arrayContaining(['internet_use true near_poor', 'internet_use false poor']),
    )
  })

  test('lists twelve sets at the most', () => {
    const residents = Array.from({ length: 15 }, () => aResident())
    const household = { ...three, internet_use: true, dwelling_area_m2: 400 } as const
    expect(whatWouldChange(aHousehold({ household, residents }), terms2024).sets).toHaveLength(12)
  })

  test('lists twelve pairs at the most, of all that would make a near-poor household poor', () => {
    const { sets, nearTheEdge } = whatWouldChange(aHousehold({ household: { ...within, latrine: 'none' } }), terms2024)
    expect(sets.map(({ length }) => length)).toEqual(Array.from({ length: 12 }, () => 2))
    expect(nearTheEdge).toBe(false)
  })

  test.each([
    { b1: undefined, expected: ['b1_points 141 not_poor'] },
    { b1: 290, expected: [] },
  ])(
    'of a household of which only the names are known, with B1 at $b1: facts about the household alone',
    ({ b1, expected }) => {
      const residents = Array.from({ length: 3 }, (_, i) => ({ id: residentId(i + 1), name: 'Lò Văn Pành' }))
      const answers = { household: b1 === undefined ? {} : { b1_points: b1 }, residents }
      expect(shown(answers)).toEqual(expected)
      const found = whatWouldChange(answers, terms2024)
      expect(found.tooMuchOpen).toBe(true)
      const [sentence] = whatIfSentences({ ...found, sets: [], nearTheEdge: false }, answers, vi, whatIfVi)
      expect(sentence).toBe(whatIfVi.manyOpen)
    },
  )

  test('of a household with a single resident of whom nothing is known is sought in full', () => {
    const answers = { household: aHousehold({ household: three }).household, residents: [{ id: residentId(1) }] }
    const found = whatWouldChange(answers, terms2024)
    expect(found.tooMuchOpen).toBeUndefined()
  })

  test('of a household under a standard whose score line is not established holds no B1', () => {
    const terms = { ...terms2024, standard: standard2027, reviewDate: day('2027-10-15') }
    const { sets, nearTheEdge } = whatWouldChange(aHousehold({ household: { b1_points: 140 } }), terms)
    expect({ sets, nearTheEdge }).toEqual({ sets: [], nearTheEdge: false })
  })

  test('is our reading, and says so', () => {
    expect(edgeReading).toEqual({ sureness: 'our_reading', scoreMargin: 5, areaMargin: 0.1 })
  })
})

describe('in words', () => {
  test.each([
    {
      words: vi,
      own: whatIfVi,
      sentences: [
        'Sát ngưỡng: chỉ một điều thay đổi là kết quả có thể đổi, cần xem kỹ',
        'Nếu Lò Thị Mai, “Hiện có bảo hiểm y tế” là “Có”, không phải “Không” thì kết quả là Hộ cận nghèo (đổi chỉ số: Bảo hiểm y tế)',
      ],
    },
    {
      words: en,
      own: whatIfEn,
      sentences: [
        'Near the edge: one fact is enough to change the result, so look closely',
        'If Lò Thị Mai, “Has health insurance now” is “Yes” and not “No”, the result is Near-poor household (indicators that change: Health insurance)',
      ],
    },
  ])('in $words.language', ({ words, own, sentences }) => {
    const household = { ...three, internet_use: true } as const
    const answers = aHousehold({ household, residents: [aResident({ health_insurance: false })] })
    expect(whatIfSentences(whatWouldChange(answers, terms2024), answers, words, own).slice(0, 2)).toEqual(sentences)
    const safe = aHousehold()
    expect(whatIfSentences(whatWouldChange(safe, terms2024), safe, words, own)).toEqual([own.nothingSmall])
  })

  test('says who moved away, and what had no answer', () => {
    const residents = [aResident(), aChild(), aChild({ name: 'Lò Thị Hoa' })]
    const answers = aHousehold({ household: { ...three, internet_use: true }, residents })
    expect(whatIfSentences(whatWouldChange(answers, terms2024), answers, vi, whatIfVi)).toContain(
      'Nếu Lò Thị Hoa không còn ở trong hộ thì kết quả là Hộ cận nghèo (đổi chỉ số: Người phụ thuộc trong hộ gia đình)',
    )
    const { latrine: _, ...household } = aHousehold({ household: three }).household
    const open = { household, residents: [aResident()] }
    expect(whatIfSentences(whatWouldChange(open, terms2024), open, en, whatIfEn)).toContain(
      'If “Latrine mainly used” is “Septic or semi-septic” and not “not answered”, the result is Near-poor household (indicators that change: Hygienic latrine)',
    )
  })
})

describe('whatever the answers', () => {
  test('every set changes the class as it says, with answers that the form takes, and no part of it does so alone', () => {
    fc.assert(
      fc.property(someHousehold, (answers) => {
        const before = assess(answers, terms2024).classification
        const { sets, nearTheEdge } = whatWouldChange(answers, terms2024)
        if (sets.some(({ length }) => length === 1)) expect(nearTheEdge).toBe(true)
        for (const set of sets) {
          for (const { path, to } of set) expect(schemaAt(path).safeParse(to).success).toBe(true)
          const after = assess(changed(answers, set), terms2024).classification
          expect(set.map(({ leadsTo }) => leadsTo)).toEqual(set.map(() => after))
          expect([before, 'undetermined']).not.toContain(after)
          if (set.length === 1) continue
          for (const one of set)
            expect([before, 'undetermined']).toContain(assess(changed(answers, [one]), terms2024).classification)
        }
      }),
    )
  })

  test('the same answers give the same sets', () => {
    fc.assert(
      fc.property(someHousehold, (answers) => {
        const kept = structuredClone(answers)
        const first = whatWouldChange(answers, terms2024)
        expect(whatWouldChange(answers, terms2024)).toEqual(first)
        expect(answers).toEqual(kept)
      }),
    )
  })
})

function changed(answers: SurveyAnswers, set: { path: string; to: unknown }[]): SurveyAnswers {
  const copy = structuredClone(answers)
  for (const { path, to } of set) {
    const place = placeOf(path)
    const target = place?.resident ? copy.residents.find(({ id }) => id === place.resident) : copy.household
    Object.assign(target ?? {}, { [place?.question ?? '']: to })
  }
  return copy
}
