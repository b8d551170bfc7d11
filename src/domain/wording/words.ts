import type {
  ClassRule,
  Deprivation,
  IncomeDoubt,
  IncomeSource,
  Reason,
  ReasonRule,
} from '#domain/assessment/assessment.ts'
import type { Listed } from '#domain/household/household.ts'
import type { ReviewState } from '#domain/household/survey.ts'
import type { NonResponse } from '#domain/questionnaire/answer.ts'
import type { HouseholdAnswers, QuestionId, ResidentAnswers } from '#domain/questionnaire/answers.ts'
import type { SectionId } from '#domain/questionnaire/sections.ts'
import type { commonParts, PartStatus } from '#domain/standard/parts.ts'
import type {
  Citation,
  Classification,
  DimensionId,
  DraftNote,
  IndicatorId,
  StandardId,
} from '#domain/standard/standard.ts'
import type { EthnicCode } from './ethnicGroups.ts'

export type Language = 'vi' | 'en'

/** Everything the domain says, in one language; the screens' own words are not here. */
export type Words = {
  language: Language
  sections: Record<SectionId, string>
  questions: Record<QuestionId, QuestionWords>
  options: Options
  ethnicGroups: Record<EthnicCode, string>
  nonResponses: Record<NonResponse, string>
  yes: string
  no: string
  /** An empty list: nothing of the kind. */
  nothing: string
  /** In place of an answer that was taken back. */
  withdrawn: string
  /** In place of a reason for being gone that was taken back, or that somebody's answers speak against. */
  stillHere: string
  /** Codes of form B1's items, where the scorecard that names them is not at hand. */
  codesOnly: (codes: string) => string
  /** In place of a name that has not been asked yet. */
  unnamed: string
  /** The unit of money, behind a figure. */
  dong: string
  dimensions: Record<DimensionId, string>
  indicators: Record<IndicatorId, string>
  deprivations: Record<Deprivation, string>
  classifications: Record<Classification, string>
  classRules: Record<ClassRule, (figures: ClassFigures) => string>
  /** A figure that is the least, or the most, that it may be. */
  bounds: Record<'least' | 'most', (figure: string) => string>
  incomeSources: Record<IncomeSource, string>
  incomeDoubts: Record<IncomeDoubt, string>
  /** One sentence each; the last with what is lacking. */
  lowIncomeWorker: Record<'true' | 'false', string> & {
    unknown: (lacking: string) => string
    lacking: Record<'worksheet' | 'classification', string> & { answer: (question: string, name: string) => string }
  }
  /** Beside a class that rests on invented points. */
  restsOnSample: string
  reasons: Reasons
  standards: Record<StandardId, string>
  /** Above the result of the same answers under another standard, named. */
  underOtherStandard: (standard: string) => string
  /** The parts of a standard that are not indicators. */
  standardParts: Record<(typeof commonParts)[number], string>
  partStatuses: Record<PartStatus, string>
  draftNotes: Record<DraftNote, string>
  listed: Record<Listed, string>
  reviewStates: Record<ReviewState, string>
  citation: (standard: StandardId, citation: Citation) => string
}

export type QuestionWords = { label: string; hint?: string }

/** One sentence for each reason. */
export type Reasons = Record<ReasonRule, (reason: Reason) => string>

/** What a class sentence mentions: income against its line; B2 points and numbers of deprivations, at least and at most. */
export type ClassFigures = {
  income: IncomeFigures
  points: { least: number; most: number }
  deprivations: { least: number; most: number }
  cutoff: number
}

/** Each as text, empty where there is none: B1 points with their line, the worksheet's income with the lines in đồng. */
export type IncomeFigures = {
  source: IncomeSource
  b1: string
  scoreLine: string
  perHead: string
  povertyLine: string
  averageLine: string
}

type Answers = Required<HouseholdAnswers & ResidentAnswers>
type Given<Id extends QuestionId> = Exclude<Answers[Id], NonResponse>
type One<Value> = Value extends readonly (infer Element)[] ? Element : Value
/** The codes of a question that offers a list; `visit_outcome` has a `refused` of its own. */
type CodeOf<Id extends QuestionId> = Extract<One<Id extends 'visit_outcome' ? Answers[Id] : Given<Id>>, string>
/** Only a union of literals makes required keys; text, dates and numbers fall out here. */
type ListQuestion = {
  [Id in QuestionId]: Record<never, never> extends Record<CodeOf<Id>, 1> ? never : Id
}[QuestionId]

/** Every code of every question that offers a list. */
export type Options = { [Id in ListQuestion]: Record<CodeOf<Id>, string> }
