import { type CheckWords, checkPhrasesIn } from './consistency.ts'
import { options } from './options.vi.ts'
import { ethnicGroups, nonResponses, unnamed } from './reasons.vi.ts'

const { people, first, second, number, year, option, hamlet, household } = checkPhrasesIn({
  language: 'vi',
  options,
  ethnicGroups,
  nonResponses,
  unnamed,
})

export const checkWords: CheckWords = {
  kinds: { must: 'Phải sửa', look_again: 'Cần xem lại' },
  checks: {
    nobody_present: () => 'Hộ chưa có thành viên nào',
    no_head: () => 'Chưa có ai là chủ hộ, mỗi hộ có đúng một chủ hộ',
    several_heads: (check) => `Có nhiều người cùng là chủ hộ: ${people(check)}`,
    several_spouses: (check) => `Có nhiều người cùng là vợ hoặc chồng của chủ hộ: ${people(check)}`,
    born_after_review: (check) => `${first(check)} có ngày sinh sau ngày rà soát`,
    very_old: (check) => `${first(check)} đã ${number(check, 'age')} tuổi, xem lại ngày sinh`,
    young_head: (check) => `Chủ hộ ${first(check)} mới ${number(check, 'age')} tuổi`,
    young_spouse: (check) => `${first(check)} là vợ hoặc chồng của chủ hộ khi mới ${number(check, 'age')} tuổi`,
    generation_reversed: (check) =>
      `Quan hệ và năm sinh không khớp: ${first(check)} (${option(check)}) và chủ hộ ${second(check)}`,
    generation_gap_small: (check) =>
      `${first(check)} (${option(check)}) và chủ hộ ${second(check)} chỉ cách nhau ${number(check, 'years')} tuổi`,
    no_adult: (check) => `Trong hộ không có người lớn: ${people(check)}`,
    many_children: (check) => `Chủ hộ có ${number(check, 'count')} người con sống cùng, xem lại danh sách`,
    citizen_number_sex: (check) =>
      `Số định danh của ${first(check)} là của người có giới tính ${option(check)}, khác với giới tính đã ghi`,
    citizen_number_birth: (check) =>
      `Số định danh của ${first(check)} cho biết năm sinh ${year(check, 'numberYear')}, nhưng đã ghi ${year(check, 'birthYear')}`,
    citizen_number_province: (check) => `Ba số đầu trong số định danh của ${first(check)} không phải mã tỉnh nào`,
    citizen_number_twice: (check) => `Những người này có cùng một số định danh: ${people(check)}`,
    citizen_number_elsewhere: (check) =>
      `Số định danh của ${first(check)} cũng có ở hộ số ${household(check)}, ${hamlet(check)}; nếu đã chuyển hộ thì ghi ở hộ kia là đã chuyển đi`,
    schooling_unusual_for_age: (check) => `${first(check)} ${number(check, 'age')} tuổi mà đang học ${option(check)}`,
    completed_unusual_for_age: (check) =>
      `${first(check)} mới ${number(check, 'age')} tuổi mà đã hoàn thành ${option(check)}`,
    schooling_above_completed: (check) =>
      `${first(check)} đang học ${option(check)} mà chưa ghi hoàn thành cấp học trước đó`,
    studying_without_school: (check) => `${first(check)} có việc chính là đi học nhưng lại ghi không đang học`,
    retired_early: (check) => `${first(check)} đã nghỉ hưu hoặc nghỉ vì tuổi già khi mới ${number(check, 'age')} tuổi`,
    nutrition_before_birth: (check) => `Ngày có kết quả dinh dưỡng của ${first(check)} trước ngày sinh`,
    nutrition_after_review: (check) => `Ngày có kết quả dinh dưỡng của ${first(check)} sau ngày rà soát`,
    nutrition_old: (check) =>
      `Kết quả dinh dưỡng của ${first(check)} đã cách ngày rà soát ${number(check, 'months')} tháng`,
    b1_unusual: (check) =>
      `Tổng điểm B1 là ${number(check, 'now')}, thường từ ${number(check, 'from')} đến ${number(check, 'through')}`,
    internet_without_device: () => 'Có người dùng internet nhưng hộ không có phương tiện nào',
    area_jump: (check) =>
      `Diện tích ở đợt trước ${number(check, 'before')} m², đợt này ${number(check, 'now')} m², thay đổi quá một nửa`,
    vanished: (check) => `Đợt trước có trong hộ, đợt này chưa ghi lý do không còn: ${people(check)}`,
    sex_changed: (check) => `Giới tính của ${first(check)} khác đợt trước`,
    birth_changed: (check) => `Ngày sinh của ${first(check)} khác đợt trước`,
    completed_fell: (check) => `Trình độ của ${first(check)} thấp hơn đợt trước; đợt trước ghi ${option(check)}`,
  },
}
