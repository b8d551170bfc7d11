import { describe, expect, test } from 'vitest'
import { merge } from '#domain/household/merge.ts'
import { reopen } from '#domain/household/reopen.ts'
import { settleRival } from '#domain/household/settle.ts'
import type { Survey } from '#domain/household/survey.ts'
import { type Path, pathOf } from '#domain/questionnaire/answers.ts'
import { anOperation, aSurvey } from '../../builders.ts'

const water = pathOf('water_source')
const at = '2024-10-20T01:00:00.000Z'
const decision = { value: 'piped', revision: 9, by: 'Lê Thị Hoài', at }

/** Two phones gave different answers to two questions. */
function inDispute(): Survey {
  const facts = { water_source: { value: 'rain', seen: 0 }, latrine: { value: 'none', seen: 0 } }
  const others = { water_source: { value: 'bottled', seen: 0 }, latrine: { value: 'septic', seen: 0 } }
  return [anOperation({ op: 1, facts }), anOperation({ op: 2, device: 2, facts: others })].reduce(
    (survey, { operation, change }, i) => merge(survey, change, operation, { revision: i + 1, by: 'Lan', at }).survey,
    aSurvey(),
  )
}

describe('settling two answers', () => {
  test('writes the reviewer’s value under the office’s stamp, and leaves the other question open', () => {
    const survey = settleRival(inDispute(), { path: water, ...decision })
    expect(survey).toMatchObject({
      fields: { water_source: { value: 'piped', device: 'office', n: 0, revision: 9, by: 'Lê Thị Hoài' } },
      rivals: { latrine: [{ value: 'septic' }] },
    })
    expect(survey).not.toHaveProperty('rivals.water_source')
  })

  test('leaves what it was given as it was', () => {
    const before = inDispute()
    const copy = structuredClone(before)
    settleRival(before, { path: water, ...decision })
    expect(before).toEqual(copy)
  })

  test('is refused where one answer stands', () => {
    expect(settleRival(inDispute(), { path: 'water_use' as Path, ...decision })).toBe('no_such_rival')
  })
})

describe('reopening', () => {
  const accepted = aSurvey({ state: 'accepted', accepted: { classification: 'poor' } as never })

  test('makes an accepted survey wait for a decision again, without the old one', () => {
    expect(reopen(accepted)).toEqual(aSurvey({ state: 'submitted' }))
    expect(reopen(aSurvey({ state: 'accepted', departed: { event: 'moved_away' } as never }))).toEqual(
      aSurvey({ state: 'submitted' }),
    )
  })

  test.each(['not_started', 'submitted', 'returned'] as const)('leaves one that is %s as it is', (state) => {
    expect(reopen(aSurvey({ state }))).toEqual(aSurvey({ state }))
  })
})
