import { sql } from 'kysely'
import type { LetterReason, LetterResult } from '#protocol/deposit.ts'
import type { Certificate } from './certificate.ts'
import { type Writing, write } from './changeLog.ts'
import { type CommuneStore, hashOf } from './commune.ts'
import { type Allowance, allowanceOf, noteDeposited } from './depositAllowance.ts'
import { certifiedDevice, type Device, findDevice, isPlaced } from './devices.ts'
import { openKept } from './keptLetters.ts'
import { enterOperation, findEntry, resultOf } from './ledger.ts'
import { type OpenedLetter, openAll } from './opening.ts'
import { noteKnown } from './phonesAhead.ts'

/**
 * Takes in letters, by whatever road they came, and answers for each of them in their order. All are opened and
 * validated first; then one transaction holds them all, each under a savepoint of its own, and is committed once:
 * what is answered is durable, and one bad letter never blocks another. Sending again changes nothing.
 *
 * `dayBytes` is the most that this device may deposit in a day; what is above it is answered `later`, and nothing is
 * kept of it. Letters on a stick have no such limit. All are answered `later` while the commune lacks the sender's hamlet.
 */
export async function takeIn(
  store: CommuneStore,
  letters: readonly Uint8Array[],
  sender: Certificate,
  dayBytes = Number.POSITIVE_INFINITY,
): Promise<LetterResult[]> {
  const opened = await openAll(store.keyring, letters, sender)
  if (!(await isPlaced(store.db, sender))) return opened.map(({ op }) => ({ op, status: 'later' }))
  const isKnown = (await findDevice(store.db, sender.device)) !== undefined
  const results = await write(store, async (writing) => {
    const device = await certifiedDevice(writing, sender, store)
    await noteKnown(writing, store, device, opened.flatMap(seenIn))
    const allowance = await allowanceOf(writing, device, dayBytes)
    const answered: LetterResult[] = []
    for (const [i, letter] of opened.entries())
      answered.push(await withinAllowance(store, writing, { letter, bytes: letters[i]!.length }, device, allowance))
    await noteDeposited(writing, device, allowance)
    return (await asTheyStand(writing, device, answered)).map((result, i) => ofBytes(result, letters[i]!))
  })
  if (!isKnown) await openKept(store)
  return results
}

async function withinAllowance(
  store: CommuneStore,
  writing: Writing,
  { letter, bytes }: { letter: OpenedLetter; bytes: number },
  device: Device,
  allowance: Allowance,
): Promise<LetterResult> {
  if (allowance.used + bytes > allowance.most) return { op: letter.op, status: 'later' }
  allowance.used += bytes
  return underSavepoint(store, writing, letter, device)
}

/** An answer that the letter's sender need not have provoked says which bytes it is about. */
function ofBytes(result: LetterResult, bytes: Uint8Array): LetterResult {
  return result.reason && unopened.includes(result.reason) ? { ...result, hash: hashOf(bytes) } : result
}

const unopened: LetterReason[] = ['not_authentic', 'malformed_letter', 'not_understood', 'wrong_device']

/** What was held for a letter that came after it in the same batch is no longer: the answer says how all stand now. */
async function asTheyStand(writing: Writing, device: Device, results: LetterResult[]): Promise<LetterResult[]> {
  const standing: LetterResult[] = []
  for (const result of results) {
    const isWaiting = result.status === 'held' && result.reason === 'waiting_for_predecessor'
    const entry = isWaiting ? await findEntry(writing, { device: device.id, op: result.op }) : undefined
    standing.push(entry ? resultOf(entry) : result)
  }
  return standing
}

/** The newest number its author had seen of each household. */
function seenIn(letter: OpenedLetter): { household: string; seq: number }[] {
  if (letter.outcome !== 'opened') return []
  return Object.entries(letter.operation.households).map(([household, { facts }]) => ({
    household,
    seq: Math.max(0, ...Object.values(facts).map(({ seen }) => seen)),
  }))
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
