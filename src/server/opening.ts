import { canonical, type Operation } from '#domain/household/operation.ts'
import type { OpId } from '#domain/ids.ts'
import { depositLimits, type LetterReason } from '#protocol/deposit.ts'
import { publicKeyFrom } from '#protocol/keys.ts'
import { headerOf, openLetter } from '#protocol/letter.ts'
import type { Certificate } from './certificate.ts'
import { hashOf } from './commune.ts'
import type { KeyRing } from './keyring.ts'

/** A letter after opening; `hash` is of the canonical plain operation, so that sealing it again changes nothing. */
export type OpenedLetter =
  | { outcome: 'opened'; op: OpId; bytes: Uint8Array; operation: Operation; hash: string }
  | { outcome: 'unopened'; op: OpId; bytes: Uint8Array; reason: LetterReason }
  | { outcome: 'refused' | 'reseal'; op: OpId; reason: LetterReason }

/** What a letter too short to name an operation is answered under. */
const nobodysOp = '00000000-0000-0000-0000-000000000000' as OpId

/** Opens, authenticates and validates every letter; nothing is stored yet. */
export async function openAll(
  keyring: KeyRing,
  letters: readonly Uint8Array[],
  sender: Certificate,
): Promise<OpenedLetter[]> {
  const senderKey = await publicKeyFrom(Buffer.from(sender.publicKey, 'base64url'))
  const opened: OpenedLetter[] = []
  for (const letter of letters) opened.push(await openOne(keyring, letter, sender, senderKey))
  return opened
}

/** Opens one letter that `sender` brought or, by its key, wrote. */
export async function openOne(
  keyring: KeyRing,
  bytes: Uint8Array,
  sender: Pick<Certificate, 'device'>,
  senderKey: CryptoKey,
): Promise<OpenedLetter> {
  const header = headerOf(bytes)
  const op = (header?.op ?? nobodysOp) as OpId
  if (bytes.length > depositLimits.letterBytes) return { outcome: 'refused', op, reason: 'letter_too_large' }
  if (!header) return { outcome: 'unopened', op, bytes, reason: 'malformed_letter' }
  if (header.device !== sender.device) return { outcome: 'unopened', op, bytes, reason: 'wrong_device' }
  const recipient = keyring.letterKeys.get(header.key)
  if (!recipient) return { outcome: 'reseal', op, reason: 'unknown_key' }
  const opened = await openLetter(bytes, { recipient, sender: senderKey })
  if (opened.outcome === 'letter_too_large') return { outcome: 'refused', op, reason: opened.outcome }
  if (opened.outcome !== 'opened') return { outcome: 'unopened', op, bytes, reason: opened.outcome }
  const { operation } = opened
  return { outcome: 'opened', op, bytes, operation, hash: hashOf(canonical(operation)) }
}
