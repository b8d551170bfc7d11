/**
 * Pull: fetches page after page of the commune's change log after our cursor, and stores each page together with the
 * cursor that counts it. The first pull, and one after the commune's database was restored, loads everything anew
 * beside what is shown and takes its place once complete. Never touches drafts or operations; of the outbox only what
 * the commune settled, and at the end what has long been in a backup.
 */
import { storageUse } from '#phone/shell/storage.ts'
import { type PullState, pullStateOf } from '#phone/store/database.ts'
import { type LinkNote, noteSync, syncNotes } from '#phone/store/notes.ts'
import { startNewEpoch, waitingLetters } from '#phone/store/outbox.ts'
import { prune } from '#phone/store/pruning.ts'
import { cursorOf, refillAfterUpdate, storePage } from '#phone/store/pulled.ts'
import { adoptKey } from '#phone/store/recipient.ts'
import { durably } from '#phone/store/storageFailure.ts'
import type { Vault } from '#phone/store/vault.ts'
import { type ChangesRequest, type ReceivedChanges, stateSchema } from '#protocol/changes.ts'
import { protocolVersion } from '#protocol/deposit.ts'
import { afterAnswer, afterCut, pageHouseholds, sizeOn, tellingMs } from './batchSize.ts'
import { Unreachable } from './failure.ts'
import type { Commune } from './http.ts'
import { isOfTheLine, offsetMinutes } from './push.ts'

/**
 * Fetches all that is new; how many changes came. Throws what the line throws, and `newer_protocol` for a reply in
 * another version of the protocol; the pages stored so far stay.
 */
export async function pull(
  vault: Vault,
  line: Pick<Commune, 'changes'>,
  now: () => Date,
  build = import.meta.env.VITE_BUILD ?? '',
): Promise<number> {
  const { db } = vault
  let fetched = 0
  let epochs = 0
  await refillAfterUpdate(db, build)
  for (;;) {
    const before = await durably(db, () => pullStateOf(db))
    if (!before) throw new RangeError('this vault is not enrolled')
    const page = await nextPage(vault, line, await requestOf(vault, before, build), now)
    if (page.protocol > protocolVersion) throw new Unreachable('newer_protocol')
    await noteSync(db, { clockOffsetMinutes: offsetMinutes(page.serverTime, now()) })
    if (page.key && page.key.id !== vault.recipient.id) await adoptKey(vault, page.key)
    if (isOtherDatabase(page, before)) {
      epochs += 1
      if (epochs > 1) throw new Unreachable('fault')
      await startNewEpoch(db, page.epoch)
      continue
    }
    if (page.more && page.cursor <= cursorOf(before)) throw new Unreachable('fault')
    if (!(await storePage(vault, before, page, build))) continue
    fetched += page.changes.length
    if (page.more) continue
    if (page.backedUpTo !== undefined) await prune(db, { now: page.serverTime, backedUpTo: page.backedUpTo })
    return fetched
  }
}

/**
 * Asks for the next page. After a cut it asks once more, for half as many households; what was cut is remembered, so that
 * the next exchange goes on from there.
 */
async function nextPage(
  { db, reading }: Vault,
  line: Pick<Commune, 'changes'>,
  request: ChangesRequest,
  now: () => Date,
): Promise<ReceivedChanges> {
  for (let cuts = 0; ; ) {
    const { pages } = await syncNotes(db)
    const most = sizeOn(pages, pageHouseholds, now())
    const started = now().getTime()
    const trip = (size: number) => ({ size, ms: now().getTime() - started, at: now() })
    try {
      const page = await line.changes({ ...request, ...(pages && { most }) }, reading)
      if (pages) await noteSync(db, { pages: withCut(afterAnswer(pages, trip(page.changes.length), pageHouseholds)) })
      return page
    } catch (error) {
      if (!isOfTheLine(error)) throw error
      cuts += 1
      await noteSync(db, { pages: withCut(afterCut(pages, trip(most), pageHouseholds)) })
      if (cuts > 1 || trip(most).ms < tellingMs) throw error
    }
  }
}

/** A link on which nothing was cut is asked for as much as the server gives. */
function withCut(pages: LinkNote): LinkNote | undefined {
  return pages.cut && pages
}

/** What the phone has, and what it says of itself. */
async function requestOf({ db, recipient }: Vault, before: PullState, build: string): Promise<ChangesRequest> {
  const { lastFailure } = await syncNotes(db)
  const storage = await storageUse()
  const { mark } = before.filling ?? before
  return {
    cursor: cursorOf(before),
    ...(mark && { mark }),
    epoch: before.epoch,
    schema: stateSchema,
    waiting: (await waitingLetters(db)).length,
    build,
    key: recipient.id,
    ...(before.factsTag && { factsTag: before.factsTag }),
    ...(storage && { storage }),
    ...(lastFailure && { failure: lastFailure.code }),
  }
}

function isOtherDatabase(page: ReceivedChanges, before: PullState): boolean {
  return page.epoch !== before.epoch || page.reset === true
}
