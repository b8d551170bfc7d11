/**
 * Pull: fetches page after page of the commune's change log after our cursor, and stores each page together with the
 * cursor that counts it. The first pull, and one after the commune's database was restored, loads everything anew
 * beside what is shown and takes its place once complete. Never touches drafts, operations or outbox.
 */
import { pullStateOf } from '#phone/store/database.ts'
import { noteSync } from '#phone/store/notes.ts'
import { startNewEpoch, waitingLetters } from '#phone/store/outbox.ts'
import { cursorOf, storePage } from '#phone/store/pulled.ts'
import { durably } from '#phone/store/storageFailure.ts'
import type { Vault } from '#phone/store/vault.ts'
import type { ChangesReply } from '#protocol/changes.ts'
import { protocolVersion } from '#protocol/deposit.ts'
import { Unreachable } from './failure.ts'
import type { Commune } from './http.ts'
import { offsetMinutes } from './push.ts'

/** Fetches all that is new; how many changes came. Throws what the line throws; the pages stored so far stay. */
export async function pull(vault: Vault, line: Commune, now: () => Date): Promise<number> {
  let fetched = 0
  let epochs = 0
  for (;;) {
    const before = await durably(vault.db, () => pullStateOf(vault.db))
    if (!before) throw new RangeError('this vault is not enrolled')
    const page = await line.changes(
      {
        cursor: cursorOf(before),
        epoch: before.epoch,
        schema: protocolVersion,
        waiting: (await waitingLetters(vault.db)).length,
        build: import.meta.env.VITE_BUILD,
      },
      vault.reading,
    )
    await noteSync(vault.db, { clockOffsetMinutes: offsetMinutes(page.serverTime, now()) })
    if (isOtherDatabase(page, before)) {
      epochs += 1
      if (epochs > 1) throw new Unreachable('fault')
      await startNewEpoch(vault.db, page.epoch)
      continue
    }
    if (page.more && page.cursor <= cursorOf(before)) throw new Unreachable('fault')
    if (!(await storePage(vault, before, page))) continue
    fetched += page.changes.length
    if (!page.more) return fetched
  }
}

function isOtherDatabase(page: ChangesReply, before: { epoch: string }): boolean {
  return page.epoch !== before.epoch || page.reset === true
}
