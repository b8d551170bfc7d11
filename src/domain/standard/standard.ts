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

/** Whether a part of a standard stands in the decree as signed, or was seen in its draft only. */
export type Status = 'official' | 'draft'

/** What a standard's draft says and this build does not model, to be said beside every result. */
export type DraftNote = 'information_is_telecoms_only' | 'waste_treatment_not_modelled'

/** Where the text that fixes a number is not at hand. Never replaced by a guess. */
export type NotEstablished = 'not_established'

/** One decree's whole set of numbers, and the days it is in force. A new decree is a new value, never an edit. */
export type Standard = {
  id: StandardId
  /** The decree, as it is cited in a verdict. */
  source: string
  inForce: { from: PlainDate; until: PlainDate }
  /** Income per resident per month at or below which a household is poor or near-poor. */
  povertyLine: Record<Area, Vnd>
  /** Points of form B1 that stand for the poverty line; at or below counts as within it. */
  scoreLine: Record<Area, number> | NotEstablished
  /** Income above the poverty line up to which (inclusive) a farming household has an average living standard. */
  averageLine: AverageLine | NotEstablished
  /** The low-income worker beside the classes; never a class of its own. */
  lowIncomeWorker: LowIncomeWorker | NotEstablished
  /** How many deprivations make a household within the line poor. */
  povertyCutoff: number
  /** B2 points for each deprivation. */
  pointsPerDeprivation: number
  /** Each indicator's deprivation cut-offs and where they stand in the decree. */
  indicators: Indicators
  /** What the draft holds and this standard does not compute; empty where nothing is a draft. */
  draftNotes: readonly DraftNote[]
}
export const standardIds = ['2022-2025', '2027-2030'] as const
export type StandardId = (typeof standardIds)[number]

/** Income per resident per month. */
export type AverageLine = Record<Area, Vnd> & { sureness: Sureness }

/** `limit`: income per resident per month at or below which a worker's household counts, inclusive. */
export type LowIncomeWorker = { source: string; from: PlainDate; limit: Record<Area, Vnd>; sureness: Sureness }

/** Numbers of each indicator; `article` is cited beside the reasons. */
export type Indicators = {
  /** `contractAtAnyAge`: wage work without a contract counts above working age too. */
  employment: Article & { workingAge: WorkingAge; contractAtAnyAge: boolean }
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

/**
 * From the full age `from` on, until retirement. `through` is the last full age of it where no table of
 * retirement ages is given; with a table, a year missing from it leaves the upper end unknown.
 */
export type WorkingAge = { from: number; through: number; retirement?: RetirementAges }

/** By year of the review: the age, in full months, from which somebody is no longer of working age. */
export type RetirementAges = { [year: string]: { male: number; female: number } }

type Article = { article: Citation; sureness: Sureness; status: Status }

/** A place in the decree; the words of each language make a sentence of it. */
export type Citation = { annexIndicator: number }

/**
 * The classes of the decree, and `undetermined` where an unknown answer could tip it: only ever derived, never decided.
 * `average`: a farming, forestry, fishery or salt household of average living standard.
 */
export const classifications = ['poor', 'near_poor', 'average', 'not_poor', 'undetermined'] as const
export type Classification = (typeof classifications)[number]
