import type { Happening } from '#protocol/history.ts'

/** Two answers to one question, what the commune decided about a survey, and its history: the words in Vietnamese. */
export const conflictVi = {
  choose: {
    open: 'Chọn câu trả lời',
    title: 'Hai câu trả lời khác nhau',
    text: 'Hãy hỏi lại hộ, chọn câu đúng hoặc trả lời lại, rồi kết thúc phiếu để gửi.',
    none: 'Không còn câu hỏi nào có hai câu trả lời.',
    mine: 'tôi',
    kept: 'xã đang ghi',
    given: (value: string, by: string, time: string) => `${value} – ${by}, ${time}`,
    chosen: 'Đã chọn, chưa gửi',
    anew: 'Trả lời lại',
    finish: 'Kết thúc phiếu và gửi',
  },
  decided: {
    title: 'Xã đã chọn câu trả lời',
    line: (question: string, value: string, by: string, time: string) => `${question}: ${value} (${by}, ${time}).`,
    mine: (value: string) => `Anh/chị đã trả lời: ${value}.`,
  },
  todo: {
    held: 'Không cần gửi lại. Hãy báo cán bộ xã nếu phần này cần vào hồ sơ.',
    kept: 'Nếu còn cần phần này, hãy báo cán bộ xã; không cần nữa thì bỏ.',
    update: 'Hãy mở trang Đồng bộ khi có mạng để cập nhật.',
  },
  history: {
    title: 'Lịch sử',
    of: (household: string) => `Lịch sử – ${household}`,
    asking: 'Đang hỏi xã …',
    noAnswer: 'Chưa hỏi được xã. Dưới đây là phiếu của máy này.',
    again: 'Hỏi lại',
    fromCommune: 'Theo sổ của xã, mới nhất đứng trước',
    fromHere: 'Theo máy này, mới nhất đứng trước',
    nothing: 'Chưa có gì.',
    values: (before: string, after: string) => `${before} → ${after}`,
    waiting: 'Chờ gửi',
    what: {
      written: 'ghi câu trả lời',
      superseded: 'đến muộn, chỉ lưu lại',
      rival_kept: 'trả lời khác, xã giữ cả hai',
      rival_settled: 'chọn giữa hai câu trả lời',
      held: 'xã giữ phiếu',
      taken: 'nhận phiếu đã giữ',
      declined: 'không nhận phiếu đã giữ',
      submitted: 'nộp phiếu',
      returned: 'trả lại để sửa',
      accepted: 'duyệt',
      reopened: 'mở lại phiếu đã duyệt',
      departed: 'đưa ra khỏi danh sách thôn',
      moved: 'chuyển hộ sang thôn khác',
    } satisfies Record<Happening, string>,
  },
}

/** Every language says the same things: held by the compiler. */
export type ConflictWords = typeof conflictVi
