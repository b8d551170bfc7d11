import type { Operation } from '#domain/household/operation.ts'
import type { LetterRow } from '#phone/store/database.ts'
import { durably } from '#phone/store/storageFailure.ts'
import { openRow, type Vault } from '#phone/store/vault.ts'
import { headerOf, sealLetter } from '#protocol/letter.ts'

/**
 * Letters that the commune could not open are sealed again from their plain operations: the same operation with the same
 * number, under the key that the commune gave last. One that is sealed to that key already is offered as it is.
 */
export async function reseal(vault: Vault, letters: readonly LetterRow[]): Promise<void> {
  const { db } = vault
  for (const { op, bytes: old } of letters) {
    const row = await durably(db, () => db.operations.get(op))
    const operation = await openRow<Operation>(vault, { table: 'operations', id: op }, row)
    if (!operation) throw new RangeError('a letter without its operation')
    const isCurrent = headerOf(old)?.key === vault.recipient.id
    const bytes = isCurrent ? old : await sealLetter(operation, { sender: vault.sender, recipient: vault.recipient })
    await durably(db, () =>
      db.transaction('rw', db.outbox, async () => {
        const letter = await db.outbox.get(op)
        if (letter?.state !== 'queued' || letter.status !== 'reseal') return // another window was here
        const { status: _, ...waiting } = letter
        await db.outbox.put({ ...waiting, bytes })
      }),
    )
  }
}
