import type { StandardId } from '#domain/standard/standard.ts'
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
  codesOnly: (codes) => `${codes} (codes of form B1’s items; the scorecard of that round is not at hand)`,
  withdrawn: 'Answer withdrawn',
  stillHere: 'Still in the household',
  dong: 'VND',
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
    average: 'Farming, forestry, fishery or salt household of average living standard',
    not_poor: 'Household not poor',
    undetermined: 'Undetermined',
  },
  classRules: {
    within_line_and_cutoff_reached: (figures) =>
      `${within(figures)} and ${isCertain(figures) ? '' : 'at least '}${indicators(figures.deprivations.least)} deprived (${figures.points.least} points), which reaches the cut-off of ${figures.cutoff} points`,
    within_line_and_cutoff_not_reached: (figures) =>
      `${within(figures)} and ${isCertain(figures) ? '' : 'at most '}${indicators(figures.deprivations.most)} deprived (${figures.points.most} points), below the cut-off of ${figures.cutoff} points`,
    above_line_within_average: (figures) =>
      `${above(figures)}; income by the worksheet is ${figures.income.perHead} VND per person and month, above ${figures.income.povertyLine} and not above ${figures.income.averageLine} VND`,
    above_average: (figures) =>
      `${above(figures)}; income by the worksheet is ${figures.income.perHead} VND per person and month, above the average living standard (${figures.income.averageLine} VND)`,
    above_line_average_not_established: (figures) =>
      `${above(figures)}, above the line; this standard has no established average living standard to hold the worksheet against`,
    above_line: (figures) => `${above(figures)}, above the line whatever the deprivations`,
    income_unknown: () => 'There is no total of form B1 yet',
    score_line_not_established: () =>
      'This standard has no established B1 points for its line yet, and there is no complete income worksheet',
    deprivations_unknown: (figures) =>
      `${within(figures)}; certainly ${indicators(figures.deprivations.least)} deprived (${figures.points.least} points) and possibly up to ${figures.deprivations.most - figures.deprivations.least} more, by what is not known; the cut-off of ${figures.cutoff} points may be reached`,
    presence_unknown: () => 'It is not known who lives at home, and that could change the result',
  },
  bounds: { least: (figure) => `at least ${figure}`, most: (figure) => `at most ${figure}` },
  incomeSources: {
    paper_b1: 'Total of the paper form B1',
    scorecard: 'B1 points by the scorecard of the commune',
    worksheet: 'Income worksheet of 12 months',
  },
  incomeDoubts: {
    worksheet_contradicts_b1:
      'The income worksheet and the B1 points stand on opposite sides of the line; the class follows B1 and should be looked at',
    scorecard_differs_from_paper:
      'The total of the paper form B1 differs from the points by the scorecard; the class follows the paper and should be looked at',
  },
  lowIncomeWorker: {
    true: 'Who works in this household is a low-income worker (Decree 30/2025/ND-CP)',
    false: 'Nobody in this household is a low-income worker (Decree 30/2025/ND-CP)',
    unknown: (lacking) =>
      `Not known whether anybody in this household is a low-income worker (Decree 30/2025/ND-CP), for want of: ${lacking}`,
    lacking: {
      worksheet: 'the income worksheet of 12 months',
      classification: 'the class',
      answer: (question, name) => `“${question}” of ${name}`,
    },
  },
  restsOnSample:
    'These B1 points rest on an invented sample scorecard, for practice only; the result cannot be accepted',
  reasons,
  standards: {
    '2022-2025': 'Standard of 2022–2025 (Decree 07/2021/ND-CP)',
    '2027-2030': 'Standard of 2027–2030 (Decree 351/2025/ND-CP)',
  },
  underOtherStandard: (standard) => `The same answers under the ${lowered(standard)}`,
  standardParts: {
    inForce: 'days in force',
    povertyLine: 'income line',
    povertyCutoff: 'number of deprivations that makes a household poor',
    scoreLine: 'B1 points for the line',
    averageLine: 'average living standard',
    lowIncomeWorker: 'low-income worker',
  },
  partStatuses: { official: 'Official', draft: 'From the draft', not_established: 'Not established' },
  draftNotes: {
    information_is_telecoms_only:
      'The draft keeps one indicator of information, telecommunication services; devices are still counted here',
    waste_treatment_not_modelled: 'The draft adds an indicator of waste treatment; it is not counted here',
  },
  listed: { poor: 'Poor last round', near_poor: 'Near-poor last round', request: 'Asked to be reviewed' },
  reviewStates: {
    not_started: 'Not reviewed',
    submitted: 'Waiting for the commune’s review',
    returned: 'Returned by the commune',
    accepted: 'Accepted by the commune',
  },
  citation: (standard, { annexIndicator }) => `${laws[standard]}, annex, indicator ${annexIndicator}`,
}

/** The list of the newer decree is a draft here, so its rules are cited from where they were read. */
const laws: Record<StandardId, string> = {
  '2022-2025': 'Decree 07/2021/ND-CP',
  '2027-2030': 'Draft of the standard of 2027–2030; rule as in Decree 07/2021/ND-CP',
}

function within(figures: ClassFigures): string {
  const { income } = figures
  return income.source === 'worksheet'
    ? `${incomeText(figures)} ≤ ${income.povertyLine} VND`
    : `${incomeText(figures)} ≤ ${income.scoreLine}`
}

function above(figures: ClassFigures): string {
  const { income } = figures
  return income.source === 'worksheet'
    ? `${incomeText(figures)} > ${income.povertyLine} VND`
    : `${incomeText(figures)} > ${income.scoreLine}`
}

function incomeText({ income: { source, b1, perHead } }: ClassFigures): string {
  if (source === 'worksheet') return `Income by the worksheet ${perHead} VND per person and month`
  return source === 'scorecard' ? `B1 points by the scorecard ${b1}` : `B1 points ${b1}`
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

function isCertain({ points }: ClassFigures): boolean {
  return points.least === points.most
}

function indicators(count: number): string {
  return count === 1 ? '1 indicator' : `${count} indicators`
}
