/** Words beside the result, and of the checks on the task list, in Vietnamese. */
export const profileVi = {
  profile: {
    incomeFrom: (source: string) => `Thu nhập xét theo: ${source}`,
    nearTheEdge: 'Sát ngưỡng',
    nearTheEdgeText: 'Chỉ một điều thay đổi là kết quả có thể đổi. Hãy hỏi lại và xem kỹ.',
    whatChanges: 'Điều gì sẽ làm thay đổi kết quả',
    whatDecides: 'Điều gì sẽ quyết định kết quả',
    more: (count: number) => `Còn ${count} cách khác`,
    otherClass: (classification: string) => `Kết quả: ${classification}`,
    otherPoints: (points: string) => `Điểm thiếu hụt: ${points}`,
    sameIndicators: 'Cả 12 chỉ số cho kết quả như chuẩn của đợt này.',
    differentIndicators: 'Chỉ số cho kết quả khác:',
    difference: (indicator: string, here: string, there: string) =>
      `${indicator}: theo chuẩn của đợt này ${here}, theo chuẩn kia ${there}`,
    roundKeeps: (standard: string) => `Chỉ để biết. Đợt này vẫn xét theo ${standard}.`,
  },
  checks: {
    must: 'Cần sửa',
    mustText: 'Những điều này không thể đúng. Bấm vào từng dòng để mở câu hỏi.',
    lookAgain: 'Xem lại',
    lookAgainText: 'Những điều này ít gặp. Nếu đúng thì để nguyên.',
  },
}
