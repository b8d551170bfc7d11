import { z } from 'zod/mini'
import { answer } from './answer.ts'

export const FloorMaterial = z.enum(['tiles_or_concrete', 'brick', 'wood', 'earth', 'other'])
export const ColumnMaterial = z.enum(['concrete', 'brick_or_stone', 'steel', 'hardwood', 'bamboo_or_softwood', 'other'])
export const WallMaterial = z.enum(['concrete', 'brick_or_stone', 'wood', 'metal', 'bamboo_or_leaf', 'earth', 'other'])
export const RoofMaterial = z.enum(['concrete', 'tiles', 'metal_sheet', 'fibro_cement', 'leaf_or_thatch', 'other'])

/** Section 5: the dwelling. Four parts, since the ministry of construction's three and the decree's three differ in one. */
export const housingQuestions = {
  /** 5.1 Main material of the floor (nền). */
  dwelling_floor: answer(FloorMaterial),
  /** 5.2 Main material of the columns or frame (cột, khung). */
  dwelling_columns: answer(ColumnMaterial),
  /** 5.3 Main material of the outer walls (tường). */
  dwelling_walls: answer(WallMaterial),
  /** 5.4 Main material of the roof (mái). */
  dwelling_roof: answer(RoofMaterial),
  /** 5.5 Floor area lived in, m². */
  dwelling_area_m2: answer(z.number().check(z.positive(), z.maximum(2_000))),
} as const
