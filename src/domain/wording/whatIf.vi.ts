import type { WhatIfWords } from './whatIf.ts'

export const whatIf: WhatIfWords = {
  fact: ({ name, question, from, to }) =>
    `${name === '' ? '' : `${name}, `}“${question}” là “${to}”, không phải “${from}”`,
  movedAway: (name) => `${name} không còn ở trong hộ`,
  notGiven: 'chưa trả lời',
  set: ({ facts, indicators, classification }) =>
    `Nếu ${facts.join(' và ')} thì kết quả là ${classification}${
      indicators.length === 0 ? '' : ` (đổi chỉ số: ${indicators.join(', ')})`
    }`,
  nothingSmall: 'Không có một hay hai điều nào làm đổi kết quả',
  nearTheEdge: 'Sát ngưỡng: chỉ một điều thay đổi là kết quả có thể đổi, cần xem kỹ',
}
