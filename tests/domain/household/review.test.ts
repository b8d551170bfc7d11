import { describe, expect, test } from 'vitest'
import { accept, sendBack } from '#domain/household/review.ts'
import type { Decision, Survey } from '#domain/household/survey.ts'
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
