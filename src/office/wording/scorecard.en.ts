import type { ScorecardWording } from './scorecard.vi.ts'

/** The office's words round the scorecard of form B1 and the round's other terms, in English. */
export const scorecard: ScorecardWording = {
  scorecard: {
    nav: 'Scorecard B1',
    title: 'Scorecard of the round for form B1',
    currentTitle: 'The scorecard in use',
    none: (round) =>
      `Round ${round} has no scorecard for form B1. None is required: the total of the paper form is enough for every result.`,
    loaded: (round) =>
      `Round ${round} uses this scorecard: phones ask item by item and add up the points. Where the total of the paper form was entered, that total decides.`,
    sample:
      'This is a sample scorecard with invented points, for practice only. A result that rests on it cannot be accepted.',
    head: {
      id: 'Id',
      version: 'Version',
      standard: 'Standard',
      area: 'Area',
      region: 'Region',
      source: 'Source',
      line: 'Points that stand for the income line',
    },
    areas: { rural: 'rural', urban: 'urban' },
    itemsCaption: 'The items and their points',
    scrollLabel: 'Scorecard, scroll sideways to see all of it',
    columns: { item: 'Item', option: 'Option', points: 'Points', now: 'Points in use', next: 'New points' },
    kinds: {
      one_option: 'one option for the household',
      per_member: 'for each resident',
      count: 'counted',
    },
    each: (most) => `Each, at most ${most} counted`,
    loadTitle: 'Load a scorecard',
    loadIntro:
      "Copy the points of the commune's printed form B1 into the Excel or JSON form and choose the file. It is checked first; nothing changes until you confirm.",
    file: 'Scorecard file (.xlsx or .json)',
    reading: 'Reading the file…',
    emptyWorkbook: 'Download the empty form (Excel)',
    emptyJson: 'Download the empty form (JSON)',
    loadSample: 'Load the sample scorecard',
    refusedTitle: 'This file cannot be loaded. Nothing has changed.',
    fileProblems: {
      too_large: 'The file is too large (at most 256 kB) to be a scorecard for form B1.',
      too_long:
        'The scorecard is too long: written as JSON it may have at most 64 kB. Shorten the names of items and options and choose the file again.',
      unreadable: 'The file is no Excel workbook (.xlsx) or JSON (in UTF-8) that can be read.',
      too_far:
        'The workbook has a cell beyond row 5,000 or the 60th column, or is too large when unpacked. Delete the surplus rows and columns and save it again.',
    },
    moreProblems: (count) => `and ${count} more problems`,
    layoutProblems: {
      sheet_missing: () => 'This sheet is missing.',
      sheet_twice: () => 'Two sheets have this name.',
      sheet_unknown: () =>
        'The form has no such sheet. Move what it holds to the right sheet; notes stand beside the parts of the first one.',
      column_missing: (name) => `The first row lacks the column “${name}”.`,
      name_unknown: (name) => `The form has no name “${name}”.`,
      name_twice: (name) => `“${name}” stands twice.`,
      cell_outside: (name) => `“${name}” stands outside the named columns.`,
    },
    place: (sheet, rows) => (rows === '' ? `Sheet “${sheet}”` : `Sheet “${sheet}”, row ${rows}`),
    placed: (place, sentence) => `${place}: ${sentence}`,
    candidateTitle: (id, version) => `To be loaded: ${id}, version ${version}`,
    differencesCaption: 'Different from the scorecard in use',
    noDifferences: 'Items and points are those of the scorecard in use.',
    absent: 'absent',
    effect: (open, accepted) =>
      `Surveys received in this round: ${open} not accepted yet are derived anew with this scorecard; ${accepted} accepted keep their decision.`,
    effectTitle: 'Results that will change among the surveys not accepted yet:',
    effectLine: (from, to, households) => `${from} → ${to}: ${households} households`,
    noEffect: 'No survey that is not accepted yet changes its result.',
    question: 'Load this scorecard for the round?',
    warning: 'Phones get it at their next contact and use it at once. To correct it, load a new version.',
    confirm: 'Yes, load it',
    done: (id, version) => `The server has loaded scorecard ${id}, version ${version}.`,
  },

  terms: {
    inForce: (standard, from, until) => `${standard}, in force ${from}–${until}`,
    outOfForce: (standard) =>
      `The review date lies outside the days on which ${standard} is in force. Choose it only where a document demands it; the round keeps this standard to its end.`,
    awayResidents: 'Whether those who study or work elsewhere for long count as residents',
    awayResidentsHint:
      "This is our reading, since the form's instructions were not at hand; the commune chooses by the instructions it received. The whole round uses one way.",
    awayResidentsOptions: {
      counted: 'They count (our reading)',
      not_counted: 'Those who are certainly away do not count',
    },
  },
}
