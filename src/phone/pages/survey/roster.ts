import type { ResidentId } from '#domain/ids.ts'
import {
  type Path,
  pathOf,
  presentResidents,
  type Resident,
  type ResidentQuestion,
} from '#domain/questionnaire/answers.ts'
import { rosterQuestions } from '#domain/questionnaire/roster.ts'
import { saveAnswer } from '#phone/store/drafts.ts'
import type { HouseholdView } from '#phone/store/hooks.ts'
import type { Vault } from '#phone/store/vault.ts'

/** Last year's residents of whom nobody has said yet whether they are still here. */
export function unconfirmed(view: HouseholdView): Resident[] {
  const known = new Set(view.answers.residents.map(({ id }) => id))
  return presentResidents(view.previous?.answers ?? view.answers).filter(({ id }) => !known.has(id))
}

export type Gone = 'died' | 'moved_away' | 'entered_by_mistake'

/** Takes a resident over from last year: who they are does not change, so it is not asked again. `gone` says why they left. */
export async function takeOver(vault: Vault, view: HouseholdView, resident: ResidentId, gone?: Gone): Promise<void> {
  for (const question of Object.keys(rosterQuestions) as ResidentQuestion[]) {
    const path: Path = pathOf(question, resident)
    const value = view.previous?.values.get(path)
    if (value !== undefined) await saveAnswer(vault, view.id, path, value, view.revision)
  }
  if (gone) await setGone(vault, view, resident, gone)
}

/** Marks a resident as gone, or as here again. Nobody is ever deleted. */
export async function setGone(
  vault: Vault,
  view: HouseholdView,
  resident: ResidentId,
  gone: Gone | null,
): Promise<void> {
  await saveAnswer(vault, view.id, pathOf('gone', resident), gone, view.revision)
}

export type NewResident = Required<Pick<Resident, 'name' | 'relation' | 'sex'>>

export async function addResident(
  vault: Vault,
  view: HouseholdView,
  id: ResidentId,
  added: NewResident,
): Promise<void> {
  for (const question of ['name', 'relation', 'sex'] as const)
    await saveAnswer(vault, view.id, pathOf(question, id), added[question], view.revision)
}
