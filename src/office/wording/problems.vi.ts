import type { RefusalCode } from '#office/http.ts'

/** What the officer is told where the commune's server says no, or nobody answers. */
export const problems: Record<RefusalCode, string> = {
  no_line:
    'Không nghe máy chủ của xã trả lời. Hãy kiểm tra mạng, tải lại trang xem đã ghi chưa rồi hãy thử lại; làm lại không bị ghi hai lần.',
  not_our_server:
    'Nơi trả lời không phải máy chủ của xã (có thể là trang đăng nhập của mạng). Hãy kiểm tra mạng rồi thử lại.',
  invalid_request: 'Máy chủ không hiểu yêu cầu này. Hãy tải lại trang rồi thử lại.',
  too_large: 'Nội dung gửi đi quá lớn nên máy chủ không nhận.',
  not_found: 'Máy chủ không có mục này.',
  not_authorised: 'Phiên làm việc đã hết. Hãy đăng nhập lại.',
  newer_protocol: 'Máy chủ đã có bản mới hơn. Hãy tải lại trang.',
  server_fault: 'Máy chủ gặp lỗi. Chưa có gì thay đổi; hãy thử lại sau ít phút.',
  enrolment_unknown: 'Đường dẫn ghi danh này không đúng.',
  enrolment_used: 'Đường dẫn ghi danh này đã được dùng. Hãy tạo đường dẫn mới.',
  enrolment_expired: 'Đường dẫn ghi danh này đã hết hạn. Hãy tạo đường dẫn mới.',
  device_revoked: 'Điện thoại này đã bị thu hồi quyền.',
  wrong_login: 'Tên đăng nhập hoặc mật khẩu không đúng.',
  too_many_tries: 'Đã thử sai quá nhiều lần. Hãy đợi một phút rồi thử lại.',
  wrong_setup_code: 'Mã thiết lập không đúng. Mã được in ra khi khởi động máy chủ.',
  already_set_up: 'Xã này đã được thiết lập. Hãy tải lại trang rồi đăng nhập.',
  not_set_up: 'Xã này chưa được thiết lập. Hãy tải lại trang để thiết lập.',
  unknown_household: 'Không có hộ này trong sổ của xã.',
  unknown_hamlet: 'Không có thôn này trong sổ của xã.',
  changed_meanwhile: 'Hộ này vừa có thay đổi mới. Chưa có gì được ghi; hãy xem lại hồ sơ mới rồi quyết định.',
  not_submitted: 'Phiếu của hộ này hiện không ở trạng thái chờ duyệt.',
  has_rivals: 'Còn câu hỏi có hai câu trả lời khác nhau. Hãy chọn một, hoặc trả lại câu hỏi đó để hỏi lại hộ.',
  class_undetermined: 'Chưa đủ câu trả lời để xác định hộ thuộc loại nào.',
  visit_incomplete: 'Cuộc rà soát hộ này chưa hoàn thành.',
  event_unfit: 'Sự việc đã chọn không thể là lý do làm danh sách thay đổi. Hãy xem lại hồ sơ rồi chọn lại.',
  still_here: 'Kết quả buổi rà soát chưa nói hộ không còn ở thôn. Hãy trả lại câu hỏi đó để hỏi lại.',
  sample_scorecard: 'Xếp loại này dựa vào bảng điểm mẫu tự đặt, chỉ để thực hành, nên không duyệt được.',
  scorecard_invalid: 'Máy chủ không nhận bảng điểm này vì nội dung có chỗ sai. Chưa có gì được nạp.',
  scorecard_of_other_terms:
    'Bảng điểm này lập cho chuẩn nghèo hoặc khu vực khác với đợt rà soát đang mở. Chưa có gì được nạp.',
  scorecard_is_sample: 'Đây là bảng điểm mẫu tự đặt, chỉ nạp được khi thực hành. Chưa có gì được nạp.',
  scorecard_not_newer:
    'Phiên bản này không mới hơn phiên bản đang dùng mà nội dung lại khác. Phiếu đã sửa phải mang số phiên bản lớn hơn.',
  scorecard_changed_meanwhile:
    'Vừa có người nạp bảng điểm khác. Chưa có gì được nạp; hãy tải lại trang và xem bảng điểm đang dùng.',
  recovery_not_asked: 'Chưa có điện thoại nào xin mở lại.',
  recovery_not_approved: 'Yêu cầu mở lại này chưa được cán bộ xã đồng ý.',
  recovery_wrong_code: 'Mã mở lại không đúng.',
  recovery_expired: 'Mã mở lại đã hết hạn. Hãy tạo mã mới.',
  not_a_handover: 'Tệp này không phải tệp bàn giao (.sothon).',
  newer_handover: 'Tệp này do bản Sổ Thôn mới hơn lưu ra. Hãy cập nhật máy chủ rồi nhập lại.',
  damaged_handover:
    'Phần đầu của tệp bị hỏng nên không đọc được. Hãy lưu lại tệp từ điện thoại; phiếu vẫn còn trên máy đó.',
  foreign_handover: 'Tệp này không phải của điện thoại do xã này ghi danh.',
  not_held: 'Thư này không còn được giữ chờ xem: có thể cán bộ khác vừa quyết định. Hãy tải lại trang.',
  letter_changed_meanwhile:
    'Thư này hoặc hồ sơ của hộ vừa có thay đổi mới. Chưa có gì được ghi; hãy xem lại rồi quyết định.',
  round_not_open: 'Đợt rà soát của thư này không mở, nên chưa đưa vào hồ sơ được. Xã vẫn giữ thư.',
  round_changed_meanwhile:
    'Đợt rà soát đang mở vừa đổi: có thể cán bộ khác đã mở đợt mới. Chưa có gì được ghi; hãy tải lại trang.',
  round_not_later: 'Ngày rà soát của đợt mới phải sau ngày rà soát của đợt đang mở. Chưa có gì được ghi.',
  round_exists: 'Ký hiệu này đã dùng cho một đợt trước. Hãy đặt ký hiệu khác; chưa có gì được ghi.',
  no_such_rival: 'Câu hỏi này không còn câu trả lời khác. Hãy tải lại trang.',
}
