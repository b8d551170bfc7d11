import type { Scorecard } from './scorecard.ts'

/**
 * An invented table, so that the demo and practice can show how a scorecard works. Its items are of the kinds that the
 * form of 2016–2020 had; every number in it is made up, for no household's sake. Only the line is the circular's.
 */
export const sampleScorecard: Scorecard = {
  id: 'sample_rural',
  version: 1,
  standard: '2022-2025',
  area: 'rural',
  region: 'sample',
  source: 'MẪU để thực hành, không phải bảng điểm của Thông tư',
  sample: true,
  line: 140, // Circular 07/2021, form B1
  items: [
    {
      kind: 'one_option',
      id: 'size',
      label: 'MẪU: Số người trong hộ',
      options: [
        { id: 'one_or_two', label: 'Một hoặc hai người', points: 45 }, // invented, of no Circular
        { id: 'three_or_four', label: 'Ba hoặc bốn người', points: 30 }, // invented, of no Circular
        { id: 'five_or_more', label: 'Từ năm người trở lên', points: 10 }, // invented, of no Circular
      ],
    },
    {
      kind: 'per_member',
      id: 'work',
      label: 'MẪU: Việc làm của từng người',
      options: [
        { id: 'wage', label: 'Làm công ăn lương', points: 25 }, // invented, of no Circular
        { id: 'farming', label: 'Làm nông nghiệp', points: 10 }, // invented, of no Circular
        { id: 'none', label: 'Không làm việc', points: 0 }, // invented, of no Circular
      ],
    },
    {
      kind: 'one_option',
      id: 'electricity',
      label: 'MẪU: Điện dùng mỗi tháng',
      options: [
        { id: 'below_50', label: 'Dưới 50 kWh', points: 15 }, // invented, of no Circular
        { id: 'from_50', label: 'Từ 50 kWh', points: 40 }, // invented, of no Circular
      ],
    },
    { kind: 'count', id: 'motorbikes', label: 'MẪU: Số xe máy', pointsEach: 20, atMost: 2 }, // invented, of no Circular
    { kind: 'count', id: 'cattle', label: 'MẪU: Số trâu, bò', pointsEach: 5, atMost: 6 }, // invented, of no Circular
  ],
}
