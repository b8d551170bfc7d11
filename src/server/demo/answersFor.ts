import type { AnswerValue, Path } from '#domain/questionnaire/answers.ts'
import type { IndicatorId } from '#domain/standard/standard.ts'
import { day } from '#domain/units.ts'
import { chanceFrom } from './chance.ts'
import { emptyRegistry } from './papers.ts'
import type { Standing } from './people.ts'
import { familyFor, surveyOf, type World } from './survey.ts'

const scripts: Readonly<Record<Standing, { seed: number; size: number; deprived: IndicatorId[] }>> = {
  poor: { seed: 11, size: 4, deprived: ['healthInsurance', 'adultEducation', 'housingArea', 'sanitation'] },
  near_poor: { seed: 12, size: 3, deprived: ['sanitation'] },
  not_poor: { seed: 13, size: 3, deprived: [] },
}

/**
 * A whole interview of the 2024 round with a household of Làng Mài that no list has: every question that is asked,
 * in the form's order, and answers that give the class `kind`. The same every time.
 */
export function demoAnswersFor(kind: Standing): [Path, AnswerValue][] {
  const { seed, size, deprived } = scripts[kind]
  const world: World = {
    chance: chanceFrom(seed),
    ethnicity: { '03': 1 },
    registry: emptyRegistry(),
    on: day('2024-10-15'),
  }
  const wanted = { standing: kind, deprived: new Set(deprived) }
  return surveyOf(world, familyFor(world, wanted, [size]), wanted).answers
}
