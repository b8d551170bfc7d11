import type { Chance } from './chance.ts'

/** Codes of the four ethnic groups that live in the demo: Kinh, Thái, Mường, Thổ. */
export type Ethnic = '01' | '03' | '06' | '24'
export type Sex = 'male' | 'female'

/** What children take from their father: the family name, and the ethnic group. */
export type Line = { family: string; ethnic: Ethnic }

const families: Record<Ethnic, Record<string, number>> = {
  '01': {
    Nguyễn: 24,
    Lê: 20,
    Phạm: 9,
    Trịnh: 7,
    Hoàng: 6,
    Đỗ: 5,
    Trần: 5,
    Vũ: 4,
    Mai: 3,
    Đặng: 3,
    Bùi: 3,
    Hồ: 2,
    Tống: 1,
  },
  '03': { Lò: 14, Vi: 16, Hà: 14, Lương: 18, Lục: 10, Ngân: 8, Cầm: 5, Lữ: 6, Lộc: 5, Quang: 3, Len: 1 },
  '06': { Quách: 16, Bùi: 18, Trương: 12, Phạm: 8, Hà: 6, Cao: 6, Đinh: 5, Bạch: 2 },
  '24': { Lê: 16, Trương: 10, Hồ: 5, Nguyễn: 8, Lục: 8, Quách: 4, Vi: 5, Đinh: 2, Cao: 2 },
}

/** Names go by generation: a grandmother is a Thị Păn, her granddaughter an Ngọc Ánh. */
const generations = [
  {
    bornBefore: 1962,
    male: {
      middle: ['Văn', 'Văn', 'Văn', 'Đình', 'Hữu', 'Xuân', 'Bá'],
      given: given(
        'An Bảy Biên Chiến Dân Đào Hặc Hiện Hoan Khăm Khuyên Lân Mùi Năm Ngọ Nhất Ổn Păn Piềng Quyết Sơn Tâm Thân Thêm Thọ Thìn Tiến Tính Toan Ứng Vững Xíu',
      ),
    },
    female: {
      middle: ['Thị'],
      given: given(
        'Ăm Bích Cúc Đào Én Hặng Hiên Hoán Khuyên Lạng Lắm Liễu Lọc Mận Mến Mùi Năm Nhinh Nụ Păn Phúc Quế Sáu Tâm Thao Thêu Thìn Tiện Tư Út Xiêm Yến',
      ),
    },
  },
  {
    bornBefore: 1990,
    male: {
      middle: ['Văn', 'Văn', 'Văn', 'Đức', 'Hữu', 'Xuân', 'Quang', 'Ngọc'],
      given: given(
        'Bằng Bình Chung Cường Đại Dũng Duy Giang Hải Hiếu Hùng Huy Khánh Kiên Lâm Long Lực Mạnh Nam Nghĩa Phong Phương Quân Quyền Sáng Thành Thắng Thuận Tiệp Toàn Trọng Tuấn Tùng Tuyên Việt Vinh',
      ),
    },
    female: {
      middle: ['Thị', 'Thị', 'Thị', 'Thị', 'Thu', 'Ngọc'],
      given: given(
        'Bình Châm Dung Duyên Giang Hà Hạnh Hằng Hiền Hoa Hoài Hồng Huệ Hương Huyền Lan Liên Loan Lý Mai Minh Nga Nguyệt Nhung Oanh Phương Quyên Tâm Thắm Thanh Thơm Thu Thủy Thương Tình Tuyết Vân Xuân',
      ),
    },
  },
  {
    bornBefore: 2100,
    male: {
      middle: ['Văn', 'Đức', 'Minh', 'Quang', 'Gia', 'Tuấn', 'Hoàng', 'Bảo', 'Anh', 'Thành'],
      given: given(
        'An Anh Bách Bảo Công Đạt Đăng Duy Hải Hiếu Hoàng Huy Hưng Khải Khang Khôi Kiệt Lâm Long Minh Nam Nhật Phát Phong Phúc Quân Quốc Sơn Tài Thái Thiện Thịnh Trí Trung Tú Tùng Việt Vũ',
      ),
    },
    female: {
      middle: ['Thị', 'Thị', 'Ngọc', 'Thu', 'Hoài', 'Khánh', 'Bảo', 'Thảo', 'Phương', 'Minh'],
      given: given(
        'An Anh Ánh Chi Diễm Diệp Dương Giang Hà Hân Hạnh Hiền Hoa Huyền Khánh Lan Linh Ly Mai My Nga Ngân Ngọc Nhi Như Phương Quỳnh Tâm Thảo Thư Thùy Trang Trâm Uyên Vân Vy Yến',
      ),
    },
  },
]

export function lineOf(chance: Chance, ethnic: Ethnic): Line {
  return { family: chance.weighted(families[ethnic]), ethnic }
}

/** Given names of old people that are not Vietnamese; nobody of the Kinh bears them. */
const notKinh = new Set(given('Ăm Bảy Én Hặc Hặng Khăm Lạng Nhinh Ổn Păn Piềng Xiêm Xíu'))

/** An invented full name as it stands on papers, in NFC. */
export function fullName(chance: Chance, { family, ethnic }: Line, sex: Sex, bornIn: number): string {
  const generation = generations.find(({ bornBefore }) => bornIn < bornBefore)
  if (!generation) throw new RangeError(`no names for somebody born in ${bornIn}`)
  const { middle, given: names } = generation[sex]
  const second = chance.pick(middle.filter((name) => name !== family))
  const own = ethnic === '01' ? names.filter((name) => !notKinh.has(name)) : names
  const last = chance.pick(own.filter((name) => name !== second && name !== family))
  return `${family} ${second} ${last}`.normalize('NFC')
}

function given(names: string): string[] {
  return names.split(' ')
}
