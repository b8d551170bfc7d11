import type { ProfileWords } from './alkireFoster.ts'
import { numberText } from './numbers.ts'

export const profileWords: ProfileWords = {
  title: 'Đo lường nghèo đa chiều theo Alkire và Foster',
  unofficial: 'Số liệu tham khảo, không phải số liệu chính thức theo Nghị định',
  rules: {
    counting: 'Chỉ đếm số chỉ số thiếu hụt, không xét thu nhập',
    official: 'Hộ nghèo theo Nghị định: xét cả thu nhập và số chỉ số thiếu hụt',
  },
  measures: {
    headcountRatio: { name: 'H, tỷ lệ nghèo', meaning: 'Số nghèo trên tổng số' },
    intensity: { name: 'A, cường độ nghèo', meaning: 'Tỷ lệ chỉ số thiếu hụt bình quân của những người nghèo' },
    adjustedHeadcount: { name: 'M₀ = H × A', meaning: 'Tỷ lệ nghèo có tính đến cường độ' },
    censoredHeadcount: {
      name: 'Tỷ lệ vừa nghèo vừa thiếu hụt',
      meaning: 'Số nghèo bị thiếu hụt chỉ số này trên tổng số',
    },
    contribution: { name: 'Đóng góp vào M₀', meaning: 'Phần của chỉ số này trong M₀' },
  },
  leftOut: ({ measured, leftOut }) =>
    `Tính trên ${numberText(measured, 'vi')} hộ; không tính ${numberText(leftOut, 'vi')} hộ còn điều chưa rõ`,
}
