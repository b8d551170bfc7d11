import type { HouseholdId } from '#domain/ids.ts'
import type { Vault } from '#phone/store/vault.ts'
import { type HistoryEntry, HistoryReply } from '#protocol/history.ts'
import { type Fetch, posting } from './line.ts'

/** All that the commune knows to have happened to a household, newest first. Throws `Refusal` or `Unreachable`. */
export async function askHistory(
  { reading }: Pick<Vault, 'reading'>,
  household: HouseholdId,
  send?: Fetch,
): Promise<HistoryEntry[]> {
  return (await posting(send)(HistoryReply, 'history', { household }, reading)).entries
}
