import type { Operation } from '#domain/household/operation.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import type { Vault } from '#phone/store/vault.ts'
import { type BenchCommune, surveyOperation } from './commune.ts'
import { type By, queue } from './phone.ts'

/** Every household of the commune, surveyed whole and waiting in the vault's outbox. */
export async function finishAll({ households }: BenchCommune, vault: Vault): Promise<Operation[]> {
  const operations: Operation[] = []
  for (const [i, household] of households.entries())
    await queue(vault, (by) => {
      const operation = surveyOperation(household, { ...by, seen: i + 1, at: new Date().toISOString() })
      operations.push(operation)
      return operation
    })
  return operations
}

/** The first household's survey with one answer changed. */
export function oneAnswer({ households: [household] }: BenchCommune, by: By): Operation {
  if (!household) throw new RangeError('the commune has no household')
  const path = pathOf('water_source')
  const previous = { ...household.previous, answers: { [path]: 'rain' } } as typeof household.previous
  return surveyOperation({ ...household, previous }, { ...by, seen: 1, at: new Date().toISOString() })
}
