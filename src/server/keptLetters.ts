import type { DeviceId } from '#domain/ids.ts'
import { publicKeyFrom } from '#protocol/keys.ts'
import { headerOf } from '#protocol/letter.ts'
import type { Tables } from '#server/db/schema.ts'
import { audit, write } from './changeLog.ts'
import type { CommuneStore } from './commune.ts'
import { findDevice } from './devices.ts'
import { enterOperation } from './ledger.ts'
import { type OpenedLetter, openOne } from './opening.ts'
import { settle } from './settling.ts'

type Kept = Tables['unopened']
type Opened = Extract<OpenedLetter, { outcome: 'opened' }>

/**
 * Tries the letters again that did not open when they came: at the start, since the program or the key ring may be
 * newer, and when a device gets known that was not. Each is opened by the key of the device that its header names, so
 * that it proves itself whoever brought it. What opens enters the ledger and goes to its household; what does not, stays.
 * One that meets a fault is logged and stays too. Returns how many entered.
 */
export async function openKept(store: CommuneStore): Promise<number> {
  const kept = await store.db.selectFrom('unopened').selectAll().where('reason', '!=', 'id_reused').execute()
  let entered = 0
  for (const letter of kept) {
    try {
      const opened = await openAgain(store, letter)
      if (opened && (await enterKept(store, letter, opened))) entered += 1
    } catch (fault) {
      store.log(`kept letter ${letter.hash} not taken in: ${fault instanceof Error ? fault.stack : fault}`)
    }
  }
  return entered
}

async function openAgain(store: CommuneStore, { bytes }: Kept): Promise<Opened | undefined> {
  const header = headerOf(bytes)
  if (!header) return undefined
  const sender = await store.db
    .selectFrom('devices')
    .select('public_key')
    .where('id', '=', header.device)
    .executeTakeFirst()
  if (!sender) return undefined
  const senderKey = await publicKeyFrom(Buffer.from(sender.public_key, 'base64url'))
  const opened = await openOne(store.keyring, bytes, { device: header.device as DeviceId }, senderKey)
  return opened.outcome === 'opened' ? opened : undefined
}

/** Its bytes go once the ledger has what they say; under an id that says something else they stay. */
async function enterKept(store: CommuneStore, kept: Kept, opened: Opened): Promise<boolean> {
  return write(store, async (writing) => {
    const device = await findDevice(writing.trx, opened.operation.device)
    if (!device) return false
    const entry = await enterOperation(writing, opened, device, kept.received_at)
    if (entry === 'id_reused') {
      await writing.trx.updateTable('unopened').set({ reason: entry }).where('hash', '=', kept.hash).execute()
      return false
    }
    await settle(writing, entry, entry)
    await writing.trx.deleteFrom('unopened').where('hash', '=', kept.hash).execute()
    await audit(writing, { actor: device.id, action: 'opened_later', subject: entry.op })
    return true
  })
}
