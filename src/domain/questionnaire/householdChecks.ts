import { isGiven } from './answer.ts'
import type { HouseholdAnswers } from './answers.ts'
import { type Check, checkAt, unusual } from './check.ts'

/** The household's own answers against each other. */
export function householdChecks({ b1_points: points, internet_use: internet, devices }: HouseholdAnswers): Check[] {
  const { from, through } = unusual.b1Points
  const isOutside = isGiven(points) && (points < from || points > through)
  return [
    ...(isOutside ? [checkAt('b1_unusual', ['b1_points'], { now: points, from, through })] : []),
    ...(internet === true && isGiven(devices) && devices.length === 0
      ? [checkAt('internet_without_device', ['devices', 'internet_use'])]
      : []),
  ]
}
