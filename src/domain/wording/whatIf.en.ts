import type { WhatIfWords } from './whatIf.ts'

export const whatIf: WhatIfWords = {
  fact: ({ name, question, from, to }) => `${name === '' ? '' : `${name}, `}“${question}” is “${to}” and not “${from}”`,
  movedAway: (name) => `${name} no longer lives in the household`,
  notGiven: 'not answered',
  set: ({ facts, indicators, classification }) =>
    `If ${facts.join(' and ')}, the result is ${classification}${
      indicators.length === 0 ? '' : ` (indicators that change: ${indicators.join(', ')})`
    }`,
  nothingSmall: 'Of the facts tried, no one or two would change the result',
  manyOpen:
    'Answers are missing. Of the facts tried, no single one is enough to decide or change the result; the reasons at each indicator say what is missing',
  nearTheEdge: 'Near the edge: one fact is enough to change the result, so look closely',
}
