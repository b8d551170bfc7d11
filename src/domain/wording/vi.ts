import { options } from './options.vi.ts'
import { questions, sections } from './questions.vi.ts'
import { ethnicGroups, nonResponses, reasons, unnamed } from './reasons.vi.ts'
import type { ClassFigures, Words } from './words.ts'

export const vi: Words = {
  language: 'vi',
  sections,
  questions,
  options,
  ethnicGroups,
  nonResponses,
  unnamed,
  yes: 'Có',
  no: 'Không',
  nothing: 'Không có',
  withdrawn: 'Đã bỏ câu trả lời',
  dimensions: {
    employment: 'Việc làm',
    health: 'Y tế',
    education: 'Giáo dục',
    housing: 'Nhà ở',
    waterAndSanitation: 'Nước sinh hoạt và vệ sinh',
    information: 'Thông tin',
  },
  indicators: {
    employment: 'Việc làm',
    dependants: 'Người phụ thuộc trong hộ gia đình',
    nutrition: 'Dinh dưỡng',
    healthInsurance: 'Bảo hiểm y tế',
    adultEducation: 'Trình độ giáo dục của người lớn',
    childSchooling: 'Tình trạng đi học của trẻ em',
    housingQuality: 'Chất lượng nhà ở',
    housingArea: 'Diện tích nhà ở bình quân đầu người',
    water: 'Nguồn nước sinh hoạt',
    sanitation: 'Nhà tiêu hợp vệ sinh',
    internet: 'Sử dụng dịch vụ viễn thông',
    devices: 'Phương tiện phục vụ tiếp cận thông tin',
  },
  deprivations: { deprived: 'thiếu hụt', not_deprived: 'không thiếu hụt', unknown: 'chưa rõ' },
  classifications: {
    poor: 'Hộ nghèo',
    near_poor: 'Hộ cận nghèo',
    not_poor: 'Hộ không nghèo',
    undetermined: 'Chưa xác định',
  },
  classRules: {
    within_line_and_cutoff_reached: (figures) =>
      `${within(figures)} và thiếu hụt ${isCertain(figures) ? '' : 'ít nhất '}${figures.deprivations.least} chỉ số (${figures.points.least} điểm), đạt ngưỡng ${figures.cutoff} điểm`,
    within_line_and_cutoff_not_reached: (figures) =>
      `${within(figures)} và thiếu hụt ${isCertain(figures) ? '' : 'nhiều nhất '}${figures.deprivations.most} chỉ số (${figures.points.most} điểm), dưới ngưỡng ${figures.cutoff} điểm`,
    above_line: ({ b1, scoreLine }) => `Điểm B1 ${b1} > ${scoreLine}, trên mức chuẩn, dù thiếu hụt bao nhiêu chỉ số`,
    income_unknown: () => 'Chưa có tổng điểm phiếu B1',
    deprivations_unknown: (figures) =>
      `${within(figures)}; chắc chắn thiếu hụt ${figures.deprivations.least} chỉ số (${figures.points.least} điểm), còn ${figures.deprivations.most - figures.deprivations.least} chỉ số chưa rõ, có thể đạt ngưỡng ${figures.cutoff} điểm`,
  },
  reasons,
  listed: { poor: 'Hộ nghèo kỳ trước', near_poor: 'Hộ cận nghèo kỳ trước', request: 'Hộ có giấy đề nghị' },
  reviewStates: {
    not_started: 'Chưa rà soát',
    submitted: 'Chờ xã xét duyệt',
    returned: 'Xã trả lại',
    accepted: 'Xã đã duyệt',
  },
  citation: (standard, { annexIndicator }) => `${laws[standard]}, phụ lục, chỉ số ${annexIndicator}`,
}

const laws = { '2022-2025': 'Nghị định 07/2021/NĐ-CP' } as const

function within({ b1, scoreLine }: ClassFigures): string {
  return `Điểm B1 ${b1} ≤ ${scoreLine}`
}

function isCertain({ points }: ClassFigures): boolean {
  return points.least === points.most
}
