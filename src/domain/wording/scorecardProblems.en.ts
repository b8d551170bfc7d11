import type { ScorecardProblemWords } from './scorecardProblems.ts'

export const scorecardProblems: ScorecardProblemWords = {
  not_understood: ({ at }) => `Not understood: “${at}”`,
  line_missing: () => 'The points that stand for the income line are missing (140 rural, 175 urban)',
  line_differs: ({ numbers = {} }) => `The line is ${numbers.line} points, but ${numbers.expected} by the circular`,
  line_unreachable: ({ numbers = {} }) =>
    `The line of ${numbers.line} points divides no households: totals can only be ${range(numbers.least, numbers.most)}`,
  no_items: () => 'The scorecard has no items',
  no_options: ({ at }) => `The item “${at}” has no options`,
  points_not_whole: ({ at }) => `The points at “${at}” are not a whole number`,
  points_too_far: ({ at }) => `The points at “${at}” must be from -1000 to 1000`,
  too_many: ({ at, numbers = {} }) => `“${at}” has too many lines: ${numbers.most} at most`,
  answer_too_long: ({ numbers = {} }) =>
    `A household may need ${numbers.count} answers for this scorecard, but only ${numbers.most} can be kept`,
  duplicate_item: ({ at }) => `The item id “${at}” stands twice`,
  duplicate_option: ({ at }) => `The option id “${at}” stands twice`,
  sample_not_allowed: () => 'This is an invented sample scorecard, for practice only',
}

function range(least = 0, most = 0): string {
  if (!Number.isFinite(least)) return `up to ${most}`
  return Number.isFinite(most) ? `${least} to ${most}` : `${least} or more`
}
