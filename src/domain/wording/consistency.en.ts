import { type CheckWords, checkPhrasesIn } from './consistency.ts'
import { options } from './options.en.ts'
import { ethnicGroups, nonResponses, unnamed } from './reasons.en.ts'

const { people, first, second, number, year, option, hamlet, household } = checkPhrasesIn({
  language: 'en',
  options,
  ethnicGroups,
  nonResponses,
  unnamed,
})

export const checkWords: CheckWords = {
  kinds: { must: 'Must be put right', look_again: 'Please look again' },
  checks: {
    nobody_present: () => 'Nobody lives in the household yet',
    no_head: () => 'Nobody is the head; a household has exactly one',
    several_heads: (check) => `More than one head of the household: ${people(check)}`,
    several_spouses: (check) => `More than one spouse of the head: ${people(check)}`,
    born_after_review: (check) => `The birth date is after the review date: ${first(check)}`,
    very_old: (check) => `Aged ${number(check, 'age')}, please check the birth date: ${first(check)}`,
    young_head: (check) => `The head of the household is only ${number(check, 'age')} years old: ${first(check)}`,
    young_spouse: (check) => `The head’s spouse is only ${number(check, 'age')} years old: ${first(check)}`,
    generation_reversed: (check) =>
      `Relation and years of birth do not agree: ${first(check)} (${option(check)}) and the head, ${second(check)}`,
    generation_gap_small: (check) =>
      `Only ${number(check, 'years')} years between ${first(check)} (${option(check)}) and the head, ${second(check)}`,
    no_adult: (check) => `There is no adult in the household: ${people(check)}`,
    many_children: (check) => `${number(check, 'count')} children of the head live here, please check the list`,
    citizen_number_sex: (check) =>
      `The citizen number says “${option(check)}”, which is not the sex given: ${first(check)}`,
    citizen_number_birth: (check) =>
      `The citizen number says born in ${year(check, 'numberYear')}, the answer says ${year(check, 'birthYear')}: ${first(check)}`,
    citizen_number_province: (check) => `The citizen number begins with the code of no province: ${first(check)}`,
    citizen_number_twice: (check) => `These residents have the same citizen number: ${people(check)}`,
    citizen_number_elsewhere: (check) =>
      `The citizen number of ${first(check)} also stands in household ${household(check)} of ${hamlet(check)}; whoever moved is to be marked as moved away there`,
    schooling_unusual_for_age: (check) =>
      `Unusual at ${number(check, 'age')} years of age, attending “${option(check)}”: ${first(check)}`,
    completed_unusual_for_age: (check) =>
      `Unusual at ${number(check, 'age')} years of age, having completed “${option(check)}”: ${first(check)}`,
    schooling_above_completed: (check) =>
      `Attends “${option(check)}” without having completed the level before: ${first(check)}`,
    studying_without_school: (check) => `Mainly studies, but attends no school: ${first(check)}`,
    retired_early: (check) => `Retired at only ${number(check, 'age')} years of age: ${first(check)}`,
    nutrition_before_birth: (check) => `The finding on nutrition is dated before birth: ${first(check)}`,
    nutrition_after_review: (check) => `The finding on nutrition is dated after the review date: ${first(check)}`,
    nutrition_old: (check) =>
      `The finding on nutrition is ${number(check, 'months')} months older than the review: ${first(check)}`,
    b1_unusual: (check) =>
      `The total of form B1 is ${number(check, 'now')}, usual are ${number(check, 'from')} to ${number(check, 'through')}`,
    internet_without_device: () => 'Somebody uses the internet, but the household has no device',
    area_jump: (check) =>
      `The floor area was ${number(check, 'before')} m² and is now ${number(check, 'now')} m², a change of more than half`,
    vanished: (check) => `In the household last round, and no reason yet for being gone: ${people(check)}`,
    sex_changed: (check) => `The sex differs from last round: ${first(check)}`,
    birth_changed: (check) => `The birth date differs from last round: ${first(check)}`,
    completed_fell: (check) =>
      `The education completed is below last round’s, which was “${option(check)}”: ${first(check)}`,
  },
}
