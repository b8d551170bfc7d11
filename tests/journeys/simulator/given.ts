import type { HouseholdId } from '#domain/ids.ts'
import { type Path, pathOf } from '#domain/questionnaire/answers.ts'
import { residentId } from '../../builders.ts'
import { completeAnswers } from '../../phone/kit.ts'
import { bookOf } from './commune.ts'
import type { Answer, Person } from './person.ts'
import type { Step } from './schedule.ts'

/** In the hamlet's book, or one that this person made at the door. */
export function householdOf(person: Person, { household }: Pick<Step, 'household'>): HouseholdId {
  const known = [...person.made, ...bookOf(person.hamlet)]
  return known[household % known.length]!
}

const questions = [
  pathOf('visit_note'),
  pathOf('name', residentId(1)),
  pathOf('dwelling_area_m2'),
  pathOf('water_source'),
  pathOf('latrine'),
] as const

export function answerIn(step: Step): Answer {
  const path = questions[step.question % questions.length]!
  if (path === questions[2]) return { path, value: 10 + step.number }
  if (path === questions[3]) return { path, value: ['rain', 'piped', 'drilled_well'][step.question % 3]! }
  if (path === questions[4]) return { path, value: ['septic', 'over_water'][step.question % 2]! }
  return { path, value: words(step) }
}

export function words(step: Step): string {
  return `Ghi lần ${step.number}`
}

/** The questions that a step may answer. */
export function answeredIn(step: Step): Path[] {
  if (step.kind === 'answer') return [answerIn(step).path]
  const closing = [pathOf('name', residentId(1)), pathOf('visit_outcome'), pathOf('visit_note')]
  if (step.kind === 'close') return [answerIn(step).path, ...closing]
  return step.kind === 'complete' || step.kind === 'add' ? [...closing, ...completeAnswers().map(([path]) => path)] : []
}
