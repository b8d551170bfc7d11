import type { ProfileWording } from './profile.vi.ts'

export const profile: ProfileWording = {
  figures: {
    nav: 'Figures',
    label: 'Pages of figures',
    movement: 'Movement of poor and near-poor households',
    measures: 'Multidimensional measures (unofficial)',
  },

  movement: {
    title: (commune) => `Movement of poor and near-poor households in ${commune} commune`,
    basis: (round) =>
      `Start: last round's accepted classes. End: the accepted classes of round ${round}; for a household not accepted yet, last round's class stands in.`,
    open: (households) => `Households to review and not accepted yet: ${households}. So these figures are provisional.`,
    sources:
      "In columns (4), (6) and (8) the line of households rests on what reviewers wrote: the event that changed a list, households taken off the hamlet's list, and earlier exits. A household that came onto a list without any of these stands in column (7).",
    hamlet: 'Hamlet',
    line: 'Line',
    total: 'Whole commune',
    endColumn: '(9) = 1 − 2 − 3 − 4 + 5 + 6 + 7 + 8',
    scrollLabel: (title) => `${title}, scroll sideways to see all`,
    reckoning: (line, sum) => `${line}, whole commune: ${sum}`,
    holds: 'In every hamlet column (9) equals what columns (1) to (8) give.',
    broken: (hamlets) => `Column (9) does not equal what columns (1) to (8) give in: ${hamlets}.`,
    mirrors: 'The two reports agree: columns (2) and (5) of the poor equal columns (5) and (3) of the near-poor.',
    mirrorsBroken: 'The two reports do not agree on the households that went from one list to the other.',
  },

  measures: {
    title: (commune) => `Multidimensional poverty in ${commune} commune`,
    basis: (thisRound, lastRound, neither) =>
      `By accepted answers. Households by this round: ${thisRound}; by last round: ${lastRound}; without a result, and not counted: ${neither}.`,
    officialTitle: 'Official counts, by accepted results',
    officialCaption: 'Poor and near-poor households among those with a result',
    officialAll: 'All households with a result',
    group: 'Class',
    householdRate: 'Households %',
    personRate: 'People %',
    countedBy: 'Count by',
    household: 'Households',
    resident: 'People',
    rule: 'Who counts as poor',
    measure: 'Measure',
    measuresCaption: 'H, A and M₀',
    indicatorsTitle: 'Indicator by indicator',
    indicatorsHow:
      "A bar is as long as the indicator's contribution to M₀; beside it, the poor who are deprived in it.",
    bar: (indicator, poor, contribution) =>
      `${indicator}: ${poor} poor and deprived, contribution to M₀ ${contribution}`,
    poorAndDeprived: 'poor and deprived',
    contribution: 'contribution to M₀',
    scrollLabel: (caption) => `${caption}, scroll sideways to see all`,
  },

  outlook: {
    title: 'What would change the result',
    intro: 'The smallest changes that would give this household another class; ask about these with care.',
    decidesTitle: 'What would decide the result',
    decidesIntro:
      'The class of this household is open. Any one of these answers would decide it; ask about these first.',
    compareOnly: 'For comparison only: the round keeps its own standard.',
    undetermined: 'Under this standard the class cannot be determined yet.',
    sameClass: (classification) => `The class stays the same: ${classification}.`,
    otherClass: (classification) => `The class would be another: ${classification}.`,
    changed: (indicators) => `Indicators that come out otherwise: ${indicators}.`,
    unchanged: 'No indicator comes out otherwise.',
  },

  checks: {
    title: (round) => `What to look at again in the answers, round ${round}`,
    none: 'No answer was found that contradicts another or is unusual.',
    twin: (hamlet, number) =>
      number > 0 ? `Household ${number}, ${hamlet} hamlet` : `New household, ${hamlet} hamlet`,
  },
}
