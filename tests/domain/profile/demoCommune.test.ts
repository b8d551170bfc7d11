import { describe, expect, test } from 'vitest'
import { assess } from '#domain/assessment/assess.ts'
import { previousAnswers } from '#domain/household/household.ts'
import { profileOf } from '#domain/profile/alkireFoster.ts'
import type { Passage } from '#domain/profile/movement.ts'
import { movementReports } from '#domain/profile/movementReport.ts'
import { presentResidents } from '#domain/questionnaire/answers.ts'
import { checksOn } from '#domain/questionnaire/consistency.ts'
import { standard2022 } from '#domain/standard/standard2022.ts'
import { day } from '#domain/units.ts'
import { generateDemo } from '#server/demo/commune.ts'

const reviewDate = day('2023-10-15')
const surveyed = generateDemo().hamlets.flatMap((hamlet) => hamlet.surveyed)
const households = surveyed.map(({ previous }) => {
  const answers = previousAnswers(previous)
  const assessment = assess(answers, { standard: standard2022, area: 'rural', reviewDate })
  return { answers, assessment, residents: presentResidents(answers).length }
})

describe('the 729 households of the demo commune', () => {
  test('hold nothing that cannot be right', () => {
    const checks = households.flatMap(({ answers }) => checksOn(answers, { reviewDate }))
    expect(checks.filter(({ kind }) => kind === 'must')).toEqual([])
  })

  test('the official H is the plan’s 32 poor of 729; counting alone finds more', () => {
    const { official, counting, measured, leftOut } = profileOf(households, standard2022, 'household')
    expect({ measured, leftOut }).toEqual({ measured: 729, leftOut: 0 })
    expect(official.headcountRatio).toEqual({ part: 32, whole: 729 })
    expect(counting.headcountRatio.part).toBeGreaterThan(32)
  })

  test('a year in which nothing changes has a start, an end and no flow', () => {
    const passages = households.map(({ answers, assessment }): Passage => {
      const { classification } = assessment
      if (classification === 'undetermined') throw new RangeError('a demo household without a class')
      const standing = { classification, residents: presentResidents(answers).map(({ id }) => id) }
      return { start: standing, end: standing }
    })
    const { poor, near_poor: nearPoor } = movementReports(passages)
    expect([poor[1].households, nearPoor[1].households]).toEqual([32, 21])
    expect([poor[9], nearPoor[9]]).toEqual([poor[1], nearPoor[1]])
    for (const column of [2, 3, 4, 5, 6, 7, 8] as const)
      expect([poor[column].people, nearPoor[column].people, poor[column].households]).toEqual([0, 0, 0])
  })
})
