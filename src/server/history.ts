import type { HouseholdId, OpId, RoundId } from '#domain/ids.ts'
import type { HistoryEntry, HistoryReply } from '#protocol/history.ts'
import { Problem } from '#protocol/problem.ts'
import type { Reviewer } from '#server/accounts/sessions.ts'
import type { Db } from '#server/db/schema.ts'
import { auditRead, type Writing, write } from './changeLog.ts'
import type { CommuneStore } from './commune.ts'
import type { Device } from './devices.ts'
import type { Happened } from './surveyDiff.ts'

/** Where and when things happened together. */
type Moment = { household: string; round: string; seq: number; op?: string | undefined }

/** Enters what happened to a household's survey; nothing is entered for nothing. */
export async function noteHistory(
  { trx, at }: Writing,
  { household, round, seq, op }: Moment,
  entries: readonly Happened[],
): Promise<void> {
  if (entries.length === 0) return
  await trx
    .insertInto('history')
    .values({ seq, household, round, at, op: op ?? null, entries: JSON.stringify(entries) })
    .execute()
}

/** All that ever happened to a household, newest first. Reading it is noted. Throws `unknown_household`. */
export async function historyForOffice(
  store: CommuneStore,
  reviewer: Reviewer,
  id: HouseholdId,
): Promise<HistoryReply> {
  return write(store, async (writing) => {
    if ((await hamletOf(writing.trx, id)) === undefined) throw new Problem('unknown_household')
    await auditRead(writing, { actor: `office:${reviewer.login}`, action: 'read_history', subject: id })
    return { entries: await historyOf(writing.trx, id) }
  })
}

/** The same for a phone, of its own hamlet only; any other household is one it does not know: `unknown_household`. */
export async function historyForPhone({ db }: CommuneStore, device: Device, id: HouseholdId): Promise<HistoryReply> {
  if ((await hamletOf(db, id)) !== device.hamlet) throw new Problem('unknown_household')
  return { entries: await historyOf(db, id) }
}

async function historyOf(db: Db, household: HouseholdId): Promise<HistoryEntry[]> {
  const rows = await db
    .selectFrom('history')
    .selectAll()
    .where('household', '=', household)
    .orderBy('id', 'desc')
    .execute()
  return rows.flatMap(({ seq, round, at, op, entries }) =>
    (JSON.parse(entries) as Happened[])
      .map((entry) => ({ seq, round: round as RoundId, at, ...(op !== null && { op: op as OpId }), ...entry }))
      .reverse(),
  )
}

async function hamletOf(db: Db, household: HouseholdId): Promise<string | undefined> {
  return (await db.selectFrom('households').select('hamlet').where('id', '=', household).executeTakeFirst())?.hamlet
}
