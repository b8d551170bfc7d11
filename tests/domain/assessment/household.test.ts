import { describe, expect, test } from 'vitest'
import type { Deprivation } from '#domain/assessment/assessment.ts'
import type { HouseholdAnswers } from '#domain/questionnaire/answers.ts'
import { ColumnMaterial, RoofMaterial, WallMaterial } from '#domain/questionnaire/housing.ts'
import { Device } from '#domain/questionnaire/information.ts'
import { Latrine, WaterSource } from '#domain/questionnaire/waterAndSanitation.ts'
import type { IndicatorId } from '#domain/standard/standard.ts'
import { standard2022 } from '#domain/standard/standard2022.ts'
import { vi } from '#domain/wording/vi.ts'
import { aHousehold, aResident, deprivationIn, terms2024, verdictOn, without } from '../../builders.ts'

type Case = { what: string; household: Partial<HouseholdAnswers>; expected: Deprivation; sentences: string[] }

function check(indicator: IndicatorId, cases: Case[]) {
  test.each(cases)('$what: $expected', ({ household, expected, sentences }) => {
    const verdict = verdictOn(indicator, aHousehold({ household }))
    expect(verdict.deprivation).toBe(expected)
    expect(verdict.reasons.map((reason) => vi.reasons[reason.rule](reason))).toEqual(sentences)
  })
}

describe('indicator 7, quality of housing', () => {
  const doubt = (parts: string, tips: boolean) =>
    `Vật liệu khó xếp loại, cần xem lại: ${parts}. Nếu xếp loại khác, kết quả ${tips ? 'có thể đổi' : 'vẫn không đổi'}`
  check('housingQuality', [
    {
      what: 'three durable parts',
      household: {},
      expected: 'not_deprived',
      sentences: ['Cột, tường và mái đều bằng vật liệu bền chắc'],
    },
    {
      what: 'one part not durable',
      household: { dwelling_roof: 'leaf_or_thatch' },
      expected: 'not_deprived',
      sentences: ['Chỉ một trong ba bộ phận cột, tường, mái không bền chắc: mái nhà: lá, tranh, rơm rạ'],
    },
    {
      what: 'two parts not durable',
      household: { dwelling_walls: 'bamboo_or_leaf', dwelling_roof: 'leaf_or_thatch' },
      expected: 'deprived',
      sentences: [
        'Từ hai bộ phận trở lên bằng vật liệu không bền chắc: tường ngoài: tre, nứa, lá; mái nhà: lá, tranh, rơm rạ',
      ],
    },
    {
      what: 'an earthen floor, which is not one of the three parts',
      household: { dwelling_floor: 'earth', dwelling_walls: 'earth' },
      expected: 'not_deprived',
      sentences: ['Chỉ một trong ba bộ phận cột, tường, mái không bền chắc: tường ngoài: đất'],
    },
    {
      what: 'a metal roof beside an earthen wall, flagged because another reading tips it',
      household: { dwelling_walls: 'earth', dwelling_roof: 'metal_sheet' },
      expected: 'deprived',
      sentences: [
        'Từ hai bộ phận trở lên bằng vật liệu không bền chắc: tường ngoài: đất; mái nhà: tôn',
        doubt('mái nhà: tôn', true),
      ],
    },
    {
      what: 'a metal roof over two parts that are not durable anyhow, flagged though it tips nothing',
      household: { dwelling_columns: 'bamboo_or_softwood', dwelling_walls: 'earth', dwelling_roof: 'metal_sheet' },
      expected: 'deprived',
      sentences: [
        'Từ hai bộ phận trở lên bằng vật liệu không bền chắc: cột, khung nhà: tre, gỗ tạp; tường ngoài: đất; mái nhà: tôn',
        doubt('mái nhà: tôn', false),
      ],
    },
    {
      what: 'a metal roof alone, flagged though it tips nothing',
      household: { dwelling_roof: 'metal_sheet' },
      expected: 'not_deprived',
      sentences: [
        'Chỉ một trong ba bộ phận cột, tường, mái không bền chắc: mái nhà: tôn',
        doubt('mái nhà: tôn', false),
      ],
    },
    {
      what: 'hardwood columns and wooden walls count as durable, and are flagged',
      household: { dwelling_columns: 'hardwood', dwelling_walls: 'wood' },
      expected: 'not_deprived',
      sentences: [
        'Cột, tường và mái đều bằng vật liệu bền chắc',
        doubt('cột, khung nhà: gỗ bền chắc; tường ngoài: gỗ', true),
      ],
    },
    {
      what: 'two unknown parts',
      household: { dwelling_walls: 'dont_know', dwelling_roof: 'refused' },
      expected: 'unknown',
      sentences: ['Chưa biết “Tường ngoài”', 'Chưa biết “Mái nhà”'],
    },
    {
      what: 'one unknown part where the other two are durable',
      household: { dwelling_roof: 'dont_know' },
      expected: 'not_deprived',
      sentences: ['Nhiều nhất một trong ba bộ phận cột, tường, mái không bền chắc; chưa biết “Mái nhà”'],
    },
    {
      what: 'one unknown part where the other two are not durable',
      household: { dwelling_columns: 'dont_know', dwelling_walls: 'earth', dwelling_roof: 'leaf_or_thatch' },
      expected: 'deprived',
      sentences: ['Từ hai bộ phận trở lên bằng vật liệu không bền chắc: tường ngoài: đất; mái nhà: lá, tranh, rơm rạ'],
    },
    {
      what: 'one unknown part beside one not durable',
      household: { dwelling_columns: 'bamboo_or_softwood', dwelling_roof: 'dont_know' },
      expected: 'unknown',
      sentences: ['Chưa biết “Mái nhà”'],
    },
  ])
})

describe('every material beside one part that is not durable', () => {
  const durable = { columns: ['concrete', 'brick_or_stone', 'steel', 'hardwood'], roof: ['concrete', 'tiles'] }
  const walls = ['concrete', 'brick_or_stone', 'wood', 'metal']
  const doubted = ['hardwood', 'wood', 'metal', 'metal_sheet', 'fibro_cement', 'other']
  const judged = (household: Partial<HouseholdAnswers>) => {
    const { deprivation, reasons } = verdictOn('housingQuality', aHousehold({ household }))
    return [deprivation, reasons.some(({ rule }) => rule === 'doubtful_materials')]
  }

  test.each(ColumnMaterial.options)('columns of %s', (dwelling_columns) => {
    const expected = durable.columns.includes(dwelling_columns) ? 'not_deprived' : 'deprived'
    const isDoubted = doubted.includes(dwelling_columns)
    expect(judged({ dwelling_columns, dwelling_roof: 'leaf_or_thatch' })).toEqual([expected, isDoubted])
  })
  test.each(WallMaterial.options)('walls of %s', (dwelling_walls) => {
    const expected = walls.includes(dwelling_walls) ? 'not_deprived' : 'deprived'
    expect(judged({ dwelling_walls, dwelling_roof: 'leaf_or_thatch' })).toEqual([
      expected,
      doubted.includes(dwelling_walls),
    ])
  })
  test.each(RoofMaterial.options)('a roof of %s', (dwelling_roof) => {
    const expected = durable.roof.includes(dwelling_roof) ? 'not_deprived' : 'deprived'
    expect(judged({ dwelling_roof, dwelling_walls: 'earth' })).toEqual([expected, doubted.includes(dwelling_roof)])
  })
})

describe('indicator 8, floor area per person', () => {
  check('housingArea', [
    {
      what: '24 m² for three, 8 m² each to the metre',
      household: { dwelling_area_m2: 24 },
      expected: 'not_deprived',
      sentences: ['24 m² cho 3 người: 8 m² mỗi người, không dưới 8 m²'],
    },
    {
      what: '23,9 m² for three',
      household: { dwelling_area_m2: 23.9 },
      expected: 'deprived',
      sentences: ['23,9 m² cho 3 người: 7,96 m² mỗi người, dưới 8 m²'],
    },
    {
      what: '23,999 m² for three, which never reads as 8',
      household: { dwelling_area_m2: 23.999 },
      expected: 'deprived',
      sentences: ['23,999 m² cho 3 người: 7,99 m² mỗi người, dưới 8 m²'],
    },
    {
      what: '24,1 m² for three',
      household: { dwelling_area_m2: 24.1 },
      expected: 'not_deprived',
      sentences: ['24,1 m² cho 3 người: 8,03 m² mỗi người, không dưới 8 m²'],
    },
    {
      what: 'an area refused',
      household: { dwelling_area_m2: 'refused' },
      expected: 'unknown',
      sentences: ['Chưa biết “Diện tích ở (m²)”'],
    },
  ])

  test('a resident who died no longer shares the floor', () => {
    const residents = [aResident(), aResident({ gone: 'died' })]
    expect(deprivationIn('housingArea', aHousehold({ household: { dwelling_area_m2: 8 }, residents }))).toBe(
      'not_deprived',
    )
  })
})

describe('indicator 9, source of water', () => {
  const clean = ['piped', 'drilled_well', 'protected_dug_well', 'protected_spring', 'rain', 'bottled']
  test.each(WaterSource.options)('%s is judged by the list of clean sources', (water_source) => {
    const expected = clean.includes(water_source) ? 'not_deprived' : 'deprived'
    expect(deprivationIn('water', aHousehold({ household: { water_source } }))).toBe(expected)
  })
  check('water', [
    {
      what: 'a drilled well',
      household: {},
      expected: 'not_deprived',
      sentences: ['Nguồn nước sạch: giếng khoan'],
    },
    {
      what: 'an unprotected spring',
      household: { water_source: 'unprotected_spring' },
      expected: 'deprived',
      sentences: ['Nguồn nước không thuộc các nguồn nước sạch: khe, mó không được bảo vệ'],
    },
    {
      what: 'a source not known',
      household: { water_source: 'dont_know' },
      expected: 'unknown',
      sentences: ['Chưa biết “Nguồn nước ăn uống chính”'],
    },
  ])
})

describe('indicator 10, hygienic latrine', () => {
  const hygienic = ['septic', 'pour_flush', 'ventilated_improved_pit', 'pit_with_seat', 'double_vault']
  test.each(Latrine.options)('%s is judged by the list of hygienic kinds', (latrine) => {
    const expected = hygienic.includes(latrine) ? 'not_deprived' : 'deprived'
    expect(deprivationIn('sanitation', aHousehold({ household: { latrine } }))).toBe(expected)
  })
  check('sanitation', [
    {
      what: 'septic',
      household: {},
      expected: 'not_deprived',
      sentences: ['Nhà tiêu hợp vệ sinh: tự hoại, bán tự hoại'],
    },
    {
      what: 'no latrine',
      household: { latrine: 'none' },
      expected: 'deprived',
      sentences: ['Nhà tiêu không thuộc các loại hợp vệ sinh: không có nhà tiêu'],
    },
    {
      what: 'refused',
      household: { latrine: 'refused' },
      expected: 'unknown',
      sentences: ['Chưa biết “Nhà tiêu thường dùng”'],
    },
  ])
})

describe('indicator 11, use of telecommunication services', () => {
  check('internet', [
    { what: 'used', household: {}, expected: 'not_deprived', sentences: ['Có người trong hộ dùng dịch vụ Internet'] },
    {
      what: 'used by nobody',
      household: { internet_use: false },
      expected: 'deprived',
      sentences: ['Không có ai trong hộ dùng dịch vụ Internet'],
    },
    {
      what: 'not known',
      household: { internet_use: 'dont_know' },
      expected: 'unknown',
      sentences: ['Chưa biết “Có người trong hộ dùng Internet”'],
    },
  ])
})

describe('indicator 12, devices to reach information', () => {
  test.each(Device.options)('%s alone is enough', (device) => {
    expect(deprivationIn('devices', aHousehold({ household: { devices: [device] } }))).toBe('not_deprived')
  })
  check('devices', [
    {
      what: 'one radio is enough',
      household: { devices: ['radio'] },
      expected: 'not_deprived',
      sentences: ['Hộ có phương tiện tiếp cận thông tin: đài'],
    },
    {
      what: 'none',
      household: { devices: [] },
      expected: 'deprived',
      sentences: ['Hộ không có phương tiện nào để tiếp cận thông tin'],
    },
    {
      what: 'refused',
      household: { devices: 'refused' },
      expected: 'unknown',
      sentences: ['Chưa biết “Phương tiện nghe, xem, liên lạc của hộ”'],
    },
  ])
})

test('a question that was not asked yet is as unknown as one refused', () => {
  const { household, residents } = aHousehold()
  expect(deprivationIn('water', { household: without(household, 'water_source'), residents })).toBe('unknown')
})

test('a commune that reads sheet roofs as durable changes one value', () => {
  const { housingQuality } = standard2022.indicators
  const durable = { ...housingQuality.durable, roof: ['concrete', 'tiles', 'metal_sheet'] }
  const standard = {
    ...standard2022,
    indicators: { ...standard2022.indicators, housingQuality: { ...housingQuality, durable } },
  }
  const answers = aHousehold({ household: { dwelling_walls: 'earth', dwelling_roof: 'metal_sheet' } })
  expect(verdictOn('housingQuality', answers).deprivation).toBe('deprived')
  expect(verdictOn('housingQuality', answers, { ...terms2024, standard }).deprivation).toBe('not_deprived')
})
