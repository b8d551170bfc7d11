import { describe, expect, test } from 'vitest'
import type { PreviousSurvey } from '#domain/household/household.ts'
import { accept, depart, sendBack } from '#domain/household/review.ts'
import type { Decision, Departure, Survey } from '#domain/household/survey.ts'
import { RoundId } from '#domain/ids.ts'
import { Path } from '#domain/questionnaire/answers.ts'
import { day } from '#domain/units.ts'
import { aSurvey, deviceId, opId } from '../../builders.ts'

const at = '2024-11-01T03:00:00Z'
const stamp = { revision: 3, device: deviceId(1), n: 1, by: 'Hà Văn Quý', at }
const outcome = (value: string) => ({ [Path.parse('visit_outcome')]: { value, ...stamp } })
const decision: Decision = {
  classification: 'poor',
  deprivations: 4,
  standard: '2022-2025',
  reviewDate: day('2024-10-15'),
  by: 'Lê Thị Thu',
  at,
}
const submitted = aSurvey({
  state: 'submitted',
  movedBy: { device: deviceId(1), n: 1 },
  fields: outcome('completed'),
})
const rival = { value: 'none', seen: 0, op: opId(9), revision: 4, device: deviceId(2), n: 1, by: 'Vi Thị Hoa', at }
const returned = { path: Path.parse('latrine'), reason: 'Kiểm tra lại nhà tiêu', by: 'Lê Thị Thu', at }

describe('the reviewer', () => {
  test('accepts a submitted survey, and the decision is kept', () => {
    const accepted = accept(submitted, decision)
    expect(accepted).toMatchObject({ state: 'accepted', accepted: decision, fields: submitted.fields })
    expect(accepted).not.toHaveProperty('movedBy')
  })

  test.each<{ what: string; survey: Survey; given?: Decision; refusal: string }>([
    { what: 'one not begun', survey: { ...submitted, state: 'not_started' }, refusal: 'not_submitted' },
    { what: 'one sent back', survey: { ...submitted, state: 'returned' }, refusal: 'not_submitted' },
    { what: 'one accepted already', survey: { ...submitted, state: 'accepted' }, refusal: 'not_submitted' },
    {
      what: 'one with two values for a question',
      survey: { ...submitted, rivals: { [Path.parse('latrine')]: [rival] } },
      refusal: 'has_rivals',
    },
    {
      what: 'one closed as incomplete',
      survey: { ...submitted, fields: outcome('absent') },
      refusal: 'visit_incomplete',
    },
    { what: 'one without an outcome', survey: { ...submitted, fields: {} }, refusal: 'visit_incomplete' },
    {
      what: 'one that gives no class',
      survey: submitted,
      given: { ...decision, classification: 'undetermined' },
      refusal: 'class_undetermined',
    },
  ])('cannot accept $what: $refusal', ({ survey, given = decision, refusal }) => {
    const before = structuredClone(survey)
    expect(accept(survey, given)).toBe(refusal)
    expect(survey).toEqual(before)
  })

  test('cannot accept a class that rests on invented points', () => {
    expect(accept(submitted, decision, { restsOnSample: true })).toBe('sample_scorecard')
  })

  test('sends a submitted survey back to one question', () => {
    expect(sendBack(submitted, returned)).toEqual({
      round: submitted.round,
      state: 'returned',
      fields: submitted.fields,
      rivals: {},
      receipts: [],
      returned,
    })
  })

  test.each(['not_started', 'returned', 'accepted'] as const)('cannot send back one that is %s', (state) => {
    expect(sendBack({ ...submitted, state }, returned)).toBe('not_submitted')
  })

  test('keeps what a newer server wrote beside', () => {
    const newer = { ...submitted, meeting: { votes: 12 } }
    expect(accept(newer, decision)).toMatchObject({ meeting: { votes: 12 } })
  })
})

describe('why a list changed', () => {
  const lastRound = (classification: Decision['classification']): PreviousSurvey => ({
    round: RoundId.parse('2023'),
    answers: {},
    accepted: { ...decision, classification },
  })

  test('is kept with the decision: the event, and the earlier exits', () => {
    const given = { ...decision, event: 'split', earlierExits: ['poor'] } as const
    const accepted = accept(submitted, { ...given, earlierExits: ['poor'] }, { previous: lastRound('not_poor') })
    expect(accepted).toMatchObject({ state: 'accepted', accepted: given })
  })

  test.each<{ what: string; given: Partial<Decision>; previous?: PreviousSurvey }>([
    { what: 'an event where both rounds have it poor', given: { event: 'split' }, previous: lastRound('poor') },
    { what: 'that a household of the book moved in', given: { event: 'moved_in' }, previous: lastRound('not_poor') },
    { what: 'that one that is here has died out', given: { event: 'died_out' }, previous: lastRound('not_poor') },
    { what: 'that the residents of a new one changed', given: { event: 'members_changed' } },
    { what: 'an earlier exit of one that stayed poor', given: { earlierExits: ['poor'] }, previous: lastRound('poor') },
  ])('is never $what', ({ given, previous }) => {
    expect(accept(submitted, { ...decision, ...given }, { previous })).toBe('event_unfit')
  })

  test('of a household created at the door may be that it moved in', () => {
    expect(accept(submitted, { ...decision, event: 'moved_in' })).toMatchObject({ accepted: { event: 'moved_in' } })
  })
})

describe('a household that is no longer here', () => {
  const gone = { ...submitted, fields: outcome('dissolved') }
  const departed: Departure = { event: 'merged', by: 'Lê Thị Thu', at }

  test('is closed without a class, with why, who and when', () => {
    const { movedBy: _, ...kept } = gone
    expect(depart(gone, departed)).toStrictEqual({ ...kept, state: 'accepted', departed })
  })

  test.each<{ what: string; survey: Survey; event?: Departure['event']; refusal: string }>([
    { what: 'one not begun', survey: { ...gone, state: 'not_started' }, refusal: 'not_submitted' },
    { what: 'one sent back', survey: { ...gone, state: 'returned' }, refusal: 'not_submitted' },
    { what: 'one closed already', survey: { ...gone, state: 'accepted' }, refusal: 'not_submitted' },
    {
      what: 'one on whose end two people disagree',
      survey: { ...gone, rivals: { [Path.parse('visit_outcome')]: [{ ...rival, value: 'completed' }] } },
      refusal: 'has_rivals',
    },
    { what: 'one that was visited', survey: submitted, refusal: 'still_here' },
    { what: 'one that was away for the day', survey: { ...gone, fields: outcome('absent') }, refusal: 'still_here' },
    { what: 'one that refused', survey: { ...gone, fields: outcome('refused') }, refusal: 'still_here' },
    { what: 'one closed for another reason', survey: { ...gone, fields: outcome('other') }, refusal: 'still_here' },
    { what: 'one without an outcome', survey: { ...gone, fields: {} }, refusal: 'still_here' },
    { what: 'a dissolved one as moved away', survey: gone, event: 'moved_away', refusal: 'event_unfit' },
    {
      what: 'one that moved away as died out',
      survey: { ...gone, fields: outcome('moved_away') },
      event: 'died_out',
      refusal: 'event_unfit',
    },
  ])('is never $what: $refusal', ({ survey, event = 'merged', refusal }) => {
    const before = structuredClone(survey)
    expect(depart(survey, { ...departed, event })).toBe(refusal)
    expect(survey).toEqual(before)
  })
})
