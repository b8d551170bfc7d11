import type { SurveyAnswers } from './answers.ts'
import { type Check, type CheckFacts, checkedPeople } from './check.ts'
import { citizenNumberChecks } from './citizenNumberChecks.ts'
import { householdChecks } from './householdChecks.ts'
import { lifeChecks } from './lifeChecks.ts'
import { rosterChecks } from './rosterChecks.ts'
import { yearChecks } from './yearChecks.ts'

/**
 * What cannot be right in a household's answers, and what is unusual: across questions, residents and years.
 * What `must` be put right comes first. Answers that are missing, or that the form no longer asks for, are no matter
 * of these checks; and an age counts only where every age that the resident may have would be checked.
 */
export function checksOn(answers: SurveyAnswers, facts: CheckFacts): Check[] {
  const { reviewDate, previous, citizenNumberElsewhere = {} } = facts
  const people = checkedPeople(answers, reviewDate)
  const residents = people.map(({ answers: given }) => given)
  const checks = [
    ...rosterChecks(people, reviewDate),
    ...citizenNumberChecks(residents, citizenNumberElsewhere),
    ...people.flatMap((person) => lifeChecks(person, reviewDate)),
    ...householdChecks(answers.household),
    ...(previous ? yearChecks(answers, previous) : []),
  ]
  return [...checks.filter(({ kind }) => kind === 'must'), ...checks.filter(({ kind }) => kind === 'look_again')]
}
