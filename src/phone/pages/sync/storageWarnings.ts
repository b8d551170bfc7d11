import type { Unsent } from '#phone/store/kept.ts'
import type { StorageTrouble } from '#phone/store/storageTrouble.ts'
import type { LaterWords } from '#phone/wording/later.vi.ts'
import { timeText } from '#phone/wording/times.ts'

/** What the phone knows of itself as a safe; `usage` in bytes. */
export type Safety = {
  offlineReady: boolean
  rosterComplete: boolean
  persisted: boolean | undefined
  usage: number | undefined
  unsent: Unsent
  trouble: StorageTrouble | undefined
}

/** More bytes than this are a burden to a cheap phone; a hamlet's book takes a few million. */
const muchUsed = 200_000_000
/** Unsent for longer than this, in milliseconds, somebody should do something: three days. */
const longUnsent = 3 * 86_400_000

/** Whether a light of the list is out: it says itself what to do. */
export function isInDanger({ offlineReady, rosterComplete, persisted }: Safety): boolean {
  return !offlineReady || !rosterComplete || persisted === false
}

/** What to do about this phone, in sentences. */
export function storageWarnings({ usage, unsent, trouble }: Safety, light: LaterWords['light'], now: Date): string[] {
  const waited = unsent.oldestAt === undefined ? 0 : now.getTime() - Date.parse(unsent.oldestAt)
  return [
    ...(trouble ? [light.troubled(timeText(trouble.at, now))] : []),
    ...(usage !== undefined && usage > muchUsed ? [light.tooMuch] : []),
    ...(waited > longUnsent ? [light.tooLong] : []),
  ]
}
