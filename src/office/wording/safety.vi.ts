import type { LetterStatus } from '#protocol/deposit.ts'
import type { RestoredReply } from '#protocol/officeSafety.ts'

/** The office's words for when a line, a phone or the server itself has failed. */
export const safety = {
  importFile: {
    nav: 'Nhập tệp',
    title: 'Nhập tệp bàn giao',
    intro:
      'Khi không có mạng, người rà soát lưu phiếu ra tệp (.sothon) rồi đưa cho xã bằng thẻ nhớ hoặc tin nhắn. Nhập một tệp nhiều lần, hoặc phiếu đã gửi qua mạng rồi, cũng không bị ghi hai lần.',
    file: 'Tệp bàn giao (.sothon)',
    reading: 'Đang nhập tệp…',
    resultTitle: (enumerator: string) => `Tệp của ${enumerator}`,
    saved: (hamlet: string, at: string) => `${hamlet}. Tệp được lưu trên điện thoại lúc ${at}.`,
    cut: 'Tệp bị cắt ở cuối nên chỉ nhập được những thư còn nguyên. Hãy lưu lại tệp từ điện thoại rồi nhập lần nữa.',
    noLetters: 'Trong tệp không có thư nào.',
    caption: 'Từng thư trong tệp và xã đã làm gì với thư đó',
    columns: { number: 'Thư', outcome: 'Kết quả', receipt: 'Mã biên nhận' },
    outcomes: {
      applied: 'đã ghi vào sổ',
      merged: 'đã ghi vào sổ',
      conflict: 'đã ghi vào sổ, có hai câu trả lời khác nhau',
      held: 'xã giữ, chưa ghi vào sổ',
      refused: 'không nhận',
      reseal: 'niêm phong bằng khóa mà xã không có; điện thoại sẽ niêm phong lại',
      later: 'chưa nhận được; hãy nhập lại tệp này',
    } satisfies Record<LetterStatus, string>,
    withReason: (outcome: string, reason: string) => `${outcome}: ${reason}`,
    answerTitle: 'Trả lời cho điện thoại',
    answerHow:
      'Điện thoại chỉ biết xã đã nhận khi có câu trả lời này: hãy cho điện thoại quét mã, hoặc gửi tệp trả lời cho người rà soát.',
    answerHowFile: 'Điện thoại chỉ biết xã đã nhận khi có câu trả lời này: hãy gửi tệp trả lời cho người rà soát.',
    qr: 'Mã QR của câu trả lời',
    answerFile: 'Lưu tệp trả lời',
    rescuedTitle: 'Câu trả lời cứu được từ máy hỏng',
    rescuedIntro:
      'Đây là những gì còn lưu trên máy mà chưa thành phiếu. Xã không tự ghi vào sổ: hãy xem, rồi giao người rà soát hỏi lại hoặc nhập lại.',
    rescuedCaption: 'Các câu trả lời cứu được, theo hộ',
    rescuedColumns: { household: 'Hộ', question: 'Câu hỏi', value: 'Câu trả lời' },
    rescuedHousehold: (hamlet: string, number: number) => `${hamlet}, hộ số ${number}`,
    rescuedUnknown: 'Hộ chưa có trong sổ',
    rescuedFinished: (count: number) =>
      `Ngoài ra có ${count} bản sao phiếu đã hoàn thành; thư của các phiếu ấy được nhập như trên.`,
    rescuedUnopened: (count: number) =>
      `Có ${count} mục xã không mở được vì không có khóa. Xã giữ nguyên; khi có khóa thì nhập lại tệp.`,
    rescuedFile: 'Lưu ra tệp JSON',
  },

  restored: {
    titles: {
      backup: (at: string) => `Dữ liệu của xã được khôi phục từ bản sao lưu lúc ${at}`,
      older_file: (at: string) => `Lúc ${at}, máy chủ thấy tệp dữ liệu là một bản cũ`,
      phone_ahead: (at: string) => `Lúc ${at}, một điện thoại biết nhiều hơn máy chủ: dữ liệu của xã là một bản cũ`,
    } satisfies Record<NonNullable<RestoredReply['restored']>['how'], (at: string) => string>,
    text: 'Các điện thoại tự gửi lại phiếu mà máy chủ còn thiếu. Việc duyệt, trả lại của xã sau lần sao lưu thì phải làm lại.',
    households: 'Điện thoại đã từng thấy bản mới hơn của các hộ này. Hãy xem lại từng hộ:',
    household: (hamlet: string, number: number) => `${hamlet}, hộ số ${number}`,
    unknownHousehold: 'một hộ chưa có trong sổ',
    changedSince: 'đã có nội dung mới sau khi khôi phục',
    phones: 'Danh sách trên điện thoại của những người này mới hơn dữ liệu khôi phục:',
    knownAgain:
      'Máy chủ chỉ nhận lại các điện thoại này nhờ chứng nhận của chúng. Nếu máy nào đã bị thu hồi quyền, hãy thu hồi lại:',
  },

  recoveries: {
    title: 'Quên mã PIN',
    intro:
      'Hãy gọi cho người rà soát. Chỉ đồng ý khi đúng người đó đang cầm máy và dãy ký tự đọc trên điện thoại giống hệt dãy ở đây.',
    empty: 'Không có ai xin mở lại.',
    who: (enumerator: string, hamlet: string) => `${enumerator}, ${hamlet}`,
    asked: (at: string) => `Xin lúc ${at}`,
    fingerprint: 'Dãy ký tự để so',
    codeUntil: (at: string) => `Đã cấp mã, dùng được đến ${at}.`,
    approve: 'Giống hệt, cấp mã',
    approveOf: (enumerator: string) => `Dãy ký tự giống hệt, cấp mã cho ${enumerator}`,
    decline: 'Từ chối',
    declineOf: (enumerator: string) => `Từ chối ${enumerator}`,
    codeTitle: (enumerator: string) => `Mã mở lại cho ${enumerator}`,
    codeHow: (until: string) =>
      `Hãy đọc mã này qua điện thoại. Mã chỉ hiện một lần này, dùng được một lần, đến ${until}; nhập sai năm lần thì phải cấp mã khác.`,
  },
}

export type SafetyWording = typeof safety
