import type { HouseholdId } from '#domain/ids.ts'
import { takeNumbers, type Writing, write } from '#server/changeLog.ts'
import type { World } from '../../journeys/world.ts'

/** Changes something at the commune past its own steps, and has phones told of the household. */
export async function changeAtCommune(
  { store }: World,
  household: HouseholdId,
  change: (trx: Writing['trx']) => Promise<unknown>,
): Promise<void> {
  await write(store, async ({ trx, at }) => {
    await change(trx)
    const seq = await takeNumbers(trx, 1)
    await trx.updateTable('households').set({ revision: seq }).where('id', '=', household).execute()
    await trx.insertInto('change_log').values({ seq, household, at, actor: 'roster', op: null }).execute()
  })
}

/** The household's survey is accepted, though it has too little for a class. */
export function acceptAnyhow(world: World, household: HouseholdId): Promise<void> {
  return changeAtCommune(world, household, async (trx) => {
    const survey = trx.selectFrom('surveys').select('body').where('household', '=', household)
    const { body } = await survey.executeTakeFirstOrThrow()
    const accepted = JSON.stringify({ ...JSON.parse(body), state: 'accepted' })
    await trx
      .updateTable('surveys')
      .set({ state: 'accepted', body: accepted })
      .where('household', '=', household)
      .execute()
  })
}
