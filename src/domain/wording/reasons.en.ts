import type { Reason } from '#domain/assessment/assessment.ts'
import { namedGroups } from './ethnicGroups.ts'
import { options } from './options.en.ts'
import { phrasesIn } from './phrases.ts'
import { questions } from './questions.en.ts'
import type { Reasons, Words } from './words.ts'

export const nonResponses: Words['nonResponses'] = { dont_know: 'Does not know', refused: 'Refused to answer' }
export const ethnicGroups: Words['ethnicGroups'] = { ...namedGroups, '55': 'Foreigner', '56': 'Not known' }
export const unnamed = 'a resident not yet named'

const { people, count, number, things, answers, question } = phrasesIn({
  language: 'en',
  options,
  questions,
  ethnicGroups,
  nonResponses,
  unnamed,
  age: (years) => `aged ${years}`,
  disabled: 'with a disability',
})

/** «2 of 5 residents»; `whom` names those concerned in the plural. */
const share = (reason: Reason, whom: string) => `${count(reason)} of ${number(reason, 'of')} ${whom}`

/** Where more than those named may be concerned. */
const isOpen = ({ numbers }: Reason) => numbers?.most !== undefined
const atLeast = (reason: Reason) => (isOpen(reason) ? 'At least ' : '')
const fromTo = (reason: Reason) =>
  isOpen(reason) ? `at least ${count(reason)}, at most ${number(reason, 'most')}` : count(reason)

export const reasons: Reasons = {
  nobody_concerned: (reason) => `Nobody in the household is ${ages(reason)}`,
  nobody_of_working_age: () => 'Nobody in the household is of working age',
  without_job: (reason) => `Of working age without finding a job, ${count(reason)}: ${people(reason)}`,
  wage_without_contract: (reason) => `In wage work without a labour contract, ${count(reason)}: ${people(reason)}`,
  all_in_work: () => 'Nobody of working age looks for work in vain, and nobody does wage work without a contract',
  dependants_above_half: (reason) =>
    `${atLeast(reason)}${share(reason, 'residents')} are dependants, more than half: ${people(reason)}`,
  dependants_within_half: (reason) =>
    `Dependants: ${fromTo(reason)} of ${number(reason, 'of')} residents, not more than half`,
  malnourished_children: (reason) => `Malnourished, ${share(reason, `children ${ages(reason)}`)}: ${people(reason)}`,
  children_well_nourished: (reason) => `No child ${ages(reason)} is malnourished`,
  not_examined_children: (reason) =>
    `Not examined, ${count(reason)} of the children ${ages(reason)}: ${people(reason)}`,
  uninsured: (reason) => `Without health insurance, ${share(reason, `residents ${ages(reason)}`)}: ${people(reason)}`,
  all_insured: (reason) => `Everybody ${ages(reason)} has health insurance`,
  adults_without_education: (reason) =>
    `Neither studying nor at the education of the age, ${share(reason, `residents ${ages(reason)}`)}: ${people(reason)}`,
  adults_educated: (reason) =>
    `Everybody ${ages(reason)} studies, has the education of the age or is certified by the enterprise`,
  children_not_at_level: (reason) =>
    `Not at the school level of the age, ${share(reason, `children ${ages(reason)}`)}: ${people(reason)}`,
  children_at_level: (reason) => `Every child ${ages(reason)} attends the school level of the age`,
  parts_not_durable: (reason) => `Two or more parts are not of durable material: ${answers(reason)}`,
  dwelling_durable: (reason) =>
    reason.question
      ? `At most one of columns, walls and roof is not durable; not known: “${question(reason)}”`
      : reason.things?.length === 0
        ? 'Columns, walls and roof are of durable material'
        : `Only one of columns, walls and roof is not durable: ${answers(reason)}`,
  doubtful_materials: (reason) =>
    `Materials that are hard to place, to be looked at: ${answers(reason)}. ${
      reason.numbers?.tips === 1 ? 'Read otherwise, the result may change' : 'Read otherwise, the result stays the same'
    }`,
  area_below: (reason) => `${area(reason)}, below ${number(reason, 'cutoff')} m²`,
  area_enough: (reason) => `${area(reason)}, not below ${number(reason, 'cutoff')} m²`,
  water_not_clean: (reason) => `The source is none of the clean ones: ${things(reason)}`,
  water_clean: (reason) => `Clean water: ${things(reason)}`,
  latrine_not_hygienic: (reason) => `The latrine is none of the hygienic kinds: ${things(reason)}`,
  latrine_hygienic: (reason) => `Hygienic latrine: ${things(reason)}`,
  no_internet: () => 'Nobody in the household uses the internet',
  internet_used: () => 'Somebody in the household uses the internet',
  no_devices: () => 'The household has no device to reach information',
  has_devices: (reason) => `The household has devices to reach information: ${things(reason)}`,
  residents_unknown: (reason) => `Not known, “${question(reason)}”: ${people(reason)}`,
  retirement_age_unknown: (reason) =>
    `The retirement age of the review’s year is not in the table, which leaves open: ${people(reason)}`,
  presence_unknown: (reason) =>
    `Not known whether at home or living elsewhere: ${people(reason)}${
      reason.numbers?.tips === 0 ? '; this result is the same either way' : ''
    }`,
  answer_unknown: (reason) => `Not known: “${question(reason)}”`,
}

function area(reason: Reason): string {
  const { of, most } = reason.numbers ?? {}
  const bound = most === undefined ? '' : most === of ? 'at most ' : 'at least '
  const parts = `${number(reason, 'area')} m², residents: ${bound}${number(reason, 'of')}`
  return `${parts}; ${number(reason, 'perResident')} m² each`
}

function ages({ numbers = {} }: Reason): string {
  if (numbers.through !== undefined) return `aged ${numbers.from} to ${numbers.through}`
  if (numbers.below === undefined) return `aged ${numbers.from} or more`
  return numbers.from === undefined
    ? `under ${numbers.below} years`
    : `from ${numbers.from} to under ${numbers.below} years`
}
