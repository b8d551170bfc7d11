import type { Happening } from '#protocol/history.ts'

/**
 * Of what comes after the rest of the app (`shell/askedFor.ts`): two answers to one question, what the commune decided, a
 * household's history, the commune's answer to a file, and how safe this phone is. In Vietnamese.
 */
export const laterVi = {
  choose: {
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
  history: {
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
  answer: {
    title: 'Trả lời của xã',
    text: 'Quét mã QR mà cán bộ xã đưa, hoặc chọn tệp trả lời.',
    file: 'Tệp trả lời',
    working: 'Đang kiểm tra …',
    settled: 'Xã đã trả lời.',
    in: (count: number) => `Xã đã nhận ${count} phiếu.`,
    held: (count: number) => `${count} phiếu xã đang giữ và sẽ xem.`,
    refused: (count: number) => `Xã không nhận ${count} phiếu: hãy mở các hộ cần xem lại.`,
    waiting: (count: number) => `${count} phiếu vẫn chờ gửi.`,
    none: 'Không có phiếu nào của máy này trong câu trả lời.',
    not_an_answer: 'Đây không phải là câu trả lời của xã, hoặc bị thiếu. Hãy xin lại mã QR hoặc tệp.',
    not_signed: 'Câu trả lời này không có chữ ký đúng của xã. Không có gì thay đổi. Hãy hỏi cán bộ xã.',
    other_device: 'Câu trả lời này dành cho người khác hoặc máy khác. Không có gì thay đổi.',
    other_epoch:
      'Câu trả lời này thuộc cơ sở dữ liệu cũ của xã (xã đã khôi phục dữ liệu). Không có gì thay đổi; phiếu vẫn chờ gửi.',
    failed: 'Chưa ghi được câu trả lời. Dữ liệu vẫn an toàn trên máy; hãy thử lại.',
  },
  light: {
    good: 'Máy này giữ dữ liệu tốt',
    care: 'Máy này cần được chú ý',
    used: 'Dữ liệu trên máy',
    megabytes: (count: string) => `${count} MB`,
    unsent: 'Chưa gửi',
    letters: (count: number) => `${count} phiếu`,
    oldest: 'Phiếu chờ lâu nhất từ',
    tooMuch: 'Dữ liệu trên máy đã nhiều. Hãy xóa bớt ảnh, ứng dụng không dùng để máy còn chỗ.',
    tooLong: 'Có phiếu chờ gửi đã lâu. Hãy tìm nơi có mạng rồi bấm Gửi ngay, hoặc lưu ra tệp cho cán bộ xã.',
    troubled: (time: string) =>
      `Lúc ${time} máy không ghi được dữ liệu. Hãy xóa bớt ảnh hoặc ứng dụng, rồi lưu lại câu trả lời còn trên màn hình.`,
  },
}

/** Every language says the same things: held by the compiler. */
export type LaterWords = typeof laterVi
