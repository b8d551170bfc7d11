/**
 * Push: takes the oldest letters that fit into one batch, marks them as sending, deposits them, and settles each by
 * the answer to its own operation. Two batches are under way at once, so that the link is not idle while one waits for
 * its answer. Needs no key: the letters are sealed, the deposit token stands in clear.
 *
 * Safe to stop and to repeat at any point: what was sent but not settled waits again, and the ledger answers it as it
 * answered before.
 */
import type { OpId } from '#domain/ids.ts'
import type { LetterRow, VaultDatabase } from '#phone/store/database.ts'
import { type LinkNote, noteSync, syncNotes } from '#phone/store/notes.ts'
import { requeue, requeueSending, settle, takeLetters, waitingLetters } from '#phone/store/outbox.ts'
import { type DepositReply, writeBatch } from '#protocol/deposit.ts'
import { afterAnswer, afterCut, type Sizes, sizeOn, type Trip, tellingMs } from './batchSize.ts'
import { Unreachable } from './failure.ts'
import { type DepositLine, timeLimit } from './line.ts'

export type PushContext = {
  db: VaultDatabase
  token: string
  line: DepositLine
  sizes: Sizes
  now: () => Date
  /** Somebody else may be sending too, as a worker that did not get the lock: what just went out is left to them. */
  isShared?: boolean
}

/** One exchange, shared by the batches that are under way. */
type Run = PushContext & {
  /** Answered "not now": not asked again in this exchange. */
  aside: Set<OpId>
  link: LinkNote | undefined
  answered: number
  epochs: number
}

/** Batches under way at once. The second begins with half a batch, so that not both wait for their answer together. */
const shares = [1, 2]

/** Sends all that waits; how many letters were answered. Throws what the line throws; the rest then waits. */
export async function push(context: PushContext): Promise<number> {
  const { db, now, isShared } = context
  await requeueSending(db, isShared ? new Date(now().getTime() - timeLimit).toISOString() : undefined)
  const { link } = await syncNotes(db)
  const run: Run = { ...context, aside: new Set(), link, answered: 0, epochs: 0 }
  const ends = await Promise.allSettled(shares.map((share) => sendInTurn(run, share)))
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed && !(isOfTheLine(failed.reason) && (await isAllSent(run)))) throw failed.reason
  return run.answered
}

/** One batch after the other, until nothing is left to take. After a cut it tries once more, with less. */
async function sendInTurn(run: Run, firstShare: number): Promise<void> {
  let cuts = 0
  for (let share = firstShare; ; share = 1) {
    const letters = await takeNext(run, share)
    if (letters.length === 0) return
    const started = run.now()
    try {
      await noteReply(run, await deposit(run, letters), letters, started)
      cuts = 0
    } catch (error) {
      cuts += 1
      await noteBreak(run, error, letters, started)
      const isCut = isOfTheLine(error) && (run.answered > 0 || tripOf(run, letters, started).ms >= tellingMs)
      if (!isCut || cuts > 1) throw error
    }
  }
}

/** The other batches may have taken over what one could not send. */
async function isAllSent({ db, aside }: Run): Promise<boolean> {
  return (await waitingLetters(db)).every(({ op }) => aside.has(op))
}

function takeNext({ db, link, sizes, aside, now }: Run, share: number): Promise<LetterRow[]> {
  return takeLetters(db, sizeOn(link, sizes, now()) / share, aside, now())
}

async function deposit({ token, line }: Run, letters: LetterRow[]): Promise<DepositReply> {
  const batch = newBatchId()
  const body = writeBatch(
    batch,
    letters.map(({ bytes }) => bytes),
  )
  const reply = await line.deposit(body, token)
  if (reply.batch !== batch) throw new Unreachable('not_our_server')
  return reply
}

async function noteReply(run: Run, reply: DepositReply, letters: LetterRow[], started: Date): Promise<void> {
  const { db, sizes, now } = run
  const sent = letters.map(({ op }) => op)
  const settled = await settle(db, sent, reply)
  if (settled.outcome === 'new_epoch') {
    run.epochs += 1
    if (run.epochs > 1) throw new Unreachable('fault')
    return
  }
  for (const op of settled.notNow) run.aside.add(op)
  run.answered += sent.length - settled.notNow.length
  const most = Math.min(sizes.most, reply.limits.batchBytes)
  run.link = afterAnswer(run.link, tripOf(run, letters, started), { ...sizes, most })
  await noteSync(db, {
    link: run.link,
    ...(settled.isReceived && { lastReceivedAt: now().toISOString() }),
    clockOffsetMinutes: offsetMinutes(reply.serverTime, now()),
  })
}

/** These wait again; what the link did to them is remembered. */
async function noteBreak(run: Run, error: unknown, letters: LetterRow[], started: Date): Promise<void> {
  const { db, sizes } = run
  await requeue(
    db,
    letters.map(({ op }) => op),
  )
  if (!isOfTheLine(error)) return
  run.link = afterCut(run.link, tripOf(run, letters, started), sizes)
  await noteSync(db, { link: run.link })
}

export function isOfTheLine(error: unknown): boolean {
  return error instanceof Unreachable && (error.failure === 'no_line' || error.failure === 'timed_out')
}

function tripOf({ now }: Run, letters: LetterRow[], started: Date): Trip {
  const at = now()
  const size = letters.reduce((sum, letter) => sum + letter.bytes.length + 4, 0)
  return { size, ms: at.getTime() - started.getTime(), at }
}

/** Minutes by which this phone's clock is ahead of the commune's. */
export function offsetMinutes(serverTime: string, now: Date): number {
  return Math.round((now.getTime() - Date.parse(serverTime)) / 60_000)
}

function newBatchId(): string {
  return crypto.randomUUID().replaceAll('-', '')
}
