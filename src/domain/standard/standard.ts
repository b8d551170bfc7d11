import type { PlainDate, Vnd } from '#domain/units.ts'

/** The decree's twelve indicators, in its order; these ids stand in letters, exports and reports. */
export const indicatorIds = [
  'employment',
  'dependants',
  'nutrition',
  'healthInsurance',
  'adultEducation',
  'childSchooling',
  'housingQuality',
  'housingArea',
  'water',
  'sanitation',
  'internet',
  'devices',
] as const
export type IndicatorId = (typeof indicatorIds)[number]

/** The decree's six dimensions, in its order, two indicators each. */
export const dimensions = {
  employment: ['employment', 'dependants'],
  health: ['nutrition', 'healthInsurance'],
  education: ['adultEducation', 'childSchooling'],
  housing: ['housingQuality', 'housingArea'],
  waterAndSanitation: ['water', 'sanitation'],
  information: ['internet', 'devices'],
} as const satisfies Record<string, readonly IndicatorId[]>
export type DimensionId = keyof typeof dimensions

/** Communes are rural; wards and townships are urban. */
export type Area = 'rural' | 'urban'

/** How sure we are of a number: read in a public source, or read by us where the text leaves room. */
export type Sureness = 'found' | 'our_reading'

/** One decree's whole set of numbers, and the days it is in force. A new decree is a new value, never an edit. */
export type Standard = {
  id: StandardId
  /** The decree, as it is cited in a verdict. */
  source: string
  inForce: { from: PlainDate; until: PlainDate }
  /** Income per resident per month at or below which a household is poor or near-poor. */
  povertyLine: Record<Area, Vnd>
  /** Points of form B1 that stand for the poverty line; at or below counts as within it. */
  scoreLine: Record<Area, number>
  /** How many deprivations make a household within the line poor. */
  povertyCutoff: number
  /** B2 points for each deprivation. */
  pointsPerDeprivation: number
  /** Each indicator's deprivation cut-offs and where they stand in the decree. */
  indicators: Indicators
}
export type StandardId = '2022-2025'

/** Numbers of each indicator; `article` is cited beside the reasons. */
export type Indicators = {
  /** `contractAtAnyAge`: wage work without a contract counts above working age too. */
  employment: Article & { workingAge: { from: number; through: number }; contractAtAnyAge: boolean }
  dependants: Article & { aboveShare: number; childrenBelow: number; elderlyFrom: number }
  nutrition: Article & { below: number }
  healthInsurance: Article & { from: number }
  adultEducation: Article & { from: number; through: number; lowerSecondaryBelow: number }
  childSchooling: Article & { preschoolFrom: number; primaryFrom: number; lowerSecondaryFrom: number; below: number }
  housingQuality: Article & {
    nonDurableParts: number
    durable: { columns: string[]; walls: string[]; roof: string[] }
    doubtful: string[]
  }
  housingArea: Article & { squareMetresPerResident: number }
  water: Article & { clean: string[] }
  sanitation: Article & { hygienic: string[] }
  internet: Article
  devices: Article
}
type Article = { article: Citation; sureness: Sureness }

/** A place in the decree; the words of each language make a sentence of it. */
export type Citation = { annexIndicator: number }

/** The classes of the decree, and `undetermined` where an unknown answer could tip it: only ever derived, never decided. */
export const classifications = ['poor', 'near_poor', 'not_poor', 'undetermined'] as const
export type Classification = (typeof classifications)[number]
