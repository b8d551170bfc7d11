import { describe, expect, test } from 'vitest'
import { assess, isAssessable } from '#domain/assessment/assess.ts'
import type { AssessmentTerms, Deprivation, ReasonRule } from '#domain/assessment/assessment.ts'
import { monthRange } from '#domain/assessment/subject.ts'
import type { Resident } from '#domain/questionnaire/answers.ts'
import type { IndicatorId, WorkingAge } from '#domain/standard/standard.ts'
import { standard2022 } from '#domain/standard/standard2022.ts'
import { day, PlainYear } from '#domain/units.ts'
import { en } from '#domain/wording/en.ts'
import { vi } from '#domain/wording/vi.ts'
import { aChild, aHousehold, aResident, terms2024, verdictOn } from '../../builders.ts'

type Case = { who: string; residents: Resident[]; expected: Deprivation; rule: ReasonRule; sentence: string }

const year = (text: string) => PlainYear.parse(text)
const mai = (overrides: Partial<Resident>) => aResident({ name: 'Lò Thị Mai', ...overrides })
const nam = (overrides: Partial<Resident>) => aChild({ name: 'Lò Văn Nam', ...overrides })
/** Absent, whatever the builder gives. */
const notAsked = <Answers extends Resident>(resident: Answers, ...questions: (keyof Resident)[]) =>
  Object.fromEntries(Object.entries(resident).filter(([key]) => !questions.includes(key as keyof Resident))) as Resident

function check(indicator: IndicatorId, cases: Case[]) {
  test.each(cases)('$who: $expected', ({ residents, expected, rule, sentence }) => {
    const verdict = verdictOn(indicator, aHousehold({ residents }))
    expect(verdict.deprivation).toBe(expected)
    const [reason] = verdict.reasons
    expect(reason?.rule).toBe(rule)
    expect(reason && vi.reasons[reason.rule](reason)).toBe(sentence)
  })
}

// The review date is 15/10/2024: who is born on that day of a year completes a year, who is born on the 16th does not.

describe('indicator 1, employment', () => {
  const jobless = { work: 'looking_for_work' } as const
  const fine =
    'Không có ai trong độ tuổi lao động đang phải tìm việc, không có ai làm công ăn lương mà thiếu hợp đồng lao động'
  check('employment', [
    {
      who: 'a woman of 40 who looks for work',
      residents: [mai(jobless)],
      expected: 'deprived',
      rule: 'without_job',
      sentence: '1 người trong độ tuổi lao động chưa tìm được việc làm: Lò Thị Mai',
    },
    {
      who: 'a jobless girl of 15 years to the day',
      residents: [mai({ ...jobless, birth: day('2009-10-15') })],
      expected: 'deprived',
      rule: 'without_job',
      sentence: '1 người trong độ tuổi lao động chưa tìm được việc làm: Lò Thị Mai',
    },
    {
      who: 'a girl one day short of 15',
      residents: [mai({ ...jobless, birth: day('2009-10-16') })],
      expected: 'not_deprived',
      rule: 'nobody_concerned',
      sentence: 'Trong hộ không có ai từ đủ 15 tuổi',
    },
    {
      who: 'a jobless woman one day short of 56 years and 4 months, her retirement age of 2024',
      residents: [mai({ ...jobless, birth: day('1968-06-16') })],
      expected: 'deprived',
      rule: 'without_job',
      sentence: '1 người trong độ tuổi lao động chưa tìm được việc làm: Lò Thị Mai',
    },
    {
      who: 'a jobless woman of 56 years and 4 months to the day',
      residents: [mai({ ...jobless, birth: day('1968-06-15') })],
      expected: 'not_deprived',
      rule: 'all_in_work',
      sentence: fine,
    },
    {
      who: 'a jobless man one day short of 61, his retirement age of 2024',
      residents: [mai({ ...jobless, sex: 'male', birth: day('1963-10-16') })],
      expected: 'deprived',
      rule: 'without_job',
      sentence: '1 người trong độ tuổi lao động chưa tìm được việc làm: Lò Thị Mai',
    },
    {
      who: 'a jobless man of 61 to the day',
      residents: [mai({ ...jobless, sex: 'male', birth: day('1963-10-15') })],
      expected: 'not_deprived',
      rule: 'all_in_work',
      sentence: fine,
    },
    {
      who: 'a jobless resident of 58 whose sex is not known',
      residents: [notAsked(mai({ ...jobless, birth: day('1966-01-01') }), 'sex')],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Giới tính” của Lò Thị Mai',
    },
    {
      who: 'a jobless resident of 40 whose sex is not known, where it decides nothing',
      residents: [notAsked(mai(jobless), 'sex')],
      expected: 'deprived',
      rule: 'without_job',
      sentence: '1 người trong độ tuổi lao động chưa tìm được việc làm: Lò Thị Mai',
    },
    {
      who: 'a jobless woman of 56 or 55 by her birth year, on either side of her retirement age',
      residents: [mai({ ...jobless, birth: year('1968') })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Ngày sinh” của Lò Thị Mai',
    },
    {
      who: 'a jobless woman of 60 or 61 by her birth year, above it either way',
      residents: [mai({ ...jobless, birth: year('1963') })],
      expected: 'not_deprived',
      rule: 'all_in_work',
      sentence: fine,
    },
    {
      who: 'a jobless resident of 57 or 58 by the birth year whose sex is what decides',
      residents: [notAsked(mai({ ...jobless, birth: year('1966') }), 'sex')],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Giới tính” của Lò Thị Mai',
    },
    {
      who: 'a jobless resident of 55 or 56 by the birth year whose sex is not known either',
      residents: [notAsked(mai({ ...jobless, birth: year('1968') }), 'sex')],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Ngày sinh” của Lò Thị Mai',
    },
    {
      who: 'a woman of 70 with a contract whose work is not known',
      residents: [mai({ work: 'dont_know', work_contract: true, birth: day('1954-01-01') })],
      expected: 'not_deprived',
      rule: 'all_in_work',
      sentence: fine,
    },
    {
      who: 'a woman of 40 with a contract whose work is not known, for she may be looking for it',
      residents: [mai({ work: 'dont_know', work_contract: true })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Việc làm chính hiện nay” của Lò Thị Mai',
    },
    {
      who: 'a woman of 70 whose work and contract are not known',
      residents: [mai({ work: 'dont_know', birth: day('1954-01-01') })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Việc làm chính hiện nay” của Lò Thị Mai',
    },
    {
      who: 'wage work without a contract',
      residents: [mai({ work: 'wage', work_contract: false })],
      expected: 'deprived',
      rule: 'wage_without_contract',
      sentence: '1 người làm công ăn lương không có hợp đồng lao động: Lò Thị Mai',
    },
    {
      who: 'wage work without a contract at 70, which our reading counts',
      residents: [mai({ work: 'wage', work_contract: false, birth: day('1954-01-01') })],
      expected: 'deprived',
      rule: 'wage_without_contract',
      sentence: '1 người làm công ăn lương không có hợp đồng lao động: Lò Thị Mai',
    },
    {
      who: 'wage work with a contract',
      residents: [mai({ work: 'wage', work_contract: true })],
      expected: 'not_deprived',
      rule: 'all_in_work',
      sentence: fine,
    },
    {
      who: 'a farmer for whom an old answer on contracts was left behind',
      residents: [mai({ work: 'self_employed', work_contract: false })],
      expected: 'not_deprived',
      rule: 'all_in_work',
      sentence: fine,
    },
    {
      who: 'a woman unable to work',
      residents: [mai({ work: 'unable_to_work' })],
      expected: 'not_deprived',
      rule: 'all_in_work',
      sentence: fine,
    },
    {
      who: 'wage work, contract not known',
      residents: [mai({ work: 'wage', work_contract: 'dont_know' })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Có hợp đồng lao động” của Lò Thị Mai',
    },
    {
      who: 'one certain jobless man beside a woman who refused',
      residents: [mai({ work: 'refused' }), aResident({ ...jobless, name: 'Lò Văn Tư' })],
      expected: 'deprived',
      rule: 'without_job',
      sentence: '1 người trong độ tuổi lao động chưa tìm được việc làm: Lò Văn Tư',
    },
    {
      who: 'a jobless girl who is 14 or 15 by her birth year',
      residents: [mai({ ...jobless, birth: year('2009') })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Ngày sinh” của Lò Thị Mai',
    },
    {
      who: 'a jobless man who has moved away',
      residents: [mai({}), aResident({ ...jobless, gone: 'moved_away' })],
      expected: 'not_deprived',
      rule: 'all_in_work',
      sentence: fine,
    },
  ])

  const under = (
    workingAge: Partial<WorkingAge>,
    reviewDate = '2024-10-15',
    contractAtAnyAge = true,
  ): AssessmentTerms => {
    const { indicators } = standard2022
    const { retirement, ...ages } = indicators.employment.workingAge
    const own = { ...ages, ...(retirement && { retirement }), ...workingAge }
    const changed = { ...indicators.employment, workingAge: own, contractAtAnyAge }
    const standard = { ...standard2022, indicators: { ...indicators, employment: changed } }
    return { ...terms2024, standard, reviewDate: day(reviewDate) }
  }
  const without = (resident: Resident, terms: AssessmentTerms) => {
    const verdict = verdictOn('employment', aHousehold({ residents: [resident] }), terms)
    return [verdict.deprivation, verdict.reasons.map((reason) => vi.reasons[reason.rule](reason))]
  }

  // Labour Code 2019, art. 169; Decree 135/2020, art. 4: the first and the last year, and those where a sex reaches its end.
  test.each([
    { reviewed: '2021', sex: 'male', years: 60, months: 3 },
    { reviewed: '2022', sex: 'male', years: 60, months: 6 },
    { reviewed: '2023', sex: 'male', years: 60, months: 9 },
    { reviewed: '2024', sex: 'male', years: 61, months: 0 },
    { reviewed: '2025', sex: 'male', years: 61, months: 3 },
    { reviewed: '2026', sex: 'male', years: 61, months: 6 },
    { reviewed: '2027', sex: 'male', years: 61, months: 9 },
    { reviewed: '2028', sex: 'male', years: 62, months: 0 },
    { reviewed: '2035', sex: 'male', years: 62, months: 0 },
    { reviewed: '2021', sex: 'female', years: 55, months: 4 },
    { reviewed: '2022', sex: 'female', years: 55, months: 8 },
    { reviewed: '2023', sex: 'female', years: 56, months: 0 },
    { reviewed: '2024', sex: 'female', years: 56, months: 4 },
    { reviewed: '2025', sex: 'female', years: 56, months: 8 },
    { reviewed: '2026', sex: 'female', years: 57, months: 0 },
    { reviewed: '2027', sex: 'female', years: 57, months: 4 },
    { reviewed: '2028', sex: 'female', years: 57, months: 8 },
    { reviewed: '2034', sex: 'female', years: 59, months: 8 },
    { reviewed: '2035', sex: 'female', years: 60, months: 0 },
  ] as const)(
    'in $reviewed working age of a $sex ends at $years years and $months months',
    ({ reviewed, sex, years, months }) => {
      const terms = under({}, `${reviewed}-12-15`)
      const born = (dayOfMonth: string) =>
        day(`${Number(reviewed) - years}-${String(12 - months).padStart(2, '0')}-${dayOfMonth}`)
      expect(without(mai({ ...jobless, sex, birth: born('16') }), terms)[0]).toBe('deprived')
      expect(without(mai({ ...jobless, sex, birth: born('15') }), terms)[0]).toBe('not_deprived')
    },
  )

  test('a year that the table of retirement ages lacks leaves the upper end unknown, and says so', () => {
    const terms = under({}, '2036-10-15')
    const asked = ['unknown', ['Chưa có tuổi nghỉ hưu của năm rà soát để xét Lò Thị Mai']]
    expect(without(mai({ ...jobless, birth: day('1980-01-01') }), terms)).toEqual(asked)
    expect(without(mai({ work: 'self_employed' }), terms)).toEqual(['not_deprived', [fine]])
    expect(without(mai({ ...jobless, birth: day('2022-01-01') }), terms)[0]).toBe('not_deprived')
  })

  test('without a table of retirement ages, working age ends with the full age the standard gives', () => {
    const { retirement: _, ...workingAge } = standard2022.indicators.employment.workingAge
    const { employment } = standard2022.indicators
    const standard = {
      ...standard2022,
      indicators: { ...standard2022.indicators, employment: { ...employment, workingAge } },
    }
    const terms = { ...terms2024, standard }
    expect(without(mai({ ...jobless, birth: day('1962-10-16') }), terms)[0]).toBe('deprived')
    expect(without(mai({ ...jobless, birth: day('1962-10-15') }), terms)[0]).toBe('not_deprived')
  })

  test('a commune that looks at contracts within working age only changes one value', () => {
    const old = mai({ work: 'wage', work_contract: false, birth: day('1954-01-01') })
    expect(without(old, under({}))[0]).toBe('deprived')
    expect(without(old, under({}, '2024-10-15', false))).toEqual([
      'not_deprived',
      ['Trong hộ không có ai trong độ tuổi lao động'],
    ])
    expect(without(mai(jobless), under({}, '2024-10-15', false))[0]).toBe('deprived')
  })

  test('names the jobless first, then those without a contract', () => {
    const residents = [mai({ work: 'wage', work_contract: false }), aResident({ name: 'Lò Văn Tư', ...jobless })]
    const { reasons } = verdictOn('employment', aHousehold({ residents }))
    expect(reasons.map(({ rule }) => rule)).toEqual(['without_job', 'wage_without_contract'])
  })
})

describe('indicator 2, dependants', () => {
  const old = (overrides: Partial<Resident>) =>
    aResident({ name: 'Hà Thị Én', birth: day('1950-01-01'), monthly_allowance: true, ...overrides })
  check('dependants', [
    {
      who: 'two children of three people',
      residents: [mai({}), nam({}), nam({ name: 'Lò Thị Hoa' })],
      expected: 'deprived',
      rule: 'dependants_above_half',
      sentence: '2 trong 3 người là người phụ thuộc, quá một nửa: Lò Văn Nam, Lò Thị Hoa',
    },
    {
      who: 'two children of four people, half to the person',
      residents: [mai({}), mai({ name: 'Lò Văn Tư' }), nam({}), nam({})],
      expected: 'not_deprived',
      rule: 'dependants_within_half',
      sentence: '2 trong 4 người là người phụ thuộc, không quá một nửa',
    },
    {
      who: 'a boy one day short of 16 with his mother and sister',
      residents: [mai({}), nam({ birth: day('2008-10-16') }), nam({ name: 'Lò Thị Hoa' })],
      expected: 'deprived',
      rule: 'dependants_above_half',
      sentence: '2 trong 3 người là người phụ thuộc, quá một nửa: Lò Văn Nam, Lò Thị Hoa',
    },
    {
      who: 'a boy of 16 to the day with his mother and sister',
      residents: [mai({}), nam({ birth: day('2008-10-15') }), nam({ name: 'Lò Thị Hoa' })],
      expected: 'not_deprived',
      rule: 'dependants_within_half',
      sentence: '1 trong 3 người là người phụ thuộc, không quá một nửa',
    },
    {
      who: 'an old woman alone, with the allowance',
      residents: [old({})],
      expected: 'deprived',
      rule: 'dependants_above_half',
      sentence: '1 trong 1 người là người phụ thuộc, quá một nửa: Hà Thị Én',
    },
    {
      who: 'an old woman alone, without the allowance',
      residents: [old({ monthly_allowance: false })],
      expected: 'not_deprived',
      rule: 'dependants_within_half',
      sentence: '0 trong 1 người là người phụ thuộc, không quá một nửa',
    },
    {
      who: 'an allowance at 60 to the day',
      residents: [old({ birth: day('1964-10-15') })],
      expected: 'deprived',
      rule: 'dependants_above_half',
      sentence: '1 trong 1 người là người phụ thuộc, quá một nửa: Hà Thị Én',
    },
    {
      who: 'an allowance one day short of 60, without disability',
      residents: [old({ birth: day('1964-10-16') })],
      expected: 'not_deprived',
      rule: 'dependants_within_half',
      sentence: '0 trong 1 người là người phụ thuộc, không quá một nửa',
    },
    {
      who: 'a disability at 40 with the allowance',
      residents: [mai({ disability: true, monthly_allowance: true })],
      expected: 'deprived',
      rule: 'dependants_above_half',
      sentence: '1 trong 1 người là người phụ thuộc, quá một nửa: Lò Thị Mai',
    },
    {
      who: 'a disability at 40 without the allowance',
      residents: [mai({ disability: true, monthly_allowance: false })],
      expected: 'not_deprived',
      rule: 'dependants_within_half',
      sentence: '0 trong 1 người là người phụ thuộc, không quá một nửa',
    },
    {
      who: 'a child with a disability and the allowance, who counts once',
      residents: [mai({}), nam({ disability: true, monthly_allowance: true })],
      expected: 'not_deprived',
      rule: 'dependants_within_half',
      sentence: '1 trong 2 người là người phụ thuộc, không quá một nửa',
    },
    {
      who: 'an unknown allowance that could tip the half',
      residents: [old({ monthly_allowance: 'dont_know' })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Đang hưởng trợ cấp xã hội hằng tháng” của Hà Thị Én',
    },
    {
      who: 'an unknown disability that could tip the half',
      residents: [mai({ disability: 'refused' })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Là người khuyết tật” của Lò Thị Mai',
    },
    {
      who: 'an unknown disability that cannot reach the half',
      residents: [mai({ disability: 'refused' }), mai({}), nam({}), mai({})],
      expected: 'not_deprived',
      rule: 'dependants_within_half',
      sentence: 'Ít nhất 1, nhiều nhất 2 trong 4 người là người phụ thuộc, không quá một nửa',
    },
    {
      who: 'an unknown allowance that cannot tip the half',
      residents: [old({ monthly_allowance: 'dont_know' }), nam({}), nam({}), mai({})].slice(0, 3),
      expected: 'deprived',
      rule: 'dependants_above_half',
      sentence: 'Ít nhất 2 trong 3 người là người phụ thuộc, quá một nửa: Lò Văn Nam, Lò Văn Nam',
    },
    {
      who: 'an unknown disability where no allowance is received, which decides it',
      residents: [mai({ disability: 'refused', monthly_allowance: false })],
      expected: 'not_deprived',
      rule: 'dependants_within_half',
      sentence: '0 trong 1 người là người phụ thuộc, không quá một nửa',
    },
    {
      who: 'an allowance where the disability is not known',
      residents: [mai({ disability: 'refused', monthly_allowance: true })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Là người khuyết tật” của Lò Thị Mai',
    },
    {
      who: 'an allowance at 59 or 60 by the birth year, with a disability: a dependant either way',
      residents: [old({ birth: year('1964'), disability: true })],
      expected: 'deprived',
      rule: 'dependants_above_half',
      sentence: '1 trong 1 người là người phụ thuộc, quá một nửa: Hà Thị Én',
    },
    {
      who: 'an allowance at 59 or 60 by the birth year, without a disability',
      residents: [old({ birth: year('1964') })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Ngày sinh” của Hà Thị Én',
    },
    {
      who: 'one child of two people, where the other may be a dependant too',
      residents: [nam({}), mai({ disability: 'dont_know' })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Là người khuyết tật” của Lò Thị Mai',
    },
    {
      who: 'an allowance at 60 to the day, whatever the disability',
      residents: [old({ birth: day('1964-10-15'), disability: 'dont_know' })],
      expected: 'deprived',
      rule: 'dependants_above_half',
      sentence: '1 trong 1 người là người phụ thuộc, quá một nửa: Hà Thị Én',
    },
    {
      who: 'a disability not known of somebody who is 15 or 16 by the birth year',
      residents: [nam({ birth: year('2008'), disability: 'dont_know' })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Là người khuyết tật” của Lò Văn Nam',
    },
    {
      who: 'a birth year that leaves open whether a boy is 15 or 16',
      residents: [nam({ birth: year('2008') })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Ngày sinh” của Lò Văn Nam',
    },
  ])
})

describe('indicator 3, nutrition', () => {
  check('nutrition', [
    {
      who: 'a stunted boy',
      residents: [mai({}), nam({ nutrition_finding: 'stunted' })],
      expected: 'deprived',
      rule: 'malnourished_children',
      sentence: '1 trong 1 trẻ em dưới 16 tuổi suy dinh dưỡng: Lò Văn Nam (9 tuổi, thấp còi)',
    },
    {
      who: 'an underweight boy one day short of 16 by his sister',
      residents: [nam({ nutrition_finding: 'underweight', birth: day('2008-10-16') }), nam({ name: 'Lò Thị Hoa' })],
      expected: 'deprived',
      rule: 'malnourished_children',
      sentence: '1 trong 2 trẻ em dưới 16 tuổi suy dinh dưỡng: Lò Văn Nam (15 tuổi, nhẹ cân)',
    },
    {
      who: 'an underweight boy of 16 to the day',
      residents: [nam({ nutrition_finding: 'underweight', birth: day('2008-10-15') })],
      expected: 'not_deprived',
      rule: 'nobody_concerned',
      sentence: 'Trong hộ không có ai dưới 16 tuổi',
    },
    {
      who: 'a well nourished boy',
      residents: [mai({}), nam({})],
      expected: 'not_deprived',
      rule: 'children_well_nourished',
      sentence: 'Không có trẻ em dưới 16 tuổi nào suy dinh dưỡng',
    },
    {
      who: 'a boy who was not examined',
      residents: [nam({ nutrition_finding: 'not_examined' })],
      expected: 'unknown',
      rule: 'not_examined_children',
      sentence: '1 trẻ em dưới 16 tuổi chưa được khám: Lò Văn Nam',
    },
    {
      who: 'a boy whose finding is not known',
      residents: [nam({ nutrition_finding: 'dont_know' })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Kết quả dinh dưỡng của trẻ” của Lò Văn Nam',
    },
    {
      who: 'one stunted and underweight girl beside one not examined',
      residents: [
        nam({ nutrition_finding: 'not_examined' }),
        nam({ name: 'Lò Thị Hoa', nutrition_finding: 'stunted_and_underweight', birth: year('2018') }),
      ],
      expected: 'deprived',
      rule: 'malnourished_children',
      sentence: '1 trong 2 trẻ em dưới 16 tuổi suy dinh dưỡng: Lò Thị Hoa (5–6 tuổi, thấp còi và nhẹ cân)',
    },
    {
      who: 'a stunted boy of 15 or 16 by his birth year',
      residents: [nam({ nutrition_finding: 'stunted', birth: year('2008') })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Ngày sinh” của Lò Văn Nam',
    },
    {
      who: 'a well nourished boy of 15 or 16 by his birth year, where the age decides nothing',
      residents: [nam({ birth: year('2008') })],
      expected: 'not_deprived',
      rule: 'children_well_nourished',
      sentence: 'Không có trẻ em dưới 16 tuổi nào suy dinh dưỡng',
    },
  ])
})

describe('indicator 4, health insurance', () => {
  const none = { health_insurance: false } as const
  check('healthInsurance', [
    {
      who: 'two of five without a card',
      residents: [mai(none), nam(none), nam({}), mai({ name: 'Lò Văn Tư' }), mai({ name: 'Lò Văn Sáu' })],
      expected: 'deprived',
      rule: 'uninsured',
      sentence: '2 trong 5 người từ đủ 6 tuổi chưa có thẻ BHYT: Lò Thị Mai, Lò Văn Nam',
    },
    {
      who: 'a boy of 6 to the day without a card',
      residents: [mai({}), nam({ ...none, birth: day('2018-10-15') })],
      expected: 'deprived',
      rule: 'uninsured',
      sentence: '1 trong 2 người từ đủ 6 tuổi chưa có thẻ BHYT: Lò Văn Nam',
    },
    {
      who: 'a boy one day short of 6 without a card',
      residents: [mai({}), nam({ ...none, birth: day('2018-10-16') })],
      expected: 'not_deprived',
      rule: 'all_insured',
      sentence: 'Mọi người từ đủ 6 tuổi đều có thẻ BHYT',
    },
    {
      who: 'nobody of 6 in the house',
      residents: [nam({ ...none, birth: day('2020-01-01') })],
      expected: 'not_deprived',
      rule: 'nobody_concerned',
      sentence: 'Trong hộ không có ai từ đủ 6 tuổi',
    },
    {
      who: 'one unknown card and one unnamed resident',
      residents: [mai({ health_insurance: 'dont_know' }), notAsked(mai({}), 'name', 'health_insurance')],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Hiện có bảo hiểm y tế” của Lò Thị Mai, người chưa ghi tên',
    },
    {
      who: 'a card refused at an age of 5 or 6 by the birth year',
      residents: [nam({ health_insurance: 'refused', birth: year('2018') })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Hiện có bảo hiểm y tế” của Lò Văn Nam',
    },
    {
      who: 'an uninsured resident whose birth is not known',
      residents: [notAsked(nam(none), 'birth')],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Ngày sinh” của Lò Văn Nam',
    },
  ])
})

describe('indicator 5, education of adults', () => {
  const grown = (birth: string, overrides: Partial<Resident>) =>
    aResident({ name: 'Lò Văn Sáu', birth: day(birth), schooling_now: 'none', ...overrides })
  const fine =
    'Mọi người từ đủ 16 đến 30 tuổi đang đi học, đã đạt trình độ của lứa tuổi hoặc được doanh nghiệp chứng nhận'
  const short = (detail: string) =>
    `1 trong 1 người từ đủ 16 đến 30 tuổi không đi học và chưa đạt trình độ của lứa tuổi: Lò Văn Sáu (${detail})`
  check('adultEducation', [
    {
      who: '16 to the day with primary school only',
      residents: [grown('2008-10-15', { education_completed: 'primary' })],
      expected: 'deprived',
      rule: 'adults_without_education',
      sentence: short('16 tuổi, tiểu học'),
    },
    {
      who: 'one day short of 16 with primary school only',
      residents: [grown('2008-10-16', { education_completed: 'primary' })],
      expected: 'not_deprived',
      rule: 'nobody_concerned',
      sentence: 'Trong hộ không có ai từ đủ 16 đến 30 tuổi',
    },
    {
      who: 'one day short of 18 with lower secondary',
      residents: [grown('2006-10-16', { education_completed: 'lower_secondary' })],
      expected: 'not_deprived',
      rule: 'adults_educated',
      sentence: fine,
    },
    {
      who: '18 to the day with lower secondary',
      residents: [grown('2006-10-15', { education_completed: 'lower_secondary' })],
      expected: 'deprived',
      rule: 'adults_without_education',
      sentence: short('18 tuổi, trung học cơ sở'),
    },
    {
      who: '18 to the day with upper secondary',
      residents: [grown('2006-10-15', { education_completed: 'upper_secondary' })],
      expected: 'not_deprived',
      rule: 'adults_educated',
      sentence: fine,
    },
    {
      who: '20 with elementary vocational training',
      residents: [grown('2004-01-01', { education_completed: 'elementary_vocational' })],
      expected: 'not_deprived',
      rule: 'adults_educated',
      sentence: fine,
    },
    {
      who: '20 and studying, whatever was completed',
      residents: [grown('2004-01-01', { education_completed: 'none', schooling_now: 'vocational' })],
      expected: 'not_deprived',
      rule: 'adults_educated',
      sentence: fine,
    },
    {
      who: '20, hired and certified by the enterprise',
      residents: [grown('2004-01-01', { education_completed: 'none', work: 'wage', enterprise_certificate: true })],
      expected: 'not_deprived',
      rule: 'adults_educated',
      sentence: fine,
    },
    {
      who: '20, certified once but no longer hired',
      residents: [
        grown('2004-01-01', { education_completed: 'none', work: 'self_employed', enterprise_certificate: true }),
      ],
      expected: 'deprived',
      rule: 'adults_without_education',
      sentence: short('20 tuổi, chưa học xong tiểu học'),
    },
    {
      who: 'the last day of being 30',
      residents: [grown('1993-10-16', { education_completed: 'lower_secondary' })],
      expected: 'deprived',
      rule: 'adults_without_education',
      sentence: short('30 tuổi, trung học cơ sở'),
    },
    {
      who: 'the 31st birthday',
      residents: [grown('1993-10-15', { education_completed: 'lower_secondary' })],
      expected: 'not_deprived',
      rule: 'nobody_concerned',
      sentence: 'Trong hộ không có ai từ đủ 16 đến 30 tuổi',
    },
    {
      who: '17 or 18 by the birth year, with lower secondary',
      residents: [grown('2006-01-01', { education_completed: 'lower_secondary', birth: year('2006') })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Ngày sinh” của Lò Văn Sáu',
    },
    {
      who: '17 or 18 by the birth year, with upper secondary',
      residents: [grown('2006-01-01', { education_completed: 'upper_secondary', birth: year('2006') })],
      expected: 'not_deprived',
      rule: 'adults_educated',
      sentence: fine,
    },
    {
      who: 'an unknown level',
      residents: [grown('2004-01-01', { education_completed: 'dont_know' })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Trình độ cao nhất đã hoàn thành” của Lò Văn Sáu',
    },
    {
      who: 'a level that is enough, while schooling is not known',
      residents: [grown('2004-01-01', { education_completed: 'college', schooling_now: 'dont_know' })],
      expected: 'not_deprived',
      rule: 'adults_educated',
      sentence: fine,
    },
    {
      who: 'work not known, certified once',
      residents: [grown('2004-01-01', { work: 'dont_know', enterprise_certificate: true })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Việc làm chính hiện nay” của Lò Văn Sáu',
    },
    {
      who: 'work not known, but never certified, which decides it',
      residents: [grown('2004-01-01', { work: 'dont_know', enterprise_certificate: false })],
      expected: 'deprived',
      rule: 'adults_without_education',
      sentence: short('20 tuổi, trung học cơ sở'),
    },
    {
      who: 'wage work and never certified',
      residents: [grown('2004-01-01', { work: 'wage', work_contract: true, enterprise_certificate: false })],
      expected: 'deprived',
      rule: 'adults_without_education',
      sentence: short('20 tuổi, trung học cơ sở'),
    },
    {
      who: 'schooling not known, and nothing else is enough',
      residents: [grown('2004-01-01', { schooling_now: 'dont_know' })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Hiện đang học” của Lò Văn Sáu',
    },
    {
      who: 'wage work where the certificate is not known',
      residents: [grown('2004-01-01', { work: 'wage', enterprise_certificate: 'dont_know' })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Được doanh nghiệp cấp chứng nhận đào tạo tại chỗ” của Lò Văn Sáu',
    },
  ])
})

describe('indicator 6, schooling of children', () => {
  const pupil = (birth: string, now: NonNullable<Resident['schooling_now']>, overrides: Partial<Resident> = {}) =>
    nam({ birth: day(birth), schooling_now: now, ...overrides })
  const fine = 'Mọi trẻ em từ đủ 3 đến dưới 16 tuổi học đúng cấp học của độ tuổi'
  const nobody = 'Trong hộ không có ai từ đủ 3 đến dưới 16 tuổi'
  const short = (detail: string) =>
    `1 trong 1 trẻ em từ đủ 3 đến dưới 16 tuổi không học đúng cấp học của độ tuổi: Lò Văn Nam (${detail})`
  check('childSchooling', [
    {
      who: 'one day short of 3 at home',
      residents: [pupil('2021-10-16', 'none')],
      expected: 'not_deprived',
      rule: 'nobody_concerned',
      sentence: nobody,
    },
    {
      who: '3 to the day at home',
      residents: [pupil('2021-10-15', 'none')],
      expected: 'deprived',
      rule: 'children_not_at_level',
      sentence: short('3 tuổi, không đi học'),
    },
    {
      who: 'one day short of 6 in preschool',
      residents: [pupil('2018-10-16', 'preschool')],
      expected: 'not_deprived',
      rule: 'children_at_level',
      sentence: fine,
    },
    {
      who: '6 to the day in preschool',
      residents: [pupil('2018-10-15', 'preschool')],
      expected: 'deprived',
      rule: 'children_not_at_level',
      sentence: short('6 tuổi, mầm non'),
    },
    {
      who: 'one day short of 12 at primary school',
      residents: [pupil('2012-10-16', 'primary')],
      expected: 'not_deprived',
      rule: 'children_at_level',
      sentence: fine,
    },
    {
      who: '12 to the day at primary school',
      residents: [pupil('2012-10-15', 'primary')],
      expected: 'deprived',
      rule: 'children_not_at_level',
      sentence: short('12 tuổi, tiểu học'),
    },
    {
      who: 'one day short of 16 out of school',
      residents: [pupil('2008-10-16', 'none')],
      expected: 'deprived',
      rule: 'children_not_at_level',
      sentence: short('15 tuổi, không đi học'),
    },
    {
      who: '16 to the day out of school',
      residents: [pupil('2008-10-15', 'none')],
      expected: 'not_deprived',
      rule: 'nobody_concerned',
      sentence: nobody,
    },
    {
      who: 'a level above the age',
      residents: [pupil('2013-10-16', 'lower_secondary')],
      expected: 'not_deprived',
      rule: 'children_at_level',
      sentence: fine,
    },
    {
      who: 'a girl with a disability out of school, where the disability is shown',
      residents: [pupil('2014-01-01', 'none', { name: 'Lò Thị Hoa', disability: true })],
      expected: 'deprived',
      rule: 'children_not_at_level',
      sentence:
        '1 trong 1 trẻ em từ đủ 3 đến dưới 16 tuổi không học đúng cấp học của độ tuổi: Lò Thị Hoa (10 tuổi, không đi học, người khuyết tật)',
    },
    {
      who: '11 or 12 by the birth year, at primary school',
      residents: [pupil('2012-01-01', 'primary', { birth: year('2012') })],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Ngày sinh” của Lò Văn Nam',
    },
    {
      who: 'schooling refused',
      residents: [pupil('2014-01-01', 'refused')],
      expected: 'unknown',
      rule: 'residents_unknown',
      sentence: 'Chưa biết “Hiện đang học” của Lò Văn Nam',
    },
  ])
})

describe('every level of education at 17 and at 20', () => {
  test.each([
    { level: 'none', at17: 'deprived', at20: 'deprived' },
    { level: 'primary', at17: 'deprived', at20: 'deprived' },
    { level: 'lower_secondary', at17: 'not_deprived', at20: 'deprived' },
    { level: 'upper_secondary', at17: 'not_deprived', at20: 'not_deprived' },
    { level: 'elementary_vocational', at17: 'not_deprived', at20: 'not_deprived' },
    { level: 'intermediate_vocational', at17: 'not_deprived', at20: 'not_deprived' },
    { level: 'college', at17: 'not_deprived', at20: 'not_deprived' },
    { level: 'university_or_higher', at17: 'not_deprived', at20: 'not_deprived' },
  ] as const)('$level: $at17, $at20', ({ level, at17, at20 }) => {
    const at = (birth: string) => {
      const resident = aResident({ birth: day(birth), schooling_now: 'none', education_completed: level })
      return verdictOn('adultEducation', aHousehold({ residents: [resident] })).deprivation
    }
    expect([at('2007-10-15'), at('2004-10-15')]).toEqual([at17, at20])
  })
})

describe('every level of school at 5, 11 and 15', () => {
  test.each([
    { level: 'none', deprived: [true, true, true] },
    { level: 'preschool', deprived: [false, true, true] },
    { level: 'primary', deprived: [false, false, true] },
    { level: 'lower_secondary', deprived: [false, false, false] },
    { level: 'upper_secondary', deprived: [false, false, false] },
    { level: 'vocational', deprived: [false, false, false] },
    { level: 'college_or_university', deprived: [false, false, false] },
  ] as const)('$level: $deprived', ({ level, deprived }) => {
    const at = (birth: string) => {
      const residents = [aChild({ birth: day(birth), schooling_now: level })]
      return verdictOn('childSchooling', aHousehold({ residents })).deprivation === 'deprived'
    }
    expect([at('2019-10-15'), at('2013-10-15'), at('2009-10-15')]).toEqual(deprived)
  })
})

describe('residents who study or work elsewhere', () => {
  const answers = aHousehold({
    household: { dwelling_area_m2: 16 },
    residents: [aResident(), aChild(), aResident({ away: true, health_insurance: false })],
  })
  const notCounted = { ...terms2024, awayResidents: 'not_counted' } as const

  test('are counted unless the round says otherwise', () => {
    for (const terms of [terms2024, { ...terms2024, awayResidents: 'counted' } as const]) {
      expect(verdictOn('healthInsurance', answers, terms).deprivation).toBe('deprived')
      expect(verdictOn('housingArea', answers, terms).reasons[0]?.numbers?.of).toBe(3)
    }
  })

  test('are left out of every indicator where the round does not count them', () => {
    expect(verdictOn('healthInsurance', answers, notCounted).deprivation).toBe('not_deprived')
    expect(verdictOn('housingArea', answers, notCounted).reasons[0]?.numbers?.of).toBe(2)
  })

  test('stay counted where the answer is no; where it is not known, nothing is concluded from them', () => {
    const household = { b1_points: 120, water_source: 'river_or_pond', latrine: 'none' } as const
    const said = (away: boolean | 'dont_know') => {
      const residents = [aResident({ away: false }), aResident({ away, health_insurance: false })]
      const assessment = assess(aHousehold({ household, residents }), notCounted)
      return [
        verdictOn('healthInsurance', aHousehold({ residents }), notCounted).deprivation,
        assessment.classification,
      ]
    }
    expect(said(false)).toEqual(['deprived', 'poor'])
    expect(said('dont_know')).toEqual(['unknown', 'undetermined'])
    expect(said(true)).toEqual(['not_deprived', 'near_poor'])
  })

  test('leave nobody to assess where all are away and not counted', () => {
    const all = aHousehold({ residents: [aResident({ away: true })] })
    expect([isAssessable(all), isAssessable(all, 'not_counted')]).toEqual([true, false])
    expect(() => assess(all, notCounted)).toThrow(RangeError)
    expect(assess(all, terms2024).verdicts).toHaveLength(12)
  })
})

describe('a reason says no more than is known, in English too', () => {
  const disabled = aResident({ disability: 'refused' })
  test.each<{ indicator: IndicatorId; answers: Parameters<typeof aHousehold>[0]; sentence: string }>([
    {
      indicator: 'employment',
      answers: {},
      sentence: 'Nobody of working age looks for work in vain, and nobody does wage work without a contract',
    },
    {
      indicator: 'dependants',
      answers: { residents: [disabled, aResident(), aResident()] },
      sentence: 'Dependants: at least 0, at most 1 of 3 residents, not more than half',
    },
    {
      indicator: 'dependants',
      answers: { residents: [disabled, aChild(), aChild()] },
      sentence: 'At least 2 of 3 residents are dependants, more than half: Lò Văn Nam, Lò Văn Nam',
    },
    {
      indicator: 'adultEducation',
      answers: {
        residents: [
          aResident({
            birth: day('2000-01-01'),
            schooling_now: 'none',
            education_completed: 'primary',
            work: 'wage',
            work_contract: true,
            enterprise_certificate: true,
          }),
        ],
      },
      sentence: 'Everybody aged 16 to 30 studies, has the education of the age or is certified by the enterprise',
    },
    {
      indicator: 'housingQuality',
      answers: { household: { dwelling_walls: 'refused' } },
      sentence: 'At most one of columns, walls and roof is not durable; not known: “Outer walls”',
    },
  ])('$sentence', ({ indicator, answers, sentence }) => {
    const [reason] = verdictOn(indicator, aHousehold(answers)).reasons
    expect(reason && en.reasons[reason.rule](reason)).toBe(sentence)
  })
})

describe('full months of age', () => {
  test.each([
    { birth: day('2024-10-15'), least: 0, most: 0 },
    { birth: day('2024-09-15'), least: 1, most: 1 },
    { birth: day('2024-09-16'), least: 0, most: 0 },
    { birth: day('2023-10-15'), least: 12, most: 12 },
    { birth: day('2025-03-01'), least: 0, most: 0 },
    { birth: year('2023'), least: 9, most: 21 },
    { birth: year('2024'), least: 0, most: 9 },
    { birth: 'dont_know' as const, least: 0, most: 1571 },
  ])('of somebody born $birth: $least to $most', ({ birth, least, most }) => {
    expect(monthRange(birth, terms2024.reviewDate)).toEqual({ least, most })
  })
})
