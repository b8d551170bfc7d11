import type { Reason } from '#domain/assessment/assessment.ts'
import { namedGroups } from './ethnicGroups.ts'
import { options } from './options.vi.ts'
import { phrasesIn } from './phrases.ts'
import { questions } from './questions.vi.ts'
import type { Reasons, Words } from './words.ts'

export const nonResponses: Words['nonResponses'] = { dont_know: 'Không biết', refused: 'Từ chối trả lời' }
export const ethnicGroups: Words['ethnicGroups'] = { ...namedGroups, '55': 'Người nước ngoài', '56': 'Không xác định' }
export const unnamed = 'người chưa ghi tên'

const { people, count, number, things, answers, question } = phrasesIn({
  language: 'vi',
  options,
  questions,
  ethnicGroups,
  nonResponses,
  unnamed,
  age: (years) => `${years} tuổi`,
  disabled: 'người khuyết tật',
})

/** «2 trong 5 người». */
const share = (reason: Reason, whom: string) => `${count(reason)} trong ${number(reason, 'of')} ${whom}`

/** Where more than those named may be concerned. */
const isOpen = ({ numbers }: Reason) => numbers?.most !== undefined
const atLeast = (reason: Reason) => (isOpen(reason) ? 'Ít nhất ' : '')
const fromTo = (reason: Reason) =>
  isOpen(reason) ? `Ít nhất ${count(reason)}, nhiều nhất ${number(reason, 'most')}` : count(reason)

export const reasons: Reasons = {
  nobody_concerned: (reason) => `Trong hộ không có ai ${ages(reason)}`,
  nobody_of_working_age: () => 'Trong hộ không có ai trong độ tuổi lao động',
  without_job: (reason) => `${count(reason)} người trong độ tuổi lao động chưa tìm được việc làm: ${people(reason)}`,
  wage_without_contract: (reason) =>
    `${count(reason)} người làm công ăn lương không có hợp đồng lao động: ${people(reason)}`,
  all_in_work: () =>
    'Không có ai trong độ tuổi lao động đang phải tìm việc, không có ai làm công ăn lương mà thiếu hợp đồng lao động',
  dependants_above_half: (reason) =>
    `${atLeast(reason)}${share(reason, 'người')} là người phụ thuộc, quá một nửa: ${people(reason)}`,
  dependants_within_half: (reason) =>
    `${fromTo(reason)} trong ${number(reason, 'of')} người là người phụ thuộc, không quá một nửa`,
  malnourished_children: (reason) => `${share(reason, `trẻ em ${ages(reason)}`)} suy dinh dưỡng: ${people(reason)}`,
  children_well_nourished: (reason) => `Không có trẻ em ${ages(reason)} nào suy dinh dưỡng`,
  not_examined_children: (reason) => `${count(reason)} trẻ em ${ages(reason)} chưa được khám: ${people(reason)}`,
  uninsured: (reason) => `${share(reason, `người ${ages(reason)}`)} chưa có thẻ BHYT: ${people(reason)}`,
  all_insured: (reason) => `Mọi người ${ages(reason)} đều có thẻ BHYT`,
  adults_without_education: (reason) =>
    `${share(reason, `người ${ages(reason)}`)} không đi học và chưa đạt trình độ của lứa tuổi: ${people(reason)}`,
  adults_educated: (reason) =>
    `Mọi người ${ages(reason)} đang đi học, đã đạt trình độ của lứa tuổi hoặc được doanh nghiệp chứng nhận`,
  children_not_at_level: (reason) =>
    `${share(reason, `trẻ em ${ages(reason)}`)} không học đúng cấp học của độ tuổi: ${people(reason)}`,
  children_at_level: (reason) => `Mọi trẻ em ${ages(reason)} học đúng cấp học của độ tuổi`,
  parts_not_durable: (reason) => `Từ hai bộ phận trở lên bằng vật liệu không bền chắc: ${answers(reason)}`,
  dwelling_durable: (reason) =>
    reason.question
      ? `Nhiều nhất một trong ba bộ phận cột, tường, mái không bền chắc; chưa biết “${question(reason)}”`
      : reason.things?.length === 0
        ? 'Cột, tường và mái đều bằng vật liệu bền chắc'
        : `Chỉ một trong ba bộ phận cột, tường, mái không bền chắc: ${answers(reason)}`,
  doubtful_materials: (reason) =>
    `Vật liệu khó xếp loại, cần xem lại: ${answers(reason)}. ${
      reason.numbers?.tips === 1 ? 'Nếu xếp loại khác, kết quả có thể đổi' : 'Nếu xếp loại khác, kết quả vẫn không đổi'
    }`,
  area_below: (reason) => `${area(reason)}, dưới ${number(reason, 'cutoff')} m²`,
  area_enough: (reason) => `${area(reason)}, không dưới ${number(reason, 'cutoff')} m²`,
  water_not_clean: (reason) => `Nguồn nước không thuộc các nguồn nước sạch: ${things(reason)}`,
  water_clean: (reason) => `Nguồn nước sạch: ${things(reason)}`,
  latrine_not_hygienic: (reason) => `Nhà tiêu không thuộc các loại hợp vệ sinh: ${things(reason)}`,
  latrine_hygienic: (reason) => `Nhà tiêu hợp vệ sinh: ${things(reason)}`,
  no_internet: () => 'Không có ai trong hộ dùng dịch vụ Internet',
  internet_used: () => 'Có người trong hộ dùng dịch vụ Internet',
  no_devices: () => 'Hộ không có phương tiện nào để tiếp cận thông tin',
  has_devices: (reason) => `Hộ có phương tiện tiếp cận thông tin: ${things(reason)}`,
  residents_unknown: (reason) => `Chưa biết “${question(reason)}” của ${people(reason)}`,
  retirement_age_unknown: (reason) => `Chưa có tuổi nghỉ hưu của năm rà soát để xét ${people(reason)}`,
  presence_unknown: (reason) =>
    `Chưa biết ${people(reason)} có đang sống ở nhà hay không${
      reason.numbers?.tips === 0 ? '; dù có hay không, kết quả này vẫn vậy' : ''
    }`,
  answer_unknown: (reason) => `Chưa biết “${question(reason)}”`,
}

function area(reason: Reason): string {
  const { of, most } = reason.numbers ?? {}
  const bound = most === undefined ? '' : most === of ? 'nhiều nhất ' : 'ít nhất '
  const parts = `${number(reason, 'area')} m² cho ${bound}${number(reason, 'of')} người`
  return `${parts}: ${number(reason, 'perResident')} m² mỗi người`
}

function ages({ numbers = {} }: Reason): string {
  if (numbers.through !== undefined) return `từ đủ ${numbers.from} đến ${numbers.through} tuổi`
  if (numbers.below === undefined) return `từ đủ ${numbers.from} tuổi`
  return numbers.from === undefined
    ? `dưới ${numbers.below} tuổi`
    : `từ đủ ${numbers.from} đến dưới ${numbers.below} tuổi`
}
