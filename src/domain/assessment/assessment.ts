import type { ResidentId } from '#domain/ids.ts'
import type { AgeRange } from '#domain/questionnaire/age.ts'
import type { QuestionId } from '#domain/questionnaire/answers.ts'
import type { Scorecard } from '#domain/standard/scorecard.ts'
import type { Area, Citation, Classification, IndicatorId, Standard } from '#domain/standard/standard.ts'
import type { PlainDate, Vnd } from '#domain/units.ts'

/** One household in one indicator. */
export type Deprivation = 'deprived' | 'not_deprived' | 'unknown'

/**
 * A resident as a reason names them: `name` is empty until it has been asked, ages are full years at the review
 * date, `answer` is the code that decided, `disability` stands where it was not an exemption.
 */
export type NamedResident = {
  id: ResidentId
  name: string
  ages?: AgeRange
  answer?: CodedAnswer
  disability?: true
}

/** One of the questionnaire's own options, with the question it answers. */
export type CodedAnswer = { question: QuestionId; code: string }

/**
 * Why an indicator came out as it did, ready to be put in words in any language.
 * `rule` picks the sentence; the rest fills it.
 */
export type Reason = {
  rule: ReasonRule
  residents?: NamedResident[]
  things?: CodedAnswer[]
  /** What is not known, for the rules that say so or hold all the same. */
  question?: QuestionId
  numbers?: ReasonNumbers
}

/**
 * Figures of a sentence: ages and cut-offs of the standard, counts and areas of the household. `most` stands where
 * more than those named may be concerned, `tips` is 1 where what is not known, or another reading, could change the outcome.
 */
export type ReasonNumbers = Partial<
  Record<'from' | 'through' | 'below' | 'of' | 'cutoff' | 'area' | 'perResident' | 'tips' | 'most', number>
>

export const reasonRules = [
  'nobody_concerned',
  // 1 employment
  'nobody_of_working_age',
  'without_job',
  'wage_without_contract',
  'all_in_work',
  // 2 dependants
  'dependants_above_half',
  'dependants_within_half',
  // 3 nutrition
  'malnourished_children',
  'children_well_nourished',
  'not_examined_children',
  // 4 health insurance
  'uninsured',
  'all_insured',
  // 5, 6 education
  'adults_without_education',
  'adults_educated',
  'children_not_at_level',
  'children_at_level',
  // 7, 8 housing
  'parts_not_durable',
  'dwelling_durable',
  'doubtful_materials',
  'area_below',
  'area_enough',
  // 9, 10 water and sanitation
  'water_not_clean',
  'water_clean',
  'latrine_not_hygienic',
  'latrine_hygienic',
  // 11, 12 information
  'no_internet',
  'internet_used',
  'no_devices',
  'has_devices',
  // what is not known
  'residents_unknown',
  'retirement_age_unknown',
  'presence_unknown',
  'answer_unknown',
] as const
export type ReasonRule = (typeof reasonRules)[number]

/** An indicator's outcome; never without a reason, the deciding one first. */
export type Verdict = {
  indicator: IndicatorId
  deprivation: Deprivation
  article: Citation
  reasons: Reason[]
}

/** Where the finding on income comes from; the first of these that has one decides. */
export const incomeSources = ['paper_b1', 'scorecard', 'worksheet'] as const
export type IncomeSource = (typeof incomeSources)[number]

/**
 * Income against the line, and which source said so; `unknown` where none does. `points` and `scoreLine` stand for
 * form B1; `perHead` is the worksheet's, wherever that is complete: whole đồng per resident per month.
 */
export type IncomeFinding = {
  source: IncomeSource
  points?: number
  scoreLine?: number
  perHead?: Vnd
  /** Where the number of residents is not known: `perHead` is the least, or the most, that it may be. */
  perHeadIs?: 'least' | 'most'
  povertyLine: Vnd
  /** The upper end of the average living standard, where the standard has one. */
  averageLine?: Vnd
  withinLine: boolean | 'unknown'
  /** The points or their line are invented. */
  isSample?: true
}

/** What the reviewer should look at before the class is believed; it never changes the class. */
export const incomeDoubts = ['worksheet_contradicts_b1', 'scorecard_differs_from_paper'] as const
export type IncomeDoubt = (typeof incomeDoubts)[number]

/** The rule that decided the class, to be put in words. */
export const classRules = [
  'within_line_and_cutoff_reached',
  'within_line_and_cutoff_not_reached',
  'above_line_within_average',
  'above_average',
  'above_line_average_not_established',
  'above_line',
  'income_unknown',
  'score_line_not_established',
  'deprivations_unknown',
  'presence_unknown',
] as const
export type ClassRule = (typeof classRules)[number]

/** Everything the law says of one household's answers, with the reasons. */
export type Assessment = {
  standard: Standard['id']
  /** Twelve, in the decree's order. */
  verdicts: Verdict[]
  /** B2 points: those certain, and the most that the unknown could add to. */
  points: { least: number; most: number }
  income: IncomeFinding
  classification: Classification
  decidedBy: ClassRule
  doubts: IncomeDoubt[]
  /** Decree 30/2025; never true of a poor or near-poor household, nor before the decree. */
  lowIncomeWorker: boolean | 'unknown'
  /** The class rests on a sample scorecard, so it cannot be accepted. */
  restsOnSample?: true
}

/** What the round fixes for all its households. */
export type AssessmentTerms = {
  standard: Standard
  area: Area
  reviewDate: PlainDate
  /** Form B1 as the commune loaded it; used only for the standard and area it was made for. */
  scorecard?: Scorecard
  /** Whether those who study or work elsewhere count as residents; the form's instructions were not at hand. Counted unless it says otherwise. */
  awayResidents?: AwayResidents
}

export type AwayResidents = 'counted' | 'not_counted'
