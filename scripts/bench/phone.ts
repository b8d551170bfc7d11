import 'fake-indexeddb/auto'
import { v7 } from 'uuid'
import type { Operation } from '#domain/household/operation.ts'
import { sealBox } from '#phone/store/box.ts'
import { counterOf, type LetterRow, newVersion, type OperationRow } from '#phone/store/database.ts'
import { registry } from '#phone/store/registry.ts'
import type { Vault } from '#phone/store/vault.ts'
import { enrol, lookUp } from '#phone/sync/enrol.ts'
import { type Commune, communeOverHttp } from '#phone/sync/http.ts'
import { type SyncOutcome, sync } from '#phone/sync/sync.ts'
import { sealLetter } from '#protocol/letter.ts'

export const pin = '135790'
/** The PIN's work is not what is measured. */
const fewIterations = 10

/** What Chromium accepts over HTTPS and from localhost; Node leaves brotli out over plain HTTP. */
const acceptEncoding = 'gzip, deflate, br, zstd'

/** The phone's own line, from Node, to a server at `port`. */
export function lineTo(port: number): Commune {
  return communeOverHttp((path, request) => {
    const headers = new Headers(request.headers)
    headers.set('accept-encoding', acceptEncoding)
    return fetch(`http://localhost:${port}${path}`, { ...request, headers })
  })
}

export async function enrolledPhone(line: Commune, code: string): Promise<Vault> {
  return enrol({ code, pin, look: await lookUp(code, line) }, line, fewIterations)
}

export type By = { op: string; device: Vault['device']; n: number }

/** Seals an operation and puts it with its letter where the phone's own finishing puts them. */
export async function queue(
  vault: Vault,
  make: (by: By) => Operation,
): Promise<{ row: OperationRow; letter: LetterRow }> {
  const n = (await counterOf(vault.db)) + 1
  const operation = make({ op: v7(), device: vault.device, n })
  const { op } = operation
  const households = Object.keys(operation.households) as LetterRow['households']
  const common = { op, n, households }
  const box = await sealBox(vault.dataKey, { table: 'operations', id: op }, operation)
  const bytes = await sealLetter(operation, { sender: vault.sender, recipient: vault.recipient })
  const made = {
    row: { ...common, version: newVersion(), box } satisfies OperationRow,
    letter: { ...common, state: 'queued', bytes } satisfies LetterRow,
  }
  await vault.db.operations.add(made.row)
  await vault.db.outbox.add(made.letter)
  await vault.db.meta.put({ key: 'counter', value: n })
  return made
}

/** One exchange; locked, the phone only sends. */
export async function syncPhone(vault: Vault, line: Commune, options: { locked?: boolean } = {}): Promise<SyncOutcome> {
  const card = await registry.vaults.get(vault.device)
  if (!card) throw new RangeError('no such vault')
  return sync(card, options.locked ? undefined : vault, { line })
}
