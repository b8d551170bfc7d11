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
