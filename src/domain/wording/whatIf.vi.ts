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
  nothingSmall: 'Trong những điều đã thử, không một hay hai điều nào làm đổi kết quả',
  manyOpen:
    'Còn câu chưa trả lời. Trong những điều đã thử, không một điều nào tự nó đủ để quyết định hay làm đổi kết quả; còn thiếu gì thì xem lý do ở từng chỉ số',
  nearTheEdge: 'Sát ngưỡng: chỉ một điều thay đổi là kết quả có thể đổi, cần xem kỹ',
}
