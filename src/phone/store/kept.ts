import { useLiveQuery } from 'dexie-react-hooks'
import type { HouseholdId, OpId } from '#domain/ids.ts'
import type { Instant } from '#domain/units.ts'
import type { AnsweredOperations } from '#protocol/handover.ts'
import { type LetterRow, type LetterState, pullStateOf, type VaultDatabase } from './database.ts'
import { knowledge, ofOwnBytes, settled } from './outbox.ts'
import { durably } from './storageFailure.ts'
import type { Vault } from './vault.ts'

/** The letters this phone still has, in the order they were made: those not in the record, or all. */
export async function keptLetters(db: VaultDatabase, choice: 'not_in' | 'all'): Promise<LetterRow[]> {
  const letters = await durably(db, () => db.outbox.orderBy('n').toArray())
  return choice === 'all' ? letters : letters.filter(({ state }) => state !== 'in')
}

/** What the commune has not stored: not yet sent, or refused. */
export type Unsent = { letters: number; households: HouseholdId[]; oldestAt?: Instant }

/** The same, live; undefined while it is being read. */
export function useUnsent({ db }: Vault): Unsent | undefined {
  return useLiveQuery(() => unsentOf(db), [db])
}

export async function unsentOf(db: VaultDatabase): Promise<Unsent> {
  const letters = (await keptLetters(db, 'not_in')).filter(({ state }) => state !== 'held')
  const households = [...new Set(letters.flatMap((letter) => letter.households))]
  const [oldest] = letters.map(({ op }) => madeAt(op)).sort()
  return { letters: letters.length, households, ...(oldest && { oldestAt: oldest }) }
}

/** When an operation was made, by the phone's clock of then: a UUID of version 7 begins with it. */
function madeAt(op: OpId): Instant {
  return new Date(Number.parseInt(op.replaceAll('-', '').slice(0, 12), 16)).toISOString()
}

export type Answered = Record<LetterState, number>

/**
 * Settles exactly the operations the commune has answered, of those this phone still has; how many of them now stand
 * where. Never takes back what was known already: an older answer may be read after a newer one. `other_epoch`, and
 * nothing changed, if the commune's database is another one by now.
 */
export async function settleAnswered(
  db: VaultDatabase,
  { epoch, results }: AnsweredOperations,
): Promise<Answered | 'other_epoch'> {
  const own = await ofOwnBytes(db, results)
  return durably(db, () =>
    db.transaction('rw', db.outbox, db.meta, async () => {
      if ((await pullStateOf(db))?.epoch !== epoch) return 'other_epoch' as const
      const stand: Answered = { queued: 0, sending: 0, in: 0, held: 0, refused: 0 }
      for (const result of own) {
        const letter = await db.outbox.get(result.op)
        if (!letter) continue
        const after = settled(letter, result, epoch)
        const isNews = knowledge[after.state] > knowledge[letter.state]
        if (isNews) await db.outbox.put(after)
        stand[isNews ? after.state : letter.state] += 1
      }
      return stand
    }),
  )
}
