import type { StandardId } from '#domain/standard/standard.ts'
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
  stillHere: 'Vẫn còn trong hộ',
  dong: 'đồng',
  codesOnly: (codes) => `${codes} (mã các mục của phiếu B1; ở đây không có bảng điểm của đợt ấy)`,
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
    average: 'Hộ làm nông, lâm, ngư, diêm nghiệp có mức sống trung bình',
    not_poor: 'Hộ không nghèo',
    undetermined: 'Chưa xác định',
  },
  classRules: {
    within_line_and_cutoff_reached: (figures) =>
      `${within(figures)} và thiếu hụt ${isCertain(figures) ? '' : 'ít nhất '}${figures.deprivations.least} chỉ số (${figures.points.least} điểm), đạt ngưỡng ${figures.cutoff} điểm`,
    within_line_and_cutoff_not_reached: (figures) =>
      `${within(figures)} và thiếu hụt ${isCertain(figures) ? '' : 'nhiều nhất '}${figures.deprivations.most} chỉ số (${figures.points.most} điểm), dưới ngưỡng ${figures.cutoff} điểm`,
    above_line_within_average: (figures) =>
      `${above(figures)}; thu nhập theo bảng kê ${figures.income.perHead} đồng mỗi người mỗi tháng, trên ${figures.income.povertyLine} đồng và không quá ${figures.income.averageLine} đồng`,
    above_average: (figures) =>
      `${above(figures)}; thu nhập theo bảng kê ${figures.income.perHead} đồng mỗi người mỗi tháng, trên mức sống trung bình (${figures.income.averageLine} đồng)`,
    above_line_average_not_established: (figures) =>
      `${above(figures)}, trên mức chuẩn; chuẩn này chưa có mức sống trung bình để so với thu nhập theo bảng kê`,
    above_line: (figures) => `${above(figures)}, trên mức chuẩn, dù thiếu hụt bao nhiêu chỉ số`,
    income_unknown: () => 'Chưa có tổng điểm phiếu B1',
    score_line_not_established: () =>
      'Chuẩn này chưa có mức điểm B1 thay cho mức thu nhập, và chưa có bảng kê thu nhập đầy đủ',
    deprivations_unknown: (figures) =>
      `${within(figures)}; chắc chắn thiếu hụt ${figures.deprivations.least} chỉ số (${figures.points.least} điểm), có thể thêm tới ${figures.deprivations.most - figures.deprivations.least} chỉ số vì có câu chưa rõ, nên có thể đạt ngưỡng ${figures.cutoff} điểm`,
    presence_unknown: () => 'Chưa biết những ai đang sống ở nhà, mà điều đó có thể làm đổi kết quả',
  },
  bounds: { least: (figure) => `ít nhất ${figure}`, most: (figure) => `nhiều nhất ${figure}` },
  incomeSources: {
    paper_b1: 'Tổng điểm trên phiếu B1 giấy',
    scorecard: 'Điểm B1 tính theo bảng điểm của xã',
    worksheet: 'Bảng kê thu nhập 12 tháng',
  },
  incomeDoubts: {
    worksheet_contradicts_b1:
      'Bảng kê thu nhập và điểm B1 cho kết quả trái nhau so với mức chuẩn; xếp loại theo điểm B1, cần xem lại',
    scorecard_differs_from_paper:
      'Tổng điểm trên phiếu B1 giấy khác với điểm tính theo bảng điểm; xếp loại theo phiếu giấy, cần xem lại',
  },
  lowIncomeWorker: {
    true: 'Người làm việc trong hộ thuộc diện lao động có thu nhập thấp (Nghị định 30/2025/NĐ-CP)',
    false: 'Trong hộ không có ai thuộc diện lao động có thu nhập thấp (Nghị định 30/2025/NĐ-CP)',
    unknown: (lacking) =>
      `Chưa rõ trong hộ có ai thuộc diện lao động có thu nhập thấp hay không (Nghị định 30/2025/NĐ-CP), vì còn thiếu: ${lacking}`,
    lacking: {
      worksheet: 'bảng kê thu nhập 12 tháng',
      classification: 'xếp loại của hộ',
      answer: (question, name) => `“${question}” của ${name}`,
    },
  },
  restsOnSample: 'Điểm B1 này dựa vào bảng điểm mẫu tự đặt, chỉ để thực hành; không thể duyệt kết quả',
  reasons,
  standards: {
    '2022-2025': 'Chuẩn 2022–2025 (Nghị định 07/2021/NĐ-CP)',
    '2027-2030': 'Chuẩn 2027–2030 (Nghị định 351/2025/NĐ-CP)',
  },
  underOtherStandard: (standard) => `Cùng những câu trả lời này, theo ${lowered(standard)}`,
  standardParts: {
    inForce: 'thời gian áp dụng',
    povertyLine: 'mức chuẩn thu nhập',
    povertyCutoff: 'số chỉ số thiếu hụt để là hộ nghèo',
    scoreLine: 'mức điểm B1',
    averageLine: 'mức sống trung bình',
    lowIncomeWorker: 'lao động có thu nhập thấp',
  },
  partStatuses: { official: 'Chính thức', draft: 'Theo dự thảo', not_established: 'Chưa xác định được' },
  draftNotes: {
    information_is_telecoms_only:
      'Dự thảo chỉ giữ một chỉ số thông tin là dịch vụ viễn thông; ở đây vẫn tính cả phương tiện tiếp cận thông tin',
    waste_treatment_not_modelled: 'Dự thảo thêm chỉ số xử lý rác thải; ở đây chưa tính',
  },
  listed: { poor: 'Hộ nghèo đợt trước', near_poor: 'Hộ cận nghèo đợt trước', request: 'Hộ có giấy đề nghị' },
  reviewStates: {
    not_started: 'Chưa rà soát',
    submitted: 'Chờ xã xét duyệt',
    returned: 'Xã trả lại',
    accepted: 'Xã đã duyệt',
  },
  citation: (standard, { annexIndicator }) => `${laws[standard]}, phụ lục, chỉ số ${annexIndicator}`,
}

/** The list of the newer decree is a draft here, so its rules are cited from where they were read. */
const laws: Record<StandardId, string> = {
  '2022-2025': 'Nghị định 07/2021/NĐ-CP',
  '2027-2030': 'Dự thảo chuẩn 2027–2030; quy tắc theo Nghị định 07/2021/NĐ-CP',
}

function within(figures: ClassFigures): string {
  const { income } = figures
  return income.source === 'worksheet'
    ? `${incomeText(figures)} ≤ ${income.povertyLine} đồng`
    : `${incomeText(figures)} ≤ ${income.scoreLine}`
}

function above(figures: ClassFigures): string {
  const { income } = figures
  return income.source === 'worksheet'
    ? `${incomeText(figures)} > ${income.povertyLine} đồng`
    : `${incomeText(figures)} > ${income.scoreLine}`
}

function incomeText({ income: { source, b1, perHead } }: ClassFigures): string {
  if (source === 'worksheet') return `Thu nhập theo bảng kê ${perHead} đồng mỗi người mỗi tháng`
  return source === 'scorecard' ? `Điểm B1 tính theo bảng điểm ${b1}` : `Điểm B1 ${b1}`
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function isCertain({ points }: ClassFigures): boolean {
  return points.least === points.most
}
