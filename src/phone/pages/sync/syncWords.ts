import type { SyncReport } from '#phone/sync/schedule.ts'
import type { PhoneWords } from '#phone/wording/vi.ts'

/** What an exchange came to, in sentences: why it failed first, then whether the work is safe. */
export function reportText(report: SyncReport, { sync: words }: PhoneWords): string[] {
  if (report.outcome !== 'failed') return [words.outcomes[report.outcome]]
  return [words.failures[report.failure], words.outcomes.failed]
}
