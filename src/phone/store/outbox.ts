import type { HouseholdId, OpId } from '#domain/ids.ts'
import type { Instant } from '#domain/units.ts'
import type { DepositReply, LetterReason, LetterResult } from '#protocol/deposit.ts'
import { type LetterRow, type LetterState, type PullState, pullStateOf, type VaultDatabase } from './database.ts'
import { durably } from './storageFailure.ts'

/**
 * Letters of which nobody knows whether they arrived wait again: sending twice changes nothing. With `sentBefore`, only
 * those that went before it: the others may be on their way, and are somebody else's.
 */
export async function requeueSending(db: VaultDatabase, sentBefore?: Instant): Promise<void> {
  await durably(db, () =>
    db.outbox
      .where('state')
      .equals('sending')
      .filter(({ sentAt = '' }) => sentBefore === undefined || sentAt < sentBefore)
      .modify({ state: 'queued' }),
  )
}

/** The same for these alone: their batch did not arrive, as far as anybody knows. */
export async function requeue(db: VaultDatabase, ops: readonly OpId[]): Promise<void> {
  await durably(db, () =>
    db.outbox
      .where('op')
      .anyOf(ops)
      .filter(({ state }) => state === 'sending')
      .modify({ state: 'queued' }),
  )
}

/**
 * The next letters by `n`, as many as fit into `bytes` and at least one, marked as sending. Those in `aside` have been
 * answered "not now" in this exchange; those to be sealed anew wait for the PIN; and one about a household of which
 * another letter is on its way waits for that one's answer, since the commune takes them in their order.
 */
export async function takeLetters(
  db: VaultDatabase,
  bytes: number,
  aside: ReadonlySet<OpId>,
  now: Date,
): Promise<LetterRow[]> {
  return durably(db, () =>
    db.transaction('rw', db.outbox, async () => {
      const queued = await db.outbox.where('state').equals('queued').sortBy('n')
      const onTheWay = new Set(
        (await db.outbox.where('state').equals('sending').toArray()).flatMap((row) => row.households),
      )
      const waiting = queued.filter(
        ({ op, status, households }) =>
          !aside.has(op) && status !== 'reseal' && !households.some((id) => onTheWay.has(id)),
      )
      const batch: LetterRow[] = []
      let total = 0
      for (const letter of waiting) {
        total += letter.bytes.length + 4
        if (batch.length > 0 && total > bytes) break
        batch.push(letter)
      }
      const sentAt = now.toISOString()
      await db.outbox.bulkPut(batch.map((letter) => ({ ...letter, state: 'sending', sentAt })))
      return batch
    }),
  )
}

/** `isReceived`: of what was sent the commune stored something. */
export type Settled = { outcome: 'settled'; notNow: OpId[]; isReceived: boolean } | { outcome: 'new_epoch' }

/**
 * Notes what became of exactly the operations that were sent; one without an answer waits again. From another epoch
 * than the known one no acknowledgement counts: everything is queued again, in the new epoch.
 */
export async function settle(db: VaultDatabase, sent: readonly OpId[], reply: DepositReply): Promise<Settled> {
  const answers = new Map((await ofOwnBytes(db, reply.results)).map((result) => [result.op, result]))
  return durably(db, () =>
    db.transaction('rw', db.outbox, db.meta, async () => {
      const known = await pullStateOf(db)
      if (known && known.epoch !== reply.epoch) {
        await startAgain(db, known, reply.epoch)
        return { outcome: 'new_epoch' as const }
      }
      const letters = (await db.outbox.bulkGet([...sent])).filter((letter) => letter !== undefined)
      const after = letters.map((letter) => further(letter, settled(letter, answers.get(letter.op), reply.epoch)))
      await db.outbox.bulkPut(after)
      return {
        outcome: 'settled' as const,
        notNow: after.filter(({ state }) => state === 'queued').map(({ op }) => op),
        isReceived: letters.some(({ op }) => isStored(answers.get(op))),
      }
    }),
  )
}

/**
 * The commune's database is another one (a restore): what it acknowledged before no longer counts. Queues all kept
 * letters again (the ledger answers what it has) and loads a second generation from the start; what is shown stays.
 */
export async function startNewEpoch(db: VaultDatabase, epoch: string): Promise<void> {
  await durably(db, () =>
    db.transaction('rw', db.outbox, db.meta, async () => {
      const known = await pullStateOf(db)
      if (known) await startAgain(db, known, epoch)
    }),
  )
}

export async function waitingLetters(db: VaultDatabase): Promise<LetterRow[]> {
  return durably(db, () => db.outbox.where('state').anyOf('queued', 'sending').toArray())
}

/** Letters that the commune could not open: its key is another one now. */
export async function lettersToReseal(db: VaultDatabase): Promise<LetterRow[]> {
  return (await waitingLetters(db)).filter(({ status }) => status === 'reseal')
}

/** Letters that the commune did not store, that no later one has made good, and that nobody has put aside. */
export async function refusedLetters(db: VaultDatabase): Promise<LetterRow[]> {
  const letters = await durably(db, () => db.outbox.where('state').equals('refused').toArray())
  const refused = new Set(letters.map(({ op }) => op))
  return letters.filter(
    (letter) => isStillRefused(letter, refused) && !letter.households.every((id) => letter.readIn?.includes(id)),
  )
}

/** Whether a letter stays refused, `refused` being all that are: what was to make it good may be refused too. */
export function isStillRefused(letter: Pick<LetterRow, 'state' | 'madeGoodBy'>, refused: ReadonlySet<OpId>): boolean {
  return letter.state === 'refused' && (letter.madeGoodBy === undefined || refused.has(letter.madeGoodBy))
}

/**
 * A person has read, on the household's page, that the commune declined these, or refused them in a round that is over:
 * it needs nobody for them any more. The letters stay, and whatever else the commune answers about them takes the mark
 * away.
 */
export async function putAside(db: VaultDatabase, household: HouseholdId, ops: readonly OpId[]): Promise<void> {
  await durably(db, () =>
    db.outbox
      .where('op')
      .anyOf(ops)
      .filter(({ state, reason }) => state === 'refused' || (state === 'held' && reason === 'declined'))
      .modify((letter) => {
        letter.readIn = [...(letter.readIn ?? []), household]
      }),
  )
}

/**
 * The answers that are about this phone's own bytes. One about a letter that did not open says which bytes it means: a
 * damaged copy, or another's under our number, is not our letter, which is to be sent again. To be called outside a
 * transaction.
 */
export async function ofOwnBytes(db: VaultDatabase, results: readonly LetterResult[]): Promise<LetterResult[]> {
  const own: LetterResult[] = []
  for (const result of results) {
    const isOpened = result.reason === undefined || !unopened.includes(result.reason)
    const letter = isOpened ? undefined : await durably(db, () => db.outbox.get(result.op))
    if (!letter || (await hashOf(letter.bytes)) === result.hash) own.push(result)
  }
  return own
}

const unopened: LetterReason[] = ['not_authentic', 'malformed_letter', 'not_understood', 'wrong_device']

/** SHA-256 in hexadecimal digits. */
async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function startAgain(db: VaultDatabase, known: PullState, epoch: string): Promise<void> {
  await db.outbox.toCollection().modify((letter, reference) => {
    reference.value = unsent(letter)
  })
  const generation = Math.max(known.generation, known.filling?.generation ?? 0) + 1
  const value: PullState = { epoch, cursor: 0, generation: known.generation, filling: { generation, cursor: 0 } }
  await db.meta.put({ key: 'pull', value })
}

function unsent({ op, n, households, bytes, madeGoodBy }: LetterRow): LetterRow {
  return { op, n, households, bytes, state: 'queued', ...(madeGoodBy && { madeGoodBy }) }
}

/** How far a letter has come: an answer that is not the newest may take it further, never back. */
export const knowledge = { queued: 0, sending: 0, refused: 1, held: 2, in: 3 } as const satisfies Record<
  LetterState,
  number
>

/** What another window or a pull has told meanwhile stays. */
function further(letter: LetterRow, after: LetterRow): LetterRow {
  return knowledge[letter.state] > 0 && knowledge[after.state] <= knowledge[letter.state] ? letter : after
}

/**
 * What an answer makes of a letter. Without one it waits again. What is in the record stays there within an epoch: an
 * older answer may be read after a newer one.
 */
export function settled(letter: LetterRow, answer: LetterResult | undefined, epoch: string): LetterRow {
  const state = answer ? stateOf[answer.status] : 'queued'
  if (letter.state === 'in' && state !== 'in') return letter
  if (!answer || state === 'queued')
    return { ...letter, state: 'queued', ...(answer?.status === 'reseal' && { status: 'reseal' }) }
  const { status, receipt, at, reason } = answer
  return {
    ...unsent(letter),
    state,
    status,
    epoch,
    ...(letter.sentAt && { sentAt: letter.sentAt }),
    ...(receipt && { receipt }),
    ...(at && { at }),
    ...(reason && { reason }),
    ...(letter.readIn && reason === letter.reason && { readIn: letter.readIn }),
  }
}

function isStored(answer: LetterResult | undefined): boolean {
  return answer !== undefined && knowledge[stateOf[answer.status]] >= knowledge.held
}

const stateOf = {
  applied: 'in',
  merged: 'in',
  conflict: 'in',
  held: 'held',
  refused: 'refused',
  reseal: 'queued',
  later: 'queued',
} as const satisfies Record<LetterResult['status'], LetterState>
