import { createHash } from 'node:crypto'
import { z } from 'zod'
import { LetterResult } from '#protocol/deposit.ts'
import { headerOf } from '#protocol/letter.ts'
import { devicesOf } from '#server/devices.ts'
import type { World } from './world.ts'

/** Bytes that the commune said it keeps though they did not open, and in which of its databases. */
export type Unopened = { bytes: Uint8Array; epoch: string }

/** Where in a letter a bit is another: version, key, device, operation, encapsulated key, ciphertext. */
const places = [0, 3, 12, 30, 60, 120]

/** The letter as it comes off a bad stick. */
export function damagedCopy(letter: Uint8Array, at: number): Uint8Array {
  const copy = letter.slice()
  copy[places[at % places.length]!]! ^= 1
  return copy
}

const Reply = z.object({ epoch: z.string(), results: z.array(LetterResult) })

/** Notes which of these letters the commune's reply says it keeps as bytes. */
export function noteUnopened({ unopened }: Pick<World, 'unopened'>, letters: readonly Uint8Array[], reply: string) {
  const read = Reply.safeParse(jsonIn(reply))
  if (!read.success) return
  const { epoch, results } = read.data
  for (const { status, hash } of results) {
    const bytes = letters.find((letter) => hashOf(letter) === hash)
    if (status === 'held' && hash !== undefined && bytes) unopened.set(hash, { bytes, epoch })
  }
}

/** What did not open is there byte by byte and on the reviewer's list, or is in the ledger by now. */
export async function unopenedAreKept({ commune, unopened }: World, epoch: string): Promise<string[]> {
  const { db } = commune.store
  const rows = new Map((await db.selectFrom('unopened').selectAll().execute()).map((row) => [row.hash, row]))
  const listed = (await devicesOf(db)).held.filter(({ op }) => op === undefined)
  const wrong: string[] = []
  if (listed.length !== rows.size) wrong.push(`${rows.size} letters did not open, and ${listed.length} are listed`)
  for (const [hash, said] of unopened) {
    if (said.epoch !== epoch) continue
    const row = rows.get(hash)
    const isKept = row !== undefined && Buffer.from(said.bytes).equals(row.bytes)
    if (!isKept && !(await isInLedger(db, said.bytes))) wrong.push('a letter that did not open is not kept')
  }
  return wrong
}

async function isInLedger(db: World['commune']['store']['db'], bytes: Uint8Array): Promise<boolean> {
  const { op = '', device = '' } = headerOf(bytes) ?? {}
  const ledger = db.selectFrom('ledger').select('op').where('device', '=', device).where('op', '=', op)
  return (await ledger.executeTakeFirst()) !== undefined
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a refusal, or nothing: it says nothing of letters
  }
}
