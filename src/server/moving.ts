import { randomUUID } from 'node:crypto'
import type { HouseholdId } from '#domain/ids.ts'
import { Problem } from '#protocol/problem.ts'
import type { Reviewer } from '#server/accounts/sessions.ts'
import type { Db } from '#server/db/schema.ts'
import { audit, takeNumbers, write } from './changeLog.ts'
import type { CommuneStore } from './commune.ts'
import { enumeratorOf, findDevice } from './devices.ts'
import { noteHistory } from './history.ts'
import { nextNumber, theOpenRound } from './households.ts'

/**
 * The household lives in another hamlet of the commune: under a new number its new hamlet's phones get it, and those of
 * the old one are told that it is gone. Where it lives there already, nothing happens. Throws `unknown_household` or
 * `unknown_hamlet`.
 */
export async function moveHousehold(
  store: CommuneStore,
  reviewer: Reviewer,
  id: HouseholdId,
  hamlet: string,
): Promise<void> {
  await write(store, async (writing) => {
    const { trx, at } = writing
    const household = await trx.selectFrom('households').select('hamlet').where('id', '=', id).executeTakeFirst()
    if (!household) throw new Problem('unknown_household')
    await requireHamlet(trx, hamlet)
    if (household.hamlet === hamlet) return
    const seq = await takeNumbers(trx, 1)
    const number = await nextNumber(trx, hamlet)
    await trx.updateTable('households').set({ hamlet, number, revision: seq }).where('id', '=', id).execute()
    await noteLeft(trx, { household: id, from: household.hamlet, to: hamlet, seq })
    const actor = `office:${reviewer.login}`
    await trx.insertInto('change_log').values({ seq, household: id, at, actor, op: null }).execute()
    const { id: round } = await theOpenRound(trx)
    const moved = { what: 'moved' as const, by: reviewer.name, before: household.hamlet, after: hamlet }
    await noteHistory(writing, { household: id, round, seq }, [moved])
    await audit(writing, { actor, action: 'moved_household', subject: id, detail: `${household.hamlet} ${hamlet}` })
  })
}

/**
 * The phone's enumerator works in another hamlet: its cursor, which counts the old one's changes, no longer holds, and
 * its next pull starts from nothing. Its deposit certificate still names the old hamlet and still deposits. Throws
 * `not_found` or `unknown_hamlet`.
 */
export async function moveDevice(store: CommuneStore, reviewer: Reviewer, id: string, hamlet: string): Promise<void> {
  await write(store, async (writing) => {
    const device = await findDevice(writing.trx, id)
    if (!device) throw new Problem('not_found')
    await requireHamlet(writing.trx, hamlet)
    if (device.hamlet === hamlet) return
    const enumerator = await enumeratorOf(writing, { name: device.name, hamlet }, randomUUID())
    await writing.trx
      .updateTable('devices')
      .set({ hamlet, enumerator, reset_due: 1, cursor: 0 })
      .where('id', '=', id)
      .execute()
    const detail = `${device.hamlet} ${hamlet}`
    await audit(writing, { actor: `office:${reviewer.login}`, action: 'moved_device', subject: id, detail })
  })
}

async function requireHamlet(trx: Db, id: string): Promise<void> {
  const found = await trx.selectFrom('hamlets').select('id').where('id', '=', id).executeTakeFirst()
  if (!found) throw new Problem('unknown_hamlet')
}

async function noteLeft(
  trx: Db,
  { household, from, to, seq }: { household: string; from: string; to: string; seq: number },
): Promise<void> {
  await trx.deleteFrom('left_hamlet').where('household', '=', household).where('hamlet', '=', to).execute()
  await trx.insertInto('left_hamlet').values({ household, hamlet: from, seq }).execute()
}
