/** Where there is no line, a PIN is forgotten, or several people share a phone: the words in Vietnamese. */
export const safetyVi = {
  handover: {
    title: 'Khi không có mạng',
    text: 'Có thể lưu phiếu ra tệp rồi đưa cho cán bộ xã bằng USB, Zalo hay Bluetooth. Phiếu trong tệp đã được niêm phong: chỉ xã mở được.',
    save: 'Lưu ra tệp',
    saveAll: 'Lưu cả phiếu xã đã nhận',
    share: 'Chia sẻ tệp',
    saved: (name: string, letters: number) =>
      `Trình duyệt đang lưu tệp ${name} (${letters} phiếu). Hãy xem trong mục Tải xuống, rồi đưa tệp cho cán bộ xã.`,
    unchanged: 'Lưu ra tệp chưa phải là đã gửi: phiếu vẫn chờ gửi cho đến khi xã trả lời.',
    nothing: 'Không có phiếu nào để lưu: không phiếu nào còn chờ xã.',
    nothingAtAll: 'Máy này không còn giữ phiếu nào.',
    failed: 'Chưa lưu được ra tệp. Dữ liệu vẫn an toàn trên máy.',
    notShared: 'Chưa chia sẻ được. Hãy dùng tệp trong mục Tải xuống.',
    answer: 'Đã đưa tệp? Nhận trả lời của xã',
  },
  people: {
    switch: 'Khóa và đổi người',
    unsentTitle: (count: number) => `Còn ${count} hộ xã chưa nhận`,
    sentTitle: 'Không còn phiếu nào chờ gửi',
    nothingLost: 'Khóa sổ không xóa gì. Phiếu chờ gửi vẫn tự gửi dưới tên anh/chị khi có mạng.',
    unsent: 'Chờ gửi hoặc cần xem lại',
    drafts: 'Đang làm dở, chỉ có trên máy này',
    leave: 'Để lại trên máy, khóa và đổi người',
  },
}

/** Every language says the same things: held by the compiler. */
export type SafetyWords = typeof safetyVi
