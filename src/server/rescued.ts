import { createDecipheriv } from 'node:crypto'
import { HouseholdId } from '#domain/ids.ts'
import type { HandoverHead, RescuedRow } from '#protocol/handover.ts'
import type { ImportReply } from '#protocol/officeSafety.ts'
import type { Db, Tables } from '#server/db/schema.ts'
import type { Certificate } from './certificate.ts'
import { type Writing, write } from './changeLog.ts'
import { type CommuneStore, hashOf } from './commune.ts'
import { dataKeyIn } from './keyring.ts'

/**
 * Keeps the rows that a rescue page saved out of a broken phone, opened where the escrow gives the key. They stand
 * beside the book: a draft is nobody's finished word, so a person reads them and nothing merges them.
 */
export async function keepRescued(store: CommuneStore, { device }: Certificate, head: HandoverHead): Promise<void> {
  if (!head.rescued) return
  const { rows, escrow } = head.rescued
  const dataKey = await dataKeyOf(store, device, escrow)
  const kept = rows.map((row) => ({ row, body: dataKey ? bodyOf(row, dataKey) : undefined }))
  await write(store, async (writing) => {
    for (const one of kept) await keepOne(writing, { ...one, device, savedAt: head.savedAt })
  })
}

/** Everything rescued from a phone so far, newest first, with the household where the row names one. */
export async function rescuedAnswers(db: Db, device: string): Promise<ImportReply['rescued']> {
  const rows = await db
    .selectFrom('rescued')
    .leftJoin('households', 'households.id', 'rescued.household')
    .leftJoin('hamlets', 'hamlets.id', 'households.hamlet')
    .select(['rescued.kind', 'rescued.household', 'rescued.body', 'households.number', 'hamlets.name as hamlet'])
    .where('device', '=', device)
    .orderBy('rescued.household')
    .orderBy('rescued.saved_at', 'desc')
    .orderBy('rescued.row')
    .execute()
  return rows.map(({ kind, household, hamlet, number, body }) => ({
    kind,
    ...(household !== null && { household: household as HouseholdId }),
    ...(hamlet !== null && number !== null && { hamlet, number }),
    ...(body !== null && { body: JSON.parse(body) }),
  }))
}

/** The phone's own escrow, else the one it left at enrolment. */
async function dataKeyOf(store: CommuneStore, device: string, escrow: string | undefined) {
  const opened = escrow === undefined ? undefined : await dataKeyIn(store.keyring, escrow, device)
  if (opened) return opened
  const known = await store.db.selectFrom('devices').select('escrow').where('id', '=', device).executeTakeFirst()
  return known?.escrow ? dataKeyIn(store.keyring, known.escrow, device) : undefined
}

/** What the phone boxed, as JSON text; undefined where this key, place or bytes do not fit. */
function bodyOf({ table, id, iv, sealed }: RescuedRow, dataKey: Uint8Array): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', dataKey, Buffer.from(iv, 'base64url'))
    decipher.setAAD(Buffer.from(`${table}/${id}`)).setAuthTag(bytes.subarray(-16))
    const plain = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString()
    return JSON.stringify(JSON.parse(plain))
  } catch {
    return undefined // another key, a moved row or a damaged one: its bytes are kept as they came
  }
}

async function keepOne(
  { trx, at }: Writing,
  { row, body, device, savedAt }: { row: RescuedRow; body: string | undefined; device: string; savedAt: string },
): Promise<void> {
  const sealed = JSON.stringify({ iv: row.iv, sealed: row.sealed })
  const kept: Tables['rescued'] = {
    device,
    kind: row.table,
    row: row.id,
    hash: hashOf(sealed),
    household: HouseholdId.safeParse(row.household).data ?? null,
    sealed,
    body: body ?? null,
    saved_at: savedAt,
    received_at: at,
  }
  await trx
    .insertInto('rescued')
    .values(kept)
    .onConflict((conflict) =>
      conflict
        .columns(['device', 'kind', 'row', 'hash'])
        .doUpdateSet({ body: kept.body })
        .where('rescued.body', 'is', null),
    )
    .execute()
}
