import { describe, expect, test } from 'vitest'
import { type Crossing, departuresFor, eventsFor, exitsFor, type HouseholdEvent } from '#domain/household/events.ts'
import { doubtsOf, movementOf, type Standing } from '#domain/profile/movement.ts'
import { VisitOutcome } from '#domain/questionnaire/visit.ts'
import type { Classification } from '#domain/standard/standard.ts'

const stayed: HouseholdEvent[] = ['members_changed', 'split', 'merged']
const came: HouseholdEvent[] = ['moved_in', 'split']

describe('what may be why a list changed', () => {
  test.each<Crossing & { events: HouseholdEvent[]; exits: boolean; because: string }>([
    { wasInBook: true, before: 'not_poor', now: 'poor', events: stayed, exits: true, because: 'it came onto a list' },
    { wasInBook: true, before: 'average', now: 'near_poor', events: stayed, exits: true, because: 'it came onto one' },
    { wasInBook: true, before: 'poor', now: 'not_poor', events: stayed, exits: false, because: 'it left both' },
    { wasInBook: true, before: 'near_poor', now: 'average', events: stayed, exits: false, because: 'it left both' },
    { wasInBook: true, before: 'poor', now: 'near_poor', events: [], exits: false, because: 'it changed lists only' },
    { wasInBook: true, before: 'near_poor', now: 'poor', events: [], exits: false, because: 'it changed lists only' },
    { wasInBook: true, before: 'poor', now: 'poor', events: [], exits: false, because: 'it stayed' },
    { wasInBook: true, before: 'not_poor', now: 'average', events: [], exits: false, because: 'no list has it' },
    { wasInBook: true, now: 'poor', events: stayed, exits: true, because: 'last round gave it no class' },
    {
      wasInBook: true,
      before: 'undetermined',
      now: 'poor',
      events: stayed,
      exits: true,
      because: 'no class last round',
    },
    { wasInBook: false, now: 'poor', events: came, exits: true, because: 'it is new in the book' },
    { wasInBook: false, now: 'near_poor', events: came, exits: true, because: 'it is new in the book' },
    { wasInBook: false, now: 'not_poor', events: [], exits: false, because: 'no list has it' },
    { wasInBook: true, before: 'poor', now: 'undetermined', events: stayed, exits: false, because: 'no list has it' },
  ])('$before → $now, in the book before: $wasInBook: $events, since $because', ({ events, exits, ...crossing }) => {
    expect(eventsFor(crossing)).toEqual(events)
    expect(exitsFor(crossing)).toEqual(exits ? ['poor', 'near_poor'] : [])
  })

  const classes = ['poor', 'near_poor', 'average', 'not_poor'] as const satisfies Classification[]
  const standing = (classification: Standing['classification']): Standing => ({ classification, residents: ['a'] })
  const passages = [undefined, ...classes].flatMap((before) =>
    classes.map((now) => ({ wasInBook: before !== undefined, before, now })),
  )

  test('each event that fits is counted as other in or other out, and leaves no doubt', () => {
    for (const crossing of passages)
      for (const event of eventsFor(crossing)) {
        const start = crossing.before && { start: standing(crossing.before) }
        const passage = { ...start, end: standing(crossing.now), event }
        expect(movementOf(passage)).toMatch(/^other_(into|out_of)_/)
        expect(doubtsOf(passage)).toEqual([])
      }
  })

  test('an earlier exit that fits is counted as a return to the list that was left, and to no other', () => {
    for (const crossing of passages)
      for (const exit of exitsFor(crossing)) {
        const start = crossing.before && { start: standing(crossing.before) }
        const movement = movementOf({ ...start, end: standing(crossing.now), earlierExits: [exit] })
        expect(movement).toBe(exit === crossing.now ? `returned_to_${exit}` : `newly_${crossing.now}`)
      }
  })
})

test('a household has left only where the visit says so, in the ways that the visit says', () => {
  expect(Object.fromEntries(VisitOutcome.options.map((outcome) => [outcome, departuresFor(outcome)]))).toEqual({
    completed: [],
    absent: [],
    refused: [],
    moved_away: ['moved_away'],
    dissolved: ['died_out', 'merged', 'split'],
    other: [],
  })
  expect(departuresFor(undefined)).toEqual([])
})
