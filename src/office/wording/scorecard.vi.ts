import type { ScorecardItem } from '#domain/standard/scorecard.ts'
import type { FileProblem } from '#office/scorecardFile.ts'
import type { LayoutProblem } from '#office/scorecardRows.ts'

/** The office's words round the scorecard of form B1 and the round's other terms. */
export const scorecard = {
  scorecard: {
    nav: 'Bảng điểm B1',
    title: 'Bảng điểm B1 của đợt rà soát',
    currentTitle: 'Bảng điểm đang dùng',
    none: (round: string) =>
      `Đợt ${round} chưa nạp bảng điểm B1. Không bắt buộc phải nạp: tổng điểm của phiếu B1 giấy là đủ để xét mọi kết quả.`,
    loaded: (round: string) =>
      `Đợt ${round} dùng bảng điểm này: điện thoại hỏi từng mục và tự cộng điểm. Hộ đã nhập tổng điểm của phiếu B1 giấy thì xét theo tổng điểm đó.`,
    sample: 'Đây là bảng điểm mẫu với điểm tự đặt, chỉ để thực hành. Kết quả dựa vào bảng điểm này không duyệt được.',
    head: {
      id: 'Mã bảng điểm',
      version: 'Phiên bản',
      standard: 'Chuẩn nghèo',
      area: 'Khu vực',
      region: 'Vùng',
      source: 'Nguồn',
      line: 'Mức điểm thay cho chuẩn thu nhập',
    },
    areas: { rural: 'nông thôn', urban: 'thành thị' },
    itemsCaption: 'Các mục và điểm',
    scrollLabel: 'Bảng điểm, kéo ngang để xem hết',
    columns: { item: 'Mục', option: 'Lựa chọn', points: 'Điểm', now: 'Điểm đang dùng', next: 'Điểm mới' },
    kinds: {
      one_option: 'hộ chọn một',
      per_member: 'tính cho từng người',
      count: 'đếm',
    } satisfies Record<ScorecardItem['kind'], string>,
    each: (most: string) => `Mỗi cái, tính nhiều nhất ${most}`,
    loadTitle: 'Nạp bảng điểm',
    loadIntro:
      'Chép điểm từ phiếu B1 in của xã vào mẫu Excel hoặc JSON rồi chọn tệp. Tệp được kiểm tra trước; chưa có gì thay đổi cho đến khi xác nhận.',
    file: 'Tệp bảng điểm B1 (.xlsx hoặc .json)',
    reading: 'Đang đọc tệp…',
    emptyWorkbook: 'Tải mẫu trống (Excel)',
    emptyJson: 'Tải mẫu trống (JSON)',
    loadSample: 'Nạp bảng điểm mẫu',
    refusedTitle: 'Không nạp được tệp này. Chưa có gì thay đổi.',
    fileProblems: {
      too_large: 'Tệp quá lớn (nhiều nhất 256 kB), không thể là một bảng điểm B1.',
      too_long:
        'Bảng điểm quá dài: ghi thành JSON chỉ được nhiều nhất 64 kB. Hãy viết gọn tên mục và tên lựa chọn rồi chọn lại tệp.',
      unreadable: 'Tệp không phải bảng tính Excel (.xlsx) hoặc JSON (bảng mã UTF-8) đọc được.',
      too_far:
        'Bảng tính có ô ở quá dòng 5.000 hoặc quá cột thứ 60, hoặc quá lớn khi mở ra. Hãy xóa các dòng, cột thừa rồi lưu lại.',
    } satisfies Record<Extract<FileProblem, { kind: 'file' }>['code'], string>,
    moreProblems: (count: string) => `và ${count} lỗi khác`,
    layoutProblems: {
      sheet_missing: () => 'Thiếu trang này.',
      sheet_twice: () => 'Có hai trang cùng tên này.',
      sheet_unknown: () =>
        'Mẫu không có trang này. Hãy chuyển nội dung vào đúng trang; ghi chú thì viết cạnh các phần ở trang đầu.',
      column_missing: (name: string) => `Thiếu cột “${name}” ở dòng đầu.`,
      name_unknown: (name: string) => `Mẫu không có tên “${name}”.`,
      name_twice: (name: string) => `“${name}” bị lặp lại.`,
      cell_outside: (name: string) => `“${name}” nằm ngoài các cột có tên.`,
    } satisfies Record<LayoutProblem['code'], (name: string) => string>,
    place: (sheet: string, rows: string) => (rows === '' ? `Trang “${sheet}”` : `Trang “${sheet}”, dòng ${rows}`),
    placed: (place: string, sentence: string) => `${place}: ${sentence}`,
    candidateTitle: (id: string, version: string) => `Bảng điểm sắp nạp: ${id}, phiên bản ${version}`,
    differencesCaption: 'Khác với bảng điểm đang dùng',
    noDifferences: 'Các mục và điểm giống hệt bảng điểm đang dùng.',
    absent: 'không có',
    effect: (open: string, accepted: string) =>
      `Phiếu đã nhận trong đợt này: ${open} phiếu chưa duyệt sẽ tính lại với bảng điểm này; ${accepted} phiếu đã duyệt giữ nguyên quyết định.`,
    effectTitle: 'Kết quả sẽ đổi ở các phiếu chưa duyệt:',
    effectLine: (from: string, to: string, households: string) => `${from} → ${to}: ${households} hộ`,
    noEffect: 'Không phiếu chưa duyệt nào đổi kết quả.',
    question: 'Nạp bảng điểm này cho đợt rà soát?',
    warning: 'Các điện thoại nhận bảng điểm ở lần liên lạc tới và dùng ngay. Muốn sửa thì nạp phiên bản mới.',
    confirm: 'Đúng, nạp bảng điểm',
    done: (id: string, version: string) => `Máy chủ đã nạp bảng điểm ${id}, phiên bản ${version}.`,
  },

  terms: {
    inForce: (standard: string, from: string, until: string) => `${standard}, áp dụng ${from}–${until}`,
    outOfForce: (standard: string) =>
      `Ngày rà soát nằm ngoài thời gian áp dụng của ${standard}. Chỉ chọn khi có văn bản yêu cầu; đợt rà soát sẽ giữ chuẩn này đến cùng.`,
    awayResidents: 'Người đi học, đi làm xa dài ngày có được tính là nhân khẩu của hộ không',
    awayResidentsHint:
      'Đây là cách hiểu của chúng tôi, vì chưa có hướng dẫn của mẫu phiếu; xã chọn theo hướng dẫn mình nhận được. Cả đợt dùng một cách.',
    awayResidentsOptions: {
      counted: 'Có tính (cách hiểu của chúng tôi)',
      not_counted: 'Không tính người chắc chắn đang đi xa',
    },
  },
}

/** What both languages must say. */
export type ScorecardWording = typeof scorecard
