import { settleRival } from '#domain/household/settle.ts'
import type { HouseholdId } from '#domain/ids.ts'
import { Problem } from '#protocol/problem.ts'
import type { SettleRequest } from '#protocol/review.ts'
import type { Reviewer } from '#server/accounts/sessions.ts'
import { audit, takeNumbers, write } from './changeLog.ts'
import type { CommuneStore } from './commune.ts'
import { findHousehold, putSurvey, theOpenRound } from './households.ts'

/**
 * Writes the reviewer's value where two stood, for what the reviewer saw at `revision`. The operations whose values
 * these were are told. Throws `unknown_household`, `changed_meanwhile` or `no_such_rival`.
 */
export async function settleRivalValues(
  store: CommuneStore,
  reviewer: Reviewer,
  id: HouseholdId,
  { revision, path, value }: SettleRequest,
): Promise<void> {
  await write(store, async (writing) => {
    const { trx, at } = writing
    const household = await findHousehold(trx, id, (await theOpenRound(trx)).id)
    if (!household) throw new Problem('unknown_household')
    if (household.revision !== revision) throw new Problem('changed_meanwhile')
    const seq = await takeNumbers(trx, 1)
    const by = reviewer.name
    const survey = settleRival(household.survey, { path, value, revision: seq, by, at })
    if (survey === 'no_such_rival') throw new Problem(survey)
    const actor = `office:${reviewer.login}`
    await putSurvey(writing, id, survey, { seq, actor, by })
    await audit(writing, { actor, action: 'settled', subject: id, detail: path })
  })
}
