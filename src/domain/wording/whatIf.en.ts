import type { WhatIfWords } from './whatIf.ts'

export const whatIf: WhatIfWords = {
  fact: ({ name, question, from, to }) => `${name === '' ? '' : `${name}, `}“${question}” is “${to}” and not “${from}”`,
  movedAway: (name) => `${name} no longer lives in the household`,
  notGiven: 'not answered',
  set: ({ facts, indicators, classification }) =>
    `If ${facts.join(' and ')}, the result is ${classification}${
      indicators.length === 0 ? '' : ` (indicators that change: ${indicators.join(', ')})`
    }`,
  nothingSmall: 'No one or two facts would change the result',
  nearTheEdge: 'Near the edge: one fact is enough to change the result, so look closely',
}
