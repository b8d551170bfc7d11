import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type HouseholdAnswers,
  type Path,
  Path as PathSchema,
  pathOf,
  type Resident,
  type SurveyAnswers,
} from '#domain/questionnaire/answers.ts'
import { type Check, type CheckCode, type CheckFacts, checkKinds } from '#domain/questionnaire/check.ts'
import { checksOn } from '#domain/questionnaire/consistency.ts'
import { day, type PlainDate, PlainYear } from '#domain/units.ts'
import { checkWords as en } from '#domain/wording/consistency.en.ts'
import { checkSentence } from '#domain/wording/consistency.ts'
import { checkWords as vi } from '#domain/wording/consistency.vi.ts'
import { aChild, aHousehold, aResident, residentId, without } from '../../builders.ts'

const reviewDate = day('2024-10-15')
const year = (text: string) => PlainYear.parse(text)

const mother = aResident({ id: residentId(1) })
const son = aChild({ id: residentId(2) })
const household = (residents: Resident[], answers: Partial<HouseholdAnswers> = {}): SurveyAnswers =>
  aHousehold({ household: answers, residents })

function codesOn(answers: SurveyAnswers, facts: Partial<CheckFacts> = {}): CheckCode[] {
  return checksOn(answers, { reviewDate, ...facts }).map(({ code }) => code)
}

function onlyCheck(answers: SurveyAnswers, facts: Partial<CheckFacts> = {}): Check {
  const [check, ...others] = checksOn(answers, { reviewDate, ...facts })
  if (!check || others.length > 0)
    throw new RangeError(`not one check: ${[check, ...others].map((each) => each?.code)}`)
  return check
}

/** Without a citizen number, so that only what the case is about can be found. */
const unnumbered = (overrides: Partial<Resident>): Resident =>
  ({ ...without(aResident({ id: residentId(3), name: 'Hà Thị Hoa' }), 'citizen_number'), ...overrides }) as Resident
const pupil = (overrides: Partial<Resident>): Resident =>
  ({ ...without(aChild({ id: residentId(4), name: 'Lò Thị Bé' }), 'citizen_number'), ...overrides }) as Resident

/** Without what is not asked of a newborn. */
const newborn = (birth: Resident['birth']): Resident =>
  without(without(pupil(birth === undefined ? {} : { birth }), 'schooling_now'), 'nutrition_date') as Resident

test('nothing is found in a plain household', () => {
  expect(codesOn(household([mother, son]))).toEqual([])
  expect(codesOn(household([mother, son]), { previous: household([mother, son]) })).toEqual([])
})

describe('the roster', () => {
  test.each<{ name: string; residents: Resident[]; expected: CheckCode[] }>([
    { name: 'nobody', residents: [{ ...mother, gone: 'died' }], expected: ['nobody_present'] },
    { name: 'no head', residents: [{ ...mother, relation: 'spouse' }], expected: ['no_head'] },
    {
      name: 'no head, while a relation is still open',
      residents: [without(mother, 'relation') as Resident],
      expected: [],
    },
    { name: 'two heads', residents: [mother, unnumbered({ relation: 'head' })], expected: ['several_heads'] },
    {
      name: 'two heads, one of them dead',
      residents: [mother, unnumbered({ relation: 'head', gone: 'died' })],
      expected: [],
    },
    {
      name: 'two spouses',
      residents: [mother, unnumbered({ relation: 'spouse' }), unnumbered({ id: residentId(5), relation: 'spouse' })],
      expected: ['several_spouses'],
    },
    {
      name: 'born on the review date',
      residents: [mother, newborn(day('2024-10-15'))],
      expected: [],
    },
    {
      name: 'born the day after',
      residents: [mother, newborn(day('2024-10-16'))],
      expected: ['born_after_review'],
    },
    {
      name: 'born in the year of the review',
      residents: [mother, newborn(year('2024'))],
      expected: [],
    },
    {
      name: 'born in the year after',
      residents: [mother, newborn(year('2025'))],
      expected: ['born_after_review'],
    },
    { name: 'of 105', residents: [mother, unnumbered({ relation: 'parent', birth: day('1918-10-16') })], expected: [] },
    {
      name: 'of 106',
      residents: [mother, unnumbered({ relation: 'parent', birth: day('1918-10-15') })],
      expected: ['very_old'],
    },
    {
      name: 'born in 1918, so 105 or 106',
      residents: [mother, unnumbered({ relation: 'parent', birth: year('1918') })],
      expected: [],
    },
  ])('$name', ({ residents, expected }) => expect(codesOn(household(residents))).toEqual(expected))

  test.each<{ name: string; head: Partial<Resident>; expected: CheckCode[] }>([
    { name: 'head of 15, no adult', head: { birth: day('2009-10-15') }, expected: ['no_adult'] },
    { name: 'head of 14', head: { birth: day('2009-10-16') }, expected: ['young_head', 'no_adult'] },
    { name: 'head of 14 or 15', head: { birth: year('2009') }, expected: ['no_adult'] },
    { name: 'head of 16', head: { birth: day('2008-10-15') }, expected: [] },
    { name: 'head of 15 or 16', head: { birth: year('2008') }, expected: [] },
    { name: 'head of unknown age', head: { birth: 'dont_know' }, expected: [] },
  ])('$name', ({ head, expected }) => {
    const alone = without(unnumbered({ relation: 'head', ...head }), 'education_completed') as Resident
    expect(codesOn(household([alone]))).toEqual(expected)
  })

  test.each<{ birth: PlainDate; expected: CheckCode[] }>([
    { birth: day('2008-10-15'), expected: [] },
    { birth: day('2008-10-16'), expected: ['young_spouse'] },
  ])('a spouse born on $birth: $expected', ({ birth, expected }) => {
    const spouse = without(unnumbered({ relation: 'spouse', birth }), 'education_completed') as Resident
    expect(codesOn(household([mother, spouse]))).toEqual(expected)
  })

  // the head is born in 1984
  test.each<{ relation: NonNullable<Resident['relation']>; birth: PlainDate; expected: CheckCode[] }>([
    { relation: 'child', birth: day('1997-01-01'), expected: [] },
    { relation: 'child', birth: day('1996-12-31'), expected: ['generation_gap_small'] },
    { relation: 'child', birth: day('1985-01-01'), expected: ['generation_gap_small'] },
    { relation: 'child', birth: day('1984-12-31'), expected: ['generation_reversed'] },
    { relation: 'child', birth: day('1960-01-01'), expected: ['generation_reversed'] },
    { relation: 'parent', birth: day('1971-12-31'), expected: [] },
    { relation: 'parent', birth: day('1972-01-01'), expected: ['generation_gap_small'] },
    { relation: 'parent', birth: day('1984-01-01'), expected: ['generation_reversed'] },
    { relation: 'grandchild', birth: day('1994-01-01'), expected: ['generation_gap_small'] },
    { relation: 'grandchild', birth: day('2009-12-31'), expected: ['generation_gap_small'] },
    { relation: 'grandchild', birth: day('2010-01-01'), expected: [] },
    { relation: 'grandchild', birth: day('1983-01-01'), expected: ['generation_reversed'] },
    { relation: 'grandparent', birth: day('1958-12-31'), expected: [] },
    { relation: 'grandparent', birth: day('1959-01-01'), expected: ['generation_gap_small'] },
    { relation: 'sibling', birth: day('1984-03-02'), expected: [] },
    { relation: 'child_in_law', birth: day('1983-01-01'), expected: [] },
  ])('$relation of a head born in 1984, born on $birth: $expected', ({ relation, birth, expected }) => {
    expect(codesOn(household([mother, unnumbered({ relation, birth })]))).toEqual(expected)
  })

  test('many children of the head: eight are usual, nine are asked about', () => {
    const children = Array.from({ length: 9 }, (_, i) => pupil({ id: residentId(10 + i) }))
    expect(codesOn(household([mother, ...children.slice(1)]))).toEqual([])
    expect(onlyCheck(household([mother, ...children]))).toMatchObject({ code: 'many_children', numbers: { count: 9 } })
  })
})

/** Circular 07/2016/TT-BCA, annex 1. */
const provinces2016: Record<string, string> = {
  '001': 'Hà Nội',
  '002': 'Hà Giang',
  '004': 'Cao Bằng',
  '006': 'Bắc Kạn',
  '008': 'Tuyên Quang',
  '010': 'Lào Cai',
  '011': 'Điện Biên',
  '012': 'Lai Châu',
  '014': 'Sơn La',
  '015': 'Yên Bái',
  '017': 'Hòa Bình',
  '019': 'Thái Nguyên',
  '020': 'Lạng Sơn',
  '022': 'Quảng Ninh',
  '024': 'Bắc Giang',
  '025': 'Phú Thọ',
  '026': 'Vĩnh Phúc',
  '027': 'Bắc Ninh',
  '030': 'Hải Dương',
  '031': 'Hải Phòng',
  '033': 'Hưng Yên',
  '034': 'Thái Bình',
  '035': 'Hà Nam',
  '036': 'Nam Định',
  '037': 'Ninh Bình',
  '038': 'Thanh Hóa',
  '040': 'Nghệ An',
  '042': 'Hà Tĩnh',
  '044': 'Quảng Bình',
  '045': 'Quảng Trị',
  '046': 'Thừa Thiên Huế',
  '048': 'Đà Nẵng',
  '049': 'Quảng Nam',
  '051': 'Quảng Ngãi',
  '052': 'Bình Định',
  '054': 'Phú Yên',
  '056': 'Khánh Hòa',
  '058': 'Ninh Thuận',
  '060': 'Bình Thuận',
  '062': 'Kon Tum',
  '064': 'Gia Lai',
  '066': 'Đắk Lắk',
  '067': 'Đắk Nông',
  '068': 'Lâm Đồng',
  '070': 'Bình Phước',
  '072': 'Tây Ninh',
  '074': 'Bình Dương',
  '075': 'Đồng Nai',
  '077': 'Bà Rịa - Vũng Tàu',
  '079': 'Hồ Chí Minh',
  '080': 'Long An',
  '082': 'Tiền Giang',
  '083': 'Bến Tre',
  '084': 'Trà Vinh',
  '086': 'Vĩnh Long',
  '087': 'Đồng Tháp',
  '089': 'An Giang',
  '091': 'Kiên Giang',
  '092': 'Cần Thơ',
  '093': 'Hậu Giang',
  '094': 'Sóc Trăng',
  '095': 'Bạc Liêu',
  '096': 'Cà Mau',
}

describe('citizen numbers', () => {
  test.each<{ number: string; sex: 'male' | 'female'; birth: PlainDate; expected: CheckCode[] }>([
    { number: '038184000001', sex: 'female', birth: day('1984-03-02'), expected: [] },
    { number: '038084000001', sex: 'male', birth: day('1984-03-02'), expected: [] },
    { number: '038184000001', sex: 'male', birth: day('1984-03-02'), expected: ['citizen_number_sex'] },
    { number: '038084000001', sex: 'female', birth: day('1984-03-02'), expected: ['citizen_number_sex'] },
    { number: '038185000001', sex: 'female', birth: day('1984-03-02'), expected: ['citizen_number_birth'] },
    { number: '038384000001', sex: 'female', birth: day('1984-03-02'), expected: ['citizen_number_birth'] },
    { number: '001184000001', sex: 'female', birth: day('1984-03-02'), expected: [] },
    { number: '096184000001', sex: 'female', birth: day('1984-03-02'), expected: [] },
    { number: '003184000001', sex: 'female', birth: day('1984-03-02'), expected: ['citizen_number_province'] },
    { number: '097184000001', sex: 'female', birth: day('1984-03-02'), expected: ['citizen_number_province'] },
  ])('$number of a $sex born on $birth: $expected', ({ number, sex, birth, expected }) => {
    expect(codesOn(household([{ ...mother, citizen_number: number, sex, birth }]))).toEqual(expected)
  })

  test('the provinces are the 63 that there were before July 2025', () => {
    const silent = Array.from({ length: 1_000 }, (_, code) => String(code).padStart(3, '0')).filter((code) => {
      const codes = codesOn(household([{ ...mother, citizen_number: `${code}184000001` }]))
      return codes.length === 0
    })
    expect(silent).toHaveLength(63)
    expect(silent).toEqual(Object.keys(provinces2016).sort())
  })

  test('the centuries: 2 and 3 are for those born from 2000', () => {
    expect(codesOn(household([mother, { ...son, citizen_number: '038215000002' }]))).toEqual([])
    expect(codesOn(household([mother, { ...son, citizen_number: '038015000002' }]))).toEqual(['citizen_number_birth'])
  })

  test('a number not known, or a birth year not known, is no contradiction', () => {
    expect(codesOn(household([{ ...mother, citizen_number: 'dont_know' }]))).toEqual([])
    expect(codesOn(household([{ ...mother, birth: 'dont_know' }]))).toEqual([])
    expect(codesOn(household([{ ...mother, birth: year('1984') }]))).toEqual([])
  })

  test('one number for two residents', () => {
    const twin = { ...mother, id: residentId(7), relation: 'sibling', name: 'Lò Thị Hai' } as const
    expect(onlyCheck(household([mother, twin]))).toEqual({
      code: 'citizen_number_twice',
      kind: 'must',
      paths: [pathOf('citizen_number', mother.id), pathOf('citizen_number', twin.id)],
      residents: [
        { id: mother.id, name: 'Lò Thị Mai' },
        { id: twin.id, name: 'Lò Thị Hai' },
      ],
    })
    expect(codesOn(household([mother, { ...twin, gone: 'entered_by_mistake' }]))).toEqual([])
  })

  test('the same number in another household of the commune, as the server found it', () => {
    const path: Path = pathOf('citizen_number', mother.id)
    const elsewhere = { citizenNumber: '038184000001', hamlet: 'thôn Làng Gió', household: 17 }
    const check = onlyCheck(household([mother]), { citizenNumberElsewhere: { [path]: elsewhere } })
    expect(check).toMatchObject({ code: 'citizen_number_elsewhere', kind: 'look_again', elsewhere })
    expect(checkSentence(check, vi)).toBe(
      'Số định danh của Lò Thị Mai cũng có ở hộ số 17, thôn Làng Gió; nếu đã chuyển hộ thì ghi ở hộ kia là đã chuyển đi',
    )
    const corrected = household([{ ...mother, citizen_number: '038184000009' }])
    expect(codesOn(corrected, { citizenNumberElsewhere: { [path]: elsewhere } })).toEqual([])
  })
})

describe('school, work and nutrition', () => {
  test.each<{ level: NonNullable<Resident['schooling_now']>; birth: PlainDate; expected: CheckCode[] }>([
    { level: 'preschool', birth: day('2017-10-16'), expected: [] }, // 6
    { level: 'preschool', birth: day('2017-10-15'), expected: ['schooling_unusual_for_age'] }, // 7
    { level: 'primary', birth: day('2019-10-15'), expected: [] }, // 5
    { level: 'primary', birth: day('2019-10-16'), expected: ['schooling_unusual_for_age'] }, // 4
    { level: 'primary', birth: day('2009-10-16'), expected: [] }, // 14
    { level: 'primary', birth: day('2009-10-15'), expected: ['schooling_unusual_for_age'] }, // 15
    { level: 'lower_secondary', birth: day('2014-10-15'), expected: [] }, // 10
    { level: 'lower_secondary', birth: day('2014-10-16'), expected: ['schooling_unusual_for_age'] }, // 9
    { level: 'upper_secondary', birth: day('2010-10-15'), expected: [] }, // 14
    { level: 'upper_secondary', birth: day('2010-10-16'), expected: ['schooling_unusual_for_age'] }, // 13
    { level: 'lower_secondary', birth: day('2005-10-16'), expected: [] }, // 18
    { level: 'lower_secondary', birth: day('2005-10-15'), expected: ['schooling_unusual_for_age'] }, // 19
    { level: 'upper_secondary', birth: day('2002-10-16'), expected: [] }, // 21
    { level: 'upper_secondary', birth: day('2002-10-15'), expected: ['schooling_unusual_for_age'] }, // 22
    { level: 'vocational', birth: day('2010-10-15'), expected: [] }, // 14
    { level: 'vocational', birth: day('2010-10-16'), expected: ['schooling_unusual_for_age'] }, // 13
    { level: 'college_or_university', birth: day('2007-10-15'), expected: [] }, // 17
    { level: 'college_or_university', birth: day('2007-10-16'), expected: ['schooling_unusual_for_age'] }, // 16
    { level: 'none', birth: day('2014-10-16'), expected: [] },
  ])('$level, born on $birth: $expected', ({ level, birth, expected }) => {
    expect(codesOn(household([mother, pupil({ schooling_now: level, birth })]))).toEqual(expected)
  })

  test('with a year of birth alone, both ages must be unusual', () => {
    const born = (text: string) => household([mother, pupil({ schooling_now: 'preschool', birth: year(text) })])
    expect(codesOn(born('2017'))).toEqual([])
    expect(onlyCheck(born('2016'))).toMatchObject({ code: 'schooling_unusual_for_age', numbers: { age: 7 } })
    expect(codesOn(household([mother, pupil({ schooling_now: 'preschool', birth: 'dont_know' })]))).toEqual([])
  })

  test.each<{
    now: NonNullable<Resident['schooling_now']>
    completed: NonNullable<Resident['education_completed']>
    expected: CheckCode[]
  }>([
    { now: 'upper_secondary', completed: 'lower_secondary', expected: [] },
    { now: 'upper_secondary', completed: 'primary', expected: ['schooling_above_completed'] },
    { now: 'lower_secondary', completed: 'primary', expected: [] },
    { now: 'lower_secondary', completed: 'none', expected: ['schooling_above_completed'] },
    { now: 'vocational', completed: 'none', expected: ['schooling_above_completed'] },
    { now: 'college_or_university', completed: 'lower_secondary', expected: [] },
    { now: 'college_or_university', completed: 'primary', expected: ['schooling_above_completed'] },
    { now: 'none', completed: 'none', expected: [] },
    { now: 'upper_secondary', completed: 'refused', expected: [] },
    { now: 'upper_secondary', completed: 'upper_secondary', expected: [] },
    { now: 'college_or_university', completed: 'college', expected: ['completed_unusual_for_age'] },
  ])('at 17, attends $now, completed $completed: $expected', ({ now, completed, expected }) => {
    const youth = pupil({ birth: day('2007-01-01'), schooling_now: now, education_completed: completed })
    expect(codesOn(household([mother, youth]))).toEqual(expected)
  })

  // lower levels are those of an age at which the form does not ask what was completed
  test.each<{ completed: NonNullable<Resident['education_completed']>; from: number }>([
    { completed: 'upper_secondary', from: 17 },
    { completed: 'intermediate_vocational', from: 17 },
    { completed: 'college', from: 19 },
    { completed: 'university_or_higher', from: 20 },
  ])('$completed may be completed from $from', ({ completed, from }) => {
    const born = (monthAndDay: string) => day(`${2024 - from}-${monthAndDay}`)
    const youth = (birth: PlainDate) =>
      household([mother, unnumbered({ relation: 'sibling', birth, education_completed: completed })])
    expect(codesOn(youth(born('10-15')))).toEqual([])
    expect(onlyCheck(youth(born('10-16')))).toMatchObject({
      code: 'completed_unusual_for_age',
      numbers: { age: from - 1 },
    })
  })

  test('what the form no longer asks for is no matter: at 31 nobody is asked about school', () => {
    const adult = unnumbered({ relation: 'sibling', work: 'studying', schooling_now: 'none' })
    expect(codesOn(household([mother, { ...adult, birth: day('1993-10-16') }]))).toEqual(['studying_without_school'])
    expect(codesOn(household([mother, { ...adult, birth: day('1992-10-15') }]))).toEqual([])
  })

  test.each<{ birth: PlainDate; expected: CheckCode[] }>([
    { birth: day('1974-10-15'), expected: [] },
    { birth: day('1974-10-16'), expected: ['retired_early'] },
  ])('retired, born on $birth: $expected', ({ birth, expected }) => {
    expect(codesOn(household([mother, unnumbered({ relation: 'sibling', work: 'retired', birth })]))).toEqual(expected)
  })

  test.each<{ found: PlainDate; expected: CheckCode[] }>([
    { found: day('2024-10-15'), expected: [] },
    { found: day('2024-10-16'), expected: ['nutrition_after_review'] },
    { found: day('2022-10-16'), expected: [] },
    { found: day('2022-10-15'), expected: ['nutrition_old'] },
    { found: day('2015-05-20'), expected: ['nutrition_old'] },
    { found: day('2015-05-19'), expected: ['nutrition_before_birth'] },
  ])('a child born on 2015-05-20, examined on $found: $expected', ({ found, expected }) => {
    expect(codesOn(household([mother, { ...son, nutrition_date: found }]))).toEqual(expected)
  })
})

describe('the household and the year before', () => {
  test.each<{ answers: Partial<HouseholdAnswers>; expected: CheckCode[] }>([
    { answers: { b1_points: 40 }, expected: [] },
    { answers: { b1_points: 39 }, expected: ['b1_unusual'] },
    { answers: { b1_points: 300 }, expected: [] },
    { answers: { b1_points: 301 }, expected: ['b1_unusual'] },
    { answers: { b1_points: 'refused' }, expected: [] },
    { answers: { devices: [], internet_use: true }, expected: ['internet_without_device'] },
    { answers: { devices: [], internet_use: false }, expected: [] },
    { answers: { devices: 'dont_know', internet_use: true }, expected: [] },
  ])('$answers: $expected', ({ answers, expected }) => expect(codesOn(household([mother], answers))).toEqual(expected))

  test.each<{ now: number; expected: CheckCode[] }>([
    { now: 60, expected: [] },
    { now: 90, expected: [] },
    { now: 90.5, expected: ['area_jump'] },
    { now: 30, expected: [] },
    { now: 29.5, expected: ['area_jump'] },
  ])('60 m² last year, $now m² now: $expected', ({ now, expected }) => {
    const previous = household([mother], { dwelling_area_m2: 60 })
    expect(codesOn(household([mother], { dwelling_area_m2: now }), { previous })).toEqual(expected)
  })

  test('whoever was here last year is here, or gone with a reason', () => {
    const previous = household([mother, son])
    expect(onlyCheck(household([mother]), { previous })).toMatchObject({
      code: 'vanished',
      kind: 'look_again',
      paths: [pathOf('gone', son.id)],
      residents: [{ id: son.id, name: 'Lò Văn Nam' }],
    })
    expect(codesOn(household([mother, { ...son, gone: 'moved_away' }]), { previous })).toEqual([])
    const goneBefore = household([mother, { ...son, gone: 'moved_away' }])
    expect(codesOn(household([mother]), { previous: goneBefore })).toEqual([])
  })

  test.each<{ name: string; now: Partial<Resident>; expected: CheckCode[] }>([
    { name: 'another sex', now: { sex: 'male', citizen_number: 'dont_know' }, expected: ['sex_changed'] },
    { name: 'another day of birth', now: { birth: day('1984-03-03') }, expected: ['birth_changed'] },
    { name: 'the year alone', now: { birth: year('1984') }, expected: [] },
    { name: 'a level less', now: { education_completed: 'primary' }, expected: ['completed_fell'] },
    { name: 'a level more', now: { education_completed: 'upper_secondary' }, expected: [] },
    { name: 'gone', now: { gone: 'died', sex: 'male' }, expected: [] },
  ])('$name than last year: $expected', ({ now, expected }) => {
    const other = unnumbered({ relation: 'sibling' })
    const asSibling = { ...mother, relation: 'sibling' } as const
    const head = { ...other, relation: 'head' } as const
    expect(codesOn(household([head, { ...asSibling, ...now }]), { previous: household([head, asSibling]) })).toEqual(
      expected,
    )
  })
})

describe('in words', () => {
  test.each<{ name: string; check: Check; vietnamese: string; english: string }>([
    {
      name: 'a relation',
      check: onlyCheck(household([mother, unnumbered({ relation: 'child', birth: day('1990-01-01') })])),
      vietnamese: 'Hà Thị Hoa (con) và chủ hộ Lò Thị Mai chỉ cách nhau 6 tuổi',
      english: 'Only 6 years between Hà Thị Hoa (child) and the head, Lò Thị Mai',
    },
    {
      name: 'years are not grouped',
      check: onlyCheck(household([{ ...mother, citizen_number: '038185000001' }])),
      vietnamese: 'Số định danh của Lò Thị Mai cho biết năm sinh 1985, nhưng đã ghi 1984',
      english: 'The citizen number says born in 1985, the answer says 1984: Lò Thị Mai',
    },
    {
      name: 'a level',
      check: onlyCheck(household([mother, pupil({ schooling_now: 'upper_secondary' })])),
      vietnamese: 'Lò Thị Bé 9 tuổi mà đang học trung học phổ thông',
      english: 'Unusual at 9 years of age, attending “upper secondary school”: Lò Thị Bé',
    },
    {
      name: 'areas',
      check: onlyCheck(household([mother], { dwelling_area_m2: 90.5 }), { previous: household([mother]) }),
      vietnamese: 'Diện tích ở đợt trước 60 m², đợt này 90,5 m², thay đổi quá một nửa',
      english: 'The floor area was 60 m² and is now 90.5 m², a change of more than half',
    },
    {
      name: 'nobody named',
      check: onlyCheck(household([{ ...(without(mother, 'name') as Resident), sex: 'male' }])),
      vietnamese: 'Số định danh của người chưa ghi tên là của người có giới tính nữ, khác với giới tính đã ghi',
      english: 'The citizen number says “female”, which is not the sex given: a resident not yet named',
    },
  ])('$name', ({ check, vietnamese, english }) => {
    expect(checkSentence(check, vi)).toBe(vietnamese)
    expect(checkSentence(check, en)).toBe(english)
  })

  test.each(Object.keys(checkKinds) as CheckCode[])('%s has a whole sentence in both languages', (code) => {
    const full: Check = {
      code,
      kind: checkKinds[code],
      paths: [],
      residents: [
        { id: residentId(1), name: 'Bo An' },
        { id: residentId(2), name: '' },
      ],
      numbers: {
        age: 9,
        from: 1,
        through: 2,
        years: 3,
        months: 4,
        count: 5,
        before: 6,
        now: 7,
        birthYear: 1984,
        numberYear: 1985,
      },
      answer: { question: 'schooling_now', code: 'primary' },
      elsewhere: { citizenNumber: '038184000001', hamlet: 'Lang Gio', household: 17 },
    }
    for (const words of [vi, en]) {
      const sentence = checkSentence(full, words)
      expect(sentence).toBe(sentence.normalize('NFC').trim())
      expect(sentence).not.toMatch(/undefined|NaN|\[object|_|[.:;,\s]$/)
      expect(sentence.length).toBeGreaterThan(10)
    }
    expect(checkSentence(full, en)).not.toMatch(/[À-ỹĐđ]/)
    expect(checkSentence(full, vi)).not.toBe(checkSentence(full, en))
  })

  test('a check that lacks a part of its sentence is a fault, not a gap in the sentence', () => {
    const bare: Check = { code: 'young_head', kind: 'look_again', paths: [], residents: [] }
    expect(() => checkSentence(bare, vi)).toThrow(RangeError)
  })
})

describe('for any household', () => {
  const anyBirth = fc.constantFrom(
    day('1950-01-01'),
    day('1984-03-02'),
    day('2012-05-05'),
    day('2025-01-01'),
    year('1990'),
    'dont_know' as const,
  )
  const anyResident = fc.record({
    relation: fc.constantFrom('head', 'spouse', 'child', 'parent', 'grandchild', 'sibling'),
    sex: fc.constantFrom('male', 'female'),
    birth: anyBirth,
    citizen_number: fc.constantFrom('038184000001', '038215000002', '999912000000'),
    work: fc.constantFrom('studying', 'retired', 'self_employed'),
    schooling_now: fc.constantFrom('none', 'preschool', 'upper_secondary'),
    education_completed: fc.constantFrom('none', 'college'),
    nutrition_date: fc.constantFrom(day('2011-01-01'), day('2024-09-01'), day('2024-12-01')),
  })
  const anyHousehold = fc.array(anyResident, { maxLength: 5 }).map(
    (residents): SurveyAnswers => ({
      household: { b1_points: 20 },
      residents: residents.map((resident, i) => ({ ...aChild(), ...resident, id: residentId(i + 1) }) as Resident),
    }),
  )

  test('what must be put right comes first; every path is one of the form’s; every sentence is whole', () => {
    fc.assert(
      fc.property(anyHousehold, anyHousehold, (answers, previous) => {
        const checks = checksOn(answers, { reviewDate, previous })
        expect(checks.map(({ kind }) => kind)).toEqual(
          checks
            .map(({ kind }) => kind)
            .sort()
            .reverse(),
        )
        for (const check of checks) {
          expect(check.kind).toBe(checkKinds[check.code])
          for (const path of check.paths) expect(PathSchema.safeParse(path).success, path).toBe(true)
          for (const words of [vi, en]) expect(checkSentence(check, words)).not.toMatch(/undefined|NaN/)
        }
      }),
    )
  })

  test('the order of the residents never matters', () => {
    fc.assert(
      fc.property(anyHousehold, ({ household: given, residents }) => {
        const turned = { household: given, residents: [...residents].reverse() }
        expect(codesOn(turned).sort()).toEqual(codesOn({ household: given, residents }).sort())
      }),
    )
  })
})
