import { DeviceId, OpId } from '#domain/ids.ts'
import type { Wording } from '#office/wording/vi.ts'
import { LetterReason } from '#protocol/deposit.ts'
import type { HouseholdReply } from '#protocol/office.ts'

/** Why a letter is held, in words; a newer server's reason is not one this build knows. */
export function heldReasonText(reason: string, wording: Wording): string {
  const known = LetterReason.safeParse(reason)
  return known.success ? wording.heldReasons[known.data] : wording.devices.unknown
}

export type HeldLetter = HouseholdReply['held'][number]

/** What names a letter that opened, and why it is held; undefined for one that a person cannot decide about. */
export function decidable({ op, device, reason, standing = '' }: HeldLetter) {
  const [letter, sender, why] = [OpId.safeParse(op), DeviceId.safeParse(device), LetterReason.safeParse(reason)]
  if (!letter.success || !sender.success || !why.success) return undefined
  return { op: letter.data, device: sender.data, reason: why.data, standing }
}
