import { broughtOn } from '#domain/household/nextRound.ts'
import { standardOf } from '#domain/standard/inForce.ts'
import type { NextRoundRequest } from '#protocol/office.ts'
import { Problem } from '#protocol/problem.ts'
import type { Reviewer } from '#server/accounts/sessions.ts'
import type { Db } from '#server/db/schema.ts'
import { audit, takeNumbers, write } from './changeLog.ts'
import type { CommuneStore } from './commune.ts'
import { countedClass, householdOf, selectHouseholds, theOpenRound } from './households.ts'
import { roundRowOf } from './rounds.ts'

/**
 * Ends the round that the reviewer saw open and opens the next in one step, so that there is always one. Every household
 * brings what was last accepted about it; its survey of the ended round stays as it is, and what still comes for that
 * round is held. Phones get all of it with their next pull.
 *
 * Throws `round_changed_meanwhile`, `round_not_later`, `round_exists`, or `invalid_request` for an unknown standard.
 */
export async function openNextRound(
  store: CommuneStore,
  reviewer: Reviewer,
  { ends, round: next }: NextRoundRequest,
): Promise<void> {
  if (standardOf(next.standard) === undefined) throw new Problem('invalid_request')
  await write(store, async (writing) => {
    const { trx, at } = writing
    const { id, area, reviewDate } = await theOpenRound(trx)
    if (id !== ends) throw new Problem('round_changed_meanwhile')
    if (next.reviewDate <= reviewDate) throw new Problem('round_not_later')
    if (await isKnown(trx, next.id)) throw new Problem('round_exists')
    const actor = `office:${reviewer.login}`
    await bringAllOn(trx, id, { at, actor })
    await trx.updateTable('rounds').set({ state: 'closed' }).where('id', '=', id).execute()
    const row = roundRowOf({ ...next, area })
    await trx
      .insertInto('rounds')
      .values({ ...row, state: 'open' })
      .execute()
    await audit(writing, { actor, action: 'opened_round', subject: next.id, detail: id })
  })
}

async function isKnown(trx: Db, round: string): Promise<boolean> {
  return (await trx.selectFrom('rounds').select('id').where('id', '=', round).executeTakeFirst()) !== undefined
}

/** Each household under a change-log number of its own, in the order of the book. */
async function bringAllOn(trx: Db, round: string, { at, actor }: { at: string; actor: string }): Promise<void> {
  const rows = await selectHouseholds(trx, round).orderBy('hamlet').orderBy('number').execute()
  const first = (await takeNumbers(trx, rows.length)) - rows.length + 1
  for (const [i, row] of rows.entries()) {
    const { previous, listed } = broughtOn(householdOf(row, round))
    const brought = {
      previous: previous === undefined ? null : JSON.stringify(previous),
      listed: listed ?? null,
      start_class: countedClass(previous?.accepted),
      revision: first + i,
    }
    await trx.updateTable('households').set(brought).where('id', '=', row.id).execute()
    await trx
      .insertInto('change_log')
      .values({ seq: first + i, household: row.id, at, actor, op: null })
      .execute()
  }
}
