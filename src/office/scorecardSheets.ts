/**
 * How form B1 stands in a workbook: the sheet `Bảng điểm` with one part a row, its name in the first column and its value in
 * the second, and the sheet `Mục` with one option a row. Names are compared without regard to case. Whatever stands
 * under `ghi chú`, or in the third column of `Bảng điểm`, is a note and is not read.
 */
export const headSheet = 'Bảng điểm'
export const itemSheet = 'Mục'
export const noteColumn = 'ghi chú'

/** Parts of the table by their name in the sheet `Bảng điểm`. */
export const headNames = {
  id: 'mã bảng điểm',
  version: 'phiên bản',
  standard: 'chuẩn nghèo',
  area: 'khu vực',
  region: 'vùng',
  source: 'nguồn',
  line: 'mức điểm',
} as const
export type HeadPart = keyof typeof headNames

/** Columns of the sheet `Mục`, in the order of the empty form. */
export const columnNames = {
  kind: 'loại',
  item: 'mã mục',
  itemLabel: 'tên mục',
  option: 'mã lựa chọn',
  optionLabel: 'tên lựa chọn',
  points: 'điểm',
  atMost: 'tối đa',
} as const
export type Column = keyof typeof columnNames

export const areaNames = { rural: 'nông thôn', urban: 'thành thị' } as const
export const kindNames = { one_option: 'chọn một', per_member: 'từng người', count: 'đếm' } as const

/** Beside the parts of the empty form; the last lines are about the sheet `Mục`. */
export const headNotes: Record<HeadPart, string> = {
  id: 'Chữ thường không dấu, chữ số và dấu _, bắt đầu bằng chữ, nhiều nhất 40 ký tự; không đổi khi sửa bảng điểm',
  version: '1, 2, 3…; bảng điểm đã sửa mang số lớn hơn',
  standard: '2022-2025 hoặc 2027-2030',
  area: 'nông thôn hoặc thành thị',
  region: 'Viết như mã bảng điểm, ví dụ bac_trung_bo',
  source: 'Chép từ văn bản, phiếu in nào',
  line: 'Điểm thay cho mức chuẩn thu nhập: 140 ở nông thôn, 175 ở thành thị (Thông tư 07/2021/TT-BLĐTBXH)',
}
export const itemNotes = [
  'Trang “Mục”: mỗi lựa chọn một dòng. Dòng sau để trống “loại”, “mã mục”, “tên mục” là lựa chọn tiếp của mục ở trên.',
  'loại “chọn một”: hộ hợp với đúng một lựa chọn.',
  'loại “từng người”: mỗi người trong hộ hợp với đúng một lựa chọn, điểm tính cho từng người.',
  'loại “đếm”: mỗi cái được “điểm”, tính nhiều nhất “tối đa” cái; không có lựa chọn.',
]

/** A name as it is compared: NFC, lower case, single spaces. */
export function named(cell: unknown): string {
  return typeof cell === 'string' ? cell.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase() : ''
}

/** The code that a name of `names` stands for. */
export function codeNamed<Code extends string>(names: Readonly<Record<Code, string>>, cell: unknown): Code | undefined {
  return (Object.keys(names) as Code[]).find((code) => names[code] === named(cell))
}
