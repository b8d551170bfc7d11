/** The office's words for why a list changed, and for a household that is no longer here. */
export const decision = {
  facts: {
    event: 'Sự việc làm danh sách thay đổi (nếu có)',
    eventHint:
      'Chỉ chọn khi chính sự việc này, không phải mức sống, đưa hộ vào hoặc ra khỏi danh sách. Hộ được tính ở cột “tăng khác” hoặc “giảm khác”.',
    noEvent: 'Không có: do mức sống thay đổi',
    exits: 'Trước đây hộ đã từng được công nhận (nếu có)',
    exitsHint: 'Hộ đã ra khỏi danh sách nào mà nay trở lại danh sách ấy thì được tính là tái nghèo, tái cận nghèo.',
    exitNames: { poor: 'Thoát nghèo', near_poor: 'Thoát cận nghèo' },
    chosenEvent: (event: string) => `Sự việc làm danh sách thay đổi: ${event}.`,
    chosenExits: (exits: string) => `Trước đây đã được công nhận: ${exits}.`,
  },

  nextRound: {
    title: 'Kết thúc đợt và mở đợt mới',
    open: (round: string) => `Đợt đang mở: ${round}.`,
    undecided: (accepted: string, submitted: string, returned: string) =>
      `Đã duyệt ${accepted} phiếu. Chưa quyết định: ${submitted} phiếu chờ duyệt, ${returned} phiếu đã trả lại.`,
    nextTitle: 'Đợt mới',
    intro:
      'Danh sách rà soát của đợt mới lấy từ xếp loại được duyệt gần nhất của từng hộ: hộ nghèo, hộ cận nghèo. Phiếu chưa duyệt không đổi xếp loại; vẫn xem được trong lịch sử.',
    missing: 'Hãy điền ký hiệu và ngày rà soát của đợt mới.',
    step: 'Kết thúc đợt và mở đợt mới',
    question: (ends: string, next: string) => `Kết thúc đợt ${ends} và mở đợt ${next}?`,
    warning:
      'Không mở lại đợt cũ được. Phiếu của đợt cũ đến sau đó được xã giữ lại, không vào hồ sơ. Bảng điểm B1 của đợt mới phải nạp lại.',
    confirm: 'Đúng, mở đợt mới',
    done: (round: string) => `Đã mở đợt ${round}.`,
  },

  departure: {
    title: 'Ra khỏi danh sách thôn',
    intro:
      'Người rà soát ghi rằng hộ không còn ở thôn. Hãy xác minh rồi đưa hộ ra khỏi danh sách thôn. Hộ nghèo, hộ cận nghèo của đợt trước được tính ở cột “giảm khác”.',
    why: 'Vì sao hộ không còn',
    step: 'Đưa ra khỏi danh sách thôn',
    question: (event: string) => `Đưa hộ này ra khỏi danh sách thôn: ${event}?`,
    warning: 'Sau đó phiếu không sửa được nữa trên điện thoại, và hộ không còn được đếm trong số hộ hiện nay.',
    confirm: 'Đúng, đưa ra',
    done: (head: string) => `Đã đưa hộ ${head} ra khỏi danh sách thôn.`,
    tag: 'Đã ra khỏi danh sách thôn',
    told: (by: string, at: string, event: string) => `${by} đã đưa hộ ra khỏi danh sách thôn lúc ${at}: ${event}.`,
  },
}

/** What both languages must say. */
export type DecisionWording = typeof decision
