/**
 * Preset dictionaries for deflate, by letter version; a version once released stays here for ever, byte for byte.
 * Written out rather than made from the schemas, since a schema that changes would silently change the dictionary.
 * It is what packed operations are made of, in their order: rare words first, then whole stretches of common answers.
 * What is commonest stands last, where deflate reaches it with the shortest distances.
 */
const version1 = [
  '"b1_answers":["farming_household":"income_business":"income_crops":"income_fishery":"income_forestry":"income_livestock":"income_other":"income_salt":"income_wages":',
  '"over_water"single_vault_or_open_pit"pit_with_seat"none"ventilated_improved_pit"double_vault"pour_flush"bamboo_or_leaf"bamboo_or_softwood"leaf_or_thatch"earth"steel"metal"other"brick"hardwood"wood"',
  '"river_or_pond"unprotected_spring"unprotected_dug_well"bottled"rain"piped"under_or_beside_the_house"unhygienic_shed"no_livestock"',
  '"poverty_causes":["no_land","no_capital","no_labour","no_tools","no_production_knowledge","no_work_skills","illness_or_accident"],"radio"desktop_computer"fixed_telephone"tablet"',
  '"support_needs":["health","education","housing","production","credit"],"visit_note":"Vắng nhà"visit_outcome":"absent"moved_away"dissolved"refused"dont_know"',
  '"away":true,"enterprise_certificate":false,"gone":"moved_away"entered_by_mistake"died"nutrition_finding":"not_examined"stunted_and_underweight"underweight"stunted"health_book"',
  '"grandparent"other_relative"not_related"sibling"parent"child_in_law"college_or_university"vocational"elementary_vocational"intermediate_vocational"college"university_or_higher"none"',
  '"unable_to_work"looking_for_work"not_looking"retired"housework","work_contract":false}"merit":true,"monthly_allowance":false,"name":"',
  'Cao Đinh Lò Vi Hà Quách Lục Ngân Cầm Lương Trương Bùi Đặng Hồ Đỗ Vũ Trần Trịnh Phạm Hoàng Lê Nguyễn Hữu Xuân Anh Mai Hoài Thảo Khánh Phương Minh Bảo Gia Ngọc Thu Đức Quang Thành Văn Thị ',
  '","relation":"child","schooling_now":"upper_secondary","sex":"female","work":"studying"},"r',
  '"birth":"201","citizen_number":"038","disability":false,"ethnic_group":"03","health_insurance":true,"merit":false,"name":"","nutrition_date":"2024-0","nutrition_finding":"normal","nutrition_source":"health_station_list","relation":"grandchild","schooling_now":"preschool","sex":"female"},"r',
  '":{"birth":"201","citizen_number":"03830","disability":false,"ethnic_group":"01","health_insurance":true,"merit":false,"name":" ","nutrition_date":"2024-0","nutrition_finding":"normal","nutrition_source":"school_health","relation":"child","schooling_now":"primary","sex":"male"},"r',
  '":{"birth":"19","citizen_number":"0380","disability":false,"education_completed":"upper_secondary","ethnic_group":"03","health_insurance":true,"merit":false,"name":"Lê Văn ","relation":"child","schooling_now":"none","sex":"male","work":"wage","work_contract":true},"r',
  '":{"birth":"19","citizen_number":"0380","disability":false,"education_completed":"primary","ethnic_group":"06","health_insurance":true,"merit":false,"name":"Nguyễn Văn ","relation":"head","sex":"male","work":"self_employed"},"',
  '":{"birth":"19","citizen_number":"0381","disability":false,"education_completed":"lower_secondary","ethnic_group":"01","health_insurance":true,"merit":false,"name":"Nguyễn Thị ","relation":"spouse","sex":"female","work":"self_employed"},"',
  'r","support_needs":[],"visit_outcome":"completed","water_source":"protected_dug_well"}},"move":{"expected":"not_started","to":"submitted"}}},"n":1,"round":"2024"}',
  '"support_needs":[],"visit_outcome":"completed","water_source":"protected_spring"support_needs":["credit"],"visit_outcome":"completed","water_source":"drilled_well"}},"move":{"expected":"',
  '"dwelling_roof":"metal_sheet","dwelling_walls":"concrete","internet_use":false,"latrine":"',
  '"dwelling_columns":"concrete","dwelling_floor":"tiles_or_concrete","dwelling_roof":"fibro_cement","dwelling_walls":"',
  '"devices":["television","laptop","smartphone"],"dwelling_area_m2":',
  '{"after":"01{"at":"2024-10-15T08:00:00.000Z","households":{"":{"facts":{"0":{"b1_points":200,"devices":["television","smartphone"],"dwelling_area_m2":80,"dwelling_columns":"brick_or_stone","dwelling_floor":"tiles_or_concrete","dwelling_roof":"tiles","dwelling_walls":"brick_or_stone","internet_use":true,"latrine":"septic","livestock_shed":"hygienic_shed","poverty_causes":[],"r',
].join('')

export const dictionaries: Readonly<Record<number, Uint8Array>> = { 1: new TextEncoder().encode(version1) }
