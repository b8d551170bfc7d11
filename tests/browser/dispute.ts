import type { HouseholdId } from '#domain/ids.ts'
import { pathOf } from '#domain/questionnaire/answers.ts'
import { takeNumbers, write } from '#server/changeLog.ts'
import type { CommuneStore } from '#server/commune.ts'
import { findHousehold, putSurvey, theOpenRound } from '#server/households.ts'
import { deviceId, opId } from '../builders.ts'

/** Somebody else, who had not seen the household's latrine in the record, says that there is none. */
export async function disputeLatrine(store: CommuneStore, id: HouseholdId): Promise<void> {
  await write(store, async (writing) => {
    const { trx, at } = writing
    const { survey } = (await findHousehold(trx, id, (await theOpenRound(trx)).id))!
    const seq = await takeNumbers(trx, 1)
    const by = 'Hà Thị Xuân'
    const rival = { value: 'none', seen: 0, op: opId(1), revision: seq, device: deviceId(2), n: 1, by, at }
    await putSurvey(writing, id, { ...survey, rivals: { [pathOf('latrine')]: [rival] } }, { seq, actor: by, by })
  })
}

/** A letter about the household that came after it was accepted: the roof is another one. */
export async function holdLetter(store: CommuneStore, id: HouseholdId): Promise<string> {
  return write(store, async ({ trx, at }) => {
    const { id: device } = await trx
      .selectFrom('devices')
      .select('id')
      .orderBy('enrolled_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    const { id: round } = await theOpenRound(trx)
    const op = opId(7)
    const facts = { dwelling_roof: { value: 'leaf_or_thatch', seen: 0 } }
    const body = { op, device, n: 900, round, households: { [id]: { facts } }, at }
    await trx
      .insertInto('ledger')
      .values({
        device,
        op,
        n: 900,
        hash: '0'.repeat(64),
        households: JSON.stringify([id]),
        body: JSON.stringify(body),
        outcome: 'held',
        reason: 'late',
        receipt: null,
        received_at: at,
        seq: null,
      })
      .execute()
    return `/xa/thu/${device}/${op}`
  })
}
