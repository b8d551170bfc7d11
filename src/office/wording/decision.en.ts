import type { DecisionWording } from './decision.vi.ts'

export const decision: DecisionWording = {
  facts: {
    event: 'Event that changed the list (if any)',
    eventHint:
      'Choose only where this event, and not how the household lives, put it on a list or took it off. It is then counted under “other in” or “other out”.',
    noEvent: 'None: the household lives otherwise',
    exits: 'Recognised before as having (if ever)',
    exitsHint: 'A household that had left a list and now comes back to it is counted as poor or near-poor again.',
    exitNames: { poor: 'Left poverty', near_poor: 'Left near-poverty' },
    chosenEvent: (event) => `Event that changed the list: ${event}.`,
    chosenExits: (exits) => `Recognised before: ${exits}.`,
  },

  nextRound: {
    title: 'End the round and open the next',
    open: (round) => `The round now open: ${round}.`,
    undecided: (accepted, submitted, returned) =>
      `${accepted} surveys are accepted. Not decided: ${submitted} wait for review, ${returned} were sent back.`,
    nextTitle: 'The next round',
    intro:
      'The next round’s list to review comes from the class last accepted of each household: poor and near-poor. A survey that was not accepted changes no class; it can still be seen in the history.',
    missing: 'Fill in the name and the review day of the next round.',
    step: 'End the round and open the next',
    question: (ends, next) => `End the round ${ends} and open the round ${next}?`,
    warning:
      'The earlier round cannot be opened again. Surveys of it that come afterwards are kept outside the record. The next round’s scorecard must be loaded again.',
    confirm: 'Yes, open the next round',
    done: (round) => `The round ${round} is open.`,
  },

  departure: {
    title: "Off the hamlet's list",
    intro:
      "The enumerator wrote that the household is no longer in the hamlet. Verify this, then take it off the hamlet's list. If it was poor or near-poor last round, it is counted under “other out”.",
    why: 'Why the household is gone',
    step: "Take off the hamlet's list",
    question: (event) => `Take this household off the hamlet's list: ${event}?`,
    warning: 'After this the survey can no longer be changed on the phone, and the household is not counted any more.',
    confirm: 'Yes, take it off',
    done: (head) => `${head}'s household was taken off the hamlet's list.`,
    tag: "Off the hamlet's list",
    told: (by, at, event) => `${by} took the household off the hamlet's list on ${at}: ${event}.`,
  },
}
