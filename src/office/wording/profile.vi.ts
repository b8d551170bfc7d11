/** The office's words round movement, measures, and what a household's page says beyond its result. */
export const profile = {
  figures: {
    nav: 'Số liệu',
    label: 'Các trang số liệu',
    movement: 'Diễn biến hộ nghèo, hộ cận nghèo',
    measures: 'Đo lường nghèo đa chiều (tham khảo)',
  },

  movement: {
    title: (commune: string) => `Diễn biến hộ nghèo, hộ cận nghèo của xã ${commune}`,
    basis: (round: string) =>
      `Đầu kỳ: kết quả đã duyệt của đợt trước. Cuối kỳ: kết quả đã duyệt của đợt ${round}; hộ chưa duyệt thì tạm lấy kết quả đợt trước.`,
    open: (households: string) => `Còn ${households} hộ trong danh sách chưa duyệt, nên số liệu này là tạm tính.`,
    sources:
      'Dòng hộ ở cột (4), cột (6) và cột (8) lấy từ điều người duyệt đã ghi khi duyệt: sự việc làm danh sách thay đổi, hộ đã ra khỏi danh sách thôn, và lần thoát nghèo, thoát cận nghèo trước đây. Hộ mới vào danh sách mà không ghi gì thì nằm ở cột (7).',
    hamlet: 'Thôn',
    line: 'Dòng',
    total: 'Toàn xã',
    endColumn: '(9) = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8',
    scrollLabel: (title: string) => `${title}, kéo ngang để xem hết`,
    reckoning: (line: string, sum: string) => `${line}, toàn xã: ${sum}`,
    holds: 'Ở mọi thôn, cột (9) đúng bằng số tính từ các cột (1) đến (8).',
    broken: (hamlets: string) => `Cột (9) không bằng số tính từ các cột (1) đến (8) ở: ${hamlets}.`,
    mirrors: 'Hai biểu khớp nhau: cột (2) và (5) của biểu hộ nghèo đúng bằng cột (5) và (3) của biểu hộ cận nghèo.',
    mirrorsBroken: 'Hai biểu không khớp nhau ở các cột hộ nghèo thành hộ cận nghèo và ngược lại.',
  },

  measures: {
    title: (commune: string) => `Đo lường nghèo đa chiều ở xã ${commune}`,
    basis: (thisRound: string, lastRound: string, neither: string) =>
      `Dùng câu trả lời đã duyệt: ${thisRound} hộ theo đợt này, ${lastRound} hộ theo đợt trước; ${neither} hộ chưa có kết quả thì không tính.`,
    officialTitle: 'Số chính thức theo kết quả đã duyệt',
    officialCaption: 'Hộ nghèo, hộ cận nghèo trong số hộ đã có kết quả',
    officialAll: 'Tất cả hộ đã có kết quả',
    group: 'Loại hộ',
    householdRate: 'Tỷ lệ hộ %',
    personRate: 'Tỷ lệ nhân khẩu %',
    countedBy: 'Đếm theo',
    household: 'Hộ',
    resident: 'Nhân khẩu',
    rule: 'Ai được coi là nghèo',
    measure: 'Chỉ số đo',
    measuresCaption: 'H, A và M₀',
    indicatorsTitle: 'Từng chỉ số thiếu hụt',
    indicatorsHow:
      'Thanh dài bao nhiêu là chỉ số ấy đóng góp bấy nhiêu vào M₀; bên cạnh là số nghèo bị thiếu hụt chỉ số ấy.',
    bar: (indicator: string, poor: string, contribution: string) =>
      `${indicator}: ${poor} nghèo và thiếu hụt, đóng góp ${contribution} vào M₀`,
    poorAndDeprived: 'nghèo và thiếu hụt',
    contribution: 'đóng góp vào M₀',
    scrollLabel: (caption: string) => `${caption}, kéo ngang để xem hết`,
  },

  outlook: {
    title: 'Điều gì sẽ làm đổi kết quả',
    intro: 'Các thay đổi nhỏ nhất có thể làm hộ này được xếp loại khác; nên hỏi kỹ những điều này.',
    decidesTitle: 'Điều gì sẽ quyết định kết quả',
    decidesIntro:
      'Hộ này chưa xếp loại được. Chỉ cần một câu trả lời dưới đây là xếp loại được; nên hỏi những điều này trước.',
    compareOnly: 'Chỉ để so sánh: đợt rà soát vẫn tính theo chuẩn của đợt.',
    undetermined: 'Theo chuẩn này thì chưa xếp loại được.',
    sameClass: (classification: string) => `Xếp loại không đổi: ${classification}.`,
    otherClass: (classification: string) => `Xếp loại sẽ khác: ${classification}.`,
    changed: (indicators: string) => `Chỉ số có kết quả khác: ${indicators}.`,
    unchanged: 'Không chỉ số nào có kết quả khác.',
  },

  checks: {
    title: (round: string) => `Chỗ cần xem lại trong câu trả lời, đợt ${round}`,
    none: 'Không thấy câu trả lời nào mâu thuẫn hoặc bất thường.',
    twin: (hamlet: string, number: number) =>
      number > 0 ? `Hộ số ${number}, thôn ${hamlet}` : `Hộ mới, thôn ${hamlet}`,
  },
}

/** What both languages must say. */
export type ProfileWording = typeof profile
