import { describe, expect, test } from 'vitest'
import { assess } from '#domain/assessment/assess.ts'
import type { IncomeFinding } from '#domain/assessment/assessment.ts'
import { edgeReading, type Fact, isNearLine, plausibleFacts } from '#domain/assessment/plausible.ts'
import { type HouseholdAnswers, placeOf, type Resident, type SurveyAnswers } from '#domain/questionnaire/answers.ts'
import { day, PlainYear, vnd } from '#domain/units.ts'
import { aChild, aHousehold, aResident, residentId, terms2024, without } from '../../builders.ts'

// Ages are counted on the review date of 2024, 15 October.

function factsOn(answers: SurveyAnswers, income?: IncomeFinding): Fact[] {
  return plausibleFacts(answers, terms2024, income ?? assess(answers, terms2024).income, edgeReading)
}

/** Question → what its answer may well be instead, in the order proposed. */
function byQuestion(facts: Fact[]): Record<string, unknown[]> {
  const found: Record<string, unknown[]> = {}
  for (const { path, to } of facts) {
    const question = placeOf(path)?.question ?? path
    found[question] = [...(found[question] ?? []), to]
  }
  return found
}

/** What is proposed of the one resident of a household. */
function ofResident(resident: Resident): Record<string, unknown[]> {
  const facts = factsOn(aHousehold({ residents: [resident] }))
  return byQuestion(facts.filter(({ path }) => placeOf(path)?.resident !== undefined))
}

/** What is proposed of the household of one woman, beside what is proposed of her. */
function ofHousehold(household: Partial<HouseholdAnswers>): Record<string, unknown[]> {
  const facts = factsOn(aHousehold({ household, residents: [aResident()] }))
  return byQuestion(facts.filter(({ path }) => placeOf(path)?.resident === undefined))
}

/** The same answers, this question not asked yet. */
const unasked = (question: keyof Resident, overrides: Partial<Resident> = {}) =>
  without(aResident(overrides), question) as Resident

describe('of a woman of 40 who farms and is insured', () => {
  test('nothing but her insurance may well be otherwise', () => {
    expect(ofResident(aResident())).toEqual({ health_insurance: [false] })
  })

  test('a finished school, a birth and a sex are never proposed otherwise than they were given', () => {
    const proposed = Object.keys(ofResident(aResident({ education_completed: 'none', birth: day('2000-01-01') })))
    for (const given of ['education_completed', 'birth', 'sex', 'name']) expect(proposed).not.toContain(given)
  })
})

describe('work', () => {
  test.each<{ resident: Resident; work: unknown[] | undefined; because: string }>([
    { resident: aResident({ work: 'looking_for_work' }), work: ['self_employed'], because: 'she may find work' },
    { resident: aResident({ work: 'housework' }), work: undefined, because: 'she does not look for any' },
    { resident: aResident({ work: 'dont_know' }), work: ['self_employed', 'looking_for_work'], because: 'unknown' },
    { resident: aResident({ work: 'refused' }), work: ['self_employed', 'looking_for_work'], because: 'refused' },
    { resident: unasked('work'), work: ['self_employed', 'looking_for_work'], because: 'not asked yet' },
    {
      resident: unasked('work', { birth: day('2009-10-15') }),
      work: ['self_employed', 'looking_for_work'],
      because: 'she is 15 today',
    },
    {
      resident: unasked('work', { birth: PlainYear.parse('2009') }),
      work: ['self_employed', 'looking_for_work'],
      because: 'she may be 15',
    },
    { resident: unasked('work', { birth: day('2009-10-16') }), work: undefined, because: 'she is 15 tomorrow' },
  ])('$because: $work', ({ resident, work }) => expect(ofResident(resident).work).toEqual(work))

  test.each<{ resident: Resident; contract: unknown[] | undefined }>([
    { resident: aResident({ work: 'wage', work_contract: true }), contract: [false] },
    { resident: aResident({ work: 'wage', work_contract: false }), contract: [true] },
    { resident: aResident({ work: 'wage', work_contract: 'dont_know' }), contract: [true, false] },
    { resident: aResident({ work: 'wage' }), contract: [true, false] },
    { resident: aResident({ work: 'self_employed', work_contract: false }), contract: undefined },
  ])('a contract only where there is wage work: $resident.work, $resident.work_contract → $contract', (each) =>
    expect(ofResident(each.resident).work_contract).toEqual(each.contract),
  )
})

describe('disability and the monthly allowance', () => {
  test.each<{ resident: Resident; disability: unknown[] | undefined }>([
    { resident: aResident({ disability: false }), disability: undefined },
    { resident: aResident({ disability: true }), disability: undefined },
    { resident: aResident({ disability: 'dont_know' }), disability: [true, false] },
    { resident: unasked('disability'), disability: [true, false] },
  ])('a disability is proposed only where it is not known: $resident.disability → $disability', (each) =>
    expect(ofResident(each.resident).disability).toEqual(each.disability),
  )

  const born60 = { birth: day('1964-10-15') }
  test.each<{ what: string; resident: Resident; allowance: unknown[] | undefined }>([
    { what: 'at 60 it may be granted', resident: aResident(born60), allowance: [true, false] },
    { what: 'at 60 it may end', resident: aResident({ ...born60, monthly_allowance: true }), allowance: [false] },
    { what: 'at 59 there is none', resident: aResident({ birth: day('1964-10-16') }), allowance: undefined },
    { what: 'who may be 60', resident: aResident({ birth: PlainYear.parse('1964') }), allowance: [true, false] },
    {
      what: 'at 40 with a disability',
      resident: aResident({ disability: true, monthly_allowance: false }),
      allowance: [true],
    },
    { what: 'at 40 with a disability not known', resident: unasked('disability'), allowance: undefined },
  ])('the allowance, $what: $allowance', ({ resident, allowance }) =>
    expect(ofResident(resident).monthly_allowance).toEqual(allowance),
  )
})

describe('health', () => {
  test.each<{ finding: Resident['nutrition_finding']; to: unknown[] }>([
    { finding: 'normal', to: ['stunted'] },
    { finding: 'stunted', to: ['normal'] },
    { finding: 'underweight', to: ['normal'] },
    { finding: 'stunted_and_underweight', to: ['normal'] },
    { finding: 'not_examined', to: ['normal', 'stunted'] },
    { finding: 'dont_know', to: ['normal', 'stunted'] },
    { finding: undefined, to: ['normal', 'stunted'] },
  ])('a child found $finding may be $to', ({ finding, to }) => {
    const { nutrition_finding: _, ...child } = aChild()
    expect(ofResident({ ...child, ...(finding && { nutrition_finding: finding }) }).nutrition_finding).toEqual(to)
  })

  test.each<{ birth: Resident['birth']; isProposed: boolean; because: string }>([
    { birth: day('2008-10-16'), isProposed: true, because: 'still 15' },
    { birth: day('2008-10-15'), isProposed: false, because: '16 today' },
    { birth: PlainYear.parse('2008'), isProposed: true, because: 'maybe 15' },
  ])('nutrition of who is $because: $isProposed', ({ birth, isProposed }) => {
    expect('nutrition_finding' in ofResident(aChild({ ...(birth && { birth }) }))).toBe(isProposed)
  })

  test.each<{ birth: Resident['birth']; isProposed: boolean; because: string }>([
    { birth: day('2018-10-15'), isProposed: true, because: '6 today' },
    { birth: day('2018-10-16'), isProposed: false, because: '6 tomorrow' },
    { birth: PlainYear.parse('2018'), isProposed: true, because: 'maybe 6' },
  ])('insurance of who is $because: $isProposed', ({ birth, isProposed }) => {
    expect('health_insurance' in ofResident(aChild({ ...(birth && { birth }) }))).toBe(isProposed)
  })

  test('insurance that is not known may be there or not', () => {
    expect(ofResident(unasked('health_insurance')).health_insurance).toEqual([true, false])
    expect(ofResident(aResident({ health_insurance: 'refused' })).health_insurance).toEqual([true, false])
  })
})

describe('school', () => {
  test.each<{ birth: Resident['birth']; to: unknown[] | undefined; because: string }>([
    { birth: day('2021-10-16'), to: undefined, because: '3 tomorrow' },
    { birth: day('2021-10-15'), to: ['preschool', 'none'], because: '3 today' },
    { birth: day('2018-10-16'), to: ['preschool', 'none'], because: '5' },
    { birth: day('2018-10-15'), to: ['primary', 'none'], because: '6' },
    { birth: day('2012-10-15'), to: ['lower_secondary', 'none'], because: '12' },
    { birth: day('2008-10-16'), to: ['lower_secondary', 'none'], because: '15' },
    { birth: PlainYear.parse('2008'), to: ['lower_secondary', 'none'], because: '15 or 16' },
    { birth: day('2008-10-15'), to: ['vocational', 'none'], because: '16' },
    { birth: day('1993-10-16'), to: ['vocational', 'none'], because: '30' },
    { birth: PlainYear.parse('1993'), to: ['vocational', 'none'], because: '30 or 31' },
    { birth: day('1993-10-15'), to: undefined, because: '31' },
  ])('of who is $because and was not asked yet: $to', ({ birth, to }) => {
    const resident = without(aChild({ ...(birth && { birth }) }), 'schooling_now') as Resident
    expect(ofResident(resident).schooling_now).toEqual(to)
  })

  test('the answer that was given is not proposed again', () => {
    expect(ofResident(aChild({ schooling_now: 'primary' })).schooling_now).toEqual(['none'])
    expect(ofResident(aChild({ schooling_now: 'none' })).schooling_now).toEqual(['primary'])
    expect(ofResident(aChild({ schooling_now: 'preschool' })).schooling_now).toEqual(['primary', 'none'])
  })

  const at24 = { birth: day('2000-03-02') }
  test.each<{ what: string; resident: Resident; to: unknown[] | undefined }>([
    { what: 'not asked, at 24', resident: unasked('education_completed', at24), to: ['upper_secondary', 'none'] },
    {
      what: 'not known, at 24',
      resident: aResident({ ...at24, education_completed: 'dont_know' }),
      to: ['upper_secondary', 'none'],
    },
    { what: 'given, at 24', resident: aResident({ ...at24, education_completed: 'primary' }), to: undefined },
    { what: 'not asked, at 40', resident: unasked('education_completed'), to: undefined },
  ])('education $what: $to', ({ resident, to }) => expect(ofResident(resident).education_completed).toEqual(to))

  test.each<{ what: string; resident: Resident; to: unknown[] | undefined }>([
    { what: 'for a wage, at 24', resident: aResident({ ...at24, work: 'wage' }), to: [true, false] },
    {
      what: 'for a wage and certified, at 24',
      resident: aResident({ ...at24, work: 'wage', enterprise_certificate: true }),
      to: [false],
    },
    { what: 'on her own land, at 24', resident: aResident(at24), to: undefined },
    { what: 'for a wage, at 40', resident: aResident({ work: 'wage' }), to: undefined },
  ])('the enterprise’s certificate of who works $what: $to', ({ resident, to }) =>
    expect(ofResident(resident).enterprise_certificate).toEqual(to),
  )
})

describe('the dwelling, water, latrine, internet and devices', () => {
  test('of a good house: the first answer that is not, and of 60 m² for one nothing', () => {
    expect(ofHousehold({})).toEqual({
      dwelling_columns: ['bamboo_or_softwood'],
      dwelling_walls: ['bamboo_or_leaf'],
      dwelling_roof: ['metal_sheet'],
      water_source: ['unprotected_dug_well'],
      latrine: ['single_vault_or_open_pit'],
      internet_use: [false],
    })
  })

  test('of a poor house: the first answer that is good', () => {
    const poor = {
      dwelling_columns: 'other',
      dwelling_walls: 'earth',
      dwelling_roof: 'leaf_or_thatch',
      water_source: 'river_or_pond',
      latrine: 'none',
      internet_use: false,
      devices: [],
    } as const
    expect(ofHousehold({ ...poor, devices: [] })).toEqual({
      dwelling_columns: ['concrete'],
      dwelling_walls: ['concrete'],
      dwelling_roof: ['concrete'],
      water_source: ['piped'],
      latrine: ['septic'],
      internet_use: [true],
      devices: [['smartphone']],
    })
  })

  test('where the answer is not known: one good and one bad', () => {
    const unknown = {
      dwelling_columns: 'dont_know',
      dwelling_walls: 'refused',
      dwelling_roof: 'dont_know',
      water_source: 'dont_know',
      latrine: 'refused',
      internet_use: 'dont_know',
      devices: 'dont_know',
      dwelling_area_m2: 'dont_know',
    } as const
    expect(ofHousehold(unknown)).toEqual({
      dwelling_columns: ['concrete', 'bamboo_or_softwood'],
      dwelling_walls: ['concrete', 'bamboo_or_leaf'],
      dwelling_roof: ['concrete', 'metal_sheet'],
      dwelling_area_m2: [8, 7.9],
      water_source: ['piped', 'unprotected_dug_well'],
      latrine: ['septic', 'single_vault_or_open_pit'],
      internet_use: [true, false],
      devices: [['smartphone'], []],
    })
  })

  test.each([
    { area: 5, to: [8], because: 'it may be 8 m² after all' },
    { area: 7.9, to: [8], because: 'it may be 8 m² after all' },
    { area: 8, to: [7.9], because: 'a slip would do' },
    { area: 8.8, to: [7.9], because: 'it is a tenth above' },
    { area: 8.81, to: undefined, because: 'it is more than a tenth above' },
  ])('floor area of $area m² for one: $to, since $because', ({ area, to }) => {
    expect(ofHousehold({ dwelling_area_m2: area }).dwelling_area_m2).toEqual(to)
  })

  test('floor area for three is held against 24 m²', () => {
    const facts = factsOn(aHousehold({ household: { dwelling_area_m2: 20 } }))
    expect(byQuestion(facts).dwelling_area_m2).toEqual([24])
  })

  test('a cut-off of other than 8 m² is met by a whole tenth of a square metre', () => {
    const { indicators } = terms2024.standard
    const area = { ...indicators.housingArea, squareMetresPerResident: 2.43 }
    const standard = { ...terms2024.standard, indicators: { ...indicators, housingArea: area } }
    const answers = aHousehold({ household: { dwelling_area_m2: 'dont_know' }, residents: [aResident()] })
    const facts = plausibleFacts(answers, { ...terms2024, standard }, assess(answers, terms2024).income, edgeReading)
    expect(byQuestion(facts).dwelling_area_m2).toEqual([2.5, 2.4])
  })

  test('a standard by which every roof is durable has no bad one to propose', () => {
    const { indicators } = terms2024.standard
    const { durable } = indicators.housingQuality
    const roof = ['concrete', 'tiles', 'metal_sheet', 'fibro_cement', 'leaf_or_thatch', 'other'] as const
    const housingQuality = { ...indicators.housingQuality, durable: { ...durable, roof: [...roof] } }
    const standard = { ...terms2024.standard, indicators: { ...indicators, housingQuality } }
    const answers = aHousehold({ household: { dwelling_roof: 'dont_know' } })
    const facts = plausibleFacts(answers, { ...terms2024, standard }, assess(answers, terms2024).income, edgeReading)
    expect(byQuestion(facts).dwelling_roof).toEqual(['concrete'])
  })

  test('devices are lost together only where there is one', () => {
    expect(ofHousehold({ devices: ['radio'] }).devices).toEqual([[]])
    expect(ofHousehold({ devices: ['radio', 'laptop'] }).devices).toBeUndefined()
  })
})

describe('the total of B1', () => {
  const line = { source: 'paper_b1', scoreLine: 140, povertyLine: vnd(1_500_000), withinLine: 'unknown' } as const
  const b1Of = (income: IncomeFinding, b1?: number) =>
    byQuestion(factsOn(aHousehold({ household: { ...(b1 !== undefined && { b1_points: b1 }) } }), income)).b1_points

  test.each([
    { points: 134, to: undefined },
    { points: 135, to: [141] },
    { points: 140, to: [141] },
    { points: 141, to: [140] },
    { points: 145, to: [140] },
    { points: 146, to: undefined },
  ])('of $points of 140 may well be $to', ({ points, to }) => expect(b1Of({ ...line, points }, points)).toEqual(to))

  test('that is not known may be on either side', () => expect(b1Of(line)).toEqual([140, 141]))

  test('is proposed only where the paper total decides, and the standard has a line', () => {
    expect(b1Of({ ...line, source: 'scorecard', points: 138 }, 138)).toBeUndefined()
    expect(b1Of({ ...line, source: 'worksheet' })).toBeUndefined()
    const { scoreLine: _, ...withoutLine } = line
    expect(b1Of(withoutLine)).toBeUndefined()
    expect(b1Of({ ...withoutLine, points: 138 }, 138)).toBeUndefined()
  })

  test('is never near a line that there is not, nor near where it is not known', () => {
    const { scoreLine: _, ...withoutLine } = line
    expect(isNearLine({ ...withoutLine, points: 0 }, edgeReading)).toBe(false)
    expect(isNearLine({ ...line, scoreLine: 0 }, edgeReading)).toBe(false)
  })
})

describe('the list of facts', () => {
  test('is in the decree’s order of indicators, resident by resident, then the house, B1, and who may have moved away', () => {
    const worker = aResident({
      id: residentId(1),
      birth: day('2000-03-02'),
      work: 'wage',
      disability: 'dont_know',
      education_completed: 'dont_know',
    })
    const elder = aResident({ id: residentId(2), birth: day('1950-01-01'), work: 'looking_for_work' })
    const child = aChild({ id: residentId(3) })
    const facts = factsOn(
      aHousehold({ household: { b1_points: 138, dwelling_area_m2: 24 }, residents: [worker, elder, child] }),
    )
    expect(facts.map(({ path }) => path.replace('r0000000', ''))).toEqual([
      '2/work',
      '1/work_contract',
      '1/work_contract',
      '1/disability',
      '1/disability',
      '2/monthly_allowance',
      '2/monthly_allowance',
      '3/nutrition_finding',
      '1/health_insurance',
      '2/health_insurance',
      '3/health_insurance',
      '1/education_completed',
      '1/education_completed',
      '1/enterprise_certificate',
      '1/enterprise_certificate',
      '1/schooling_now',
      '1/schooling_now',
      '3/schooling_now',
      'dwelling_columns',
      'dwelling_walls',
      'dwelling_roof',
      'dwelling_area_m2',
      'water_source',
      'latrine',
      'internet_use',
      'b1_points',
      '1/gone',
      '2/gone',
      '3/gone',
    ])
  })

  test('says what was answered, and nothing where there was no answer', () => {
    const facts = factsOn(aHousehold({ residents: [unasked('health_insurance')] }))
    const at = (path: string) => facts.filter((fact) => fact.path === path)
    expect(at('water_source')).toStrictEqual([
      { path: 'water_source', from: 'drilled_well', to: 'unprotected_dug_well' },
    ])
    expect(at(`${residentId(1)}/health_insurance`)).toStrictEqual([
      { path: `${residentId(1)}/health_insurance`, to: true },
      { path: `${residentId(1)}/health_insurance`, to: false },
    ])
  })

  test('holds nothing about who has gone, nor about who is away where the round does not count them', () => {
    const [mother, father, son] = aHousehold().residents
    const answers = {
      ...aHousehold(),
      residents: [mother!, { ...father!, away: true }, { ...son!, gone: 'died' as const }],
    }
    const whom = (facts: Fact[]) => new Set(facts.flatMap(({ path }) => placeOf(path)?.resident ?? []))
    expect(whom(factsOn(answers))).toEqual(new Set([mother!.id, father!.id]))
    const terms = { ...terms2024, awayResidents: 'not_counted' } as const
    const counted = plausibleFacts(answers, terms, assess(answers, terms).income, edgeReading)
    expect(whom(counted)).toEqual(new Set([mother!.id]))
    expect(counted.map(({ path }) => placeOf(path)?.question)).not.toContain('gone')
  })
})
