import type { Wording } from '#office/wording/vi.ts'
import { LetterReason } from '#protocol/deposit.ts'

/** Why a letter is held, in words; a newer server's reason is not one this build knows. */
export function heldReasonText(reason: string, wording: Wording): string {
  const known = LetterReason.safeParse(reason)
  return known.success ? wording.heldReasons[known.data] : wording.devices.unknown
}
