import { sql } from 'kysely'
import type { LetterResult } from '#protocol/deposit.ts'
import { type Writing, write } from './changeLog.ts'
import { type CommuneStore, hashOf } from './commune.ts'
import { certifiedDevice, type Device } from './devices.ts'
import type { Certificate } from './keyring.ts'
import { enterOperation, resultOf } from './ledger.ts'
import { type OpenedLetter, openAll } from './opening.ts'

/**
 * Takes in letters, by whatever road they came, and answers for each of them in their order. All are opened and
 * validated first; then one transaction holds them all, each under a savepoint of its own, and is committed once:
 * what is answered is durable, and one bad letter never blocks another. Sending again changes nothing.
 */
export async function takeIn(
  store: CommuneStore,
  letters: readonly Uint8Array[],
  sender: Certificate,
): Promise<LetterResult[]> {
  const opened = await openAll(store.keyring, letters, sender)
  return write(store, async (writing) => {
    const device = await certifiedDevice(writing, sender)
    const results: LetterResult[] = []
    for (const letter of opened) results.push(await underSavepoint(store, writing, letter, device))
    return results
  })
}

/** A fault inside one letter undoes that letter alone, and is logged; the phone sends it again later. */
async function underSavepoint(
  store: CommuneStore,
  writing: Writing,
  letter: OpenedLetter,
  device: Device,
): Promise<LetterResult> {
  await sql`savepoint letter`.execute(writing.trx)
  try {
    const result = await takeOne(writing, letter, device)
    await sql`release savepoint letter`.execute(writing.trx)
    return result
  } catch (fault) {
    await sql`rollback to savepoint letter`.execute(writing.trx)
    await sql`release savepoint letter`.execute(writing.trx)
    store.log(
      `letter ${letter.op} of device ${device.id} not taken in: ${fault instanceof Error ? fault.stack : fault}`,
    )
    return { op: letter.op, status: 'later' }
  }
}

async function takeOne(writing: Writing, letter: OpenedLetter, device: Device): Promise<LetterResult> {
  const { op } = letter
  switch (letter.outcome) {
    case 'refused':
    case 'reseal':
      return { op, status: letter.outcome, reason: letter.reason }
    case 'unopened':
      return { op, status: 'held', reason: letter.reason, at: await keepBytes(writing, letter, device) }
    case 'opened': {
      const entry = await enterOperation(writing, letter, device)
      if (entry !== 'id_reused') return resultOf(entry)
      await keepBytes(writing, { ...letter, reason: entry }, device)
      return { op, status: 'refused', reason: entry }
    }
  }
}

/** Keeps bytes that are in no record, once; returns when they first came. */
async function keepBytes(
  { trx, at }: Writing,
  { bytes, reason }: { bytes: Uint8Array; reason: string },
  device: Device,
): Promise<string> {
  const hash = hashOf(bytes)
  await trx
    .insertInto('unopened')
    .values({ hash, bytes, reason, device: device.id, received_at: at })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
  const kept = await trx.selectFrom('unopened').select('received_at').where('hash', '=', hash).executeTakeFirstOrThrow()
  return kept.received_at
}
