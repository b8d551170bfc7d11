import type { profileVi } from './profile.vi.ts'

/** Words beside the result, and of the checks on the task list, in English. */
export const profileEn: typeof profileVi = {
  profile: {
    incomeFrom: (source) => `Income judged by: ${source}`,
    nearTheEdge: 'Near the edge',
    nearTheEdgeText: 'A single change may change the result. Ask again and look closely.',
    whatChanges: 'What would change the result',
    whatDecides: 'What would decide the result',
    more: (count) => (count === 1 ? '1 other way' : `${count} other ways`),
    otherClass: (classification) => `Result: ${classification}`,
    otherPoints: (points) => `Points of deprivation: ${points}`,
    sameIndicators: 'All 12 indicators come out as under the standard of this round.',
    differentIndicators: 'Indicators that come out otherwise:',
    difference: (indicator, here, there) =>
      `${indicator}: ${here} under the standard of this round, ${there} under the other`,
    roundKeeps: (standard) => `To be informed only. This round is still judged by: ${standard}.`,
  },
  checks: {
    must: 'To be put right',
    mustText: 'This cannot be right. Tap a line to open its question.',
    lookAgain: 'Look again',
    lookAgainText: 'This is unusual. Leave it where it is right.',
  },
}
