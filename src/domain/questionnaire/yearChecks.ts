import { isGiven } from './answer.ts'
import { type HouseholdAnswers, presentResidents, type Resident, type SurveyAnswers } from './answers.ts'
import { type Check, checkAt, checkOn, completedRanks, unusual } from './check.ts'

/** This round's answers against those of the round before. */
export function yearChecks(answers: SurveyAnswers, previous: SurveyAnswers): Check[] {
  const there = new Map(answers.residents.map((resident) => [resident.id, resident]))
  const before = presentResidents(previous)
  const vanished = before.filter(({ id }) => !there.has(id))
  return [
    ...areaChecks(answers.household, previous.household),
    ...(vanished.length > 0 ? [checkOn('vanished', vanished, ['gone'])] : []),
    ...before.flatMap((earlier) => changeChecks(there.get(earlier.id), earlier)),
  ]
}

function areaChecks(
  { dwelling_area_m2: now }: HouseholdAnswers,
  { dwelling_area_m2: before }: HouseholdAnswers,
): Check[] {
  if (!isGiven(now) || !isGiven(before)) return []
  const isJump = Math.abs(now - before) > unusual.areaChangeAbove * before
  return isJump ? [checkAt('area_jump', ['dwelling_area_m2'], { before, now })] : []
}

/** What does not change from one year to the next, or changes one way only. */
function changeChecks(now: Resident | undefined, before: Resident): Check[] {
  if (!now || now.gone !== undefined) return []
  const { education_completed: completed, birth, sex } = now
  const was = before.education_completed
  const hasFallen = isGiven(completed) && isGiven(was) && completedRanks[completed] < completedRanks[was]
  return [
    ...(sex !== undefined && before.sex !== undefined && sex !== before.sex
      ? [checkOn('sex_changed', [now], ['sex'])]
      : []),
    ...(isGiven(birth) && isGiven(before.birth) && !agree(birth, before.birth)
      ? [checkOn('birth_changed', [now], ['birth'])]
      : []),
    ...(hasFallen
      ? [
          checkOn('completed_fell', [now], ['education_completed'], {
            answer: { question: 'education_completed', code: was },
          }),
        ]
      : []),
  ]
}

/** A year and a day within it agree: one is only less exact. */
function agree(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one)
}
