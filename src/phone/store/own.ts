import { useLiveQuery } from 'dexie-react-hooks'
import { canonical, type Fact, type FactValue } from '#domain/household/operation.ts'
import type { Field, Survey } from '#domain/household/survey.ts'
import type { HouseholdId } from '#domain/ids.ts'
import type { Path } from '#domain/questionnaire/answers.ts'
import { atOneMoment, partsOf, rowsOf } from './households.ts'
import type { OwnOperation } from './parts.ts'
import type { Vault } from './vault.ts'

/** What this phone has finished about a household and what became of it, newest first, live; undefined while it is read. */
export function useOwnOperations(vault: Vault, id: HouseholdId): OwnOperation[] | undefined {
  return useLiveQuery(() => ownOperations(vault, id), [vault, id])
}

export async function ownOperations(vault: Vault, id: HouseholdId): Promise<OwnOperation[]> {
  const rows = await atOneMoment(vault.db, () => rowsOf(vault.db, id))
  return rows ? (await partsOf(vault, rows)).own.toReversed() : []
}

/** An own answer in whose place the reviewer put another. */
export type Overruled = { path: Path; own: FactValue; field: Field }

/** Own answers of this round that the reviewer decided otherwise about; `operations` newest first. */
export function overruledIn(operations: readonly OwnOperation[], { id, survey }: { id: HouseholdId; survey: Survey }) {
  const own = new Map<string, Fact>()
  for (const { operation, letter } of operations)
    if (operation.round === survey.round && letter.state === 'in')
      for (const [path, fact] of Object.entries(operation.households[id]?.facts ?? {}))
        if (!own.has(path)) own.set(path, fact)
  return [...own].flatMap(([at, { value }]): Overruled[] => {
    const path = at as Path
    const field = survey.fields[path]
    const isOverruled = field?.device === 'office' && canonical(field.value) !== canonical(value)
    return field && isOverruled ? [{ path, own: value, field }] : []
  })
}
