/**
 * Push: takes the oldest letters that fit into one batch, marks them as sending, deposits them, and settles each by
 * the answer to its own operation. Needs no key: the letters are sealed, the deposit token stands in clear.
 *
 * Safe to stop and to repeat at any point: what was sent but not settled waits again, and the ledger answers it as it
 * answered before.
 */
import type { OpId } from '#domain/ids.ts'
import type { LetterRow, VaultDatabase } from '#phone/store/database.ts'
import { noteSync, syncNotes } from '#phone/store/notes.ts'
import { requeueSending, settle, takeLetters } from '#phone/store/outbox.ts'
import { type DepositReply, type LetterResult, writeBatch } from '#protocol/deposit.ts'
import { Unreachable } from './failure.ts'
import type { Commune } from './http.ts'

/** Bytes of a batch: halved where the line broke, grown where it held. */
export type BatchBytes = { start: number; least: number; most: number }
export const batchBytes: BatchBytes = { start: 16_384, least: 4_096, most: 49_152 }

export type PushContext = { db: VaultDatabase; token: string; line: Commune; sizes: BatchBytes; now: () => Date }

/** Sends all that waits; how many letters were answered. Throws what the line throws; the rest then waits. */
export async function push(context: PushContext): Promise<number> {
  const { db, sizes, now } = context
  await requeueSending(db)
  const aside = new Set<OpId>()
  let answered = 0
  let epochs = 0
  for (;;) {
    const size = (await syncNotes(db)).batchBytes ?? sizes.start
    const letters = await takeLetters(db, size, aside, now())
    if (letters.length === 0) return answered
    const reply = await deposit(context, letters, size)
    const sent = letters.map(({ op }) => op)
    const settled = await settle(db, sent, reply)
    if (settled.outcome === 'new_epoch') {
      epochs += 1
      if (epochs > 1) throw new Unreachable('fault')
      continue
    }
    for (const op of settled.notNow) aside.add(op)
    answered += sent.length - settled.notNow.length
    await noteReply(context, reply, size)
  }
}

async function deposit({ db, token, line, sizes }: PushContext, letters: LetterRow[], size: number) {
  const batch = newBatchId()
  const body = writeBatch(
    batch,
    letters.map(({ bytes }) => bytes),
  )
  try {
    const reply = await line.deposit(body, token)
    if (reply.batch !== batch) throw new Unreachable('not_our_server')
    return reply
  } catch (error) {
    await requeueSending(db)
    if (error instanceof Unreachable) await noteSync(db, { batchBytes: Math.max(Math.floor(size / 2), sizes.least) })
    throw error
  }
}

const notStored: LetterResult['status'][] = ['refused', 'reseal', 'later']

async function noteReply({ db, sizes, now }: PushContext, reply: DepositReply, size: number): Promise<void> {
  await noteSync(db, {
    batchBytes: Math.min(size * 2, sizes.most, reply.limits.batchBytes),
    ...(reply.results.some(({ status }) => !notStored.includes(status)) && { lastReceivedAt: now().toISOString() }),
    clockOffsetMinutes: offsetMinutes(reply.serverTime, now()),
  })
}

/** Minutes by which this phone's clock is ahead of the commune's. */
export function offsetMinutes(serverTime: string, now: Date): number {
  return Math.round((now.getTime() - Date.parse(serverTime)) / 60_000)
}

function newBatchId(): string {
  return crypto.randomUUID().replaceAll('-', '')
}
