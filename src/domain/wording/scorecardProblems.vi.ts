import type { ScorecardProblemWords } from './scorecardProblems.ts'

export const scorecardProblems: ScorecardProblemWords = {
  not_understood: ({ at }) => `Không hiểu nội dung tại “${at}”`,
  line_missing: () => 'Thiếu mức điểm thay cho mức chuẩn thu nhập (140 ở nông thôn, 175 ở thành thị)',
  line_differs: ({ numbers = {} }) => `Mức điểm ghi ${numbers.line}, nhưng theo Thông tư là ${numbers.expected}`,
  line_unreachable: ({ numbers = {} }) =>
    `Mức điểm ${numbers.line} không chia được các hộ: tổng điểm chỉ có thể ${range(numbers.least, numbers.most)}`,
  no_items: () => 'Bảng điểm không có mục nào',
  no_options: ({ at }) => `Mục “${at}” không có lựa chọn nào`,
  points_not_whole: ({ at }) => `Điểm tại “${at}” không phải là số nguyên`,
  points_too_far: ({ at }) => `Điểm tại “${at}” phải từ -1000 đến 1000`,
  too_many: ({ at, numbers = {} }) => `“${at}” có quá nhiều dòng, nhiều nhất là ${numbers.most}`,
  answer_too_long: ({ numbers = {} }) =>
    `Một hộ có thể cần đến ${numbers.count} câu trả lời cho bảng điểm này, nhiều nhất chỉ giữ được ${numbers.most}`,
  duplicate_item: ({ at }) => `Mã mục “${at}” bị lặp lại`,
  duplicate_option: ({ at }) => `Mã lựa chọn “${at}” bị lặp lại`,
  sample_not_allowed: () => 'Đây là bảng điểm mẫu tự đặt, chỉ dùng để thực hành',
}

function range(least = 0, most = 0): string {
  if (!Number.isFinite(least)) return `đến ${most}`
  return Number.isFinite(most) ? `từ ${least} đến ${most}` : `từ ${least} trở lên`
}
