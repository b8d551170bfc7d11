/**
 * Preset dictionaries for deflate, by letter version; a version once released stays here for ever, byte for byte.
 * Written out rather than made from the schemas, since a schema that changes would silently change the dictionary.
 * What is commonest stands last, where deflate reaches it with the shortest distances.
 */
const version1 = [
  '"water_source":{"seen":0,"value":"unprotected_dug_well"}"unprotected_spring""river_or_pond""protected_spring""protected_dug_well""drilled_well""piped""rain""bottled""other"',
  '"latrine":{"seen":0,"value":"single_vault_or_open_pit"}"over_water""double_vault""pit_with_seat""ventilated_improved_pit""pour_flush""septic"',
  '"livestock_shed":{"seen":0,"value":"under_or_beside_the_house"}"no_livestock""unhygienic_shed""hygienic_shed"',
  '"poverty_causes":{"seen":0,"value":["no_land","no_capital","no_labour","no_tools","no_production_knowledge","no_work_skills","illness_or_accident"]}',
  '"support_needs":{"seen":0,"value":["health","education","production","credit","housing"]}',
  '"dwelling_area_m2":{"seen":0,"value":48},"dwelling_columns":{"seen":0,"value":"bamboo_or_softwood"}"brick_or_stone""steel""hardwood","dwelling_floor":{"seen":0,"value":"tiles_or_concrete"}"brick""wood""earth"',
  ',"dwelling_roof":{"seen":0,"value":"fibro_cement"}"leaf_or_thatch""metal_sheet""tiles""concrete","dwelling_walls":{"seen":0,"value":"bamboo_or_leaf"}"metal"',
  ',"devices":{"seen":0,"value":["television","radio","desktop_computer","fixed_telephone","laptop","tablet","smartphone"]},"internet_use":{"seen":0,"value":true}',
  ',"b1_points":{"seen":0,"value":125},"visit_note":{"seen":0,"value":"","visit_outcome":{"seen":0,"value":"absent""moved_away""dissolved"',
  '"nutrition_date":{"seen":0,"value":"2024-"nutrition_source":{"seen":0,"value":"health_station_list"}"school_health""health_book""stunted_and_underweight""stunted""underweight""not_examined"',
  '"daughter""grandparent""sibling""other_relative""not_related""parent""child_in_law""grandchild""spouse""head""child""dont_know""refused"',
  '"looking_for_work""studying""housework""unable_to_work""retired""not_looking""wage""self_employed"',
  '"preschool""vocational""college_or_university""elementary_vocational""intermediate_vocational""college""university_or_higher""upper_secondary""lower_secondary""primary""none"',
  'Nguyễn Trần Lê Phạm Lương Vi Lò Hà Quách Bùi Lục Ngân Cầm Trương Đinh Thị Văn ',
  '/birth":{"seen":0,"value":"19"20/citizen_number":{"seen":0,"value":"038/disability":{"seen":0,"value":false},"r/education_completed":{"seen":0,"value":"upper_secondary"},"r/enterprise_certificate":{"seen":0,"value":false}',
  ',"r/ethnic_group":{"seen":0,"value":"03"},"r/gone":{"seen":0,"value":"moved_away"},"r/health_insurance":{"seen":0,"value":true},"r/merit":{"seen":0,"value":false},"r/monthly_allowance":{"seen":0,"value":true}',
  ',"r/name":{"seen":0,"value":"Lò Thị "},"r/nutrition_finding":{"seen":0,"value":"normal"},"r/relation":{"seen":0,"value":"child"},"r/schooling_now":{"seen":0,"value":"primary"},"r/sex":{"seen":0,"value":"female"},"r/sex":{"seen":0,"value":"male"}',
  ',"r/work":{"seen":0,"value":"self_employed"},"r/work_contract":{"seen":0,"value":false},"r',
  ',"visit_outcome":{"seen":0,"value":"completed"}},"hamlet":"lang-mai","move":{"expected":"not_started","to":"submitted"}}},"n":1,"op":"019","round":"2024"}{"after":"019","at":"2024-10-15T08:00:00.000Z","device":"","households":{"',
].join('')

export const dictionaries: Readonly<Record<number, Uint8Array>> = { 1: new TextEncoder().encode(version1) }
