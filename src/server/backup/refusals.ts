import { Refused } from '#server/refused.ts'

/** Why there is no backup, or nothing was restored; always said before anything is written. */
const sentences = {
  no_commune: {
    vi: 'Thư mục này không có dữ liệu của xã.',
    en: 'There is no commune’s data in this folder.',
  },
  no_secret: {
    vi: 'Chưa có mã khôi phục. Hãy chạy “npm run backup -- --to THƯ_MỤC” một lần để tạo mã.',
    en: 'There is no recovery secret yet. Run “npm run backup -- --to FOLDER” once to make one.',
  },
  not_a_secret: {
    vi: 'Mã khôi phục gồm 8 nhóm, mỗi nhóm 4 chữ số và chữ cái. Hãy xem lại mã đã chép.',
    en: 'The recovery secret is 8 groups of 4 digits and letters. Look again at what was written down.',
  },
  wrong_secret: {
    vi: 'Mã khôi phục không đúng với bản sao lưu này. Chưa có gì được ghi.',
    en: 'The recovery secret is not the one of this backup. Nothing was written.',
  },
  not_a_backup: {
    vi: 'Tệp này không phải bản sao lưu của Sổ Thôn. Chưa có gì được ghi.',
    en: 'This file is no backup of Sổ Thôn. Nothing was written.',
  },
  newer_backup: {
    vi: 'Bản sao lưu này do bản Sổ Thôn mới hơn tạo ra. Hãy cài bản mới rồi khôi phục. Chưa có gì được ghi.',
    en: 'A newer Sổ Thôn made this backup. Install it, then restore. Nothing was written.',
  },
  damaged_backup: {
    vi: 'Bản sao lưu bị hỏng hoặc bị cắt mất một phần. Hãy dùng bản khác. Chưa có gì được ghi.',
    en: 'The backup is damaged or cut short. Use another one. Nothing was written.',
  },
  not_empty: {
    vi: 'Thư mục đích không trống. Chỉ khôi phục vào một thư mục trống, để không ghi đè lên dữ liệu nào.',
    en: 'The folder is not empty. A backup is restored into an empty folder only, so that no data is overwritten.',
  },
  bad_copy: {
    vi: 'Bản sao vừa tạo không toàn vẹn nên không được giữ lại. Hãy kiểm tra ổ đĩa rồi thử lại.',
    en: 'The copy just made is not whole and was not kept. Check the disk and try again.',
  },
} as const
export type BackupRefusal = keyof typeof sentences

export function refusal(why: BackupRefusal, options?: ErrorOptions): Refused {
  return new Refused(sentences[why], options)
}
