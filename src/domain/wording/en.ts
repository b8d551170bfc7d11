import { options } from './options.en.ts'
import { questions, sections } from './questions.en.ts'
import { ethnicGroups, nonResponses, reasons, unnamed } from './reasons.en.ts'
import type { ClassFigures, Words } from './words.ts'

export const en: Words = {
  language: 'en',
  sections,
  questions,
  options,
  ethnicGroups,
  nonResponses,
  unnamed,
  yes: 'Yes',
  no: 'No',
  nothing: 'None',
  withdrawn: 'Answer withdrawn',
  dimensions: {
    employment: 'Employment',
    health: 'Health',
    education: 'Education',
    housing: 'Housing',
    waterAndSanitation: 'Water and sanitation',
    information: 'Information',
  },
  indicators: {
    employment: 'Employment',
    dependants: 'Dependants in the household',
    nutrition: 'Nutrition',
    healthInsurance: 'Health insurance',
    adultEducation: 'Education of adults',
    childSchooling: 'School attendance of children',
    housingQuality: 'Quality of housing',
    housingArea: 'Floor area per person',
    water: 'Source of water',
    sanitation: 'Hygienic latrine',
    internet: 'Use of telecommunication services',
    devices: 'Devices to reach information',
  },
  deprivations: { deprived: 'deprived', not_deprived: 'not deprived', unknown: 'not known' },
  classifications: {
    poor: 'Poor household',
    near_poor: 'Near-poor household',
    not_poor: 'Household not poor',
    undetermined: 'Undetermined',
  },
  classRules: {
    within_line_and_cutoff_reached: (figures) =>
      `${within(figures)} and ${isCertain(figures) ? '' : 'at least '}${indicators(figures.deprivations.least)} deprived (${figures.points.least} points), which reaches the cut-off of ${figures.cutoff} points`,
    within_line_and_cutoff_not_reached: (figures) =>
      `${within(figures)} and ${isCertain(figures) ? '' : 'at most '}${indicators(figures.deprivations.most)} deprived (${figures.points.most} points), below the cut-off of ${figures.cutoff} points`,
    above_line: ({ b1, scoreLine }) => `B1 points ${b1} > ${scoreLine}, above the line whatever the deprivations`,
    income_unknown: () => 'There is no total of form B1 yet',
    deprivations_unknown: (figures) =>
      `${within(figures)}; certainly ${indicators(figures.deprivations.least)} deprived (${figures.points.least} points), not known: ${figures.deprivations.most - figures.deprivations.least}; the cut-off of ${figures.cutoff} points may be reached`,
  },
  reasons,
  listed: { poor: 'Poor last round', near_poor: 'Near-poor last round', request: 'Asked to be reviewed' },
  reviewStates: {
    not_started: 'Not reviewed',
    submitted: 'Waiting for the commune’s review',
    returned: 'Returned by the commune',
    accepted: 'Accepted by the commune',
  },
  citation: (standard, { annexIndicator }) => `${laws[standard]}, annex, indicator ${annexIndicator}`,
}

const laws = { '2022-2025': 'Decree 07/2021/ND-CP' } as const

function within({ b1, scoreLine }: ClassFigures): string {
  return `B1 points ${b1} ≤ ${scoreLine}`
}

function isCertain({ points }: ClassFigures): boolean {
  return points.least === points.most
}

function indicators(count: number): string {
  return count === 1 ? '1 indicator' : `${count} indicators`
}
