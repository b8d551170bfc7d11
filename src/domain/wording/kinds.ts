import { householdQuestions, type QuestionId, residentQuestions } from '#domain/questionnaire/answers.ts'

/** How a question is put on the screen. */
export type Kind =
  | 'choice'
  | 'yes_no'
  | 'several'
  | 'scorecard'
  | 'ethnic_group'
  | 'text'
  | 'citizen_number'
  | 'area'
  | 'points'
  | 'money'
  | 'date'
  | 'birth'

export const kinds = {
  name: 'text',
  relation: 'choice',
  sex: 'choice',
  birth: 'birth',
  citizen_number: 'citizen_number',
  ethnic_group: 'ethnic_group',
  merit: 'yes_no',
  gone: 'choice',
  away: 'yes_no',
  work: 'choice',
  work_contract: 'yes_no',
  disability: 'yes_no',
  monthly_allowance: 'yes_no',
  health_insurance: 'yes_no',
  nutrition_finding: 'choice',
  nutrition_source: 'choice',
  nutrition_date: 'date',
  schooling_now: 'choice',
  education_completed: 'choice',
  enterprise_certificate: 'yes_no',
  dwelling_floor: 'choice',
  dwelling_columns: 'choice',
  dwelling_walls: 'choice',
  dwelling_roof: 'choice',
  dwelling_area_m2: 'area',
  water_source: 'choice',
  latrine: 'choice',
  livestock_shed: 'choice',
  internet_use: 'yes_no',
  devices: 'several',
  b1_points: 'points',
  b1_answers: 'scorecard',
  farming_household: 'yes_no',
  income_wages: 'money',
  income_crops: 'money',
  income_livestock: 'money',
  income_forestry: 'money',
  income_fishery: 'money',
  income_salt: 'money',
  income_business: 'money',
  income_other: 'money',
  poverty_causes: 'several',
  support_needs: 'several',
  visit_outcome: 'choice',
  visit_note: 'text',
} as const satisfies Record<QuestionId, Kind>

/** Kinds whose answer is typed, so that it is saved a little after the last key. */
export const typedKinds: readonly Kind[] = ['text', 'citizen_number', 'area', 'points', 'money', 'date', 'birth']

/** Whether "don't know" and "refused" are answers to this question. Free text takes any word, so it has neither. */
export function allowsNonResponse(question: QuestionId): boolean {
  return kinds[question] !== 'text' && schemaOf(question).safeParse('dont_know').success
}

/** Whether `value` is an answer to the question. */
export function isAnswerTo(question: QuestionId, value: unknown): boolean {
  return schemaOf(question).safeParse(value).success
}

function schemaOf(question: QuestionId) {
  return question in residentQuestions
    ? residentQuestions[question as keyof typeof residentQuestions]
    : householdQuestions[question as keyof typeof householdQuestions]
}
