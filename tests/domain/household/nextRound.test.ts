import { describe, expect, test } from 'vitest'
import type { Household, PreviousSurvey } from '#domain/household/household.ts'
import { broughtOn } from '#domain/household/nextRound.ts'
import type { Decision, Survey } from '#domain/household/survey.ts'
import { RoundId } from '#domain/ids.ts'
import { aSurvey, householdId } from '../../builders.ts'

const decided = (classification: Decision['classification']) => ({ classification, by: 'Lê Thị Hoài' }) as Decision
const before: PreviousSurvey = { round: RoundId.parse('2023'), answers: {}, accepted: decided('poor') }
const author = { device: 'office' as const, n: 0, by: 'Lê Thị Hoài', at: '2024-10-20T01:00:00Z' }
const fields = {
  water_source: { value: 'rain', revision: 4, ...author },
  latrine: { value: null, revision: 5, ...author },
}

function aHousehold(survey: Partial<Survey>): Household {
  const known = { id: householdId(1), hamlet: 'lang-mai' as Household['hamlet'], number: 1, revision: 5 }
  return { ...known, listed: 'poor', previous: before, survey: { ...aSurvey(), fields, ...survey } as Survey }
}

describe('a household comes to the next round', () => {
  test.each([
    ['poor', 'poor'],
    ['near_poor', 'near_poor'],
    ['average', undefined],
    ['not_poor', undefined],
  ] as const)(
    'accepted as %s with that class, its answers without stamps, and on the list: %s',
    (classification, listed) => {
      const accepted = decided(classification)
      expect(broughtOn(aHousehold({ state: 'accepted', accepted }))).toEqual({
        previous: { round: '2024', answers: { water_source: 'rain', latrine: null }, accepted },
        ...(listed && { listed }),
      })
    },
  )

  test.each(['not_started', 'submitted', 'returned'] as const)(
    'with what it brought last time where it is %s',
    (state) => {
      expect(broughtOn(aHousehold({ state }))).toEqual({ previous: before, listed: 'poor' })
      const { previous: _, listed: __, ...atTheDoor } = aHousehold({ state })
      expect(broughtOn(atTheDoor)).toEqual({})
    },
  )

  test('on no list and without a class where it is no longer here', () => {
    const departed = { event: 'moved_away' as const, by: 'Lê Thị Hoài', at: '2024-10-20T01:00:00Z' }
    expect(broughtOn(aHousehold({ state: 'accepted', departed }))).toEqual({
      previous: { round: '2024', answers: { water_source: 'rain', latrine: null } },
    })
  })
})
